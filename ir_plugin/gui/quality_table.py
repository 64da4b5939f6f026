"""The quality of each office's data: a small table with bars; choosing an office looks at its businesses only."""

from __future__ import annotations

from typing import Any, List, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ..core.register.data_quality import Quality
from ..core.texts import Text
from ..qgis_support.language import language
from .tints import behind_words

OFFICE, BUSINESSES, COMPLETE, FINDINGS = range(4)
ROOT = QModelIndex()
HEADINGS = (
    Text("Kantor", "Office"),
    Text("Usaha", "Businesses"),
    Text("Lengkap", "Complete"),
    Text("Temuan", "Findings"),
)
NO_VILLAGE = Text("Tanpa desa", "Without a village")
TIP = Text(
    "{errors} galat, {warnings} peringatan, {infos} info; {accepted} diterima",
    "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, {infos} {infos:info|infos}; {accepted} "
    "accepted",
)
NONE_YET = Text(
    "Belum ada temuan; tekan Periksa untuk mencari yang mungkin salah.",
    "No findings yet; press Check to look for what may be wrong.",
)
UNKNOWN = "–"
NAME = Text("Mutu data menurut kantor", "Quality of the data by office")
SHARE = Qt.ItemDataRole.UserRole


class QualityModel(QAbstractTableModel):
    """One row for each office. SHARE: how long the bar of a cell is, 0 to 1; None for no bar."""

    def __init__(self) -> None:
        super().__init__()
        self.offices: Sequence[Quality] = ()
        self._most, self._has_findings = 1, False

    def show(self, offices: Sequence[Quality]) -> None:
        """Takes the place of the rows before."""
        self.beginResetModel()
        self.offices = offices
        self._most = max([each.open for each in offices], default=0) or 1
        self._has_findings = any(each.open or each.accepted for each in offices)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(self.offices)

    def columnCount(self, parent: QModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section].in_language(language())
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        office = self.offices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(office)[index.column()]
        if role == SHARE:
            return (None, None, office.completeness, office.open / self._most)[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != OFFICE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return self._tip(office) if role == Qt.ItemDataRole.ToolTipRole else None

    def _tip(self, office: Quality) -> str:
        counts = {"errors": office.errors, "warnings": office.warnings, "infos": office.infos}
        words = TIP.format(accepted=office.accepted, **counts) if self._has_findings else NONE_YET
        return words.in_language(language())

    def _words(self, office: Quality) -> List[str]:
        told = UNKNOWN if office.completeness is None else f"{int(100 * office.completeness)} %"
        name = office.name or NO_VILLAGE.in_language(language())
        found = _count(office.open) if self._has_findings else UNKNOWN  # 0 would say that all has been checked
        return [name, _count(office.businesses), told, found]


def _count(number: int) -> str:
    return Text("{count}", "{count}").format(count=number).in_language(language())


class QualityTable(QTableView):
    """``chosen``: the code of the office, by click, Enter or the space bar."""

    chosen = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rows = QualityModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Bars(self))
        self.setAccessibleName(NAME.in_language(language()))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(self.fontMetrics().height() + 8)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # long names have two lines
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(0)
        heading.setSectionResizeMode(OFFICE, QHeaderView.ResizeMode.Stretch)
        for column in (BUSINESSES, COMPLETE, FINDINGS):
            words = max(HEADINGS[column].in_language(language()), "00.000", key=len)
            heading.resizeSection(column, self.fontMetrics().horizontalAdvance(words) + 12)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def mark(self, code: str) -> None:
        """Selects the office that is looked at; none where it is none of them."""
        self.clearSelection()
        for row, office in enumerate(self.rows.offices):
            if code and code.startswith(office.code) and office.code:
                self.selectRow(row)

    def _choose(self, index: QModelIndex) -> None:
        if self.rows.offices[index.row()].code:
            self.chosen.emit(self.rows.offices[index.row()].code)


class _Bars(QStyledItemDelegate):
    """A cell whose share is drawn as a bar behind its number."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        share = index.data(SHARE)
        if share:
            box = option.rect.adjusted(2, 3, -2, -3)
            bar = QRect(box.left(), box.top(), round(box.width() * share), box.height())
            painter.fillRect(bar, behind_words(option.palette))
        super().paint(painter, option, index)
