"""A file, kept as its path from the register's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QWidget

from ..register.links import place_of
from .wrapper import OwnWrapper


class FileWrapper(OwnWrapper):
    """The field of a file that is not shown."""

    def make(self, parent: Optional[QWidget]) -> QgsFileWidget:
        self._file = QgsFileWidget(parent)
        self._file.setDefaultRoot(str(Path(place_of(self.layer())[0]).parent))
        self._file.setRelativeStorage(QgsFileWidget.RelativeStorage.RelativeDefaultPath)
        self._file.fileChanged.connect(self.changed)
        return self._file

    def show_value(self, value: Any) -> None:
        self._file.blockSignals(True)
        self._file.setFilePath(value or "")
        self._file.blockSignals(False)

    def given(self) -> Optional[str]:
        return self._file.filePath() or None
