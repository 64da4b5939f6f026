"""The page "Layers": which businesses, which layers, how they look, and the way to a form."""

from __future__ import annotations

from typing import Callable, Dict, List

from qgis.core import QgsApplication, QgsCoordinateTransform, QgsMapLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QToolButton, QVBoxLayout

from ..cartography.styles import apply_theme, theme_shown, themes_of
from ..core.register.bounds import bounds_of_rows
from ..core.register.row_counts import Shown, row_counts
from ..core.texts import Text
from ..qgis_support.language import language
from ..register.marks import layers_in, table_of
from .business_editing import BUSINESSES, SUMMARY, BusinessEditing
from .filter_bar import FilterBar
from .layer_list import LayerList
from .page import Page
from .workbench import Workbench

LIST = Text("Layer register", "Layers of the register")
STYLE, OWN_STYLE = Text("&Gaya", "&Style"), Text("(gaya sendiri)", "(a style of its own)")
ADD, ADD_HELP = Text("&Tambah", "&Add"), Text("Tambah usaha di peta", "Add a business on the map")
EDIT = Text("Sunting usaha yang dipilih", "Edit the selected business")
ZOOM = Text("Perbesar ke pilihan atau layer", "Zoom to the selection or layer")
TABLE = Text("Buka tabel", "Open the table")
UNDO = Text("Urungkan suntingan terakhir", "Undo the last edit")
SAVE = Text("&Simpan", "&Save")
AROUND = 0.003
"""What is seen around a single point, in the degrees of a register's layers: some 300 metres."""
CLOSE_BY = 1.05
"""How much wider than a layer the map is that shows it."""


