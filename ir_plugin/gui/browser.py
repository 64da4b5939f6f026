"""Registers in the browser of QGIS: those opened lately under one heading, and each with the way into the dock."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List

from qgis.core import QgsDataCollectionItem, QgsDataItem, QgsDataItemProvider, QgsDataProvider
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QWidget

from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.paths import resource
from .recent import forget_register, recent_registers
from .workspace import TITLE

OPEN = Text("Buka di panel Klaster IR", "Open in the Klaster IR panel")
FORGET = Text("Hapus dari daftar", "Take off the list")
Open = Callable[[Path], None]


class RegistersProvider(QgsDataItemProvider):
    """The heading "Klaster IR" at the top of the browser."""

    def __init__(self, open_register: Open) -> None:
        super().__init__()
        self._open = open_register

    def name(self) -> str:
        return TITLE

    def capabilities(self) -> QgsDataProvider.DataCapability:
        return QgsDataProvider.DataCapability.File

    def createDataItem(self, path: str, parent: QgsDataItem) -> QgsDataItem:
        if path or parent is not None:
            return None
        root = _Registers(self._open)
        sip.transferto(root, None)
        return root


class _Registers(QgsDataCollectionItem):
    def __init__(self, open_register: Open) -> None:
        super().__init__(None, TITLE, "klaster_ir:", TITLE)
        self._open = open_register
        self.setIcon(QIcon(resource("klaster_ir.svg")))

    def createChildren(self) -> List[QgsDataItem]:
        made = []
        for path in recent_registers():
            item = _Register(self, path, self._open)
            sip.transferto(item, self)
            made.append(item)
        return made


class _Register(QgsDataItem):
    def __init__(self, parent: QgsDataItem, path: Path, open_register: Open) -> None:
        super().__init__(QgsDataItem.Type.Custom, parent, path.name, f"klaster_ir:/{path}", TITLE)
        self._register, self._open_register = path, open_register
        self.setToolTip(str(path))
        self.setIcon(QIcon(resource("klaster_ir.svg")))
        self.setState(QgsDataItem.State.Populated)

    def handleDoubleClick(self) -> bool:
        self._open_register(self._register)
        return True

    def actions(self, parent: QWidget) -> List[QAction]:
        opening = QAction(OPEN.in_language(language()), parent)
        opening.triggered.connect(lambda: self._open_register(self._register))
        forgetting = QAction(FORGET.in_language(language()), parent)
        forgetting.triggered.connect(self._forget)
        return [opening, forgetting]

    def _forget(self) -> None:
        forget_register(self._register)
        self.parent().refresh()
