"""What is written in a line: texts, whole numbers, decimals, and amounts whose thousands stand apart while one types.

A field without a value is an empty line, where QGIS writes NULL.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Optional

from qgis.PyQt.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from ..core.texts import Text
from .wrapper import OwnWrapper

APART, DECIMAL_MARK = Text(".", ","), Text(",", ".")
DIGITS = "0123456789"
LONGEST = 15
"""Digits; a number of the register has fewer, and one in the database may have 18."""
ROWS = 3
"""Of a long text."""


class LineWrapper(OwnWrapper):
    """The field of a short text, and what other fields with a line have in common."""

    def make(self, parent: Optional[QWidget]) -> QWidget:
        self.line = QLineEdit(parent)
        self.line.setAccessibleName(self.field().displayName())
        self.line.setMaxLength(self.field().length() or self.line.maxLength())
        self.line.textEdited.connect(self.typed)
        self.line.textChanged.connect(self.changed)  # also where QGIS puts in a value that it has computed
        return self.line

    def typed(self, text: str) -> None:
        """A person has changed the text: it is put as ``tidy`` wants it."""
        self.put(self.tidy(text), len(self.tidy(text[: self.line.cursorPosition()]).replace(self.apart, "")))

    def put(self, text: str, before: int) -> None:
        """Shows a text, with the cursor behind the first ``before`` letters that a person has typed."""
        if text != self.line.text():
            self.line.setText(text)
        places = range(len(text) + 1)
        found = (at for at in places if len(text[:at].replace(self.apart, "")) >= before)
        self.line.setCursorPosition(next(found, len(text)))

    apart = "\0"
    """What ``tidy`` puts in by itself."""

    def tidy(self, text: str) -> str:
        """What is left of a text as somebody types it."""
        return text

    def show_value(self, value: Any) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)

    def given(self) -> Any:
        return self.line.text() or None

    def setEnabled(self, enabled: bool) -> None:
        """Without a frame where nobody can write, but as black as elsewhere."""
        self.line.setReadOnly(not enabled)
        self.line.setFrame(enabled)


class PageWrapper(OwnWrapper):
    """The field of a long text."""

    def make(self, parent: Optional[QWidget]) -> QPlainTextEdit:
        self.page = QPlainTextEdit(parent)
        self.page.setAccessibleName(self.field().displayName())
        self.page.setTabChangesFocus(True)
        self.page.setFixedHeight((ROWS + 1) * self.page.fontMetrics().lineSpacing())
        self.page.textChanged.connect(self.changed)
        return self.page

    def show_value(self, value: Any) -> None:
        self.page.blockSignals(True)
        self.page.setPlainText(value or "")
        self.page.blockSignals(False)

    def given(self) -> Optional[str]:
        return self.page.toPlainText() or None

    def setEnabled(self, enabled: bool) -> None:
        self.page.setReadOnly(not enabled)


class NumberWrapper(LineWrapper):
    """The field of a whole number."""

    def tidy(self, text: str) -> str:
        return digits_of(text)

    def show_value(self, value: Any) -> None:
        super().show_value(None if value is None else self.tidy(str(int(value))))

    def given(self) -> Optional[int]:
        digits = digits_of(self.line.text())
        return int(digits) if digits else None


class AmountWrapper(NumberWrapper):
    """The field of an amount of rupiah."""

    @property
    def apart(self) -> str:  # type: ignore[override]
        return APART.in_language(self.language)

    def tidy(self, text: str) -> str:
        digits = digits_of(text)
        return f"{int(digits):,}".replace(",", self.apart) if digits else ""


class DecimalWrapper(LineWrapper):
    """The field of a number with decimals. Either mark may be typed; it is at once the one of the language."""

    def tidy(self, text: str) -> str:
        whole, mark, part = text.replace(",", ".").partition(".")
        return digits_of(whole) + (DECIMAL_MARK.in_language(self.language) + digits_of(part) if mark else "")

    def show_value(self, value: Any) -> None:
        super().show_value(None if value is None else self.tidy(f"{Decimal(str(value)):f}".removesuffix(".0")))

    def given(self) -> Optional[float]:
        text = self.line.text().replace(",", ".")
        return float(text) if digits_of(text) else None


def digits_of(text: str) -> str:
    """The digits of a text, without what is too long for a number."""
    return "".join(each for each in text if each in DIGITS)[:LONGEST]
