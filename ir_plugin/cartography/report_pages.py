"""A report as PDF: A4 pages with a running head and page numbers; text stays text, charts stay vectors."""

from __future__ import annotations

import math
from typing import List, NamedTuple

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QRectF, QSizeF, Qt
from qgis.PyQt.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlockFormat,
    QTextCursor,
    QTextFormat,
    QTextOption,
)

from ..core.pdf_information import Bookmark, with_information
from ..core.progress import Progress
from ..core.register.report.document import Report
from ..core.texts import Text
from .file_information import information
from .fonts import set_family
from .report_text import INK, MM_PER_INCH, QUIET, Drawing, ReportText, Unit

DPI = 300
WIDTH, HEIGHT = 210.0, 297.0
SIDE, TOP, BOTTOM = 20.0, 22.0, 20.0
HEAD, FOOT = 12.0, 284.0
"""In millimetres: the paper, its margins, and where the lines of head and foot stand."""

SMALL, MARK = 8.0, "#b2182b"
PAGE = Text("Halaman {number} dari {count}", "Page {number} of {count}")
ROOM = 0.45
"""What is longer than a page starts on a new one only where less than this share of the page is left."""
FEWEST_ROWS = 5
"""Of a table that goes on over the page, headings included, on either side."""


def report_pdf(report: Report, language: str, progress: Progress) -> bytes:
    """The file. UserError for a picture that cannot be read."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(DPI)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    scale = DPI / MM_PER_INCH
    size = QSizeF((WIDTH - 2 * SIDE) * scale, (HEIGHT - TOP - BOTTOM) * scale)
    made = ReportText(report.document, language, writer, size)
    keep_together(made, size.height(), progress)
    _draw(_Job(report, language, made, size, scale), writer, progress)
    title, place = (words.in_language(language) for words in (report.document.title, report.place))
    told = information(title, report.agency, place, language)
    return with_information(bytes(content.data()), told, bookmarks(made, size.height(), scale))


def bookmarks(made: ReportText, height: float, scale: float) -> List[Bookmark]:
    """Where headings and tables stand on pages of a height, in pixels of which a millimetre has ``scale``."""
    found = []
    for mark in made.marks:
        page, down = divmod(_rectangle(made, mark.position).top(), height)
        found.append(Bookmark(mark.words, int(page), mark.level, HEIGHT - TOP - down / scale))
    return found


def keep_together(made: ReportText, height: float, progress: Progress) -> None:
    """Starts a new page before whatever would be parted: headings, paragraphs, pictures, short tables with their notes.
    Long tables go on over the page."""
    for number, unit in enumerate(made.units):
        progress(0.6 * number / len(made.units))
        first = _rectangle(made, unit.first)
        top, bottom = first.top(), _rectangle(made, unit.last).bottom()
        page = math.floor(top / height)
        if bottom <= (page + 1) * height:
            continue
        left = (page + 1) * height - top
        if not _goes_on(made, unit, (page + 1) * height) and (bottom - top <= height or left < ROOM * height):
            cursor = QTextCursor(made.text.findBlock(unit.first))
            form = QTextBlockFormat(cursor.blockFormat())
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setBlockFormat(form)


def _goes_on(made: ReportText, unit: Unit, end: float) -> bool:
    """Whether enough rows of the unit's table stand above the end of a page and below it."""
    if unit.rows is None:
        return False
    top, bottom = _rectangle(made, unit.rows.first).top(), _rectangle(made, unit.rows.last).bottom()
    fewest = FEWEST_ROWS * (bottom - top) / unit.rows.count
    return end - top >= fewest and bottom - end >= fewest


def _rectangle(made: ReportText, position: int) -> QRectF:
    return made.text.documentLayout().blockBoundingRect(made.text.findBlock(position))


class _Job(NamedTuple):
    """What is drawn, with the size of the text on a page and the pixels of a millimetre."""

    report: Report
    language: str
    made: ReportText
    size: QSizeF
    scale: float


def _draw(job: _Job, writer: QPdfWriter, progress: Progress) -> None:
    count = job.made.text.pageCount()
    painter = QPainter(writer)
    try:
        for number in range(count):
            progress(0.6 + 0.4 * number / count)
            if number:
                writer.newPage()
            _draw_text(job, painter, number)
            _draw_margins(job, painter, number, count)
    finally:
        painter.end()


def _draw_text(job: _Job, painter: QPainter, number: int) -> None:
    layout, height = job.made.text.documentLayout(), job.size.height()
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = QRectF(0, number * height, job.size.width(), height)
    context.palette.setColor(QPalette.ColorRole.Text, QColor(INK))
    painter.save()
    painter.translate(SIDE * job.scale, TOP * job.scale - number * height)
    painter.setClipRect(context.clip)
    layout.draw(painter, context)
    for drawing in job.made.drawings:
        corner = _corner(job.made, drawing)
        if math.floor((corner.y() + drawing.size.height() / 2) / height) == number:
            drawing.draw(painter, corner)
    painter.restore()


def _corner(made: ReportText, drawing: Drawing) -> QPointF:
    block = made.text.findBlock(drawing.position)
    return made.text.documentLayout().blockBoundingRect(block).topLeft() + block.layout().lineAt(0).position()


def _draw_margins(job: _Job, painter: QPainter, number: int, count: int) -> None:
    """The head (not above the title) and the foot of a page."""
    font = set_family(QFont())
    font.setPointSizeF(SMALL)
    painter.setFont(font)
    painter.setPen(QColor(QUIET))
    place = job.report.place.in_language(job.language)
    page = PAGE.format(number=number + 1, count=count).in_language(job.language)
    if number:
        _at(job, painter, HEAD, Qt.AlignmentFlag.AlignLeft, place)
        _at(job, painter, HEAD, Qt.AlignmentFlag.AlignRight, job.report.agency)
    _at(job, painter, FOOT, Qt.AlignmentFlag.AlignLeft, job.report.document.title.in_language(job.language))
    _at(job, painter, FOOT, Qt.AlignmentFlag.AlignRight, page)
    if job.report.draft:
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor(MARK))
        _at(job, painter, HEAD, Qt.AlignmentFlag.AlignHCenter, job.report.draft.in_language(job.language))


def _at(job: _Job, painter: QPainter, down: float, side: Qt.AlignmentFlag, words: str) -> None:
    place = QRectF(SIDE * job.scale, down * job.scale, job.size.width(), 5 * job.scale)
    painter.drawText(place, words, QTextOption(side | Qt.AlignmentFlag.AlignVCenter))
