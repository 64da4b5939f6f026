"""Pick a question, then a method; its settings and what to know before the run."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBoxBasic
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.questions.declaration import Answer, Question
from ..core.questions.facts import Facts
from ..core.questions.questions import QUESTIONS
from ..core.texts import Text
from ..qgis_support.language import language
from .plain_words import heading, plain, quiet
from .setting_editors import SHORTEST, SettingEditors
from .whole_list import WholeList

ASK = Text("&Apa yang ingin Anda ketahui?", "&What do you want to know?")
METHOD = Text("&Cara menjawab", "&Method")
RECOMMENDED = Text("{title} (disarankan)", "{title} (recommended)")
SETTINGS = Text("Pengaturan (sudah diisi dari data)", "Settings (filled in from the data)")
ALL_SETTINGS = Text("&Semua pengaturan ...", "All &settings ...")
ICON = 16


class QuestionPanel(QWidget):
    """What is asked and how. ``chosen``: another method; ``all_settings``: the whole dialog is wanted."""

    chosen = pyqtSignal()
    all_settings = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._facts = Facts()
        self._editors: Optional[SettingEditors] = None
        self.questions, self.methods = WholeList(), QComboBox()
        self.explanation, self.why = quiet(), quiet()
        self.settings = QgsCollapsibleGroupBoxBasic(_words(SETTINGS))
        self.more = QPushButton(_words(ALL_SETTINGS))
        self._warnings = QVBoxLayout()
        self._lay_out()
        self._fill_questions()
        self.questions.currentRowChanged.connect(self._show_methods)
        self.methods.currentIndexChanged.connect(self._show_settings)
        self.more.clicked.connect(self.all_settings)
        self.questions.setCurrentRow(0)

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return QUESTIONS[max(self.questions.currentRow(), 0)]

    @property
    def answer(self) -> Answer:
        """The method that is chosen."""
        return self.question.answers[max(self.methods.currentIndex(), 0)]

    @property
    def can_run(self) -> bool:
        """Whether the register has what the method needs."""
        return not self.answer.stops(self._facts)

    def values(self) -> dict[str, object]:
        """The settings as they stand in the form."""
        return dict(self._editors.values()) if self._editors is not None else {}

    def show_facts(self, facts: Facts) -> None:
        """Fills the settings and the warnings in anew from a register; what the person has set stays."""
        changes = self._editors.changes() if self._editors is not None else {}
        self._facts = facts
        self._show_settings()
        if self._editors is not None:
            self._editors.take(changes)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for words, buddy, below in ((ASK, self.questions, self.explanation), (METHOD, self.methods, self.why)):
            title = heading(_words(words))
            title.setBuddy(buddy)
            buddy.setAccessibleName(_words(words).replace("&", ""))
            inside.addWidget(title)
            inside.addWidget(buddy)
            inside.addWidget(below)
        self.methods.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.methods.setMinimumContentsLength(SHORTEST)
        held = QWidget()  # what the box hides while it is collapsed, whatever comes into it
        self._form = QVBoxLayout(held)
        self._form.setContentsMargins(4, 4, 4, 4)
        self._form.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self.settings)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(held)
        self.settings.setCollapsed(True)
        held.hide()  # the box does so only once it is on the screen
        self.settings.collapsedStateChanged.connect(lambda collapsed: held.setVisible(not collapsed))
        inside.addWidget(self.settings)
        inside.addLayout(self._warnings)

    def _fill_questions(self) -> None:
        for question in QUESTIONS:
            self.questions.addItem(_words(question.words))

    def _show_methods(self) -> None:
        self.explanation.setText(_words(self.question.explanation))
        self.methods.blockSignals(True)
        self.methods.clear()
        for place, answer in enumerate(self.question.answers):
            title = answer.algorithm.title
            several = len(self.question.answers) > 1
            self.methods.addItem(_words(RECOMMENDED.format(title=title) if several and not place else title))
        self.methods.blockSignals(False)
        self._show_settings()

    def _show_settings(self) -> None:
        self.why.setText(_words(self.answer.why))
        if self._editors is not None:
            self._editors.setParent(None)
            self._editors.deleteLater()
        self._editors = SettingEditors(self.answer, self._facts)
        self._form.insertWidget(0, self._editors)
        _clear(self._warnings)
        for warning in self.answer.warnings(self._facts):
            self._warnings.addWidget(_warning(_words(warning)))
        self.chosen.emit()


def _warning(words: str) -> QWidget:
    row = QWidget()
    beside = QHBoxLayout(row)
    beside.setContentsMargins(0, 0, 0, 0)
    icon = QLabel()
    icon.setPixmap(QgsApplication.getThemeIcon("/mIconWarning.svg").pixmap(ICON, ICON))
    beside.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    beside.addWidget(plain(words), 1)
    return row


def _clear(layout: QVBoxLayout) -> None:
    while layout.count():
        widget = layout.takeAt(0).widget()
        widget.setParent(None)
        widget.deleteLater()


def _words(text: Text) -> str:
    return text.in_language(language())
