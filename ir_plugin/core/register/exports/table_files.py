"""An edition of the tables of disaggregated data as a file: a workbook, or comma-separated values in a ZIP file."""

from __future__ import annotations

import csv
import io
from typing import Any, Iterator, List, Sequence, Tuple

from ...documents import Cell, Document, Link, Paragraph, Table
from ...industry.data_dictionary import ms_var
from ...package_writing import package_bytes
from ...spreadsheets.layout import layout
from ...spreadsheets.ods import ods_bytes
from ...spreadsheets.xlsx import xlsx_bytes
from ...texts import Text
from ..disaggregated.edition import Edition
from ..disaggregated.pages import CONTENTS, METADATA, contents_page, metadata_page, table_pages
from .files import formula_safe

XLSX, ODS, ZIP = "xlsx", "ods", "zip"
FORMATS = (XLSX, ODS, ZIP)
"""The endings of files that can be written; the first is the default."""

WARNING = Text("Peringatan", "Warning")
Named = Tuple[str, Document]


def tables_bytes(edition: Edition, source: Text, language: str, kind: str) -> bytes:
    """The file of a kind out of FORMATS, in "id" or "en"."""
    tables = [(table.id, page) for table, page in zip(edition.tables, table_pages(edition, source))]
    contents = (CONTENTS.in_language(language), contents_page(edition))
    metadata = (METADATA.in_language(language), metadata_page(edition))
    if kind == ZIP:
        return package_bytes(_values([contents, *tables], metadata, language))
    write = {XLSX: xlsx_bytes, ODS: ods_bytes}[kind]
    return write([layout(page, name, language) for name, page in (contents, *tables, metadata)], language)


def _values(pages: Sequence[Named], metadata: Named, language: str) -> Iterator[Tuple[str, str]]:
    """One file for each table, its sentences, the metadata of indicators (MS-Ind) and of variables (MS-Var)."""
    for name, page in pages:
        yield f"{name.lower()}.csv", _table(page, language)
    notes = Text("catatan", "notes").in_language(language)
    lines = [(name, words) for name, page in pages for words in _sentences(page, language)]
    yield f"{notes}.csv", _written(lines)
    yield "ms-ind.csv", _table(metadata[1], language)
    yield "ms-var.csv", ms_var(language)


def _table(page: Document, language: str) -> str:
    """The headings in one line, those above before those below; every row with its group and what nobody should
    overlook."""
    (table,) = [block for block in page.blocks if isinstance(block, Table)]
    above = [words.in_language(language) for words, width in table.over for _ in range(width)]
    below = [heading.in_language(language) for heading in table.headings]
    heads = [": ".join(filter(None, pair)) for pair in zip(above or [""] * len(below), below)]
    warned = [each.words.in_language(language) for each in page.blocks if isinstance(each, Paragraph) and each.warning]
    heads += [WARNING.in_language(language)] if warned else []
    more = [" ".join(warned)] if warned else []
    return _written([heads, *([*(_value(cell, language) for cell in row), *more] for row in table.rows)])


def _sentences(page: Document, language: str) -> List[str]:
    words = [block.words for block in page.blocks if isinstance(block, Paragraph)]
    return [each.in_language(language) for each in (page.title, *words)]


def _value(cell: Cell, language: str) -> Any:
    if isinstance(cell, Link):
        return cell.words.in_language(language)
    if isinstance(cell, float):
        return round(cell, 4)
    return cell.in_language(language) if isinstance(cell, Text) else cell


def _written(rows: Sequence[Sequence[Any]]) -> str:
    """With a mark, by which spreadsheets know UTF-8; words that they would take for formulas stay words."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([formula_safe(cell) for cell in row] for row in rows)
    return "\ufeff" + written.getvalue()