class LayersPage(Page):
    title = Text("Layer", "Layers")

    def __init__(self, workspace: Workbench) -> None:
        super().__init__(workspace)
        self.editing = BusinessEditing(workspace, self)
        self.editing.changed.connect(self._show_edits)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 6, 4, 4)
        inside.setSpacing(4)
        self.filter_bar = FilterBar(workspace)
        inside.addWidget(self.filter_bar)
        self.layers = LayerList(workspace.project, self.words(LIST))
        self.layers.layer_chosen.connect(self._layer_chosen)
        inside.addWidget(self.layers, 1)
        inside.addLayout(self._style_row())
        inside.addLayout(self._buttons())
        self.show_register()

    def show_register(self) -> None:
        self.layers.show_register(str(self.workspace.register or ""))
        self.editing.follow()
        businesses = self.workspace.layer(SUMMARY)
        if businesses is not None:
            self.layers.choose(businesses)
        self._layer_chosen()
        self._show_edits()
        super().show_register()

    def show_data(self) -> None:
        """Counts the rows of the layers, beside the window."""
        register = str(self.workspace.register)
        shown = {
            layer.id(): (table_of(layer), layer.subsetString()) for layer in layers_in(self.workspace.project, register)
        }
        wanted = [*shown.values(), (BUSINESSES, "")]
        self.workspace.background.run(
            "rows", lambda _: row_counts(register, wanted), lambda counts: self._show_counts(shown, counts)
        )

    def show_filter(self) -> None:
        self.look_again()

    def _show_counts(self, shown: Dict[str, Shown], counts: Dict[Shown, int]) -> None:
        self.layers.show_counts({layer: counts[of] for layer, of in shown.items()})
        condition = self.workspace.filter.condition_for(BUSINESSES)
        total = counts[BUSINESSES, ""]
        self.filter_bar.show_counts(counts.get((BUSINESSES, condition), total), total)

    def _style_row(self) -> QHBoxLayout:
        row, title = QHBoxLayout(), QLabel(self.words(STYLE))
        self.style = QComboBox()
        self.style.setAccessibleName(title.text().replace("&", ""))
        self.style.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.style.setMinimumContentsLength(12)
        self.style.activated.connect(self._restyle)
        title.setBuddy(self.style)
        row.addWidget(title)
        row.addWidget(self.style, 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.add = self._button("/mActionCapturePoint.svg", ADD, self.editing.digitise, with_words=True)
        self.add.setCheckable(True)
        self.add.setToolTip(self.words(ADD_HELP))
        self.add.setAccessibleName(self.words(ADD_HELP))
        self.editing.digitising.connect(self.add.setChecked)
        self.edit = self._button("/mActionFormView.svg", EDIT, lambda _: self.editing.edit())
        self.zoom = self._button("/mActionZoomToLayer.svg", ZOOM, lambda _: self._zoom())
        self.table = self._button("/mActionOpenTable.svg", TABLE, lambda _: self._open_table())
        self.undo = self._button("/mActionUndo.svg", UNDO, lambda _: self.editing.undo())
        self.save = self._button("/mActionSaveEdits.svg", SAVE, lambda _: self.editing.save(), with_words=True)
        for button in (self.add, self.edit, self.zoom, self.table):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.save)
        return row

    def _button(self, icon: str, words: Text, pressed: Callable[[bool], None], with_words: bool = False) -> QToolButton:
        button = QToolButton()
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setText(self.words(words))
        button.setToolTip(self.words(words).replace("&", ""))
        button.setAccessibleName(button.toolTip())
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        if with_words:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(pressed)
        return button

    def _layer_chosen(self) -> None:
        """Offers the styles of the chosen layer; it is QGIS's active one, too."""
        layer = self.layers.layer()
        themes = themes_of(layer) if isinstance(layer, QgsVectorLayer) and layer.isSpatial() else ()
        current = theme_shown(layer) if themes else None
        self.style.clear()
        if current is None:
            self.style.addItem(self.words(OWN_STYLE), None)
        for theme in themes:
            self.style.addItem(self.words(theme.title), theme)
        self.style.setCurrentIndex(max(0, self.style.findText(self.words(current.title)) if current else 0))
        self.style.setEnabled(bool(themes))
        if layer is not None:
            self.workspace.window.setActiveLayer(layer)

    def _restyle(self) -> None:
        layer, theme = self.layers.layer(), self.style.currentData()
        if theme is not None and isinstance(layer, QgsVectorLayer):
            apply_theme(layer, theme, language())
            layer.emitStyleChanged()

    def _worked_on(self) -> List[QgsMapLayer]:
        """The chosen layer; without one that of the businesses."""
        found = self.layers.layer() or self.workspace.layer(SUMMARY) or self.workspace.layer(BUSINESSES)
        return [found] if found is not None else []

    def _zoom(self) -> None:
        for layer in self._worked_on():
            if isinstance(layer, QgsVectorLayer) and layer.selectedFeatureCount():
                self._show_extent(layer, layer.boundingBoxOfSelected())
            elif isinstance(layer, QgsVectorLayer) and layer.subsetString():
                self._zoom_to_some(layer)
            else:
                self._show_extent(layer, layer.extent())

    def _zoom_to_some(self, layer: QgsVectorLayer) -> None:
        """Shows the rows that a filter leaves; QGIS would show where all of them are."""
        register, table, condition = str(self.workspace.register), table_of(layer), layer.subsetString()
        if table == SUMMARY:  # a view, which has no spatial index of its own
            table, condition = BUSINESSES, self.workspace.filter.condition_for(BUSINESSES)
        self.workspace.background.run(
            "bounds",
            lambda _: bounds_of_rows(register, table, condition),
            lambda bounds: self._show_extent(layer, QgsRectangle(*bounds) if bounds else QgsRectangle()),
        )

    def _show_extent(self, layer: QgsMapLayer, extent: QgsRectangle) -> None:
        if extent.isNull() or not extent.isFinite():
            return
        if extent.isEmpty():  # a single point
            extent = extent.buffered(AROUND)
        canvas = self.workspace.canvas
        crs = canvas.mapSettings().destinationCrs()
        shown = QgsCoordinateTransform(layer.crs(), crs, self.workspace.project).transformBoundingBox(extent)
        shown.scale(CLOSE_BY)
        canvas.setExtent(shown)
        canvas.refresh()

    def _open_table(self) -> None:
        for layer in self._worked_on():
            self.workspace.window.showAttributeTable(layer)

    def _show_edits(self) -> None:
        edited = bool(self.editing.edited())
        self.save.setVisible(edited)
        self.undo.setVisible(edited)
