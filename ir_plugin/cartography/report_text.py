"""A document as text that Qt can lay out on pages: blocks one after the other, and what is not to be parted."""

from __future__ import annotations

from typing import Callable, Dict, List, NamedTuple, Optional, Union

from qgis.PyQt.QtCore import QByteArray, QPointF, QRectF, QSize, QSizeF, QUrl
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from qgis.PyQt.QtSvg import QSvgRenderer

from ..core.bar_rows import BarRows, bar_rows_svg
from ..core.chart_svg import FONT, chart_svg
from ..core.charts import Chart
from ..core.documents import Document, Heading, Listing, Paragraph, Picture, Table, Tiles
from ..core.errors import UserError
from ..core.texts import Text
from .fonts import family, set_family
from .report_scales import scale_of, side_scale_of
from .report_table import insert_table, insert_tiles

MM_PER_INCH = 25.4
INK, QUIET, STRONG, ALARM = "#222222", "#555555", "#1f4e79", "#fdf0e2"
PROPORTIONAL, IMAGE_RESOURCE = 1, 2
"""Enumerators of QTextBlockFormat and QTextDocument that their methods take as numbers: heights of lines are in per
cent; what is added is a picture."""

TITLE, HEADING, BODY, CAPTION, NOTE = 18.0, 13.0, 9.5, 9.5, 8.0
"""Sizes of letters in points."""

CHART_WIDTH, BARS_WIDTH = 0.86, 0.94
EMPTY = "picture:empty"
BULLET = "• "
NO_PICTURE = Text(
    "Gambar {words} tidak dapat dibaca; pilih berkas lain.", "The picture {words} cannot be read; choose another file."
)


class Drawing(NamedTuple):
    """A picture that is drawn over the place kept for it at a position of the text; size: in pixels of the device."""

    position: int
    picture: Union[QSvgRenderer, QImage]
    size: QSizeF

    def draw(self, painter: QPainter, corner: QPointF) -> None:
        """Draws it with its upper left corner there."""
        place = QRectF(corner, self.size)
        if isinstance(self.picture, QImage):
            painter.drawImage(place, self.picture)
        else:
            self.picture.render(painter, place)


class Rows(NamedTuple):
    """Where the rows of a table begin and end, and how many they are, its headings included."""

    first: int
    last: int
    count: int


class Unit(NamedTuple):
    """Positions of the first and the last block of what is to stay on one page. rows: of a table in it that may go on
    over the page where enough of them stand on either side; None where nothing may be parted."""

    first: int
    last: int
    rows: Optional[Rows] = None


class Mark(NamedTuple):
    """A heading (level 0) or the caption of a table (level 1), to be found again at a position of the text."""

    words: str
    level: int
    position: int


