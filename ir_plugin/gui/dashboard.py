"""The key figures of the businesses that are looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Tuple

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ..core.figures import aligned, figure
from ..core.industry.regions import parent_of
from ..core.industry.value_lists import VALUE_LISTS
from ..core.register.overview import WOMEN, Overview, overview
from ..core.texts import Text, same
from .bar_list import Bar, BarList
from .page import Page
from .region_widget import LEVELS
from .tile import Tile
from .workbench import Workbench

SETTING, ROWS = "klaster_ir/dashboard", 5
TITLE = Text("Ringkasan", "Key figures")
BUSINESSES = Text("usaha", "businesses")
OF_WOMEN = Text("milik perempuan", "owned by women")
COMPLETE = Text("isian lengkap", "complete")
CLASSES = Text("Kelas", "Class")
DRAFT_CLASSES = Text("Kelas (DRAF)", "Class (DRAFT)")
NO_CLASS, NO_VILLAGE = Text("Tanpa kelas", "Without a class"), Text("Tanpa desa", "Without a village")
SHARE = same("{share}%")
IN_SHORT = Text(
    "{businesses} usaha, {women} milik perempuan",
    "{businesses} {businesses:business|businesses}, {women} owned by women",
)
NONE_YET = Text(
    "Belum ada usaha di register ini. Impor survei di halaman Data, atau tambah usaha di peta di halaman Layer.",
    "This register has no businesses yet. Import a survey on the page Data, or add one on the map on the page Layers.",
)
NONE_FOUND = Text(
    "Tidak ada usaha yang cocok dengan saringan. Hapus saringan di halaman Layer untuk melihat semuanya.",
    "No business fits the filter. Clear the filter on the page Layers to see all of them.",
)
DRAFT_HELP = Text(
    "Aturan kelas masih draf; belum ada aturan yang terverifikasi.",
    "The class rules are a draft; none has been verified yet.",
)
WOMEN_HELP = Text(
    "Dari usaha yang jenis kelamin pemiliknya diketahui. Klik untuk hanya melihat milik perempuan.",
    "Of businesses whose owner's sex is known. Click to look only at those of women.",
)
COMPLETE_HELP = Text(
    "Rata-rata isian yang ada dari lima yang pokok: desa, titik, jenis kelamin pemilik, produk utama, kelas.",
    "How many of five main facts are there on average: village, point, owner's sex, main product, class.",
)
OTHER = Text("Buka atau buat register lain", "Open or create another register")
UP = Text("Ke wilayah di atasnya", "To the region above")


class Dashboard(Page):
    """How many businesses, how many of women, which classes, how complete, and where."""

    def __init__(self, workspace: Workbench) -> None:
        super().__init__(workspace)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(2, 0, 2, 4)
        inside.setSpacing(2)
        inside.addLayout(self._heading())
        self.body = QWidget()
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self._add_tiles(grid)
        self._add_charts(grid)
        inside.addWidget(self.body)
        self.nothing = self.quiet("")
        inside.addWidget(self.nothing)
        self.toggle.setChecked(bool(QgsSettings().value(SETTING, True, type=bool)))
        self._unfold(self.toggle.isChecked())
        self.toggle.toggled.connect(self._unfold)
        self.show_register()

    def show_data(self) -> None:
        register, chosen = str(self.workspace.register), self.workspace.filter
        self.workspace.background.run("overview", lambda _: overview(register, chosen), self._show)

    def show_filter(self) -> None:
        self.look_again()

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.toggle = QToolButton()
        self.toggle.setText(self.words(TITLE))
        self.toggle.setCheckable(True)
        self.toggle.setAutoRaise(True)
        self.toggle.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.in_short = self.quiet("")
        row.addWidget(self.toggle)
        row.addWidget(self.in_short, 1)
        row.addStretch()
        self.other = QToolButton()
        self.other.setIcon(QgsApplication.getThemeIcon("/mActionFileOpen.svg"))
        self.other.setAutoRaise(True)
        self.other.setToolTip(self.words(OTHER))
        self.other.setAccessibleName(self.words(OTHER))
        row.addWidget(self.other)
        return row

    def _add_tiles(self, grid: QGridLayout) -> None:
        self.businesses = Tile(self.words(BUSINESSES))
        self.women = Tile(self.words(OF_WOMEN), pressable=True)
        self.women.setToolTip(self.words(WOMEN_HELP))
        self.women.clicked.connect(lambda: self._toggle("sex", WOMEN))
        self.complete = Tile(self.words(COMPLETE))
        self.complete.setToolTip(self.words(COMPLETE_HELP))
        row = QHBoxLayout()
        for tile in (self.businesses, self.women, self.complete):
            row.addWidget(tile)
        grid.addLayout(row, 0, 0, 1, 2)

    def _add_charts(self, grid: QGridLayout) -> None:
        self.class_title, self.region_title = QLabel(), QLabel()
        self.up = QToolButton()
        self.up.setAutoRaise(True)
        self.up.setArrowType(Qt.ArrowType.UpArrow)
        self.up.setIconSize(QSize(10, 10))
        self.up.setToolTip(self.words(UP))
        self.up.setAccessibleName(self.words(UP))
        self.up.clicked.connect(self._go_up)
        above = QHBoxLayout()
        above.addWidget(self.region_title, 1)
        above.addWidget(self.up)
        self.classes = BarList(self.words(CLASSES), ROWS)
        self.classes.chosen.connect(lambda code: self._toggle("kelas", code))
        self.regions = BarList(self.words(LEVELS[1]), ROWS)
        self.regions.chosen.connect(self._choose_region)
        grid.addWidget(self.class_title, 1, 0)
        grid.addLayout(above, 1, 1)
        for column, chart in enumerate((self.classes, self.regions)):
            grid.addWidget(chart, 2, column)
            grid.setColumnStretch(column, 1)

    def _unfold(self, opened: bool) -> None:
        self.body.setVisible(opened)
        self.in_short.setVisible(not opened)
        self.toggle.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        QgsSettings().setValue(SETTING, opened)

    def _toggle(self, name: str, code: str) -> None:
        """Asks for a code, or for it no longer."""
        chosen = self.workspace.filter
        self.workspace.set_filter(replace(chosen, **{name: "" if getattr(chosen, name) == code else code}))

    def _choose_region(self, code: str) -> None:
        self.workspace.set_filter(replace(self.workspace.filter, region=code))

    def _go_up(self) -> None:
        above = parent_of(self.workspace.filter.region)
        self._choose_region("" if self._is_top(above) else above)

    @staticmethod
    def _is_top(code: str) -> bool:
        """Whether a code is that of a province, which stands for everything."""
        return not code or not parent_of(code)

    def _show(self, told: Overview) -> None:
        chosen = self.workspace.filter
        self.businesses.show_figure(self.words(figure(told.businesses, 9)))
        self.women.show_figure(self._percent(told.womens_share), told.womens_share)
        self.women.setChecked(chosen.sex == WOMEN)
        self.complete.show_figure(self._percent(told.completeness), told.completeness)
        self.in_short.setText(self.words(IN_SHORT.format(businesses=told.businesses, women=self.women.figure)))
        self.class_title.setText(f"<b>{self.words(DRAFT_CLASSES if told.draft else CLASSES)}</b>")
        self.class_title.setToolTip(self.words(DRAFT_HELP) if told.draft else "")
        self.classes.show_bars(self._class_bars(told), chosen.kelas)
        for chart in (self.class_title, self.region_title, self.classes, self.regions):
            chart.setVisible(told.businesses > 0)
        self.nothing.setVisible(told.businesses == 0)
        self.nothing.setText(self.words(NONE_FOUND if chosen else NONE_YET))
        self._show_regions(told)

    def _show_regions(self, told: Overview) -> None:
        region = self.workspace.filter.region
        level = self.words(LEVELS[int(told.level) - 1])
        self.region_title.setText(f"<b>{level}</b>")
        self.up.setVisible(bool(region))
        self.regions.setAccessibleName(level)
        largest = max((each.businesses for each in told.regions), default=0)
        bars = [
            Bar(each.code, each.name or self.words(NO_VILLAGE), *self._length(each.businesses, largest))
            for each in sorted(told.regions, key=lambda region: (-region.businesses, region.code))
        ]
        self.regions.show_bars(bars, region)

    def _class_bars(self, told: Overview) -> List[Bar]:
        values = VALUE_LISTS["kelas_ir"]
        counts = [(code, self.words(values.label(code)), told.classes.get(code, 0)) for code in values.codes]
        counts.append(("", self.words(NO_CLASS), told.classes.get("", 0)))
        largest = max((count for _, _, count in counts), default=0)
        return [Bar(code, label, *self._length(count, largest)) for code, label, count in counts if count]

    def _length(self, count: int, largest: int) -> Tuple[str, float]:
        return self.words(figure(count, 9)), count / largest

    def _percent(self, share: Optional[float]) -> str:
        return self.words(SHARE.format(share=aligned(100.0 * share, 0)) if share is not None else figure(float("nan")))
