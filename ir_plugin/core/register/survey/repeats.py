"""The repeat groups of a form server's export: a sheet for each group, its rows joined to those of the main sheet.

KoboToolbox numbers the submissions (_index) and the rows of a group name theirs (_parent_index, _submission__uuid); ODK
gives each submission a KEY, which is the PARENT_KEY of its rows.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...industry.cleaning.answers import clean_answer
from ...industry.form_headings import is_servers_own
from ...industry.form_questions import Questions, repeat_questions, repeats
from ...industry.heading_row import heading_of, question_named
from ...industry.regions import name_key
from ...industry.schema import TABLES
from ...industry.survey_form import Part
from ...layer import Sheet

LINKS = (
    ("_submission__uuid", ("_uuid",)),
    ("_submission__id", ("_id",)),
    ("_parent_index", ("_index",)),
    ("PARENT_KEY", ("KEY", "meta-instanceID", "instanceID")),
)
"""By which headings of a group's sheet a row names its submission, and under which the main sheet has the same."""

PRODUCTS = "ir_produk"
SHEET_NAME = 31
"""No name of a sheet is longer in an XLSX file."""

CHOSEN = {"1", "true"}
"""What a form server writes in the column of an answer that was given."""


class PartRow(NamedTuple):
    """One row of a repeat group: its table, where it stands, its filled cells by field, the raw cells."""

    table: str
    sheet: str
    number: int
    cells: Mapping[str, str]
    raw: Sequence[str] = ()

    def cell(self, field: str) -> str:
        """The text of a field; "" where there is none."""
        return self.cells.get(field, "")


class Group(NamedTuple):
    """A sheet of a repeat group: the places of its fields, of answers of 0 and 1, of what names the submission."""

    table: str
    sheet: Sheet
    places: Mapping[str, int]
    options: Mapping[str, Sequence[Tuple[int, str]]]
    unknown: Sequence[str]

    @property
    def headings(self) -> Sequence[str]:
        """The headings of its columns."""
        return [heading_of(text) for text in self.sheet.rows[0]]


class Submissions:
    """The rows of the main sheets by what the rows of groups call them."""

    def __init__(self) -> None:
        self._rows: Dict[Tuple[str, str], Optional[int]] = {}
        self._headings: Dict[str, None] = {}

    def add(self, number: int, names: Sequence[Tuple[str, int]], raw: Sequence[str]) -> None:
        """Keeps a row under what stands in the places of its names; a name that two rows have means neither."""
        for heading, place in names:
            text = _cell(raw, place)
            if text:
                self._headings[heading] = None
                key = (heading, text)
                self._rows[key] = None if key in self._rows else number

    def of(self, headings: Sequence[str], raw: Sequence[str]) -> Optional[int]:
        """The number of the row to which a row of a group belongs; None where there is none. The first name that both
        sheets have decides."""
        for link, names in LINKS:
            for name in names:
                if link in headings and name in self._headings:
                    text = _cell(raw, headings.index(link))
                    if text:
                        return self._rows.get((name, text))
        return None


def names_in(headings: Sequence[str]) -> List[Tuple[str, int]]:
    """What names the rows of a main sheet, and where it stands."""
    known = {name for _, names in LINKS for name in names}
    return [(text.strip(), place) for place, text in enumerate(headings) if text.strip() in known]


def group_of(sheet: Sheet) -> Optional[Group]:
    """What the sheet of a repeat group of our form holds; None for every other sheet."""
    headings = [heading_of(text) for text in sheet.rows[0]] if sheet.rows else []
    if not {"_parent_index", "PARENT_KEY"} & set(headings):
        return None
    part = next((part for _, part in repeats() if _is_of(part, sheet.name, headings)), None)
    if part is None:
        return None
    places, options, unknown = _places(headings, repeat_questions(part.table))
    return Group(part.table, sheet, places, options, unknown)


def group_rows(group: Group) -> Iterator[PartRow]:
    """The rows of a group that say something, numbered as in the spreadsheet."""
    for index, raw in enumerate(group.sheet.rows[1:], start=2):
        cells = {name: _cell(raw, place) for name, place in group.places.items()}
        for name, answers in group.options.items():
            cells[name] = ", ".join(code for place, code in answers if _cell(raw, place).casefold() in CHOSEN)
        filled = {name: text for name, text in cells.items() if text}
        if filled:
            yield PartRow(group.table, group.sheet.name, index, filled, raw)


def main_product(parts: Sequence[PartRow]) -> Optional[PartRow]:
    """The product that says it is the main one, else the first; None where there is none with a name."""
    named = [each for each in parts if each.table == PRODUCTS and each.cell("nama_produk_asli")]
    flag = TABLES[PRODUCTS].field("utama")
    return next((each for each in named if clean_answer(flag, each.cell("utama"), 0).value), next(iter(named), None))


def _places(
    headings: Sequence[str], questions: Questions
) -> Tuple[Dict[str, int], Dict[str, List[Tuple[int, str]]], List[str]]:
    places: Dict[str, int] = {}
    options: Dict[str, List[Tuple[int, str]]] = {}
    unknown = []
    for place, heading in enumerate(headings):
        asked = question_named(heading, questions, places, frozenset())
        if asked is None:
            unknown += [heading] if heading and not is_servers_own(heading) else []
        elif asked.option:
            options.setdefault(asked.column, []).append((place, asked.option))
        elif asked.column:
            places.setdefault(asked.column, place)
    return places, {name: answers for name, answers in options.items() if name not in places}, unknown


def _is_of(part: Part, sheet: str, headings: Sequence[str]) -> bool:
    """Whether a sheet or file bears the name of a group ("ir_produk", "Form-ir_produk", "Products"), or its headings do
    ("produk/ir_produk/harga"). A group of another form may have questions of the same names."""
    label, key, own = part.declared.label, name_key(sheet), name_key(part.table)
    labels = [name_key(text[:SHEET_NAME]) for text in (label.id, label.en)]
    return key.endswith(own) or key in labels or any(own in name_key(heading) for heading in headings)


def _cell(raw: Sequence[str], place: int) -> str:
    return raw[place].strip() if place < len(raw) else ""
