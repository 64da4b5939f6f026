"""A document as text that Qt can lay out on pages: blocks one after the other, and what is not to be parted."""

from __future__ import annotations

from typing import Callable, Dict, List, NamedTuple

from qgis.PyQt.QtCore import QByteArray, QSizeF, QUrl
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QImage,
    QPagedPaintDevice,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from qgis.PyQt.QtSvg import QSvgRenderer

from ..core.chart_svg import chart_svg
from ..core.charts import Chart
from ..core.documents import Document, Heading, Listing, Paragraph, Picture, Table, Tiles
from ..core.errors import UserError
from ..core.texts import Text
from .fonts import set_family
from .report_table import insert_table, insert_tiles

MM_PER_INCH = 25.4
INK, QUIET, STRONG, ALARM = "#222222", "#555555", "#1f4e79", "#fdf0e2"
PROPORTIONAL = 1
"""Of QTextBlockFormat: the height of lines is in per cent."""

TITLE, HEADING, BODY, CAPTION, NOTE = 20.0, 13.0, 9.5, 9.5, 8.0
"""Sizes of letters in points."""

CHART_WIDTH = 0.86
BULLET = "•  "
NO_PICTURE = Text(
    "Gambar {words} tidak dapat dibaca; pilih berkas lain.", "The picture {words} cannot be read; choose another file."
)


class Drawing(NamedTuple):
    """A picture of vectors that is drawn over the place kept for it at a position of the text."""

    position: int
    svg: QSvgRenderer
    size: QSizeF


class Unit(NamedTuple):
    """Positions of the first and the last block of what is to stay on one page."""

    first: int
    last: int


class ReportText:
    """text: laid out for the device at a width in its pixels; drawings and units: for whoever draws the pages.

    UserError for a picture that cannot be read.
    """

    def __init__(self, document: Document, language: str, device: QPagedPaintDevice, size: QSizeF) -> None:
        self.language, self._size = language, size
        self._pixels_per_mm = device.logicalDpiX() / MM_PER_INCH
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
        self._cursor = QTextCursor(self.text)
        self._is_fresh, self._goes_on, self._pictures = True, False, 0
        self._write(document)

    def pixels(self, millimetres: float) -> float:
        """A length on the device."""
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
            Picture: self._picture,
        }
        for block in blocks:
            kinds[type(block)](block)

    def _heading(self, block: Heading) -> None:
        self._line(block.words.in_language(self.language), HEADING, STRONG, bold=True, above=6.0, below=1.5)
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
            self._line(BULLET + entry.in_language(self.language), BODY - 0.5, INK, above=0.3, below=1.0, indent=4.0)
            self._goes_on = False

    def _table(self, block: Table) -> None:
        caption = block.caption.in_language(self.language)
        if caption:
            self._line(caption, CAPTION, INK, bold=True, above=5.0, below=1.0)
        table = insert_table(self._cursor, block, self.language, self.pixels)
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
        svg = QSvgRenderer(QByteArray(chart_svg(block, self.language).encode("utf-8")))
        self._vector(svg, CHART_WIDTH)

    def _picture(self, block: Picture) -> None:
        if block.kind == "svg+xml":
            self._vector(self._readable(QSvgRenderer(QByteArray(block.content)), block), block.width)
            return
        image = QImage.fromData(block.content)
        if image.isNull():
            raise UserError(NO_PICTURE, words=block.words)
        width = self._size.width() * block.width
        self._image(image, QSizeF(width, width * image.height() / image.width()))

    def _readable(self, svg: QSvgRenderer, block: Picture) -> QSvgRenderer:
        if not svg.isValid():
            raise UserError(NO_PICTURE, words=block.words)
        return svg

    def _vector(self, svg: QSvgRenderer, share: float) -> None:
        """Keeps the place with an empty image, over which the vectors are drawn later."""
        width, proportions = self._size.width() * share, svg.defaultSize()
        size = QSizeF(width, width * proportions.height() / proportions.width())
        empty = QImage(1, 1, QImage.Format.Format_ARGB32)
        empty.fill(QColor(0, 0, 0, 0))
        self.drawings.append(Drawing(self._image(empty, size), svg, size))

    def _image(self, image: QImage, size: QSizeF) -> int:
        """The position of the image in the text."""
        self._line("", BODY, INK, above=2.0, below=2.0)
        self._pictures += 1
        address = QUrl(f"picture:{self._pictures}")
        self.text.addResource(int(QTextDocument.ResourceType.ImageResource), address, image)
        form = QTextImageFormat()
        form.setName(address.toString())
        form.setWidth(size.width())
        form.setHeight(size.height())
        position = self._cursor.position()
        self._cursor.insertImage(form)
        self._goes_on = False
        return position

    def _line(
        self,
        words: str,
        points: float,
        colour: str,
        bold: bool = False,
        above: float = 0.0,
        below: float = 0.0,
        indent: float = 0.0,
        background: str = "",
    ) -> None:
        """A block of text; lengths in millimetres."""
        form, letters = QTextBlockFormat(), QTextCharFormat()
        form.setTopMargin(self.pixels(above))
        form.setBottomMargin(self.pixels(below))
        form.setLeftMargin(self.pixels(indent))
        form.setTextIndent(self.pixels(-indent))
        if words:
            form.setLineHeight(115.0, PROPORTIONAL)
        if background:
            form.setBackground(QColor(background))
        letters.setFont(self.text.defaultFont())
        letters.setFontPointSize(points)
        letters.setForeground(QColor(colour))
        letters.setFontWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        if self._is_fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(letters)
        else:
            self._cursor.insertBlock(form, letters)
        self._is_fresh = False
        self._cursor.insertText(words, letters)
        self._begin(self._cursor.block().position())

    def _begin(self, position: int) -> None:
        """A new unit, or a line more of the one before that asked for it."""
        if self._goes_on and self.units:
            self._extend(position)
        else:
            self.units.append(Unit(position, position))

    def _extend(self, position: int) -> None:
        if self.units:
            self.units[-1] = self.units[-1]._replace(last=position)
