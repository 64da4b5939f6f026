"""A field that holds several codes, {A,B}: one tick for each word of its list."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtWidgets import QCheckBox, QGridLayout, QWidget

from ..core.industry.value_lists import VALUE_LISTS
from .wrapper import OwnWrapper

COLUMNS = 3


class SetWrapper(OwnWrapper):
    """The field of a set."""

    def make(self, parent: Optional[QWidget]) -> QWidget:
        widget = QWidget(parent)
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, 0, 0)
        self.ticks = {}
        for place, value in enumerate(VALUE_LISTS[self.config("List")].values):
            tick = QCheckBox(value.label.in_language(self.language), widget)
            tick.toggled.connect(self.changed)
            grid.addWidget(tick, place // COLUMNS, place % COLUMNS)
            self.ticks[value.code] = tick
        return widget

    def show_value(self, value: Any) -> None:
        chosen = str(value or "").strip("{}").replace('"', "").split(",")
        for code, tick in self.ticks.items():
            tick.blockSignals(True)
            tick.setChecked(code in chosen)
            tick.blockSignals(False)

    def given(self) -> Optional[str]:
        chosen = [code for code, tick in self.ticks.items() if tick.isChecked()]
        return "{" + ",".join(chosen) + "}" if chosen else None
