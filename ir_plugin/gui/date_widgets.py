"""A day or a moment, typed or chosen from a calendar; empty where there is none."""

from __future__ import annotations

from typing import Any, Optional

from qgis.gui import QgsDateEdit, QgsDateTimeEdit
from qgis.PyQt.QtCore import QDate, QDateTime
from qgis.PyQt.QtWidgets import QWidget

from .wrapper import OwnWrapper


class DayWrapper(OwnWrapper):
    """The field of a day."""

    def make(self, parent: Optional[QWidget]) -> QgsDateTimeEdit:
        self._edit = self.editor(parent)
        self._edit.setAccessibleName(self.field().displayName())
        self._edit.setAllowNull(True)
        self._edit.setNullRepresentation("")
        self._edit.setDisplayFormat(self.config("display_format"))
        self._edit.setCalendarPopup(True)
        self._edit.valueChanged.connect(self.changed)
        return self._edit

    def editor(self, parent: Optional[QWidget]) -> QgsDateTimeEdit:
        """The widget that knows the kind of value."""
        return QgsDateEdit(parent)

    def show_value(self, value: Any) -> None:
        self._edit.blockSignals(True)
        if value is None:
            self._edit.clear()
        else:
            self.put(value)
        self._edit.blockSignals(False)

    def put(self, value: QDate) -> None:
        """Shows a value."""
        self._edit.setDate(value)

    def given(self) -> Any:
        return None if self._edit.isNull() else self._edit.date()

    def setEnabled(self, enabled: bool) -> None:
        """Without a frame where nobody can write, but as black as elsewhere."""
        self._edit.setReadOnly(not enabled)
        self._edit.setFrame(enabled)


class MomentWrapper(DayWrapper):
    """The field of a moment, which is shown in local time."""

    def editor(self, parent: Optional[QWidget]) -> QgsDateTimeEdit:
        return QgsDateTimeEdit(parent)

    def put(self, value: QDateTime) -> None:
        self._edit.setDateTime(value)

    def given(self) -> Optional[QDateTime]:
        return None if self._edit.isNull() else self._edit.dateTime()
