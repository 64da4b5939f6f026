"""Charts as data: what a method wants to show, free of any drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple, Union

from .texts import Text

LINE, POINTS, BARS = "line", "points", "bars"


@dataclass(frozen=True)
class Series:
    """Values that belong together: float x and y of equal length; NaN leaves a gap.

    style: "line" (with its points), "points" or "bars". colour: #rrggbb.
    """

    label: Text
    x: Sequence[float]
    y: Sequence[float]
    style: str = LINE
    colour: str = "#2166ac"


@dataclass(frozen=True)
class Rule:
    """A thin line across the whole chart, where x or where y has one value; such as what chance would give."""

    label: Text
    value: float
    axis: str = "y"


@dataclass(frozen=True)
class Chart:
    """One chart. names: what stands below the axis instead of numbers, for bars at x = 0, 1, 2, ..."""

    title: Text
    x_label: Text
    y_label: Text
    series: Tuple[Series, ...]
    rules: Tuple[Rule, ...] = ()
    names: Tuple[Union[str, Text], ...] = ()
