"""What one run takes: time, processor time and memory. Standard library only, for QGIS's Python imports it too."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Callable, NamedTuple

STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Measure(NamedTuple):
    """Seconds by the wall clock and of all processors together, the peak memory above that at the start (MB), and what
    was found, for rivals to be compared (a count, or None)."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    found: Any = None


def measured(action: Callable[[], Any]) -> Measure:
    """Runs an action once."""
    RESET.write_text("5")  # the peak becomes what is held now
    held = _megabytes("VmRSS")
    start, cpu_start = time.perf_counter(), time.process_time()
    found = action()
    seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
    return Measure(seconds, cpu_seconds, _megabytes("VmHWM") - held, found)


def _megabytes(name: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name + ":"))
    return int(line.split()[1]) / 1024
