"""Class limits of a graduated theme: as many places in each class as round limits allow."""

from __future__ import annotations

import math
from typing import Sequence, Tuple

import numpy as np

from ..texts import Text
from .map_sheet import grouped


def class_limits(values: np.ndarray, classes: int) -> Tuple[float, ...]:
    """The upper limits of at most ``classes`` classes of the positive values, ascending; each class excludes the
    limit below it and includes its own, and the last one holds the largest value.

    values: numbers of any shape; NaN, zero and negative ones are left aside, for they are shown apart. Quantiles
    rounded up to two digits, so that limits are readable; equal ones fall together. Empty where nothing is positive.
    """
    positive = np.asarray(values, dtype=np.float64)
    positive = positive[np.isfinite(positive) & (positive > 0)]
    if not positive.size:
        return ()
    distinct = np.unique(positive)
    if distinct.size <= classes:
        return tuple(sorted({_rounded_up(float(each)) if each % 1 else float(each) for each in distinct}))
    quantiles = np.quantile(positive, np.arange(1, classes + 1) / classes, method="inverted_cdf")
    return tuple(sorted({_rounded_up(float(quantile)) for quantile in quantiles}))


def circle_limits(values: np.ndarray, sizes: int) -> Tuple[float, ...]:
    """The upper limits of at most ``sizes`` classes of the positive numbers, ascending, up to the largest: whole, and
    so far apart that circles whose areas are as the limits grow by even steps of their diameter, which are to be told
    apart. Two digits, rounded up; none below the smallest number, empty where nothing is positive."""
    positive = np.asarray(values, dtype=np.float64)
    positive = positive[np.isfinite(positive) & (positive > 0)]
    if not positive.size:
        return ()
    highest = math.ceil(positive.max())
    limits = (max(1, round(highest * (step / sizes) ** 2)) for step in range(1, sizes + 1))
    return tuple(sorted({_rounded_up(float(limit)) for limit in limits if limit >= positive.min()}))


def growing_limits(highest: float, classes: int, floor: float) -> Tuple[float, ...]:
    """The upper limits of ``classes`` classes from ``floor`` up to ``highest``, each as many times as high as the one
    below: for densities, whose peaks are many times as high as the rest. Rounded up to two digits."""
    return tuple(_rounded_up(highest * (floor / highest) ** (1 - place / classes)) for place in range(1, classes + 1))


def class_labels(values: np.ndarray, limits: Sequence[float]) -> Tuple[Text, ...]:
    """The labels of the classes up to ``limits``, as ``class_limits`` gives them for these values.

    The first class says from where there is anything: its smallest value rounded down to two digits, itself included.
    Fractions have classes that say what they leave out, also where all limits are whole.
    """
    values = np.asarray(values, dtype=np.float64)
    positive = values[np.isfinite(values) & (values > 0)]
    if not positive.size:
        return ()
    whole = bool(np.all(positive % 1 == 0))
    lowest = _rounded_down(float(positive.min()))
    first = number_text(limits[0]) if lowest >= limits[0] else _between(number_text(lowest), number_text(limits[0]))
    return (first, *(range_text(low, high, whole) for low, high in zip(limits, limits[1:])))


def range_text(low: float, high: float, whole: bool) -> Text:
    """The label of the class above ``low`` up to ``high``: ``4 – 7`` of whole numbers, ``> 0,4 – 0,7`` of others."""
    if not whole:
        return Text("> {low} – {high}", "> {low} – {high}").format(low=number_text(low), high=number_text(high))
    first = math.floor(low) + 1
    if first >= high:
        return number_text(high)
    return _between(grouped(first), grouped(high))


def number_text(number: float) -> Text:
    """A number with decimal comma in Indonesian, decimal point in English, three decimals or two digits at most."""
    if float(number).is_integer():
        return grouped(number)
    english = f"{number:,.{max(3, 1 - math.floor(math.log10(abs(number))))}f}".rstrip("0")
    return Text(english.translate(str.maketrans(",.", ".,")), english)


def _between(low: Text, high: Text) -> Text:
    return Text("{low} – {high}", "{low} – {high}").format(low=low, high=high)


def _rounded_down(number: float) -> float:
    """Down to two digits: 208 becomes 200."""
    unit = 10.0 ** (math.floor(math.log10(number)) - 1)
    return float(f"{math.floor(number / unit + 1e-9) * unit:.12g}")


def _rounded_up(number: float) -> float:
    """Up to two digits: 1,234 becomes 1,300 and 0.0471 becomes 0.048; whole numbers below 100 stay."""
    unit = 10.0 ** (math.floor(math.log10(number)) - 1)
    steps = math.ceil(number / unit - 1e-9)
    return float(f"{steps * unit:.12g}")
