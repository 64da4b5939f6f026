"""CSV as offices and form servers write it: any separator, any usual encoding, every cell as the text that it is."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from typing import List, Tuple

from .errors import UserError
from .layer import Sheet
from .texts import Text

UNCLEAR = Text(
    "Berkas {path} tidak dapat dibaca sebagai tabel teks; simpan ulang sebagai CSV UTF-8 atau .xlsx dan coba lagi.",
    "The file {path} cannot be read as a table of text; save it again as CSV UTF-8 or .xlsx and try once more.",
)
OPEN_QUOTE = Text(
    "Berkas {path}: tanda kutip pada baris yang dimulai di baris teks {line} tidak berpasangan; perbaiki atau simpan "
    "ulang sebagai .xlsx.",
    "The file {path}: the quotes of the row that begins in line {line} do not pair; mend them or save it again as "
    ".xlsx.",
)
SEPARATORS = (";", ",", "\t", "|")
SNIFFED = 50_000
"""So many characters tell the separator."""

NAME_LENGTH = 120
"""As long as the register's names of sheets may be."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LONGEST_CELL = 1_000_000


def read_delimited(path: str) -> List[Sheet]:
    """The one sheet of a CSV file, named like the file: that often says which regency it is.

    UserError where the file is no text or its quotes do not pair: then no one knows where its cells end.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        raise UserError(UNCLEAR, path=path) from error
    return [sheet_of_text(data, path)]


def sheet_of_text(data: bytes, path: str, file: str = "") -> Sheet:
    """The sheet of the bytes of a CSV file. path: its name. file: what the sheet comes from, where that is another.

    UserError as of read_delimited.
    """
    try:
        text = _decoded(data)
    except UnicodeError as error:
        raise UserError(UNCLEAR, path=path) from error
    if "\0" in text:
        raise UserError(UNCLEAR, path=path)
    text, separator = _separated(text)
    rows = _rows(text, separator, path)
    for row in rows:
        while row and not row[-1]:
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    name = os.path.basename(path)
    return Sheet(os.path.splitext(name)[0][:NAME_LENGTH], rows, os.path.basename(file or path))


def _decoded(data: bytes) -> str:
    """The text by its byte order mark; without one UTF-16 by its zero bytes, UTF-8 where it is valid, else cp1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding)
    sample = data[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even + odd > len(sample) // 4:
        return data.decode("utf-16-le" if odd > even else "utf-16-be")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252")


def _separated(text: str) -> Tuple[str, str]:
    """The text below a line "sep=;", as Excel writes it, and its separator: that which makes the most even table."""
    head, _, below = text.partition("\n")
    told = head.strip().strip('"').casefold()
    if told.startswith("sep="):
        return below, head.strip().strip('"')[4:5] or "\t"
    return text, max(SEPARATORS, key=lambda separator: _evenness(text[:SNIFFED], separator))


def _evenness(text: str, separator: str) -> Tuple[int, int]:
    """How many rows have the commonest width of more than one cell, and that width. Decimal commas are in the rows but
    not in the heading, and not in every row."""
    widths: Counter[int] = Counter()
    try:
        widths.update(len(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return 0, 0
    return max(((count, width) for width, count in widths.items() if width > 1), default=(0, 0))


def _rows(text: str, separator: str, path: str) -> List[List[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: List[List[str]] = []
    begins = 1
    try:
        for row in reader:
            rows.append(row)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UserError(OPEN_QUOTE, path=path, line=begins) from error
    return rows
