"""What the dock shows while no register is open: the ways to one."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from ..core.texts import Text
from .page import Page
from .recent import forget_register, recent_registers
from .workspace import Workspace

WELCOME = Text(
    "Register industri rumahan: data, klaster dan peta dalam satu tempat.",
    "The register of home industries: data, clusters and maps in one place.",
)
OPEN = Text("&Buka register ...", "&Open a register ...")
RECENT = Text("Terakhir dibuka", "Opened lately")
FILTER = Text("Register (*.gpkg)", "Registers (*.gpkg)")
GONE = Text(
    "Register {path} tidak ada lagi di tempatnya; cari dengan Buka register.",
    "The register {path} is no longer in its place; look for it with Open a register.",
)


class StartPage(Page):
    """Open, create, the sample, and what was open lately."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        inside = QVBoxLayout(self)
        welcome = QLabel(self.words(WELCOME))
        welcome.setWordWrap(True)
        inside.addWidget(welcome)
        self.open = QPushButton(self.words(OPEN))
        self.open.clicked.connect(self._ask)
        inside.addWidget(self.open)
        inside.addWidget(QLabel(self.words(RECENT)))
        self.recent = QListWidget()
        self.recent.itemActivated.connect(self._open_recent)
        inside.addWidget(self.recent, 1)
        self.show_register()

    def show_register(self) -> None:
        self.recent.clear()
        for path in recent_registers():
            item = QListWidgetItem(path.name)
            item.setToolTip(str(path))
            item.setData(Qt.ItemDataRole.UserRole, str(path))
            self.recent.addItem(item)

    def _ask(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.words(OPEN).replace("&", ""), "", self.words(FILTER))
        if path:
            self.workspace.open_register(Path(path))

    def _open_recent(self, item: QListWidgetItem) -> None:
        path = Path(item.data(Qt.ItemDataRole.UserRole))
        if path.is_file():
            self.workspace.open_register(path)
        else:
            forget_register(path)
            self.workspace.refuse(GONE.format(path=str(path)))
            self.show_register()
