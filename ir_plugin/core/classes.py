"""Class tables: the classes of a result, each with code, words and colours, declared once.

Styles, legends, printed maps and help are derived from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping, Tuple, Union

from .texts import Text, joined

COUNTED = Text("{label}: {count}", "{label}: {count}")
NO_FINDING = Text("Tanpa temuan: {count}", "Without a finding: {count}")
OTHERS = Text("{count} lainnya tanpa temuan", "{count} {count:other|others} without a finding")


@dataclass(frozen=True)
class Class:
    """One class: the value stored in the field, its label, fill colour (#rrggbb) and an optional hatch.

    hatch: "", "/", "\\\\", "x" or "." - what tells the class apart in grey print.
    quiet: what is no finding; its hatch is pale, its points and lines are thin and lie below the others.
    """

    code: Union[str, int, None]
    label: Text
    colour: str
    hatch: str = ""
    quiet: bool = False


@dataclass(frozen=True)
class ClassTable:
    """The classes of one field. ``id`` names the style file styles/layers/<id>.qml.

    draft: the classes rest on rules that nobody has confirmed; maps that show them say so.
    numbered: the label of group {number}, where the classes are groups 1, 2, ... as many as a layer has; those beyond
    the table take its looks from the start again.
    named_by: the field with a name for each place of a class that is not quiet, to be written there; "" for none.
    on_a_map: the title of a map of it, where the table's own says too little; "" where it does.
    """

    id: str
    title: Text
    field: str
    geometry: str  # "polygon", "line" or "point"
    classes: Tuple[Class, ...]
    draft: bool = False
    numbered: Text = Text("", "")
    named_by: str = ""
    on_a_map: Text = Text("", "")

    def label_of(self, code: Union[str, int, None]) -> Text:
        """The words of a class; KeyError where there is none."""
        return {each.code: each.label for each in self.classes}[code]

    def counted(self, counts: Mapping[Any, int]) -> Text:
        """How many rows are of each class in words, findings first. counts: by the class's code."""
        findings = [each for each in self.classes if not each.quiet and counts.get(each.code)]
        others = sum(counts.values()) - sum(counts[each.code] for each in findings)
        if not findings:
            return NO_FINDING.format(count=others)
        said = [COUNTED.format(label=each.label, count=counts[each.code]) for each in findings]
        return joined([*said, *([OTHERS.format(count=others)] if others else [])], "; ")


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


@dataclass(frozen=True)
class Circles:
    """A graduated theme of absolute numbers: a circle upon each region, whose area grows with the number, in so many
    sizes; zero and NULL apart. Large regions would stand out by their size alone if they were filled."""

    id: str
    title: Text
    field: str
    geometry: str
    colour: str
    sizes: int = 5


Graduated = (Ramp, Circles)
"""The themes of a number field."""

Theme = Union[ClassTable, Ramp, Circles]
