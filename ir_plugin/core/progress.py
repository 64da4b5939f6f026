"""Progress and cancel as one callable: ``progress(fraction)`` reports 0..1 and raises Cancelled."""

from __future__ import annotations

from typing import Callable

Progress = Callable[[float], None]


def no_progress(fraction: float) -> None:
    """A progress that nobody watches."""


def part(progress: Progress, start: float, end: float) -> Progress:
    """A progress whose 0..1 fills the part start..end of another."""
    return lambda fraction: progress(start + (end - start) * fraction)
