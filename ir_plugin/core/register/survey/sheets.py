"""The rows of a survey workbook: past title rows, two-row headings, subtotals and ditto marks."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...declaration import Note
from ...errors import UserError
from ...industry.heading_row import HeadingRow, heading_row
from ...industry.survey_columns import ESSENTIAL, HEADINGS, RECOGNISED, SEALED, column_named
from ...layer import Sheet
from ...texts import Text
from ...workbook import file_of
from .repeats import CHOSEN, Group, PartRow, Submissions, group_of, group_rows, main_product, names_in

SEARCHED_ROWS = 15
"""How far down the heading of a sheet is looked for."""

TABLE_ROWS, TABLE_CELLS = 3, 4
"""From how many rows, of how many filled cells, on a sheet holds a table."""

CARRIED_ON = ("kecamatan", "kabupaten")
"""Columns in which an empty cell repeats the one above, as merged cells do."""

_DITTO = {"-do-", "do", "sda", "s.d.a", "s.d.a.", '"', "''", "idem", "sama"}
_SUBTOTAL = re.compile(r"^\s*(jumlah|total|subtotal|sub total|jml)\b", re.IGNORECASE)

NO_SHEETS = Text(
    "Buku kerja {file} kosong; pilih berkas yang berisi data.", "The workbook {file} is empty; choose one with data."
)
NO_ROWS = Text(
    "Buku kerja {file} hanya berisi judul kolom (lembar {sheets}), tanpa satu pun baris data di bawahnya; isi dahulu, "
    "atau pilih berkas lain.",
    "The workbook {file} holds headings only (sheets {sheets}) and not one row of data below; fill it in first, or "
    "choose another file.",
)
NO_HEADING = Text(
    "Di {file} tidak ada lembar dengan judul kolom yang dikenali (dicari: {columns}; lembarnya: {sheets}). Beri judul "
    "kolom, paling sedikit desa dan nama pemilik.",
    "No sheet of {file} has headings that are recognised (looked for: {columns}; its sheets: {sheets}). Give the "
    "columns headings, at least of village and owner's name.",
)

PASSED_OVER = Text(
    "Lembar {sheet} dilewati: judul kolom desa dan nama pemilik tidak ditemukan.",
    "The sheet {sheet} was passed over: no headings of village and owner's name were found.",
)
UNUSED = Text(
    "Lembar {sheet}: kolom yang tidak dikenali tidak diimpor: {columns}.",
    "Sheet {sheet}: columns that are not known were not imported: {columns}.",
)


NOTHING: Mapping[str, str] = MappingProxyType({})


class SurveyRow(NamedTuple):
    """One answer sheet: where it stands, its cells by column, those that are filled, the raw cells.

    carried: the columns whose cell repeats the one above, with what stood there ("", "-do-").
    decided: by column the raw text, and what a person has decided instead.
    parts: the rows of repeat groups that belong to it.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    carried: Mapping[str, str]
    raw: Sequence[str]
    decided: Mapping[str, Tuple[str, str]] = MappingProxyType({})
    parts: Sequence[PartRow] = ()

    def cell(self, column: str) -> str:
        """The text of a column; "" where the sheet has no such column."""
        return self.cells.get(column, "")


class Header(NamedTuple):
    """Where the data of a sheet begin, and what its headings mean."""

    below: int
    row: HeadingRow


class SurveyReading(NamedTuple):
    """The rows of a workbook, and what of it was not used. orphans: rows of repeat groups that belong to none."""

    rows: List[SurveyRow]
    notes: List[Note]
    mapping: Dict[str, str]
    orphans: List[PartRow]


