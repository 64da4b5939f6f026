"""The filter of businesses: a text to look for, and lists for whoever wants to ask more."""

from __future__ import annotations

from typing import Callable, Dict, List, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QSize, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..core.industry.value_lists import VALUE_LISTS
from ..core.register.business_filter import BusinessFilter
from ..core.register.filter_choices import FilterChoices, filter_choices
from ..core.register.region_choices import RegionChoice
from ..core.texts import Text
from ..qgis_support.language import language
from .page import Page
from .region_widget import EVERYTHING, RegionWidget
from .workspace import Workspace

DELAY_MS = 300
"""How long a typed text rests before it is looked for."""
FIND = Text("Cari usaha, pemilik, produk, desa", "Find a business, owner, product, village")
MORE, CLEAR = Text("Saringan lain", "More filters"), Text("Hapus semua saringan", "Clear all filters")
KELAS, PRODUCT, SEX, PERIOD = "kelas", "product", "sex", "period"
TITLES = {
    KELAS: Text("Kelas", "Class"),
    PRODUCT: Text("Produk utama", "Main product"),
    SEX: Text("Pemilik", "Owner"),
    PERIOD: Text("Periode", "Period"),
}
FIXED = {KELAS: "kelas_ir", SEX: "jenis_kelamin"}
"""Those whose choices are a value list."""
ALL_SHOWN = Text("{total} usaha", "{total} {total:business|businesses}")
SOME_SHOWN = Text("{shown} dari {total} usaha", "{shown} of {total} {total:business|businesses}")
COLUMNS, LETTERS = 2, 6
"""Of the lists: so many beside each other, each at least so wide."""


class FilterBar(Page):
    """Shows the filter of the workspace and sets it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DELAY_MS)
        self._soon.timeout.connect(self._set)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(self._first_row())
        self.lists = QWidget()
        self._grid = QGridLayout(self.lists)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self.choices: Dict[str, QComboBox] = {}
        for place, name in enumerate(TITLES):
            self._add_list(name, *divmod(place, COLUMNS))
        self.region = self._region_lists(lambda _: [])
        self._grid.addWidget(self.region, 0, 0, 1, COLUMNS)
        self.area = _Area(self.lists)
        self.area.hide()
        inside.addWidget(self.area)
        self.summary = QLabel()
        inside.addWidget(self.summary)
        self.show_register()

    def show_register(self) -> None:
        """The regions, and the other choices as soon as they are read."""
        if self.workspace.register is None:
            return
        old, self.region = self.region, self._region_lists(self._within)
        self._grid.replaceWidget(old, self.region)
        old.deleteLater()
        super().show_register()
        self.show_filter()

    def show_data(self) -> None:
        register = str(self.workspace.register)
        self.workspace.background.run("choices", lambda _: filter_choices(register), self._fill)

    def show_filter(self) -> None:
        """Puts the filter into the lists, whoever has set it."""
        chosen = self.workspace.filter
        self.region.show_code(chosen.region or None)
        for name, choices in self.choices.items():
            self._choose(choices, getattr(chosen, name))
        is_typing = self._soon.isActive()
        if self.text.text().strip() != chosen.text and not is_typing:
            self.text.blockSignals(True)
            self.text.setText(chosen.text)
            self.text.blockSignals(False)
        self.clear.setEnabled(bool(chosen))

    def show_counts(self, shown: int, total: int) -> None:
        """How many businesses are looked at."""
        sentence = (ALL_SHOWN if shown == total else SOME_SHOWN).format(shown=shown, total=total)
        self.summary.setText(self.words(sentence))

    def _first_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.words(FIND))
        self.text.setAccessibleName(self.words(FIND))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(lambda _: self._soon.start())
        self.text.returnPressed.connect(self._set)
        self.more = _button("/mActionFilter2.svg", self.words(MORE))
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda opened: self.area.setVisible(opened))
        self.clear = _button("/mActionDeselectAll.svg", self.words(CLEAR))
        self.clear.clicked.connect(lambda: self.workspace.set_filter(BusinessFilter()))
        row.addWidget(self.text, 1)
        row.addWidget(self.more)
        row.addWidget(self.clear)
        return row

    def _region_lists(self, within: Callable[[str], List[RegionChoice]]) -> RegionWidget:
        made = RegionWidget(within, self._set, language(), None, COLUMNS, EVERYTHING)
        for choices in made.lists:
            choices.setMinimumContentsLength(LETTERS)
        return made

    def _add_list(self, name: str, row: int, column: int) -> None:
        title, choices = QLabel(self.words(TITLES[name])), QComboBox()
        title.setBuddy(choices)
        choices.setAccessibleName(title.text())
        choices.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choices.setMinimumContentsLength(LETTERS)
        fixed = VALUE_LISTS[FIXED[name]] if name in FIXED else None
        options = [(code, self.words(fixed.label(code))) for code in fixed.codes] if fixed else []
        self.choices[name] = choices
        self._list(name, options)
        choices.currentIndexChanged.connect(lambda _: self._set())
        self._grid.addWidget(title, 1 + 2 * row, column)
        self._grid.addWidget(choices, 2 + 2 * row, column)
        self._grid.setColumnStretch(column, 1)

    def _fill(self, found: FilterChoices) -> None:
        self._list(PRODUCT, [(each.code, self.words(each.name)) for each in found.products])
        self._list(PERIOD, [(period, period) for period in found.periods])
        self.show_filter()

    def _list(self, name: str, options: List[Tuple[str, str]]) -> None:
        choices = self.choices[name]
        choices.blockSignals(True)
        choices.clear()
        choices.addItem(self.words(EVERYTHING), "")
        for code, label in options:
            choices.addItem(label, code)
        choices.blockSignals(False)

    @staticmethod
    def _choose(choices: QComboBox, code: str) -> None:
        choices.blockSignals(True)
        if choices.findData(code) < 0:  # one that nobody has any more, or whose list is still being read
            choices.addItem(code, code)
        choices.setCurrentIndex(choices.findData(code))
        choices.blockSignals(False)

    def _within(self, parent: str) -> List[RegionChoice]:
        return self.workspace.regions_within(parent)

    def _set(self) -> None:
        self._soon.stop()
        codes = {name: choices.currentData() or "" for name, choices in self.choices.items()}
        text = self.text.text().strip()
        self.workspace.set_filter(BusinessFilter(region=self.region.deepest_code(), text=text, **codes))


class _Area(QScrollArea):
    """As high as what is in it where there is room, else with a scroll bar; never with one below."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self.widget().minimumSizeHint().width() + bar, 3 * self.fontMetrics().height())


def _button(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(QgsApplication.getThemeIcon(icon))
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
