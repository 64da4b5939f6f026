"""The page of an import: what was read, repaired, rejected and changed, row by row."""

from __future__ import annotations

from itertools import islice
from typing import Iterator, List, Mapping, Sequence, Tuple

from ...documents import Block, Cell, Code, Document, Paragraph, Table
from ...texts import Text
from .logged import LoggedRow

MOST_ROWS = 5000
"""A page of more rows is read by nobody; the register's tables hold all of them."""

TITLE = Text("Laporan impor survei", "Report of a survey import")
DRY_RUN = Text(
    "Uji coba: register tidak diubah. Yang di bawah ini akan terjadi bila diimpor.",
    "Dry run: the register has not been changed. What stands below would happen.",
)
PERSONAL = Text(
    "Halaman ini memuat data pribadi seperti di buku kerja; simpan dan bagikan sebagaimana buku kerjanya.",
    "This page holds personal data as the workbook does; keep and share it like the workbook.",
)
MORE = Text("{count} baris lain tidak ditampilkan.", "{count} more {count:row is|rows are} not shown.")
_PLACE = (Text("Lembar", "Sheet"), Text("Baris", "Row"))
_VALUES = (Text("Kolom", "Column"), Text("Nilai asli", "Raw value"), Text("Nilai baru", "New value"))
_RULE = Text("Aturan", "Rule")
_CHANGE = (Text("Isian", "Field"), Text("Sebelum", "Before"), Text("Sesudah", "After"))


def report_page(
    rows: Sequence[LoggedRow], counts: Mapping[str, int], labels: Mapping[str, Text], said: Sequence[Text] = ()
) -> Document:
    """What is said of the whole, the counts under their labels, then the rejected rows, the changes of the register and
    the repairs."""
    taken = [record for record in rows if not record.rejection]
    rejected = [record for record in rows if record.rejection]
    changed = sum(len(record.changes) for record in taken)
    repaired = sum(len(record.repairs) for record in taken)
    blocks: List[Block] = [
        Paragraph(PERSONAL),
        *map(Paragraph, said),
        Table(
            Text("Ringkasan", "Summary"),
            (Text("Ukuran", "Measure"), Text("Jumlah", "Count")),
            [(labels[name], count) for name, count in counts.items()],
        ),
        *_listed(
            Text("Baris ditolak", "Rejected rows"),
            (*_PLACE, Text("Alasan", "Reason")),
            ((*_place(record), record.rejection[1]) for record in rejected if record.rejection),
            len(rejected),
        ),
        *_listed(
            Text("Perubahan pada data yang sudah ada", "Changes of what the register had"),
            (*_PLACE, *_CHANGE, _RULE),
            ((*_place(record), *_cells(each)) for record in taken for each in record.changes),
            changed,
        ),
        *_listed(
            Text("Nilai diperbaiki", "Repaired values"),
            (*_PLACE, *_VALUES, _RULE),
            ((*_place(record), *_cells(each)) for record in taken for each in record.repairs),
            repaired,
        ),
    ]
    return Document(TITLE, tuple(blocks))


def for_dry_run(page: Document) -> Document:
    """The page under the sentence that nothing of it has happened."""
    return Document(page.title, (Paragraph(DRY_RUN, warning=True), *page.blocks))


def _place(record: LoggedRow) -> Tuple[str, int]:
    return record.row.sheet, record.row.number


def _cells(logged: Tuple[str, str, str, str]) -> Tuple[Cell, ...]:
    column, before, after, rule = logged
    return Code(column), before, after, Code(rule)


def _listed(caption: Text, headings: Tuple[Text, ...], rows: Iterator[Sequence[Cell]], count: int) -> List[Block]:
    """A table of the first rows with how many it leaves out; nothing where there are no rows."""
    shown = list(islice(rows, MOST_ROWS))
    blocks: List[Block] = [Table(caption, headings, shown)] if shown else []
    more = count - len(shown)
    return [*blocks, Paragraph(MORE.format(count=more), warning=True)] if more else blocks
