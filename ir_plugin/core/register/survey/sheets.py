"""The rows of a survey workbook: past title rows, two-row headings, subtotals and ditto marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from ...errors import UserError
from ...industry.survey_columns import ESSENTIAL, HEADINGS, RECOGNISED, columns_of
from ...layer import Sheet
from ...texts import Text

SEARCHED_ROWS = 15
"""How far down the heading of a sheet is looked for."""

CARRIED_ON = ("kecamatan", "kabupaten")
"""Columns in which an empty cell repeats the one above, as merged cells do."""

_DITTO = {"-do-", "do", "sda", "s.d.a", "s.d.a.", '"', "''", "idem", "sama"}
_SUBTOTAL = re.compile(r"^\s*(jumlah|total|subtotal|sub total|jml)\b", re.IGNORECASE)

NO_SHEETS = Text("Buku kerja kosong; pilih berkas yang berisi data.", "The workbook is empty; choose one with data.")
NO_HEADING = Text(
    "Tidak ada lembar dengan judul kolom yang dikenali (dicari: {columns}) di antara lembar {sheets}. Beri judul "
    "kolom, paling sedikit desa dan nama pemilik.",
    "No sheet has headings that are recognised (looked for: {columns}) among the sheets {sheets}. Give the columns "
    "headings, at least of village and owner's name.",
)


@dataclass(frozen=True)
class SurveyRow:
    """One answer sheet: where it stands, its cells by column, which of them repeat the row above, the raw cells."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    repeated: Tuple[str, ...]
    raw: Sequence[str]

    def cell(self, column: str) -> str:
        """The text of a column; "" where the sheet has no such column."""
        return self.cells.get(column, "")


def survey_rows(sheets: Sequence[Sheet]) -> List[SurveyRow]:
    """Every row with data of every sheet that has a heading, numbered as in the spreadsheet.

    UserError where no sheet has one. Sheets without a heading, such as covers, are passed over.
    """
    if not any(any(cell.strip() for cell in row) for sheet in sheets for row in sheet.rows):
        raise UserError(NO_SHEETS)
    found: List[SurveyRow] = []
    headed = False
    for sheet in sheets:
        heading = _heading(sheet)
        if heading:
            headed = True
            found += _rows(sheet, *heading)
    if not headed:
        wanted = ", ".join(HEADINGS[column][0] for column in ESSENTIAL)
        raise UserError(NO_HEADING, columns=wanted, sheets=", ".join(sheet.name for sheet in sheets))
    return found


def _heading(sheet: Sheet) -> Optional[Tuple[int, Dict[str, int]]]:
    """The first row below the heading, and the place of each column; the heading with the most known columns wins."""
    best: Tuple[int, int, Dict[str, int]] = (RECOGNISED - 1, 0, {})
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for height, headings in ((1, sheet.rows[row]), (2, _two_rows(sheet, row))):
            columns = columns_of(headings)
            if len(columns) > best[0] and all(column in columns for column in ESSENTIAL):
                best = (len(columns), row + height, columns)
    return (best[1], best[2]) if best[2] else None


def _two_rows(sheet: Sheet, row: int) -> List[str]:
    """Each column's heading out of two rows: a merged cell above goes with every one below it."""
    if row + 1 >= len(sheet.rows):
        return []
    above, below = sheet.rows[row], sheet.rows[row + 1]
    headings, carried = [], ""
    for place in range(max(len(above), len(below))):
        upper = above[place].strip() if place < len(above) else ""
        lower = below[place].strip() if place < len(below) else ""
        carried = upper or (carried if lower else "")
        together = f"{carried} {lower}".strip()
        headings.append(together if columns_of([together]) or not columns_of([lower]) else lower)
    return headings


def _rows(sheet: Sheet, start: int, columns: Mapping[str, int]) -> List[SurveyRow]:
    rows: List[SurveyRow] = []
    above: Dict[str, str] = {}
    for index in range(start, len(sheet.rows)):
        raw = sheet.rows[index]
        cells = {name: raw[place].strip() if place < len(raw) else "" for name, place in columns.items()}
        if _says_nothing(cells, raw):
            continue
        repeated = tuple(name for name, text in cells.items() if _repeats(name, text, above))
        cells.update({name: above[name] for name in repeated})
        above = cells
        rows.append(SurveyRow(sheet.name, index + 1, cells, repeated, raw))
    return rows


def _says_nothing(cells: Mapping[str, str], raw: Sequence[str]) -> bool:
    """Empty rows, subtotals, and the row of column numbers that some forms have."""
    filled = [text.strip() for text in raw if text.strip()]
    if not filled or any(_SUBTOTAL.match(text) for text in filled[:3]):
        return True
    return len(filled) > 3 and filled == [str(number + 1) for number in range(len(filled))]


def _repeats(name: str, text: str, above: Mapping[str, str]) -> bool:
    if not above.get(name):
        return False
    return text.casefold() in _DITTO or (not text and name in CARRIED_ON)