def survey_rows(sheets: Sequence[Sheet], mapping: Optional[Mapping[str, str]] = None) -> SurveyReading:
    """Every row with data of every sheet that has a heading, numbered as in the spreadsheet.

    mapping: the column that a heading means, before what is known of it. That of the reading is what has been used.

    UserError where no sheet has one, or there is no row below. Sheets without a heading are passed over, and named
    where they hold a table.
    """
    if not any(any(cell.strip() for cell in row) for sheet in sheets for row in sheet.rows):
        raise UserError(NO_SHEETS, file=file_of(sheets))
    read = [(sheet, group_of(sheet)) for sheet in sheets]
    groups = [group for _, group in read if group]
    headers = [(sheet, _header(sheet, mapping or {})) for sheet, group in read if not group]
    if not any(header for _, header in headers):
        wanted = ", ".join(HEADINGS[column][0] for column in ESSENTIAL)
        raise UserError(
            NO_HEADING, file=file_of(sheets), columns=wanted, sheets=", ".join(sheet.name for sheet in sheets)
        )
    reading, submissions = SurveyReading([], [], {}, []), Submissions()
    for sheet, header in headers:
        if header:
            begun = len(reading.rows)
            reading.rows.extend(_rows(sheet, header))
            reading.mapping.update(header.row.meanings)
            names = names_in(sheet.rows[header.below - 1]) if groups else ()
            for number, row in enumerate(reading.rows[begun:] if groups else (), start=begun):
                submissions.add(number, names, row.raw)
        elif _is_table(sheet):
            reading.notes.append(Note(PASSED_OVER.format(sheet=sheet.name), warning=True))
        _tell_unused(reading, sheet.name, header.row.unknown if header else ())
    if not reading.rows:
        headed = ", ".join(sheet.name for sheet, header in headers if header)
        raise UserError(NO_ROWS, file=file_of(sheets), sheets=headed)
    for group in groups:
        _join(reading, group, submissions)
        _tell_unused(reading, group.sheet.name, group.unknown)
    return reading


def _tell_unused(reading: SurveyReading, sheet: str, unknown: Sequence[str]) -> None:
    if unknown:
        reading.notes.append(Note(UNUSED.format(sheet=sheet, columns=", ".join(unknown)), warning=True))


def _join(reading: SurveyReading, group: Group, submissions: Submissions) -> None:
    """Gives the rows of a group to those to which they belong."""
    headings = group.headings
    for part in group_rows(group):
        number = submissions.of(headings, part.raw)
        if number is None:
            reading.orphans.append(part)
        else:
            row = reading.rows[number]
            reading.rows[number] = _with_product(row._replace(parts=(*row.parts, part)))


def _with_product(row: SurveyRow) -> SurveyRow:
    """The row with its main product in the cell where other surveys have it."""
    main = main_product(row.parts)
    return row._replace(cells={**row.cells, "produk": main.cell("nama_produk_asli")}) if main else row


def _header(sheet: Sheet, mapping: Mapping[str, str]) -> Optional[Header]:
    """The heading with the most known columns, in one row or two."""
    best: Optional[Header] = None
    for row in range(min(SEARCHED_ROWS, len(sheet.rows))):
        for height, headings in ((1, sheet.rows[row]), (2, _two_rows(sheet, row))):
            found = heading_row(headings, mapping)
            least = len(best.row.places) + 1 if best else RECOGNISED
            if len(found.places) >= least and all(column in found.places for column in ESSENTIAL):
                best = Header(row + height, found)
    return best


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
        stands_alone = column_named(lower) and column_named(carried) not in SEALED
        headings.append(lower if stands_alone and not column_named(together) else together)
    return headings


def _rows(sheet: Sheet, header: Header) -> Iterator[SurveyRow]:
    above: Dict[str, str] = {}
    for index in range(header.below, len(sheet.rows)):
        raw = sheet.rows[index]
        cells = {name: _cell(raw, place) for name, place in header.row.places.items()}
        for name, answers in header.row.options.items():
            cells[name] = ", ".join(answer for place, answer in answers if _cell(raw, place).casefold() in CHOSEN)
        if _says_nothing(cells, raw):
            continue
        carried = {name: text for name, text in cells.items() if _repeats(name, text, above)}
        cells.update({name: above[name] for name in carried})
        above = cells
        yield SurveyRow(
            sheet.name, index + 1, {name: text for name, text in cells.items() if text}, carried or NOTHING, raw
        )


def _cell(raw: Sequence[str], place: int) -> str:
    return raw[place].strip() if place < len(raw) else ""


def _says_nothing(cells: Mapping[str, str], raw: Sequence[str]) -> bool:
    """Empty rows, subtotals (which name no owner), and the row of column numbers that some forms have."""
    filled = [text.strip() for text in raw if text.strip()]
    names_nobody = not cells["pemilik"] or not cells["desa"]
    if not filled or (names_nobody and any(_SUBTOTAL.match(text) for text in filled[:3])):
        return True
    return len(filled) > 3 and filled == [str(number + 1) for number in range(len(filled))]


def _repeats(name: str, text: str, above: Mapping[str, str]) -> bool:
    if not above.get(name):
        return False
    return text.casefold() in _DITTO or (not text and name in CARRIED_ON)


def _is_table(sheet: Sheet) -> bool:
    """Whether there are some rows of several filled cells, as data have them and covers do not."""
    return sum(sum(bool(cell.strip()) for cell in row) >= TABLE_CELLS for row in sheet.rows) >= TABLE_ROWS
