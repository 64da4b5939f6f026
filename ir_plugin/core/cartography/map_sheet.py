"""The sheet a map is printed on: paper sizes, nice scales, and numbers written the Indonesian way."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Mapping, Tuple

from ..texts import Text

MILLIMETRES = 1000.0
NICE_SCALES = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 7.5)
NICE_LENGTHS = (1.0, 2.0, 2.5, 5.0)
GRATICULE_MINUTES = (1 / 12, 1 / 6, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600)

HEMISPHERES = {
    "x": (Text("BT", "E"), Text("BB", "W")),
    "y": (Text("LU", "N"), Text("LS", "S")),
}
"""What follows a longitude ("x") or latitude ("y"), for zero and more, and below zero."""


@dataclass(frozen=True)
class Paper:
    """A sheet by id, trimmed size in millimetres; ``id`` names the template styles/layouts/<id>.qpt."""

    id: str
    label: Text
    width_mm: float
    height_mm: float


PAPERS: Tuple[Paper, ...] = (
    Paper("a4_landscape", Text("A4 mendatar", "A4 landscape"), 297.0, 210.0),
    Paper("a4_portrait", Text("A4 tegak", "A4 portrait"), 210.0, 297.0),
    Paper("a3_landscape", Text("A3 mendatar", "A3 landscape"), 420.0, 297.0),
    Paper("a3_portrait", Text("A3 tegak", "A3 portrait"), 297.0, 420.0),
    Paper("a1_landscape", Text("A1 mendatar", "A1 landscape"), 841.0, 594.0),
    Paper("a1_portrait", Text("A1 tegak", "A1 portrait"), 594.0, 841.0),
)
FIGURE = "figure"
"""The template of a map among the words of a report, which say what a sheet has to say around its map."""

SIZES: Mapping[str, Text] = {
    size: Text(
        "{size} mendatar atau tegak, mengikuti bentuk wilayah", "{size} landscape or portrait, by the shape of the area"
    ).format(size=size.upper())
    for size in dict.fromkeys(paper.id.partition("_")[0] for paper in PAPERS)
}
"""Papers whose orientation follows the mapped area, by id."""


def paper_for(chosen: str, width: float, height: float) -> str:
    """The id of the paper that was chosen, by its own id or by a size, for an area of this width and height."""
    return f"{chosen}_{'landscape' if width >= height else 'portrait'}" if chosen in SIZES else chosen


def nice_scale(width_m: float, height_m: float, frame_width_mm: float, frame_height_mm: float) -> int:
    """The largest nice scale, as its denominator, at which an area in metres fits a frame in millimetres.

    ValueError where the area or the frame is not larger than nothing.
    """
    if max(width_m, height_m) <= 0 or min(frame_width_mm, frame_height_mm) <= 0:
        raise ValueError("an area without extent has no scale")
    needed = MILLIMETRES * max(width_m / frame_width_mm, height_m / frame_height_mm)
    return _next_nice(needed, NICE_SCALES)


def bar_segment_m(denominator: float, length_mm: float, segments: int) -> float:
    """The nice length in metres of one scale bar segment, so that ``segments`` of them take at most ``length_mm``."""
    available = length_mm / MILLIMETRES * denominator / segments
    magnitude = 10.0 ** math.floor(math.log10(available))
    return max(factor * magnitude for factor in NICE_LENGTHS if factor * magnitude <= available * (1 + 1e-9))


def graticule_minutes(span_degrees: float, lines: int = 4) -> float:
    """The distance between graticule lines, in minutes of arc or parts of one, that gives at least ``lines`` of them
    over a span; the smallest where none does."""
    fitting = [minutes for minutes in GRATICULE_MINUTES if minutes * lines <= span_degrees * 60]
    return fitting[-1] if fitting else GRATICULE_MINUTES[0]


def grouped(number: float) -> Text:
    """A whole number with its thousands apart: 1.500.000 in Indonesian, 1,500,000 in English."""
    english = f"{round(number):,}"
    return Text(english.replace(",", "."), english)


def scale_text(denominator: float) -> Text:
    """A scale as printed maps write it: ``1 : 1.500.000``."""
    return Text("1 : {number}", "1 : {number}").format(number=grouped(denominator))


def interval_text(minutes: float) -> str:
    """A distance between lines: ``1°``, ``30'`` or ``15"``."""
    if minutes < 1:
        return f'{round(minutes * 60)}"'
    return f"{round(minutes) // 60}°" if minutes % 60 == 0 else f"{round(minutes)}'"


def degrees_text(degrees: float, axis: str) -> Text:
    """A longitude (axis "x") or latitude ("y") to the minute: ``106°07' BT``, ``2°08' LS``."""
    whole, minutes = divmod(round(abs(degrees) * 60), 60)
    return Text("{whole}°{minutes:02d}' {side}", "{whole}°{minutes:02d}' {side}").format(
        whole=whole, minutes=minutes, side=HEMISPHERES[axis][degrees < 0]
    )


def coverage_text(west: float, south: float, east: float, north: float) -> Text:
    """The area of a sheet in degrees: ``105°00' BT – 109°00' BT, 1°00' LS – 4°00' LS``."""
    sides = ((west, "x"), (east, "x"), (north, "y"), (south, "y"))
    left, right, top, bottom = (degrees_text(value, axis) for value, axis in sides)
    return Text("{left} – {right}, {top} – {bottom}", "{left} – {right}, {top} – {bottom}").format(
        left=left, right=right, top=top, bottom=bottom
    )


def _next_nice(value: float, factors: Tuple[float, ...]) -> int:
    magnitude = 10.0 ** math.floor(math.log10(value))
    candidates = [factor * magnitude for factor in factors] + [10.0 * magnitude]
    return round(next(candidate for candidate in candidates if candidate >= value * (1 - 1e-9)))
