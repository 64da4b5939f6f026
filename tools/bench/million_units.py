"""One million units with 99,999 permutations in a process of its own, whose peak memory is then ours alone."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from ir_plugin.core.space.neighbours import k_nearest
from ir_plugin.core.statistics.getis_ord import local_g
from ir_plugin.core.statistics.permutation import local_sum_ranks, p_values

UNITS = 1_000_000
PERMUTATIONS = 99_999


def main() -> None:
    """Prints seconds and megabytes as JSON."""
    generator = np.random.default_rng(1)
    points, values = generator.random((UNITS, 2)), generator.normal(size=UNITS)
    marks = [time.perf_counter()]
    weights = k_nearest(points, 8)
    marks.append(time.perf_counter())
    local_g(values, weights)
    p_values(local_sum_ranks(values, weights, PERMUTATIONS, np.random.default_rng(1), points), "two-sided")
    marks.append(time.perf_counter())
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = {"neighbours_seconds": marks[1] - marks[0], "statistics_seconds": marks[2] - marks[1]}
    print(json.dumps({**seconds, "peak_memory_mb": peak_mb}))


if __name__ == "__main__":
    main()
