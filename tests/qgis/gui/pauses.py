"""How long the main thread is kept from the person: the longest turns of its event loop, and what each was at."""

from __future__ import annotations

import sys
import threading
import time
from contextlib import contextmanager
from typing import Dict, Iterator, List, NamedTuple

from qgis.PyQt.QtCore import QTimer

LOOK = 0.004
"""Seconds between two looks at what the main thread is at."""


class Turn(NamedTuple):
    """One turn of the event loop: processor seconds of the main thread, and the lines of ours it was seen at most."""

    seconds: float
    at: str


@contextmanager
def turns_watched() -> Iterator[List[Turn]]:
    """Fills a list with the turns while the body lets the event loop work. Processor time, so that other programs on
    the machine do not count."""
    turns: List[Turn] = []
    seen: Dict[str, int] = {}
    home, ended = threading.get_ident(), threading.Event()

    def look() -> None:
        while not ended.wait(LOOK):
            lines = _lines_of(sys._current_frames()[home])
            seen[lines] = seen.get(lines, 0) + 1

    last = time.thread_time()

    def beat() -> None:
        nonlocal last
        now = time.thread_time()
        turns.append(Turn(now - last, max(seen, key=lambda each: seen[each]) if seen else ""))
        seen.clear()
        last = now

    timer, watcher = QTimer(), threading.Thread(target=look, daemon=True)
    timer.timeout.connect(beat)
    timer.start(0)
    watcher.start()
    try:
        yield turns
    finally:
        timer.stop()
        ended.set()
        watcher.join()


def _lines_of(frame: object) -> str:
    """The innermost lines of the plugin, the last one first."""
    found: List[str] = []
    while frame is not None:
        path = frame.f_code.co_filename
        if "ir_plugin" in path and len(found) < 4:
            found.append(f"{path.rpartition('/')[2]}:{frame.f_lineno}")
        frame = frame.f_back
    return " < ".join(found)
