"""A file, kept as its path from the folder of the register or project; a photo is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..register.sources import folder_of
from ..register.widgets import PICTURE_HEIGHT
from .wrapper import OwnWrapper


class FileWrapper(OwnWrapper):
    """The field of a file."""

    def make(self, parent: Optional[QWidget]) -> QWidget:
        self._file = QgsFileWidget(parent)
        self._file.setDefaultRoot(str(self.folder))
        self._file.setRelativeStorage(QgsFileWidget.RelativeStorage.RelativeDefaultPath)
        self._file.setFilter(self.config("FileWidgetFilter"))
        self._file.fileChanged.connect(self.changed)
        return self._file

    @property
    def folder(self) -> Path:
        """From where the paths count."""
        return folder_of(self.layer())

    def show_value(self, value: Any) -> None:
        self._file.blockSignals(True)
        self._file.setFilePath(value or "")
        self._file.blockSignals(False)

    def given(self) -> Optional[str]:
        path = self._file.filePath()
        return (self._file.relativePath(path, True) if Path(path).is_absolute() else path) or None


class PhotoWrapper(FileWrapper):
    """The field of a photo."""

    def make(self, parent: Optional[QWidget]) -> QWidget:
        both = QWidget(parent)
        rows = QVBoxLayout(both)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(super().make(both))
        self._picture = QLabel(both)
        self._picture.setAccessibleName(self.field().displayName())
        rows.addWidget(self._picture)
        return both

    def changed(self, *_: Any) -> None:
        self._show_picture()
        super().changed()

    def show_value(self, value: Any) -> None:
        super().show_value(value)
        self._show_picture()

    def _show_picture(self) -> None:
        """Shows the photo, or nothing where there is none."""
        picture = QPixmap(str(self.folder / self.given())) if self.given() else QPixmap()
        if not picture.isNull():
            picture = picture.scaledToHeight(PICTURE_HEIGHT, Qt.TransformationMode.SmoothTransformation)
        self._picture.setPixmap(picture)
        self._picture.setVisible(not picture.isNull())
