"""A layout as a file, whole or not at all: written beside its place, then moved there."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout

from ..core.errors import UserError
from ..core.industry.privacy.profiles import Profile
from ..core.pdf_information import Information, with_information
from ..core.progress import Progress
from ..core.register.exports.logged_files import MadeFile, move_logged
from ..core.texts import Text
from .sheet import Made

DPI = 300
"""Resolution of PNG, and of what cannot be vectors in PDF and SVG."""


def write_layout(made: Made, output: Path, profile: Profile, progress: Progress) -> None:
    """Writes a sheet as PDF (vectors, searchable text), PNG or SVG, by the ending of the path, and a row of the export
    log where it shows businesses."""
    try:
        folder = Path(tempfile.mkdtemp(prefix=".klaster_ir_", dir=str(output.parent)))
    except OSError as error:
        raise unwritable(output) from error
    try:
        beside = folder / output.name
        export(made.layout, beside, output, made.information)
        progress(0.9)
        move_logged([MadeFile(beside, output, made.businesses)], profile, folder / "replaced")
    except OSError as error:
        raise unwritable(output) from error
    finally:
        shutil.rmtree(str(folder), ignore_errors=True)


def export(layout: QgsPrintLayout, beside: Path, output: Path, told: Information) -> None:
    """Draws a layout into the file ``beside``, of the kind of ``output``; a PDF says what is told of it."""
    exporter = QgsLayoutExporter(layout)
    kind = output.suffix.lower()
    if kind == ".pdf":
        pdf = QgsLayoutExporter.PdfExportSettings()
        pdf.dpi, pdf.forceVectorOutput, pdf.exportMetadata = DPI, True, True
        pdf.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        result = exporter.exportToPdf(str(beside), pdf)
    elif kind == ".svg":
        svg = QgsLayoutExporter.SvgExportSettings()
        svg.dpi, svg.forceVectorOutput = DPI, True
        svg.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
        result = exporter.exportToSvg(str(beside), svg)
    else:
        image = QgsLayoutExporter.ImageExportSettings()
        image.dpi, image.generateWorldFile = DPI, False
        result = exporter.exportToImage(str(beside), image)
    if result != QgsLayoutExporter.ExportResult.Success:
        raise unwritable(output)
    if kind == ".pdf":
        beside.write_bytes(with_information(beside.read_bytes(), told))


def unwritable(output: Path) -> UserError:
    return UserError(
        Text(
            "Berkas peta {path} tidak dapat ditulis; tutup berkas itu, atau pilih folder lain yang dapat ditulisi.",
            "The map file {path} cannot be written; close that file, or choose another folder that can be written.",
        ),
        path=str(output),
    )
