"""Importing a survey: a dry run says in words what would happen, then the import itself."""

from __future__ import annotations

import html
import shutil
from typing import Any, Dict, List, Mapping

from qgis.core import QgsProcessingUtils
from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from ..core.texts import Text, same
from ..qgis_support.language import language
from .operation_strip import OperationStrip, open_address, page_links
from .operations import DECLARED
from .workbench import Workbench

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
    ("N_NEW", Text("{count} usaha baru.", "{count} new {count:business|businesses}.")),
    (
        "N_CHANGED",
        Text("{count} usaha yang sudah ada berubah.", "{count} known {count:business changes|businesses change}."),
    ),
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
HELPERS = {"MAPPING": "MAPPING_USED", "REPAIRS": "REPAIRS_USED"}
"""The files that an import may follow, each with the output in which another import proposes it."""
SCHEME = "save"
IF_NEEDED = Text("Bila perlu", "If needed")
SAVE = Text("Simpan untuk disunting: {what}", "Save, to edit it: {what}")
NOT_SAVED = Text(
    "{name} tidak dapat ditulis; pilih folder lain.", "{name} could not be written; choose another folder."
)


class ImportDialog(QDialog):
    """File and period, the dry run in words, and the import, which is offered once it is known what it would do.

    ``helpers``: the files that it may follow, by parameter. A dry run proposes each, to be saved, edited and followed.
    """

    def __init__(self, workspace: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(IMPORT.title.in_language(language()))
        self.resize(460, 520)
        self._workspace = workspace
        self._looking = False
        self.file = self._file_widget("INPUT", FILTER)
        self.helpers = {name: self._file_widget(name, same("{endings}")) for name in HELPERS}
        self._proposed: Dict[str, str] = {}
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
        self.told.anchorClicked.connect(self._follow)
        self.told.setPlaceholderText(HELP.in_language(language()))
        inside = QVBoxLayout(self)
        inside.addLayout(form)
        self._box = self._if_needed()
        inside.addWidget(self._box)
        inside.addWidget(self.told, 1)
        self._strip = OperationStrip(workspace.operations, of_trials=True)
        inside.addWidget(self._strip)
        inside.addWidget(self._buttons())
        workspace.operations.changed.connect(self._show_state)
        self._forget()

    def _file_widget(self, name: str, files: Text) -> QgsFileWidget:
        declared, widget = IMPORT.parameter(name), QgsFileWidget()
        endings = " ".join(f"*.{ending}" for ending in declared.extensions)
        widget.setFilter(files.format(endings=endings).in_language(language()))
        widget.setAccessibleName(declared.label.in_language(language()))
        widget.setToolTip(declared.help.in_language(language()))
        widget.fileChanged.connect(self._forget)
        return widget

    def _if_needed(self) -> QgsCollapsibleGroupBox:
        box = QgsCollapsibleGroupBox(IF_NEEDED.in_language(language()))
        form = QFormLayout(box)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for name, widget in self.helpers.items():
            form.addRow(IMPORT.parameter(name).label.in_language(language()), widget)
        box.setCollapsed(True)
        return box

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
        helpers = {name: widget.filePath() for name, widget in self.helpers.items() if widget.filePath()}
        return {"REGISTER": str(self._workspace.register), **given, **helpers}

    def _forget(self, *_: object) -> None:
        """What was told is about another file or period."""
        self._looked_at: Dict[str, Any] = {}
        self.told.clear()
        self._strip.hide_told()
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
            self._proposed = {name: _temporary(output) for name, output in HELPERS.items()}
            proposed = {HELPERS[name]: path for name, path in self._proposed.items()}
            given = {**values, **proposed, "DRYRUN": True}
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
            "<br>".join([*page_links(self._workspace.operations), *self._to_save()]),
            *more,
        )
        self.told.setHtml("".join(words))
        self._show_state()
        self.take.setFocus()  # else the Enter of whoever has read it would close the dialog

    def _to_save(self) -> List[str]:
        """Links to what the dry run proposes."""
        labels = {name: IMPORT.parameter(name).label.in_language(language()) for name in self._proposed}
        words = {name: SAVE.format(what=label).in_language(language()) for name, label in labels.items()}
        return [f'<a href="{SCHEME}:{name}">{html.escape(each)}</a>' for name, each in words.items()]

    def _follow(self, address: QUrl) -> None:
        """Opens a report, or asks where a proposed file goes."""
        if address.scheme() != SCHEME:
            open_address(address)
            return
        name = address.path()
        ending = IMPORT.parameter(name).extensions[0]
        path, _ = QFileDialog.getSaveFileName(self, self.helpers[name].accessibleName(), "", f"*.{ending}")
        if path:
            self.save_proposed(name, path if path.lower().endswith(f".{ending}") else f"{path}.{ending}")

    def save_proposed(self, name: str, path: str) -> None:
        """Writes the file that the dry run proposes for a parameter; the next look follows it."""
        try:
            shutil.copyfile(self._proposed[name], path)
        except OSError:
            self._workspace.refuse(NOT_SAVED.format(name=path))
            return
        self._box.setCollapsed(False)
        self.helpers[name].setFilePath(path)


def _temporary(output: str) -> str:
    """Where an output goes that nobody has asked for yet."""
    ending = next(each.extension for each in IMPORT.outputs if each.id == output)
    return QgsProcessingUtils.generateTempFilename(f"{output.lower()}.{ending}")


def would_happen(numbers: Mapping[str, Any]) -> List[Text]:
    """What an import with these numbers does, in sentences; what does not happen is not said."""
    counts = {name: int(numbers.get(name, 0)) for name, _ in WOULD}
    known = int(numbers.get("N_IMPORTED", 0)) - counts["N_UNCHANGED"] - counts["N_NEW"]
    counts["N_CHANGED"] = max(0, known)
    return [words.format(count=counts[name]) for name, words in WOULD if counts[name] or name == "N_READ"]
