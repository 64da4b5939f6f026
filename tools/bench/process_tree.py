"""What a command takes with all processes that it starts: time, processor time, and the most memory at one moment."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from pathlib import Path
from typing import NamedTuple, Sequence

LOOK_SECONDS = 0.25


class Taken(NamedTuple):
    """Seconds by the clock, of all processors together, and gigabytes (10^9 bytes) of all processes together, in which
    pages that several share count once. output: what it said. code: how it ended."""

    seconds: float
    cpu_seconds: float
    peak_gb: float
    output: str
    code: int


def taken(command: Sequence[str]) -> Taken:
    """Runs a command to its end."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    peak, ended = [0.0], threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, peak, ended))
    watch.start()
    assert process.stdout is not None
    output = process.stdout.read()
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    ended.set()
    watch.join()
    cpu = usage.ru_utime + usage.ru_stime
    return Taken(seconds, cpu, peak[0], output, os.waitstatus_to_exitcode(status))


def _watch(root: int, peak: list[float], ended: threading.Event) -> None:
    while not ended.wait(LOOK_SECONDS):
        peak[0] = max(peak[0], sum(map(_gigabytes, _tree(root))))


def _tree(root: int) -> list[int]:
    """The process and its descendants."""
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        try:
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                waiting += [int(child) for child in children.read_text().split()]
        except OSError:
            continue  # it has ended meanwhile
    return found


def _gigabytes(process: int) -> float:
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e9
