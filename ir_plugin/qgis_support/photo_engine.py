"""The pictures that the core borrows, by Qt."""

from __future__ import annotations

from qgis.PyQt.QtCore import QBuffer, QIODevice, Qt
from qgis.PyQt.QtGui import QImage, QImageReader, QPainter

QUALITY = 82
MOST_PIXELS = 200_000_000
"""More than any camera of an office; a small file may claim to be larger and fill the memory."""


class QtPhotoEngine:
    """See ``core.photo_engine.PhotoEngine``."""

    def jpeg(self, path: str, longest: int) -> bytes:
        reader = QImageReader(path)
        reader.setAutoTransform(True)
        reader.setDecideFormatFromContent(True)
        size = reader.size()
        if size.width() * size.height() > MOST_PIXELS:
            raise ValueError(f"{size.width()} x {size.height()}")
        photo = reader.read()
        if photo.isNull():
            raise ValueError(reader.errorString())
        if max(photo.width(), photo.height()) > longest:
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            photo = photo.scaled(longest, longest, keep, smooth)
        picture = QImage(photo.size(), QImage.Format.Format_RGB32)  # of its own: nothing but pixels comes along
        picture.fill(Qt.GlobalColor.white)
        painter = QPainter(picture)
        painter.drawImage(0, 0, photo)
        painter.end()
        written = QBuffer()
        written.open(QIODevice.OpenModeFlag.WriteOnly)
        if not picture.save(written, "JPEG", QUALITY):
            raise ValueError(path)
        return bytes(written.data())
