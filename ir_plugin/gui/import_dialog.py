"""Importing a survey: a dry run says in words what would happen, then the import itself."""

from __future__ import annotations

import html
from typing import Any, Dict, List, Mapping

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..core.texts import Text
from ..qgis_support.language import language
from .operation_strip import OperationStrip, links, open_address
from .operations import DECLARED
from .workspace import Workspace

IMPORT = DECLARED["importsurvey"]
FILE = Text("&Buku kerja:", "&Workbook:")
PERIOD = Text("&Periode:", "P&eriod:")
FROM_FILE = Text("dari berkas, bila jelas", "from the file, where it is clear")
FILTER = Text("Buku kerja ({endings})", "Workbooks ({endings})")
TRY = Text("Lihat &dahulu", "&Look first")
TAKE = Text("&Impor", "&Import")
CLOSE = Text("Tutup", "Close")
HELP = Text(
    "Lihat dahulu tidak menulis apa pun: Anda membaca apa yang akan terjadi, lalu memutuskan.",
    "Looking first writes nothing: you read what would happen, then decide.",
)
WHAT = Text("Yang akan terjadi", "What would happen")
WOULD = (
    ("N_READ", Text("{count} baris dibaca.", "{count} {count:row|rows} {count:is|are} read.")),
    ("N_NEW", Text("{count} usaha baru.", "{count} new businesses.")),
    ("N_CHANGED", Text("{count} usaha yang sudah ada berubah.", "{count} known businesses change.")),
    (
        "N_UNCHANGED",
        Text("{count} baris tidak mengubah apa pun.", "{count} {count:row|rows} {count:changes|change} nothing."),
    ),
    ("N_REJECTED", Text("{count} baris ditolak.", "{count} {count:row|rows} {count:is|are} rejected.")),
    (
        "N_DETAILS",
        Text(
            "{count} baris rincian (produk, legalitas, ...).",
            "{count} detail {count:row|rows} (products, licences, ...).",
        ),
    ),
    (
        "N_DETAILS_REJECTED",
        Text("{count} baris rincian ditolak.", "{count} detail {count:row|rows} {count:is|are} rejected."),
    ),
    (
        "N_REPAIRED",
        Text(
            "{count} nilai diperbaiki dan dicatat.", "{count} {count:value|values} {count:is|are} repaired and noted."
        ),
    ),
    (
        "N_DUPLICATES",
        Text("{count} pasang usaha mungkin sama.", "{count} {count:pair|pairs} of businesses may be one."),
    ),
)
SHOWN = 12


class ImportDialog(QDialog):
    """File and period, the dry run in words, and the import, which is offered once it is known what it would do."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(IMPORT.title.in_language(language()))
        self.resize(460, 480)
        self._workspace = workspace
        self._looking = False
        self.file = QgsFileWidget()
        endings = " ".join(f"*.{ending}" for ending in IMPORT.parameter("INPUT").extensions)
        self.file.setFilter(FILTER.format(endings=endings).in_language(language()))
        self.file.setAccessibleName(IMPORT.parameter("INPUT").label.in_language(language()))
        self.file.fileChanged.connect(self._forget)
        self.period = QLineEdit()
        self.period.setPlaceholderText(FROM_FILE.in_language(language()))
        self.period.setToolTip(IMPORT.parameter("PERIOD").help.in_language(language()))
        self.period.textChanged.connect(self._forget)
        form = QFormLayout()
        for label, widget in ((FILE, self.file), (PERIOD, self.period)):
            named = QLabel(label.in_language(language()))
            named.setBuddy(widget)
            form.addRow(named, widget)
        self.told = QTextBrowser()
        self.told.setAccessibleName(WHAT.in_language(language()))
        self.told.setOpenLinks(False)
        self.told.anchorClicked.connect(open_address)
        self.told.setPlaceholderText(HELP.in_language(language()))
        inside = QVBoxLayout(self)
        inside.addLayout(form)
        inside.addWidget(self.told, 1)
        inside.addWidget(OperationStrip(workspace.operations, of_trials=True))
        inside.addWidget(self._buttons())
        workspace.operations.changed.connect(self._show_state)
        self._forget()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox()
        self.look = QPushButton(TRY.in_language(language()))
        self.take = QPushButton(TAKE.in_language(language()))
        close = QPushButton(CLOSE.in_language(language()))
        buttons.addButton(self.look, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        self.look.clicked.connect(lambda: self._start(dry=True))
        self.take.clicked.connect(lambda: self._start(dry=False))
        buttons.rejected.connect(self.reject)
        return buttons

    def _values(self) -> Dict[str, Any]:
        given = {"INPUT": self.file.filePath(), "PERIOD": self.period.text().strip()}
        return {"REGISTER": str(self._workspace.register), **given}

    def _forget(self, *_: object) -> None:
        """What was told is about another file or period."""
        self._looked_at: Dict[str, Any] = {}
        self.told.clear()
        self._show_state()

    def _show_state(self) -> None:
        free = not self._workspace.operations.running
        self._looking = self._looking and not free
        looked_at = bool(self._looked_at)
        self.look.setEnabled(free and bool(self.file.filePath()))
        self.take.setEnabled(free and looked_at)
        self.look.setDefault(not looked_at)
        self.take.setDefault(looked_at)

    def done(self, result: int) -> None:
        """Whoever closes it does not want to know any more."""
        if self._looking:
            self._workspace.operations.cancel()
        super().done(result)

    def _start(self, dry: bool) -> None:
        values, operations = self._values(), self._workspace.operations
        if dry:
            given = {**values, "DRYRUN": True}
            self._looking = operations.start(IMPORT.id, given, lambda done: self._tell(values, done))
        elif values == self._looked_at and operations.start(IMPORT.id, values):
            self.accept()

    def _tell(self, values: Mapping[str, Any], done: Mapping[str, Any]) -> None:
        if values != self._values():
            return
        self._looked_at = dict(values)
        lines = [f"<li>{each.in_language(language())}</li>" for each in would_happen(done)]
        more = [
            f"<p>{html.escape(each.sentence)}</p>" for each in self._workspace.operations.notes[2:SHOWN] if each.warning
        ]
        words = (
            f"<b>{WHAT.in_language(language())}</b><ul>",
            *lines,
            "</ul>",
            *links(self._workspace.operations),
            *more,
        )
        self.told.setHtml("".join(words))
        self._show_state()


def would_happen(numbers: Mapping[str, Any]) -> List[Text]:
    """What an import with these numbers does, in sentences; what does not happen is not said."""
    counts = {name: int(numbers.get(name, 0)) for name, _ in WOULD}
    known = int(numbers.get("N_IMPORTED", 0)) - counts["N_UNCHANGED"] - counts["N_NEW"]
    counts["N_CHANGED"] = max(0, known)
    return [words.format(count=counts[name]) for name, words in WOULD if counts[name] or name == "N_READ"]
