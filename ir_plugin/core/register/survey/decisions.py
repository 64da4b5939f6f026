"""What a person decides of the repairs of an import: written by one import, filled in, and followed by the next."""

from __future__ import annotations

import csv
import io
import re
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...delimited_text import read_delimited
from ...errors import UserError
from ...industry.cleaning.rules import is_null_like
from ...industry.heading_row import is_column
from ...industry.regions import parent_of
from ...industry.schema.patterns import VILLAGE_CODE
from ...texts import Text
from .records import POSITION, VILLAGE_COLUMN, SurveyRecord, raw_of
from .sheets import SurveyRow

COLUMNS = ("lembar", "baris", "pemilik", "kolom", "nilai_asli", "nilai_baru", "aturan", "keputusan")
"""Of the file. keputusan: "ya" for the new value as it stands, or the right value, or "-" for none."""

CONFIRMED = ("ya", "yes")
DECIDED = "keputusan"
MARK = "\ufeff"
"""By which spreadsheets know UTF-8."""

_MISSING = {"tanpa_pemilik": "pemilik", "tanpa_produk": "produk"}
"""Which column a rejected row lacks; the others lack a village."""

_NO_DECISION = ("ganda",)
_NO_TEXT = re.compile(r"[=+\-@\t\r']|.*\d")
"""What a spreadsheet would take for a formula or a number; an apostrophe before it keeps it a text."""

UNREADABLE = Text(
    "Berkas keputusan {path} tidak dapat dibaca; pakai CSV yang ditulis impor ini dengan kolom {columns}.",
    "The file of decisions {path} cannot be read; use the CSV that this import writes with the columns {columns}.",
)
UNUSED = Text(
    "{count} keputusan tidak dipakai karena baris atau nilai aslinya tidak ada lagi: {places}.",
    "{count} {count:decision was|decisions were} not followed, for {count:its|their} row or raw value is not there "
    "any more: {places}.",
)
SHOWN = 5


class Key(NamedTuple):
    """What a decision is about. Not the row's number: rows move when a workbook is corrected."""

    sheet: str
    owner: str
    column: str
    raw: str


class Decisions:
    """The decisions of a file, and which of them have been followed."""

    def __init__(self, lines: Sequence[Tuple[Key, int, str]]) -> None:
        self._decided: Dict[Key, Dict[int, str]] = {}
        for key, number, text in lines:
            self._decided.setdefault(key, {})[number] = text
        self._columns = tuple(dict.fromkeys(key.column for key in self._decided))
        self._followed: Dict[Key, bool] = dict.fromkeys(self._decided, False)

    def applied(self, row: SurveyRow) -> SurveyRow:
        """The row with what has been decided in its cells, which the cleaners read like any other cell."""
        cells: Dict[str, str] = {}
        decided: Dict[str, Tuple[str, str]] = {}
        for column in self._columns:
            key = Key(row.sheet, " ".join(row.cell("pemilik").split()), column, raw_of(row, column))
            text = self._text(key, row.number)
            if text is not None:
                self._followed[key] = True
                cells.update(_cells(column, text))
                decided[column] = (key.raw, text)
        return row._replace(cells={**row.cells, **cells}, decided=decided) if decided else row

    def unused(self) -> Optional[Text]:
        """A sentence on the decisions that no row has asked for, or None."""
        lost = [key for key, followed in self._followed.items() if not followed]
        places = "; ".join(f"{key.sheet}, {key.column}: {key.raw}" for key in lost[:SHOWN])
        return UNUSED.format(count=len(lost), places=places) if lost else None

    def _text(self, key: Key, number: int) -> Optional[str]:
        """Where an owner has several rows alike that were decided differently, the number of the row tells."""
        of_rows = self._decided.get(key, {})
        if number in of_rows or not key.owner:
            return of_rows.get(number)
        return next(iter(of_rows.values())) if len(set(of_rows.values())) == 1 else None


def read_decisions(path: Optional[str]) -> Decisions:
    """The decisions of a file; none where no file is given. UserError where it is no such file."""
    if not path:
        return Decisions(())
    (sheet,) = read_delimited(path)
    heading = list(sheet.rows[0]) if sheet.rows else []
    if not set(COLUMNS) <= set(heading):
        raise UserError(UNREADABLE, path=path, columns=", ".join(COLUMNS))
    places = [heading.index(column) for column in COLUMNS]
    lines = [[_read(row[place]) if place < len(row) else "" for place in places] for row in sheet.rows[1:]]
    try:
        return Decisions([_decision(line) for line in lines if line[-1].strip()])
    except ValueError as error:
        raise UserError(UNREADABLE, path=path, columns=", ".join(COLUMNS)) from error


def decisions_text(records: Sequence[SurveyRecord]) -> str:
    """The file of the repairs of an import, and of the cells for which rows were rejected, to be decided."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    for record in records:
        place = (record.row.sheet, record.row.number, record.owner)
        rows.writerows([_written(cell) for cell in (*place, *line)] for line in _lines(record))
    return MARK + written.getvalue()


def _lines(record: SurveyRecord) -> Iterator[Sequence[str]]:
    if record.rejection:
        code = record.rejection[0]
        if code not in _NO_DECISION:
            column = _MISSING.get(code, VILLAGE_COLUMN)
            yield column, raw_of(record.row, column), "", code, ""
        return
    decided = record.row.decided
    for column, raw, new, rule in record.repairs:
        if rule == DECIDED:
            yield column, raw, new, rule, new or "-"
        elif column not in decided and (is_column(column) or column == POSITION):
            yield column, raw, new, rule, ""


def _decision(line: List[str]) -> Tuple[Key, int, str]:
    sheet, number, owner, column, raw, new, _rule, text = line
    text = text.strip()
    if text.casefold() in CONFIRMED:
        text = new or "-"
    return Key(sheet, owner, column, raw), int(number), text


def _cells(column: str, text: str) -> Mapping[str, str]:
    """The cells that say what has been decided."""
    if column == POSITION:
        return {"lintang": "" if is_null_like(text) else text, "bujur": ""}
    if column == VILLAGE_COLUMN and re.fullmatch(VILLAGE_CODE.regex, text, re.ASCII):
        return {"desa": text, "kecamatan": parent_of(text), "kabupaten": parent_of(parent_of(text))}
    return {column: text}


def _written(cell: object) -> str:
    text = str(cell)
    return "'" + text if isinstance(cell, str) and _NO_TEXT.match(text) else text


def _read(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell
