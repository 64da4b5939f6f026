"""The dialog "Check system": what this machine brings, as a table and as a text to send to whoever helps."""

from __future__ import annotations

from typing import List, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..core.texts import Text
from ..qgis_support.language import language
from .system_facts import OK, TROUBLE, Fact, as_text, self_test, system_facts

TITLE = Text("Periksa sistem", "Check system")
HEADINGS = (Text("Hal", "What"), Text("Di komputer ini", "On this machine"), Text("Keadaan", "State"))
CLOSE = Text("&Tutup", "C&lose")
COPY, TEST = Text("&Salin", "&Copy"), Text("&Uji statistik", "&Test the statistics")


class SystemDialog(QDialog):
    """A table of facts; the self-test adds its line when asked for."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._facts: List[Fact] = []
        self.setWindowTitle(f"Klaster IR: {_words(TITLE)}")
        self.resize(640, 500)
        self.table = QTableWidget(0, len(HEADINGS))
        self.table.setHorizontalHeaderLabels([_words(each) for each in HEADINGS])
        self.table.setAccessibleName(_words(TITLE))
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        buttons = QDialogButtonBox()
        buttons.addButton(_words(CLOSE), QDialogButtonBox.ButtonRole.RejectRole)
        self.test = buttons.addButton(_words(TEST), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy = buttons.addButton(_words(COPY), QDialogButtonBox.ButtonRole.ActionRole)
        self.test.clicked.connect(self._test)
        self.copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        inside = QVBoxLayout(self)
        inside.addWidget(self.table)
        inside.addWidget(buttons)
        for fact in system_facts():
            self._add(fact)

    def _add(self, fact: Fact) -> None:
        self._facts.append(fact)
        row = self.table.rowCount()
        self.table.insertRow(row)
        state = OK if fact.is_fine else TROUBLE
        for column, words in enumerate((fact.label, fact.value, state)):
            item = QTableWidgetItem(_words(words))
            item.setToolTip(_words(fact.value if fact.is_fine else fact.advice))
            self.table.setItem(row, column, item)
        icon = "/mIconSuccess.svg" if fact.is_fine else "/mIconWarning.svg"
        self.table.item(row, 2).setIcon(QgsApplication.getThemeIcon(icon))
        if not fact.is_fine:
            self.table.item(row, 1).setText(f"{_words(fact.value)}\n{_words(fact.advice)}")
        self.table.resizeRowsToContents()
        self.table.resizeColumnToContents(0)
        self.table.resizeColumnToContents(2)

    def _test(self) -> None:
        self.test.setEnabled(False)
        self._add(self_test())
        self.table.scrollToBottom()

    def _copy(self) -> None:
        QApplication.clipboard().setText(as_text(self._facts, language()))


def _words(text: Text) -> str:
    return text.in_language(language())
