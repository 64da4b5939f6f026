"""The truth beside the workbook: what every row means, and every cell that is not as it should be."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Iterable, Sequence

from .answers import COLUMNS, text_of
from .workbook import Placed

CELL_HEADER = ("lembar", "baris", "kolom", "nilai_asli", "nilai_benar", "jenis", "alasan_tolak")
ROW_HEADER = ("lembar", "baris", "kode_usaha", "alasan_tolak", *COLUMNS)

PAIR_HEADER = ("lembar_a", "baris_a", "lembar_b", "baris_b", "alasan")


def write_truth(placed: list[Placed], cells: Path, rows: Path) -> None:
    """kebenaran.csv: a line for each dirty cell (kolom "" where it is the whole row); kebenaran_baris.csv: a line for
    each row with data, with its true values, or with why it may not be imported.
    """
    _write(cells, CELL_HEADER, cell_rows(placed))
    _write(rows, ROW_HEADER, data_rows(placed))


def write_pairs(placed: list[Placed], target: Path) -> None:
    """kebenaran_ganda.csv: a line for each two rows that are one business, which only a person can tell."""
    _write(target, PAIR_HEADER, pair_rows(placed))


def pair_rows(placed: list[Placed]) -> Iterable[Sequence[object]]:
    """The lines of kebenaran_ganda.csv."""
    own = {each.answer.code: each for each in placed if not each.answer.rejected and not each.answer.twin}
    for sheet, row, answer in placed:
        if answer.twin:
            yield own[answer.code].sheet, own[answer.code].row, sheet, row, answer.twin


def cell_rows(placed: list[Placed]) -> Iterable[Sequence[object]]:
    """The lines of kebenaran.csv."""
    for sheet, row, answer in placed:
        for dirt in answer.dirt:
            yield sheet, row, dirt.column, dirt.raw, dirt.true, dirt.kind, answer.rejected


def data_rows(placed: list[Placed]) -> Iterable[Sequence[object]]:
    """The lines of kebenaran_baris.csv."""
    for sheet, row, answer in placed:
        if answer.rejected == "bukan_data":
            continue
        known = ["" if answer.rejected else text_of(answer.true[column]) for column in COLUMNS]
        yield sheet, row, answer.code, answer.rejected, *known


def _write(target: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with target.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
