"""What the rules make of an observation, shown in its form while it is filled in: class, completeness, evidence."""

from __future__ import annotations

import json
from typing import Any, Dict, Optional

from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QWidget

from ..core.industry.class_profile import ClassProfile
from ..core.industry.schema import TABLES
from ..core.industry.value_lists import VALUE_LISTS
from ..core.texts import Text, same
from .live_class import LiveClass
from .wrapper import OwnWrapper

NOTHING = Text("belum ada", "none yet")
UNANSWERED = Text("belum dijawab", "not answered")
MADE_OF_OTHERS = {
    "modal": Text("Modal", "Capital"),
    "tenaga_kerja": Text("Pekerja", "Workers"),
    "legalitas": Text("Legalitas", "Licences"),
}
"""Answers that are no field of their own."""
CLASSES = VALUE_LISTS["kelas_ir"]


class ComputedWrapper(OwnWrapper):
    """A computed field: a sentence that nobody edits, and the value behind it."""

    def make(self, parent: Optional[QWidget]) -> QLabel:
        self.label = _Label(self, parent)
        self._value: Any = None
        self._live: Optional[LiveClass] = None
        return self.label

    def show_value(self, value: Any) -> None:
        self._show(value)
        self.follow()

    def given(self) -> Any:
        return self._value

    def setEnabled(self, enabled: bool) -> None:
        """Nothing: it is never edited, and pale letters would be hard to read."""

    def follow(self) -> None:
        """Listens to the form in which the widget has come to stand."""
        form = _form_around(self.label)
        if form is not None and self._live is None:
            self._live = LiveClass.of(form)
            self._live.computed.connect(self._take)
        if self._live is not None:
            self._live.refresh()

    def _take(self, values: Dict[str, Any], by_person: bool) -> None:
        before = self._value
        self._show(values[self.field().name()])
        if by_person and self._value != before:
            self.changed()

    def _show(self, value: Any) -> None:
        self._value = value
        profile = self._live.profile if self._live else None
        self.label.setText(in_words(self.field().name(), value, self.language, profile))


class _Label(QLabel):
    """Tells its wrapper when it is shown: only then does it stand in its form."""

    def __init__(self, wrapper: ComputedWrapper, parent: Optional[QWidget]) -> None:
        super().__init__(parent)
        self._wrapper = wrapper
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._wrapper.follow()


def in_words(field: str, value: Any, language: str, profile: Optional[ClassProfile]) -> str:
    """A computed value for the reader. profile: the rules, which say what each criterion asks."""
    if value is None:
        return NOTHING.in_language(language)
    if field == "kelas_hitung":
        return CLASSES.label(value).in_language(language)
    if field == "kelengkapan":
        return f"{value:.0%}"
    return _evidence(str(value), language, profile) if field == "alasan_kelas" else str(value)


def _evidence(reason: str, language: str, profile: Optional[ClassProfile]) -> str:
    """One line for each criterion: the class for which it speaks."""
    asked = {each.id: each.fields for each in profile.criteria} if profile else {}
    lines = []
    for criterion, vote in json.loads(reason).get("suara", {}).items():
        words = [_label(name).in_language(language) for name in asked.get(criterion, ())]
        told = (CLASSES.label(vote) if vote else UNANSWERED).in_language(language)
        lines.append(f"{', '.join(words) or criterion}: {told}")
    return "\n".join(lines)


def _label(answer: str) -> Text:
    fields = {field.name: field.label for field in TABLES["ir_pengamatan"].fields}
    return MADE_OF_OTHERS.get(answer) or fields.get(answer) or same(answer)


def _form_around(widget: QWidget) -> Optional[QgsAttributeForm]:
    """The form in which a widget stands; of those that QGIS has made, Python must be told what they are."""
    above = widget.parentWidget()
    while above is not None and not above.inherits("QgsAttributeForm"):
        above = above.parentWidget()
    return sip.cast(above, QgsAttributeForm) if above is not None else None
