"""Adding and editing businesses: a point on the map, a form, and what is not saved yet."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Any, Dict, List, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsAttributeEditorContext, QgsMapTool, QgsMapToolEmitPoint
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QSize, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QWidget

from ..core.industry.schema import TABLES
from ..core.register.business_filter import BusinessFilter
from ..core.register.village_at import village_at
from ..core.texts import Text
from ..qgis_support.language import language
from ..register.marks import layers_in, table_of
from .workspace import TITLE, Workspace

BUSINESSES, SUMMARY = "ir_usaha", "usaha_ringkas"
DEGREES = "EPSG:4326"
FROM_MAP = {"metode_koordinat": "PETA", "mutu_posisi": "B"}
ENOUGH = QSize(780, 640)
"""So large a form shows its columns whole; QGIS remembers what somebody has made of it."""
CLICK = Text("Klik letak usaha di peta.", "Click on the map where the business is.")
NO_VILLAGE = Text(
    "Titik itu di luar semua batas desa; pilih desanya di formulir.",
    "That point is outside of all village boundaries; choose the village in the form.",
)
CLEARED = Text(
    "Saringan dihapus agar usaha baru terlihat dan mendapat kode yang belum terpakai.",
    "The filter was cleared, so that the new business shows and gets a code that is still free.",
)
NONE_SELECTED = Text(
    "Pilih satu usaha di peta atau tabel lebih dahulu.", "Select a business on the map or in the table first."
)
READ_ONLY = Text(
    "Register {path} hanya dapat dibaca; salin ke folder yang dapat ditulisi.",
    "The register {path} can only be read; copy it to a folder that can be written.",
)
UNSAVED = Text("{layer} tidak dapat disimpan: {reason}", "{layer} could not be saved: {reason}")
SAVED = Text("Suntingan disimpan.", "The edits are saved.")


class BusinessEditing(QObject):
    """What can be done to businesses by hand, on layers of the project, so that QGIS can undo it."""

    changed = pyqtSignal()
    """There are edits that are not saved, or none any more."""
    digitising = pyqtSignal(bool)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._before: Optional[QgsMapTool] = None
        self._last: Optional[QgsVectorLayer] = None
        self.tool = QgsMapToolEmitPoint(workspace.canvas)
        self.tool.setParent(self)  # else it would stay with the map when the page is gone
        self.tool.setCursor(Qt.CursorShape.CrossCursor)
        self.tool.canvasClicked.connect(self.place)
        self.tool.deactivated.connect(self._tool_left)

    def follow(self) -> None:
        """Listens to the layers of the register that is open."""
        for layer in self._layers():
            with suppress(TypeError):  # so PyQt says that it listens already, to a register that was opened before
                layer.layerModified.connect(self._modified, Qt.ConnectionType.UniqueConnection)
                layer.editingStopped.connect(self.changed, Qt.ConnectionType.UniqueConnection)

    def edited(self) -> List[QgsVectorLayer]:
        """The layers with edits that are not saved, those first to which others refer."""
        order = list(TABLES)
        found = [layer for layer in self._layers() if layer.isModified() and table_of(layer) in TABLES]
        return sorted(found, key=lambda layer: order.index(table_of(layer)))

    def digitise(self, wanted: bool) -> None:
        """Waits for a click on the map, or no longer."""
        canvas = self._workspace.canvas
        if wanted:
            self._before = canvas.mapTool()
            canvas.setMapTool(self.tool)
            self._workspace.window.messageBar().pushInfo(TITLE, CLICK.in_language(language()))
        elif canvas.mapTool() is self.tool:
            canvas.unsetMapTool(self.tool)
            if self._before is not None:
                canvas.setMapTool(self._before)

    def place(self, point: QgsPointXY, *_: object) -> None:
        """Opens the form of a new business at a point of the map, with the village that is there."""
        self.digitise(False)
        layer = self._editable() if self._is_everything_shown() else None
        if layer is None:
            return
        project = self._workspace.project
        source = self._workspace.canvas.mapSettings().destinationCrs()
        to_degrees = QgsCoordinateTransform(source, QgsCoordinateReferenceSystem(DEGREES), project)
        place = to_degrees.transform(point)
        path = str(self._workspace.register)
        self._workspace.background.run(
            "village", lambda _: village_at(path, place.x(), place.y()), lambda village: self._add(place, village)
        )

    def _add(self, place: QgsPointXY, village: Optional[str]) -> None:
        layer = self._editable()
        if layer is None:
            return
        if village is None:
            self._workspace.refuse(NO_VILLAGE)
        values = {**FROM_MAP, **({"kode_desa": village} if village else {})}
        self._show_form(layer, _new_feature(layer, QgsGeometry.fromPointXY(place), values), is_new=True)

    def edit(self) -> None:
        """Opens the form of the business that is selected, or of the only one that the filter leaves."""
        chosen = self._chosen()
        if chosen is None:
            self._workspace.refuse(NONE_SELECTED)
            return
        layer = self._editable()
        if layer is not None:
            self._show_form(layer, layer.getFeature(chosen), is_new=False)

    def save(self) -> None:
        """Writes all edits; what breaks a rule of the register stays unsaved and is told."""
        for layer in self.edited():
            if not layer.commitChanges():
                reason = "; ".join(layer.commitErrors())
                self._workspace.refuse(UNSAVED.format(layer=layer.name(), reason=reason))
                self.changed.emit()
                return
        self._workspace.say(SAVED)
        self._workspace.refresh()

    def undo(self) -> None:
        """Takes back the last edit of the layer that was edited last."""
        edited = self.edited()
        layer = self._last if self._last in edited else next(iter(edited), None)
        if layer is not None:
            layer.undoStack().undo()
            layer.triggerRepaint()
            self.changed.emit()

    def _is_everything_shown(self) -> bool:
        """Clears the filter: the next free code is looked for among the businesses that the layer shows."""
        if self._workspace.filter:
            self._workspace.set_filter(BusinessFilter())
            if not self._workspace.filter:
                self._workspace.say(CLEARED)
        return not self._workspace.filter

    def _chosen(self) -> Optional[int]:
        """Both layers number a business alike."""
        layers = [each for each in map(self._workspace.layer, (SUMMARY, BUSINESSES)) if each is not None]
        for layer in layers:
            if layer.selectedFeatureCount():
                return int(min(layer.selectedFeatureIds()))
        if not layers or not self._workspace.filter:
            return None
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setLimit(2)
        left = [each.id() for each in layers[0].getFeatures(request.setNoAttributes())]
        return left[0] if len(left) == 1 else None

    def _editable(self) -> Optional[QgsVectorLayer]:
        layer = self._workspace.layer(BUSINESSES)
        if layer is None or not (layer.isEditable() or layer.startEditing()):
            self._workspace.refuse(READ_ONLY.format(path=str(self._workspace.register)))
            return None
        return layer

    def _show_form(self, layer: QgsVectorLayer, feature: QgsFeature, is_new: bool) -> None:
        form = self._workspace.window.getFeatureForm(layer, feature)
        if is_new:
            form.setMode(QgsAttributeEditorContext.Mode.AddFeatureMode)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        layer.willBeDeleted.connect(partial(_take_away, form))
        room = self._workspace.window.mainWindow().size()
        form.resize(form.size().expandedTo(ENOUGH).boundedTo(room))
        form.show()

    def _layers(self) -> List[QgsVectorLayer]:
        register = self._workspace.register
        return layers_in(self._workspace.project, str(register)) if register else []

    def _modified(self) -> None:
        self._last = self.sender()
        self.changed.emit()

    def _tool_left(self) -> None:
        self.digitising.emit(False)


def _take_away(form: QWidget) -> None:
    """At once: its lists of owners are still being read, which a layer that is gone makes QGIS crash."""
    if not sip.isdeleted(form):
        sip.delete(form)


def _new_feature(layer: QgsVectorLayer, geometry: QgsGeometry, values: Dict[str, Any]) -> QgsFeature:
    """A feature with the defaults of the form and these values by field name."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    given = {layer.fields().indexOf(name): value for name, value in values.items()}
    return QgsVectorLayerUtils.createFeature(layer, geometry, given, context)
