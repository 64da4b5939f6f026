"""Progress and cancel as one callable: ``progress(fraction)`` reports 0..1 and raises Cancelled."""

from __future__ import annotations

from typing import Callable, Iterator, Sequence, TypeVar

Item = TypeVar("Item")
Progress = Callable[[float], None]


def no_progress(fraction: float) -> None:
    """A progress that nobody watches."""


STEP = 1000
"""So many items are done between two looks at whether somebody has cancelled."""


def watched(items: Sequence[Item], progress: Progress) -> Iterator[Item]:
    """The items one after the other, with the share of them that has been taken."""
    for number, item in enumerate(items):
        if number % STEP == 0:
            progress(number / len(items))
        yield item


def part(progress: Progress, start: float, end: float) -> Progress:
    """A progress whose 0..1 fills the part start..end of another."""
    return lambda fraction: progress(start + (end - start) * fraction)
