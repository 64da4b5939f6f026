"""What a person is offered when a register is not where it was, or is from an older Klaster IR."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Optional

from qgis.core import Qgis
from qgis.gui import QgsMessageBarItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QFileDialog, QPushButton

from ..core.errors import Cancelled, UserError
from ..core.progress import Progress, part
from ..core.register import undo
from ..core.register.upgrade_register import OPERATION as UPGRADE_REGISTER
from ..core.texts import Text
from ..qgis_support.language import language
from ..register.moving import point_layers_at
from .algorithms import run_algorithm
from .recent import forget_register
from .stepwise import Stepwise
from .workspace import TITLE, Workspace, version_of

FILES = Text("Register (*.gpkg)", "Registers (*.gpkg)")
GONE = Text(
    "Register {path} tidak ada lagi di tempatnya. Tunjukkan tempat barunya, dan semua layer proyek mengikutinya.",
    "The register {path} is no longer in its place. Show its new one, and all layers of the project will follow.",
)
OLDER = Text(
    "Register {path} dibuat oleh Klaster IR yang lebih lama. Pembaruan menjaga semua baris dan hasil.",
    "The register {path} was made by an older Klaster IR. Upgrading keeps all rows and results.",
)
LOCATE, UPGRADE = Text("Cari register ...", "Find the register ..."), Text("Perbarui register", "Upgrade the register")
COPIED = 0.4
"""The share of an upgrade after which the copy is made."""


class RegisterOffers(QObject):
    """Offers in the message bar, which the person may take or leave."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._steps: Optional[Stepwise] = None
        self._offered: Optional[QgsMessageBarItem] = None
        workspace.register_changed.connect(self._look_at_register)
        workspace.register_missing.connect(self._offer_search)
        workspace.register_older.connect(self._offer_upgrade)
        workspace.project.cleared.connect(self._stop_steps)

    def locate(self, old: str) -> None:
        """Asks where a register is now, and works on there."""
        path = ask_for_register(self._workspace, LOCATE)
        if path is not None:
            self.found(old, path)

    def found(self, old: str, new: Path) -> None:
        """Takes ``new`` for the register that was at ``old``, once it is known to be one."""
        self._workspace.background.run("open", lambda _: version_of(new), lambda _: self._move(old, new))

    def upgrade(self, path: str) -> None:
        """Upgrades a register beside the window, with a copy from before, then opens it."""
        turns = self._workspace.turns

        def upgraded(_: object) -> None:
            turns.leave(self)
            self._workspace.open_register(Path(path))

        def refused() -> None:
            turns.leave(self)
            self._show_progress(100.0)

        if turns.take(self, UPGRADE_REGISTER.title):
            job = self._workspace.background.run("upgrade", lambda share: _upgrade(path, share), upgraded, refused)
            job.progressChanged.connect(self._show_progress)

    def _show_progress(self, percent: float) -> None:
        self._workspace.opening.emit(percent / 100.0)

    def stop(self) -> None:
        """Leaves off what is under way, and the project."""
        self._stop_steps()
        self._workspace.project.cleared.disconnect(self._stop_steps)

    def _stop_steps(self) -> None:
        if self._steps is not None:
            self._steps.stop()

    def _move(self, old: str, new: Path) -> None:
        steps = point_layers_at(self._workspace.project, old, new, language())
        self._steps = Stepwise(steps, self._workspace.refuse, self)
        self._steps.progressed.connect(self._workspace.opening)
        self._steps.ended.connect(lambda done: self._moved(old, new) if done else self._workspace.opening.emit(1.0))

    def _moved(self, old: str, new: Path) -> None:
        forget_register(Path(old))
        self._workspace.open_register(new)

    def _offer_search(self, path: str) -> None:
        self._offer(GONE.format(path=path), LOCATE, lambda: self.locate(path))

    def _offer_upgrade(self, path: str) -> None:
        self._offer(OLDER.format(path=path), UPGRADE, lambda: self.upgrade(path))

    def _offer(self, sentence: Text, does: Text, taken: Callable[[], None]) -> None:
        bar = self._workspace.window.messageBar()
        item = bar.createMessage(TITLE, sentence.in_language(language()))
        button = QPushButton(does.in_language(language()))
        button.clicked.connect(self._withdraw)
        button.clicked.connect(taken)
        item.layout().addWidget(button)
        self._withdraw()
        self._offered = item
        bar.pushWidget(item, Qgis.MessageLevel.Warning)

    def _look_at_register(self) -> None:
        """Who has opened a register needs no way to another."""
        if self._workspace.register is not None:
            self._withdraw()

    def _withdraw(self) -> None:
        item, self._offered = self._offered, None
        if item is not None and not sip.isdeleted(item):
            self._workspace.window.messageBar().popWidget(item)


def _upgrade(path: str, progress: Progress) -> None:
    """A copy that can be undone to is kept only of an upgrade that succeeds."""
    saved = undo.save(path, UPGRADE_REGISTER.id, part(progress, 0.0, COPIED))
    try:
        run_algorithm(UPGRADE_REGISTER.id, {"REGISTER": path}, part(progress, COPIED, 1.0))
    except (UserError, Cancelled):
        undo.discard(saved)
        raise
    undo.settle(path, saved)


def ask_for_register(workspace: Workspace, title: Text) -> Optional[Path]:
    """The register that a person chooses; None where the person does not."""
    words = title.in_language(language()).replace("&", "")
    path, _ = QFileDialog.getOpenFileName(workspace.window.mainWindow(), words, "", FILES.in_language(language()))
    return Path(path) if path else None
