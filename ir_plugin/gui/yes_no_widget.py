"""A field of yes, no, or not known, in words: a box to tick cannot tell no from not known."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ..register.widgets import NO, NOT_GIVEN, YES
from .wrapper import OwnWrapper

CHOICES = ((NOT_GIVEN, None), (YES, True), (NO, False))


class YesNoWrapper(OwnWrapper):
    """The field of an answer that may be missing."""

    def make(self, parent: Optional[QWidget]) -> QComboBox:
        self.choices = QComboBox(parent)
        for words, value in CHOICES:
            self.choices.addItem(words.in_language(self.language), value)
        self.choices.currentIndexChanged.connect(self.changed)
        return self.choices

    def show_value(self, value: Any) -> None:
        self.choices.blockSignals(True)
        self.choices.setCurrentIndex([None, True, False].index(None if value is None else bool(value)))
        self.choices.blockSignals(False)

    def given(self) -> Optional[bool]:
        return CHOICES[self.choices.currentIndex()][1]
