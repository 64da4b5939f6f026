"""Programs timed on the same input, in turns (A B A B ...), so that a busy machine troubles all alike."""

from __future__ import annotations

import statistics
import time
from typing import Any, Callable, Mapping

OURS = "klaster_ir"


def timed(action: Callable[[], Any]) -> float:
    """Seconds by the wall clock."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def side_by_side(case: str, contestants: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, Any]:
    """The seconds that each contestant (ours is OURS) reports of its runs; the first, cold run does not count.

    ratios: the median of the others over ours.
    """
    for run in contestants.values():
        run()
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, run in contestants.items():
            seconds[name].append(run())
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    ratios = {name: medians[name] / medians[OURS] for name in contestants if name != OURS}
    return {"case": case, "seconds": seconds, "median": medians, "ratios": ratios}
