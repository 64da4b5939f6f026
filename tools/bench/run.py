"""make bench: how fast, beside others, on this machine. Writes build/bench.json and prints a table."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from density import density
from local_statistics import local_statistics
from machine import machine
from side_by_side import OURS

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "bench.json"


def main() -> None:
    """Runs every case; a few minutes."""
    cases = []
    for words, run in (
        ("Gi* at 10,000 units", lambda: local_statistics(10_000, rounds=5)),
        ("Gi* at 100,000 units", lambda: local_statistics(100_000, rounds=3)),
        ("DBSCAN at 200,000 points", lambda: density(rounds=5)),
    ):
        print(f"{words} ...", flush=True)
        cases.append(run())
    print("Gi* at 1,000,000 units ...", flush=True)
    million = json.loads(subprocess.run(_million_units(), check=True, capture_output=True, text=True).stdout)
    TARGET.parent.mkdir(exist_ok=True)
    report = {"machine": machine(), "cases": cases, "million_units": million}
    TARGET.write_text(json.dumps(report, indent=2) + "\n")
    print(_table(cases))
    print(
        f"Gi*, 1,000,000 units, 99,999 permutations: {million['statistics_seconds']:.2f} s and a peak of "
        f"{million['peak_memory_mb']:.0f} MB (its 8 nearest neighbours: {million['neighbours_seconds']:.1f} s)"
    )
    print(f"{TARGET.relative_to(ROOT)} written")


def _million_units() -> list[str]:
    return [sys.executable, str(ROOT / "tools" / "bench" / "million_units.py")]


def _table(cases: list[dict[str, Any]]) -> str:
    """One line per rival: its seconds, ours, and how many times ours is as fast (medians, warm, in turns)."""
    lines = [f"{'':40} {'beside':26} {'theirs':>10} {'ours':>10} {'ratio':>8}"]
    for case in cases:
        for name, ratio in case["ratios"].items():
            theirs, ours = case["median"][name], case["median"][OURS]
            lines.append(f"{case['case']:40} {name:26} {theirs:8.3f} s {ours:8.4f} s {ratio:7.1f}x")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
