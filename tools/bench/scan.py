"""Kulldorff's scan, circles, high and low rates to half of the population or less; aims in seconds."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import numpy as np
from case import Case, runs

from ir_plugin.core.statistics.scan.search import scan
from ir_plugin.core.statistics.scan.settings import ScanSettings


class Places(NamedTuple):
    """Cases and population of places, and where they are, metres."""

    cases: np.ndarray
    population: np.ndarray
    points: np.ndarray


def cases() -> list[Case]:
    """A kabupaten's villages as SaTScan takes them, and far more places."""
    return [
        _case("391 places, 2,000 cases, 9,999 replicates", 391, 0.5, 9_999, seconds=3.4, rounds=3),
        _case("10,000 places, 2,000 cases, windows to 10 %, 999 replicates", 10_000, 0.1, 999, seconds=60.0, rounds=1),
    ]


def _case(words: str, places: int, share: float, replicates: int, seconds: float, rounds: int) -> Case:
    settings = ScanSettings(maximum_share=share)

    def run(given: Places) -> float:
        found = scan(*given, settings, replicates, np.random.default_rng(1), given.points)
        return round(found.clusters[0].log_ratio, 4)

    make = partial(_places, places)
    return Case("scan", f"Scan, {words}", make, runs(run), rounds=rounds, seconds=seconds, clock="cpu_seconds")


def _places(count: int) -> Places:
    """Places in 100 km by 100 km; one round tenth of them has twice the rate of the others."""
    generator = np.random.default_rng(count)
    points = generator.random((count, 2)) * 100_000
    population = np.ceil(generator.gamma(2.0, 400.0, count))
    inside = np.hypot(*(points - 50_000).T) < 18_000
    rate = population * np.where(inside, 2.0, 1.0)
    return Places(generator.multinomial(2_000, rate / rate.sum()), population, points)
