"""A day, typed or chosen from a calendar; empty where there is none."""

from __future__ import annotations

from typing import Any, Optional

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate
from qgis.PyQt.QtWidgets import QWidget

from ..register.widgets import DAY_FORMAT
from .wrapper import OwnWrapper


class DateWrapper(OwnWrapper):
    """The field of a day."""

    def make(self, parent: Optional[QWidget]) -> QgsDateEdit:
        self._day = QgsDateEdit(parent)
        self._day.setAccessibleName(self.field().displayName())
        self._day.setAllowNull(True)
        self._day.setNullRepresentation("")
        self._day.setDisplayFormat(DAY_FORMAT)
        self._day.setCalendarPopup(True)
        self._day.valueChanged.connect(self.changed)
        return self._day

    def show_value(self, value: Any) -> None:
        self._day.blockSignals(True)
        if value is None:
            self._day.clear()
        else:
            self._day.setDate(value)
        self._day.blockSignals(False)

    def given(self) -> Optional[QDate]:
        return None if self._day.isNull() else self._day.date()
