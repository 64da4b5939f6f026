"""What the dock shows while no register is open: the ways to one."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, List

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from ..core.progress import Progress
from ..core.texts import Text
from .algorithms import run_algorithm
from .page import PROGRESS, Page
from .recent import forget_register, recent_registers
from .register_offers import FILES, RegisterOffers, ask_for_register
from .sample import documents_folder, make_sample
from .workbench import Workbench

WELCOME = Text(
    "Register industri rumahan: data, klaster, dan peta dalam satu tempat.",
    "The register of home industries: data, clusters and maps in one place.",
)
SAMPLE = Text("&Coba dengan data contoh", "&Try it with sample data")
SAMPLE_HELP = Text(
    "2.500 usaha rekaan di Bangka Belitung, disalin ke Dokumen/Klaster IR dan siap dipetakan.",
    "2,500 invented businesses in Bangka Belitung, copied to Documents/Klaster IR and ready for a map.",
)
OPEN, CREATE = Text("&Buka register ...", "&Open a register ..."), Text("B&uat register ...", "C&reate a register ...")
BACK = Text("&Kembali ke register", "&Back to the register")
RECENT = Text("&Terakhir dibuka", "Opened &lately")
RECENT_HELP = Text("Enter membuka, Delete menghapus dari daftar.", "Enter opens one, Delete takes it off the list.")
AWAY = Text("{name} (tidak di tempatnya)", "{name} (not in its place)")
CREATING, COPYING = Text("Membuat register", "Creating the register"), Text("Menyiapkan contoh", "Preparing the sample")
CANCEL = Text("Batal", "Cancel")
SUFFIX = ".gpkg"
PATH = Qt.ItemDataRole.UserRole


class StartPage(Page):
    """Open, create, the sample, and what was open lately."""

    left = pyqtSignal()
    """The person goes back to the register that is open."""

    def __init__(self, workspace: Workbench, offers: RegisterOffers) -> None:
        super().__init__(workspace)
        self._offers = offers
        inside = QVBoxLayout(self)
        welcome = QLabel(self.words(WELCOME))
        welcome.setWordWrap(True)
        inside.addWidget(welcome)
        self.back = self._button(BACK, "/mActionArrowLeft.svg", self.left.emit)
        self.sample = self._button(SAMPLE, "/mActionNewMap.svg", self._make_sample)
        self.open = self._button(OPEN, "/mActionFileOpen.svg", self._ask)
        self.create = self._button(CREATE, "/mActionFileNew.svg", self._ask_where)
        for button in (self.back, self.open, self.create, self.sample):
            inside.addWidget(button)
        inside.addWidget(self.quiet(self.words(SAMPLE_HELP)))
        inside.addLayout(self._work())
        self.recent = _RecentList()
        self.recent.itemActivated.connect(self._open_recent)
        self.recent.unwanted.connect(self._forget)
        title = QLabel(self.words(RECENT))
        title.setBuddy(self.recent)
        self.recent.setAccessibleName(title.text().replace("&", ""))
        inside.addWidget(title)
        inside.addWidget(self.recent, 1)
        inside.addWidget(self.quiet(self.words(RECENT_HELP)))
        self.show_register()

    def show_register(self) -> None:
        """Lists the registers; which of them are there is seen beside the window, for a drive may not answer."""
        self.back.setVisible(self.workspace.register is not None)
        paths = recent_registers()
        self.recent.show_paths(paths)
        if paths:
            self.workspace.background.run(
                "recent",
                lambda _: [path for path in paths if not path.is_file()],
                lambda away: self.recent.mark_away(away, self.words(AWAY)),
            )

    def _button(self, words: Text, icon: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton(QgsApplication.getThemeIcon(icon), self.words(words))
        button.clicked.connect(lambda _: pressed())
        return button

    def _work(self) -> QHBoxLayout:
        """What is under way, and the button that ends it."""
        row = QHBoxLayout()
        self.progress, self.cancel = QProgressBar(), QPushButton(self.words(CANCEL))
        self.progress.setAccessibleName(self.words(PROGRESS))
        self.cancel.clicked.connect(lambda _=False: self.workspace.background.cancel("make"))
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self._show_work(False)
        return row

    def _ask(self) -> None:
        path = ask_for_register(self.workspace, OPEN)
        if path is not None:
            self.workspace.open_register(path)

    def _ask_where(self) -> None:
        words = self.words(CREATE).replace("&", "")
        option = QFileDialog.Option.DontConfirmOverwrite  # a file that exists is never written over
        start = str(documents_folder().parent / f"register{SUFFIX}")
        path, _ = QFileDialog.getSaveFileName(self, words, start, self.words(FILES), options=option)
        if path:
            self.make_register(Path(path))

    def make_register(self, path: Path) -> None:
        """Creates a register and opens it."""
        target = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
        self._run(CREATING, lambda progress: _created(target, progress))

    def _make_sample(self) -> None:
        folder = documents_folder()
        self._run(COPYING, lambda progress: make_sample(folder, progress))

    def _run(self, title: Text, work: Callable[[Progress], Path]) -> None:
        job = self.workspace.background.run("make", work, self.workspace.open_register)
        self.progress.setValue(0)
        self.progress.setFormat(f"{self.words(title)} %p%")
        self._show_work(True)
        job.progressChanged.connect(self._show_progress)
        job.ended.connect(self._work_ended)

    def _show_progress(self, percent: float) -> None:
        self.progress.setValue(round(percent))

    def _work_ended(self) -> None:
        self._show_work(False)

    def _show_work(self, running: bool) -> None:
        for widget in (self.progress, self.cancel):
            widget.setVisible(running)
        for button in (self.sample, self.create):
            button.setEnabled(not running)

    def _open_recent(self, item: QListWidgetItem) -> None:
        path = Path(item.data(PATH))
        if self.recent.is_away(item):
            self._offers.locate(str(path))
        else:
            self.workspace.open_register(path)

    def _forget(self, path: str) -> None:
        forget_register(Path(path))
        self.show_register()


class _RecentList(QListWidget):
    """Registers by name; the tool tip has the folder."""

    unwanted = pyqtSignal(str)

    def show_paths(self, paths: List[Path]) -> None:
        self.clear()
        for path in paths:
            item = QListWidgetItem(f"{path.name}\n{path.parent}")
            item.setToolTip(str(path))
            item.setData(PATH, str(path))
            self.addItem(item)
        self.setCurrentRow(0)

    def mark_away(self, away: List[Path], words: str) -> None:
        """Says of some that they are not in their place."""
        for row in range(self.count()):
            item = self.item(row)
            path = Path(item.data(PATH))
            if path in away:
                item.setText(f"{words.format(name=path.name)}\n{path.parent}")
                item.setData(PATH + 1, True)

    @staticmethod
    def is_away(item: QListWidgetItem) -> bool:
        """Whether it has been marked so."""
        return bool(item.data(PATH + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes a register off the list; the file stays."""
        if event.key() == Qt.Key.Key_Delete and self.currentItem() is not None:
            self.unwanted.emit(self.currentItem().data(PATH))
        else:
            super().keyPressEvent(event)


def _created(path: Path, progress: Progress) -> Path:
    run_algorithm("createregister", {"REGISTER": str(path)}, progress)
    return path
