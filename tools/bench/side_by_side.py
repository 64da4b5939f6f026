"""Programs run on the same input in turns (A B A B ...), so that a busy machine troubles all alike."""

from __future__ import annotations

from statistics import median
from typing import Any, Mapping

from case import OURS, Case, Run


def side_by_side(case: Case) -> dict[str, Any]:
    """seconds: of each round by contestant, without the first, cold one; median: of these; found: by contestant."""
    given = case.make_input()
    contestants = {OURS: case.ours(given), **{name: make(given) for name, (make, _aim) in case.beside.items()}}
    found = {name: run().found for name, run in contestants.items()}
    seconds = _in_turns(contestants, case)
    return {"seconds": seconds, "median": {name: median(each) for name, each in seconds.items()}, "found": found}


def _in_turns(contestants: Mapping[str, Run], case: Case) -> dict[str, list[float]]:
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(case.rounds):
        for name, run in contestants.items():
            seconds[name].append(getattr(run(), case.clock))
    return seconds
