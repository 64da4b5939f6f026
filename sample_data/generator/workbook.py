"""Writes the survey workbook as offices would send it, and remembers where each answer stands."""

from __future__ import annotations

import re
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .answers import Answer, Dirtied
from .forms import BLANK, DITTO, FORMS, MERGED, Form

_DITTOS = ("-do-", "sda", '"')
_MADE = datetime(2025, 12, 31)
_WIDTHS = {"pemilik": 26, "nik": 19, "usaha": 30, "alamat": 26, "produk": 20, "kecamatan": 18, "desa": 18}


class Placed(NamedTuple):
    """An answer, or a row that is none (a title, a subtotal), with its sheet and row as a spreadsheet numbers them."""

    sheet: str
    row: int
    answer: Answer


def write_workbook(answers: list[Answer], target: Path) -> list[Placed]:
    """Writes the workbook; gives where everything stands, in the order of the sheets."""
    book = Workbook()
    book.remove(book.active)
    book.properties.created = _MADE
    book.properties.creator = "Data contoh"
    placed: list[Placed] = []
    for form in FORMS:
        sheet = book.create_sheet(form.sheet)
        start = _head(sheet, form, placed)
        _body(sheet, form, start, [each for each in answers if each.true["desa"].startswith(form.regency)], placed)
    book.save(target)
    _same_bytes(target)
    return placed


def _head(sheet: Worksheet, form: Form, placed: list[Placed]) -> int:
    """Titles in merged cells, and the headings; gives the first row of data."""
    width = len(form.headings)
    for row, title in enumerate(form.titles, start=1):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=width)
        sheet.cell(row, 1, title).font = Font(bold=True, size=13)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")
        placed.append(_no_answer(form, row, title, "baris_judul"))
    first = len(form.titles) + 2
    last = first + form.two_rows
    for column, (name, heading, above) in enumerate(form.headings, start=1):
        sheet.cell(first if not above else last, column, heading).font = Font(bold=True)
        if form.two_rows and not above:
            sheet.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(name, 13)
    if form.two_rows:
        placed.append(_no_answer(form, first, "", "judul_dua_baris"))
        _merge_above(sheet, form, first)
    return last + 1


def _merge_above(sheet: Worksheet, form: Form, row: int) -> None:
    start = 0
    for end in range(1, len(form.headings) + 1):
        above = form.headings[start][2]
        if end == len(form.headings) or form.headings[end][2] != above:
            if above:
                sheet.merge_cells(start_row=row, start_column=start + 1, end_row=row, end_column=end)
                sheet.cell(row, start + 1, above).font = Font(bold=True)
                sheet.cell(row, start + 1).alignment = Alignment(horizontal="center")
            start = end


def _body(sheet: Worksheet, form: Form, row: int, answers: list[Answer], placed: list[Placed]) -> None:
    begun = row
    for place, answer in enumerate(answers):
        follows = place > 0 and _district(answers[place - 1]) == _district(answer)
        _district_cell(answer, form, follows, place)
        if form.together:
            _workers_in_one_cell(answer)
        for column, (name, _, _) in enumerate(form.headings, start=1):
            _write(sheet, row, column, place + 1 if column == 1 else answer.cells.get(name))
        if form.hidden and place % form.hidden == form.hidden // 2:
            sheet.row_dimensions[row].hidden = True
            answer.dirt.append(Dirtied("", "", "", "baris_tersembunyi"))
        placed.append(Placed(form.sheet, row, answer))
        row += 1
        if place + 1 == len(answers) or _district(answers[place + 1]) != _district(answer):
            _merge_district(sheet, form, begun, row - 1)
            if form.subtotals:
                total = f"JUMLAH {row - begun}"
                sheet.cell(row, 2, total).font = Font(bold=True)
                placed.append(_no_answer(form, row, total, "baris_jumlah"))
                row += 1
            begun = row


def _district(answer: Answer) -> str:
    return str(answer.true["kecamatan"])


def _district_cell(answer: Answer, form: Form, follows: bool, place: int) -> None:
    """Leaves out, or dittos, a district's name that the row above has; what is dirty already is left alone."""
    if not follows or "kecamatan" in answer.dirty():
        return
    if form.districts in (BLANK, MERGED):
        answer.soil("kecamatan_kosong" if form.districts == BLANK else "kecamatan_tergabung", {"kecamatan": None})
    elif form.districts == DITTO:
        answer.soil("tanda_sama", {"kecamatan": _DITTOS[place % len(_DITTOS)]})


def _merge_district(sheet: Worksheet, form: Form, first: int, last: int) -> None:
    column = [name for name, _, _ in form.headings].index("kecamatan") + 1
    filled = [row for row in range(first, last + 1) if sheet.cell(row, column).value is not None]
    if form.districts == MERGED:
        for start, end in zip(filled, [*(row - 1 for row in filled[1:]), last]):
            if end > start:
                sheet.merge_cells(start_row=start, start_column=column, end_row=end, end_column=column)


def _workers_in_one_cell(answer: Answer) -> None:
    """ "L=1 P=2", unless one of the counts is dirty: then that count is lost with it."""
    men, women = answer.cells["pekerja_l"], answer.cells["pekerja_p"]
    answer.cells["pekerja"] = f"L={answer.true['pekerja_l']} P={answer.true['pekerja_p']}"
    lost = [each for each in answer.dirt if each.kind == "jumlah_tanggal"]
    answer.dirt = [each for each in answer.dirt if each.column not in ("pekerja_l", "pekerja_p")]
    if lost:
        answer.cells["pekerja"] = men if isinstance(men, datetime) else women
        answer.true.update(pekerja_l=None, pekerja_p=None)
        answer.dirt.append(Dirtied("pekerja", lost[0].raw, "", "jumlah_tanggal"))
    else:
        meant = f"{answer.true['pekerja_l']};{answer.true['pekerja_p']}"
        answer.dirt.append(Dirtied("pekerja", answer.cells["pekerja"], meant, "jumlah_l_p"))


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    if value is None:
        return
    cell = sheet.cell(row, column, value)
    if isinstance(value, str):
        cell.data_type = "s"  # also where it looks like a formula or an error
        cell.number_format = "@"
    elif isinstance(value, datetime):
        cell.number_format = "D-MMM"


def _no_answer(form: Form, row: int, raw: str, kind: str) -> Placed:
    return Placed(form.sheet, row, Answer("", {}, {}, rejected="bukan_data", dirt=[Dirtied("", raw, "", kind)]))


def _same_bytes(target: Path) -> None:
    """Packs the workbook again without the time at which it was written."""
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    core = "docProps/core.xml"
    parts[core] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2025-12-31T00:00:00Z", parts[core])
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
