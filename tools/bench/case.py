"""What a case of the bench is: ours, the others beside it, and what was aimed at."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any, Callable, Mapping, Optional, Tuple

from measure import Measure, measured

OURS = "klaster_ir"
Run = Callable[[], Measure]
Contestant = Callable[[Any], Run]
"""Makes ready for an input, untimed, and gives what is run and measured, as often as wanted."""


@dataclass(frozen=True)
class Aim:
    """words: for the table. is_met: whether our seconds are good enough beside theirs."""

    words: str
    is_met: Callable[[float, float], bool]


def faster(times: float) -> Aim:
    """So many times as fast."""
    return Aim(f"{times:g} times as fast", lambda ours, theirs: theirs >= times * ours)


def within(times: float, words: str = "") -> Aim:
    """At most so many times the time."""
    return Aim(words or f"at most {times:g} times the time", lambda ours, theirs: ours <= times * theirs)


NO_SLOWER = within(1.0, "no slower")


@dataclass(frozen=True)
class Case:
    """One line or more of the table.

    family: what CASES names. beside: others by name, each with the aim. seconds: the aim without others, by ``clock``.
    """

    family: str
    title: str
    make_input: Callable[[], Any]
    ours: Contestant
    beside: Mapping[str, Tuple[Contestant, Aim]] = field(default_factory=dict)
    rounds: int = 3
    seconds: Optional[float] = None
    clock: str = "seconds"


def runs(action: Callable[[Any], Any]) -> Contestant:
    """A contestant that has nothing to make ready."""
    return lambda given: partial(measured, partial(action, given))
