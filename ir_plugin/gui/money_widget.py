"""An amount of rupiah, with its thousands apart while it is typed."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtWidgets import QLineEdit, QWidget

from ..core.texts import Text
from .wrapper import OwnWrapper

APART = Text(".", ",")
LONGEST = 15
"""Digits; an amount has fewer, and a number in the database may have 18."""


class MoneyWrapper(OwnWrapper):
    """The field of an amount."""

    def make(self, parent: Optional[QWidget]) -> QLineEdit:
        self.line = QLineEdit(parent)
        self.line.setAccessibleName(self.field().displayName())
        self.line.textEdited.connect(self._typed)
        return self.line

    def show_value(self, value: Any) -> None:
        self.line.setText("" if value is None else self._apart(int(value)))

    def given(self) -> Optional[int]:
        digits = self._digits(self.line.text())
        return int(digits) if digits else None

    def _typed(self, text: str) -> None:
        """Sets the digits apart again; the cursor stays behind the digit after which it was."""
        before = len(self._digits(text[: self.line.cursorPosition()]))
        shown = self._apart(int(self._digits(text))) if self._digits(text) else ""
        self.line.setText(shown)
        place = next((at for at in range(len(shown) + 1) if len(self._digits(shown[:at])) >= before), len(shown))
        self.line.setCursorPosition(place)
        self.changed()

    def _apart(self, amount: int) -> str:
        return f"{amount:,}".replace(",", APART.in_language(self.language))

    @staticmethod
    def _digits(text: str) -> str:
        return "".join(each for each in text if each in "0123456789")[:LONGEST]
