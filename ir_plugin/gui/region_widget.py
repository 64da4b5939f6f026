"""The village of a business: province, regency, district, village, each list holding only what lies in the one before.

A list is read when it is needed, by the index of the parent: it is as quick with 84,000 villages as with 400.
"""

from __future__ import annotations

from typing import Any, Callable, List, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QCompleter, QGridLayout, QLabel, QWidget

from ..core.industry.regions import parent_of
from ..core.register.region_choices import RegionChoice
from ..core.texts import Text
from ..register.sources import region_lister
from .wrapper import OwnWrapper

LEVELS = (
    Text("Provinsi", "Province"),
    Text("Kabupaten/kota", "Regency or city"),
    Text("Kecamatan", "District"),
    Text("Desa/kelurahan", "Village"),
)
CHOOSE, EVERYTHING = Text("(pilih)", "(choose)"), Text("(semua)", "(all)")


class RegionWidget(QWidget):
    """One list for each level, so many beside each other. ``code``: of the village, or None."""

    def __init__(
        self,
        within: Callable[[str], List[RegionChoice]],
        changed: Callable[[], None],
        language: str,
        parent: Optional[QWidget],
        columns: int = len(LEVELS),
        choose: Text = CHOOSE,
        deepest: int = len(LEVELS),
    ) -> None:
        """deepest: how many levels there are lists for."""
        super().__init__(parent)
        self._within, self._changed = within, changed
        self._choose = choose.in_language(language)
        self.lists = [self._make_list(level) for level in range(deepest)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        titles = [QLabel(level.in_language(language)) for level in LEVELS[:deepest]]
        for title, choices in zip(titles, self.lists):
            title.setBuddy(choices)
            choices.setAccessibleName(title.text())
        self._fill(0, "")
        shown = range(1 if self.lists[0].count() == 2 else 0, deepest)  # one province, which nobody has to choose
        for place, level in enumerate(shown):
            row, column = divmod(place, columns)
            grid.addWidget(titles[level], 2 * row, column)
            grid.addWidget(self.lists[level], 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        for level in set(range(deepest)) - set(shown):
            for widget in (titles[level], self.lists[level]):
                widget.setParent(self)
                widget.hide()
        self.show_code(None)

    def code(self) -> Optional[str]:
        """The village that is chosen."""
        return self.lists[-1].currentData() or None

    def deepest_code(self) -> str:
        """The last choice, of whatever level; "" where nothing is chosen but the only province."""
        lists = self.lists[1:] if self.lists[0].count() == 2 else self.lists
        return next((each.currentData() for each in reversed(lists) if each.currentData()), "")

    def show_code(self, code: Optional[str]) -> None:
        """Chooses a village and what it lies in at each level; without one, the province where there is just one."""
        path = [code] if code else []
        while path and parent_of(path[0]):
            path.insert(0, parent_of(path[0]))
        if not path and self.lists[0].count() == 2:
            path = [self.lists[0].itemData(1)]
        for level in range(len(self.lists)):
            if level:
                self._fill(level, path[level - 1] if level <= len(path) else "")
            self._choose_code(level, path[level] if level < len(path) else "")

    def _make_list(self, level: int) -> QComboBox:
        choices = QComboBox()
        choices.setEditable(True)
        choices.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choices.setMinimumContentsLength(12)
        completer = choices.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        choices.currentIndexChanged.connect(lambda _: self._chosen(level))
        choices.lineEdit().editingFinished.connect(lambda: choices.setCurrentIndex(choices.currentIndex()))
        return choices

    def _chosen(self, level: int) -> None:
        """Lists what lies in the choice; the levels below that are open again."""
        for below in range(level + 1, len(self.lists)):
            self._fill(below, self.lists[level].currentData() if below == level + 1 else "")
            self._choose_code(below, "")
        self._changed()

    def _fill(self, level: int, parent: str) -> None:
        choices = self.lists[level]
        choices.blockSignals(True)
        choices.clear()
        choices.addItem(self._choose, "")
        for code, name in self._within(parent) if parent or not level else []:
            choices.addItem(name, code)
        choices.blockSignals(False)

    def _choose_code(self, level: int, code: str) -> None:
        choices = self.lists[level]
        choices.blockSignals(True)
        place = choices.findData(code) if code else 0
        if place < 0:  # a code that the register's regions do not have is kept, and shown as it is
            choices.addItem(code, code)
            place = choices.count() - 1
        choices.setCurrentIndex(place)
        choices.blockSignals(False)


class RegionWrapper(OwnWrapper):
    """The field of a village code."""

    def make(self, parent: Optional[QWidget]) -> RegionWidget:
        self._widget = RegionWidget(region_lister(self.layer()), self.changed, self.language, parent)
        return self._widget

    def show_value(self, value: Any) -> None:
        self._widget.show_code(value)

    def given(self) -> Optional[str]:
        return self._widget.code()
