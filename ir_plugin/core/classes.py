"""Class tables: the classes of a result, each with code, words and colours, declared once.

Styles, legends, printed maps and help are derived from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple, Union

from .texts import Text


@dataclass(frozen=True)
class Class:
    """One class: the value stored in the field, its label, fill colour (#rrggbb) and an optional hatch.

    hatch: "", "/", "\\\\", "x" or "." - what tells the class apart in grey print.
    """

    code: Union[str, int, None]
    label: Text
    colour: str
    hatch: str = ""


@dataclass(frozen=True)
class ClassTable:
    """The classes of one field. ``id`` names the style file styles/layers/<id>.qml.

    draft: the classes rest on rules that nobody has confirmed; maps that show them say so.
    """

    id: str
    title: Text
    field: str
    geometry: str  # "polygon", "line" or "point"
    classes: Tuple[Class, ...]
    draft: bool = False


@dataclass(frozen=True)
class Ramp:
    """A graduated theme: a number field in as many classes as colours from light to dark, zero and NULL apart; or, with
    the geometry "raster", a grid."""

    id: str
    title: Text
    field: str
    geometry: str
    colours: Tuple[str, ...]
    unit: Text = Text("", "")


Theme = Union[ClassTable, Ramp]
