"""The files of an atlas, all of them or none: made in a hidden folder beside their place, then moved there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, List, Optional, Tuple

from osgeo import gdal
from qgis.core import Qgis, QgsLayoutExporter, QgsLayoutItemMap, QgsLayoutRenderContext
from qgis.PyQt.QtCore import QMarginsF, QSizeF
from qgis.PyQt.QtGui import QPageSize, QPainter, QPdfWriter

from ..core.industry.privacy.profiles import Profile
from ..core.pdf_information import Bookmark, Information, with_information
from ..core.register.exports.logged_files import MadeFile, move_logged
from .layout_files import DPI, export, unwritable
from .sheet import Made

MM_PER_INCH = 25.4
Georeference = Tuple[Tuple[float, ...], str]
"""GDAL's six numbers of a page at DPI, and the system as WKT."""


class AtlasFiles:
    """Takes the sheets of an atlas one by one."""

    def __init__(self, folder: Path, output: Path, separate: bool, told: Information) -> None:
        self._folder, self._output = folder, output
        self._book = None if separate else _Book(folder / output.name, output, told)
        self._written: List[MadeFile] = []
        self._businesses: Counter[str] = Counter()

    def add(self, made: Made, name: str) -> None:
        """Draws a sheet; ``name`` tells its file from the others where each sheet has its own."""
        if self._book:
            self._book.add(made)
            self._businesses.update(made.businesses)
            return
        path = self._folder / f"{self._output.stem}_{name}{self._output.suffix}"
        export(made.layout, path, self._output, made.information)
        self._written.append(MadeFile(path, self._output.parent / path.name, made.businesses))

    def close(self) -> None:
        """Lets go of the files, whatever has happened."""
        if self._book:
            self._book.close()

    def finish(self) -> List[MadeFile]:
        """Closes the files; returns them, still in the hidden folder."""
        return [MadeFile(self._book.finish(), self._output, self._businesses)] if self._book else self._written


@contextmanager
def atlas_files(output: Path, separate: bool, told: Information, profile: Profile) -> Iterator[AtlasFiles]:
    """The files of an atlas at ``output``, or beside it with a name for each sheet; they appear, with their rows of the
    export log, when the block ends well. told: of the whole atlas. UserError where they cannot be written; then, and
    when the block fails, all is as it was."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".klaster_ir_", dir=str(output.parent)))
    except OSError as error:
        raise unwritable(output) from error
    files = AtlasFiles(folder, output, separate, told)
    try:
        yield files
        move_logged(files.finish(), profile, folder / "replaced")
    except OSError as error:
        raise unwritable(output) from error
    finally:
        files.close()
        shutil.rmtree(str(folder), ignore_errors=True)


class _Book:
    """One PDF with a page and a bookmark for each sheet, each of its own size, which knows its coordinates where GDAL
    can say them."""

    def __init__(self, path: Path, output: Path, told: Information) -> None:
        self._path, self._output, self._told = path, output, told
        self._writer = QPdfWriter(str(path))
        self._writer.setResolution(DPI)
        self._writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        self._painter: Optional[QPainter] = None
        self._places: List[Georeference] = []
        self._bookmarks: List[Bookmark] = []

    def add(self, made: Made) -> None:
        layout = made.layout
        page = layout.pageCollection().page(0).rect()
        self._writer.setPageSize(QPageSize(QSizeF(page.width(), page.height()), QPageSize.Unit.Millimeter))
        if self._painter is None:
            self._painter = QPainter()
            if not self._painter.begin(self._writer):
                raise unwritable(self._output)
        else:
            self._writer.newPage()
        settings = layout.renderContext()
        settings.setDpi(DPI)
        settings.setFlag(QgsLayoutRenderContext.Flag.FlagForceVectorOutput, True)
        settings.setFlag(QgsLayoutRenderContext.Flag.FlagUseAdvancedEffects, False)
        settings.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        QgsLayoutExporter(layout).renderPage(self._painter, 0)
        self._bookmarks.append(Bookmark(made.information.subject, len(self._places)))
        self._places.append(_place_of(layout.itemById("map")))

    def finish(self) -> Path:
        if not self.close():
            raise unwritable(self._output)
        with open(str(self._path), "rb") as file:
            file.seek(-32, os.SEEK_END)
            if b"%%EOF" not in file.read():
                raise unwritable(self._output)
        for number, place in enumerate(self._places, start=1):
            _locate(self._path, number, place)
        self._path.write_bytes(with_information(self._path.read_bytes(), self._told, self._bookmarks))
        return self._path

    def close(self) -> bool:
        """Ends the drawing; whether there was any and it ended well."""
        painter, self._painter = self._painter, None
        return painter is not None and painter.end()


def _place_of(item: QgsLayoutItemMap) -> Georeference:
    """Where the upper left corner of the page would lie, and the metres of a pixel."""
    extent, corner, frame = item.extent(), item.pagePos(), item.rect()
    across, down = extent.width() / frame.width(), extent.height() / frame.height()
    pixel = MM_PER_INCH / DPI
    left, top = extent.xMinimum() - corner.x() * across, extent.yMaximum() + corner.y() * down
    return (left, across * pixel, 0.0, top, 0.0, -down * pixel), item.crs().toWkt()


def _locate(path: Path, page: int, place: Georeference) -> None:
    """Tells a page where its map lies; nothing where this GDAL cannot change PDFs."""
    try:
        document = gdal.OpenEx(f"PDF:{page}:{path}", gdal.OF_UPDATE, open_options=[f"DPI={DPI}"])
    except RuntimeError:
        document = None
    if document is not None:
        transform, wkt = place
        document.SetGeoTransform(transform)
        document.SetProjection(wkt)
