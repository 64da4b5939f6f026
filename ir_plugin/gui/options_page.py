"""The page of the plugin among the options of QGIS."""

from __future__ import annotations

from typing import Callable, Optional

from qgis.core import QgsSettings
from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QWidget

from ..core.texts import Text
from ..qgis_support.language import SETTING, language, set_language
from ..qgis_support.paths import resource
from .recent import REOPEN
from .workspace import TITLE

LANGUAGE = Text("&Bahasa", "&Language")
CHOICES = (
    ("", Text("Mengikuti QGIS", "As QGIS has it")),
    ("id", Text("Bahasa Indonesia", "Bahasa Indonesia")),
    ("en", Text("English", "English")),
)
LANGUAGE_HELP = Text(
    "Berlaku segera untuk panel, kotak alat dan bantuan. Nama layer yang sudah terbuka tetap seperti adanya.",
    "Takes effect at once for the panel, the toolbox and the help. Layers that are open keep their names.",
)
REOPEN_LAST = Text(
    "&Tampilkan panel saat QGIS dibuka bila proyeknya memuat register",
    "&Show the panel when QGIS opens a project with a register",
)


class OptionsPage(QgsOptionsPageWidget):
    """Language and start."""

    def __init__(self, parent: Optional[QWidget], changed: Callable[[], None]) -> None:
        super().__init__(parent)
        self._changed = changed
        spoken = language()
        inside = QFormLayout(self)
        self.language = QComboBox()
        for code, words in CHOICES:
            self.language.addItem(words.in_language(spoken), code)
        self.language.setCurrentIndex(self.language.findData(QgsSettings().value(SETTING, "")))
        self.language.setAccessibleName(LANGUAGE.in_language(spoken).replace("&", ""))
        inside.addRow(LANGUAGE.in_language(spoken), self.language)
        help_words = QLabel(LANGUAGE_HELP.in_language(spoken))
        help_words.setWordWrap(True)
        inside.addRow("", help_words)
        self.reopen = QCheckBox(REOPEN_LAST.in_language(spoken))
        self.reopen.setChecked(QgsSettings().value(REOPEN, True, type=bool))
        inside.addRow("", self.reopen)

    def apply(self) -> None:
        QgsSettings().setValue(REOPEN, self.reopen.isChecked())
        spoken = language()
        set_language(self.language.currentData())
        if language() != spoken:
            self._changed()


class OptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page whenever the options are opened. changed: called when another language was chosen."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__(TITLE, QIcon(resource("klaster_ir.svg")))
        self._changed = changed

    def createWidget(self, parent: Optional[QWidget]) -> OptionsPage:
        return OptionsPage(parent, self._changed)