class ReportText:
    """text: laid out for the device at a width in its pixels; drawings, units and marks: for whoever draws the pages.

    UserError for a picture that cannot be read.
    """

    def __init__(self, document: Document, language: str, device: QPagedPaintDevice, size: QSizeF) -> None:
        self.language, self._size = language, size
        self._scale, self._side_scale, self._device = scale_of(device), side_scale_of(device), device
        self._pixels_per_mm = device.logicalDpiX() / MM_PER_INCH / self._scale
        self.text = QTextDocument()
        self.text.setUndoRedoEnabled(False)
        self.text.documentLayout().setPaintDevice(device)
        self.text.setDocumentMargin(0)
        font = set_family(QFont())
        font.setPointSizeF(BODY)
        self.text.setDefaultFont(font)
        self.text.setPageSize(size)
        self.drawings: List[Drawing] = []
        self.units: List[Unit] = []
        self.marks: List[Mark] = []
        self._cursor = QTextCursor(self.text)
        self.text.addResource(IMAGE_RESOURCE, QUrl(EMPTY), _empty_image())
        self._is_fresh, self._goes_on = True, False
        self._cursor.beginEditBlock()  # laid out once, at its end
        self._write(document)
        self._cursor.endEditBlock()

    def pixels(self, millimetres: float) -> float:
        """A length as Qt takes it, before it scales all to the device."""
        return millimetres * self._pixels_per_mm

    def _write(self, document: Document) -> None:
        blocks = list(document.blocks)
        if blocks and isinstance(blocks[0], Picture):
            self._picture(blocks.pop(0))  # a logo stands above the title
        self._line(document.title.in_language(self.language), TITLE, STRONG, bold=True, above=1.0, below=2.0)
        kinds: Dict[type, Callable[..., None]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            Listing: self._listing,
            Table: self._table,
            Tiles: self._tiles,
            Chart: self._chart,
            BarRows: self._bars,
            Picture: self._picture,
        }
        for block, following in zip(blocks, [*blocks[1:], None]):
            kinds[type(block)](block)
            if isinstance(block, Paragraph) and isinstance(following, Table) and not block.is_note:
                self._goes_on = True  # it introduces the table

    def _heading(self, block: Heading) -> None:
        words = block.words.in_language(self.language)
        self._line(words, HEADING, STRONG, bold=True, above=6.0, below=1.5)
        self._mark(words, 0)
        self._goes_on = True

    def _paragraph(self, block: Paragraph) -> None:
        words = block.words.in_language(self.language).replace("\n", "\u2028")
        if block.is_note:
            self._goes_on = True
            self._line(words, NOTE, QUIET, above=1.2, below=1.0)
        elif block.warning:
            self._line(words, BODY, INK, bold=True, above=1.5, below=1.5, background=ALARM)
        else:
            self._line(words, BODY, INK, above=0.8, below=1.6)
        self._goes_on = False

    def _listing(self, block: Listing) -> None:
        for entry in block.entries:
            self._line(BULLET + entry.in_language(self.language), BODY - 0.5, INK, above=0.3, below=1.0, hangs=BULLET)
            self._goes_on = False

    def _table(self, block: Table) -> None:
        caption = block.caption.in_language(self.language)
        if caption:
            self._line(caption, CAPTION, INK, bold=True, above=5.0, below=1.0)
            self._mark(caption, 1)
        table = insert_table(self._cursor, block, self.language, self.pixels)
        if self.units and not block.groups:  # a group would go on below without its name
            rows = Rows(table.firstPosition(), table.lastPosition(), table.rows())
            self.units[-1] = self.units[-1]._replace(rows=rows)
        self._after(table.lastPosition())

    def _tiles(self, block: Tiles) -> None:
        table = insert_tiles(self._cursor, block, self.language, self.pixels)
        self._after(table.lastPosition())

    def _after(self, position: int) -> None:
        """Goes on below a table, in the empty line that Qt puts there; what explains the table joins it."""
        self._extend(position)
        self._cursor.setPosition(position + 1)
        self._is_fresh = True
        self._goes_on = False

    def _chart(self, block: Chart) -> None:
        self._drawing(chart_svg(block, self.language), CHART_WIDTH)

    def _bars(self, block: BarRows) -> None:
        self._line(block.title.in_language(self.language), CAPTION, INK, bold=True, above=4.0)
        self._goes_on = True
        self._drawing(bar_rows_svg(block, self.language), BARS_WIDTH)

    def _drawing(self, svg: str, share: float) -> None:
        drawn = QSvgRenderer(QByteArray(svg.replace(FONT, family()).encode("utf-8")))
        self._keep_place(drawn, drawn.defaultSize(), share)

    def _picture(self, block: Picture) -> None:
        if block.kind == "svg+xml":
            svg = QSvgRenderer(QByteArray(block.content))
            drawn, size, is_good = svg, svg.defaultSize(), svg.isValid()
        else:
            image = QImage.fromData(block.content)
            drawn, size, is_good = image, image.size(), not image.isNull()
        if not is_good:
            raise UserError(NO_PICTURE, words=block.words)
        self._keep_place(drawn, size, block.width)

    def _keep_place(self, picture: Union[QSvgRenderer, QImage], proportions: QSize, share: float) -> None:
        """Keeps the place with an empty image."""
        self._line("", BODY, INK, above=2.0, below=2.0)
        width = self._size.width() * share
        size = QSizeF(width, width * proportions.height() / proportions.width())
        form = QTextImageFormat()
        form.setName(EMPTY)
        form.setWidth(size.width() / self._scale)
        form.setHeight(size.height() / self._scale)
        self.drawings.append(Drawing(self._cursor.position(), picture, size))
        self._cursor.insertImage(form)
        self._goes_on = False

    def _line(
        self,
        words: str,
        points: float,
        colour: str,
        bold: bool = False,
        above: float = 0.0,
        below: float = 0.0,
        hangs: str = "",
        background: str = "",
    ) -> None:
        """A block of text; lengths in millimetres. hangs: the sign at its start, beside which its lines stand."""
        form, letters = QTextBlockFormat(), QTextCharFormat()
        form.setTopMargin(self.pixels(above))
        form.setBottomMargin(self.pixels(below))
        if words:
            form.setLineHeight(115.0, PROPORTIONAL)
        if background:
            form.setBackground(QColor(background))
        letters.setFont(self.text.defaultFont())
        letters.setFontPointSize(points)
        letters.setForeground(QColor(colour))
        letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        if hangs:
            width = QFontMetricsF(letters.font(), self._device).horizontalAdvance(hangs) / self._side_scale
            form.setLeftMargin(width)
            form.setTextIndent(-width)
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(letters)
        else:
            self._cursor.insertBlock(form, letters)
        self._is_fresh = False
        self._cursor.insertText(words, letters)
        self._begin(self._cursor.block().position())

    def _mark(self, words: str, level: int) -> None:
        self.marks.append(Mark(words, min(level, len(self.marks)), self._cursor.block().position()))

    def _begin(self, position: int) -> None:
        """A new unit, or a line more of the one before that asked for it."""
        if self._goes_on and self.units:
            self._extend(position)
        else:
            self.units.append(Unit(position, position))

    def _extend(self, position: int) -> None:
        if self.units:
            self.units[-1] = self.units[-1]._replace(last=position)


def _empty_image() -> QImage:
    empty = QImage(1, 1, QImage.Format.Format_ARGB32)
    empty.fill(QColor(0, 0, 0, 0))
    return empty
