"""A click on a village of a result: why it has its class, with its neighbours on the map."""

from __future__ import annotations

from typing import List, NamedTuple, Optional

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ..core.methods.explain_place import METHOD as EXPLAIN_PLACE
from ..core.methods.explained_results import EXPLAINED
from ..core.texts import Text
from ..qgis_support.language import language
from ..register.marks import table_of
from .algorithm_run import AlgorithmRun

CODE, NAME = "kode", "nama"
NOTHING = Text(
    "Di sini tidak ada desa dari hasil yang dapat dijelaskan; klik di dalam desa pada peta hasil.",
    "There is no village of a result that can be explained here; click inside a village of the result.",
)
WAIT = Text("Mencari penjelasan ...", "Looking for the explanation ...")
INSIDE, AROUND = QColor("#ffdd00"), QColor("#000000")
"""Seen on every class and every base map; no map of ours is filled so."""
OUTLINE, TIE, DOT = 4, 2, 5


class Clicked(NamedTuple):
    """A village of a result layer."""

    layer: QgsVectorLayer
    feature: QgsFeature


class ExplainTool(QgsMapTool):
    """``explained`` brings the sentence, or what is wrong in words. Esc ends."""

    explained = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._job: Optional[AlgorithmRun] = None
        self._bands: List[QgsRubberBand] = []
        self.setCursor(Qt.CursorShape.WhatsThisCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        self.explain(self.toMapCoordinates(event.pos()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.canvas().unsetMapTool(self)
            event.accept()

    def deactivate(self) -> None:
        self.clear()
        super().deactivate()

    def explain(self, point: QgsPointXY) -> None:
        """Explains the village at a point of the map; the last click counts."""
        self.clear()
        clicked = self._village_at(point)
        if clicked is None:
            self.explained.emit(NOTHING.in_language(language()))
            return
        self.explained.emit(WAIT.in_language(language()))
        self._outline(clicked)
        values = {
            "INPUT": clicked.layer.source(),
            "PLACE": str(clicked.feature[CODE]),
            "NAME_FIELD": NAME,
            "NEIGHBOURS": "TEMPORARY_OUTPUT",
        }
        job = self._job = AlgorithmRun(EXPLAIN_PLACE.id, values)
        job.succeeded.connect(lambda _: self._show(job))
        job.failed.connect(lambda sentence: self._show(job, sentence))
        job.start()

    def clear(self) -> None:
        """Takes the marks off the map and forgets a question that is under way."""
        if self._job is not None:
            self._job.cancel()
            self._job = None
        for band in self._bands:
            self.canvas().scene().removeItem(band)
        self._bands.clear()

    def _show(self, job: AlgorithmRun, problem: str = "") -> None:
        if job is not self._job:
            return  # another click, or the tool was put away
        self._job = None
        if problem or not job.results:
            self.explained.emit(problem)
            return
        lines = job.result_layer("NEIGHBOURS")
        for feature in lines.getFeatures() if lines is not None else ():
            self._tie(feature.geometry(), lines)
        self.explained.emit(str(job.results["SENTENCE"]))

    def _village_at(self, point: QgsPointXY) -> Optional[Clicked]:
        """The village of the topmost result that can be explained."""
        for layer in self.canvas().layers():
            if not isinstance(layer, QgsVectorLayer) or not is_explainable(layer):
                continue
            settings = self.canvas().mapSettings()
            there = settings.mapToLayerCoordinates(layer, point)
            for feature in layer.getFeatures(QgsFeatureRequest(QgsRectangle(there, there))):
                if feature.geometry().contains(there):
                    return Clicked(layer, feature)
        return None

    def _outline(self, clicked: Clicked) -> None:
        band = self._band(QgsWkbTypes.GeometryType.PolygonGeometry, OUTLINE)
        band.setToGeometry(clicked.feature.geometry(), clicked.layer)

    def _tie(self, geometry: QgsGeometry, layer: QgsVectorLayer) -> None:
        """A line to a neighbour that ends in a dot, small enough to leave a small village in sight."""
        self._band(QgsWkbTypes.GeometryType.LineGeometry, TIE).setToGeometry(geometry, layer)
        end = QgsGeometry.fromPointXY(QgsPointXY(geometry.vertexAt(1)))
        dot = self._band(QgsWkbTypes.GeometryType.PointGeometry, 1)
        dot.setIcon(QgsRubberBand.IconType.ICON_FULL_BOX)
        dot.setIconSize(DOT)
        dot.setToGeometry(end, layer)

    def _band(self, kind: QgsWkbTypes.GeometryType, width: int) -> QgsRubberBand:
        band = QgsRubberBand(self.canvas(), kind)
        band.setStrokeColor(INSIDE)
        band.setSecondaryStrokeColor(AROUND)
        band.setFillColor(QColor(0, 0, 0, 0))
        band.setWidth(width)
        self._bands.append(band)
        return band


def is_explainable(layer: QgsVectorLayer) -> bool:
    """Whether the layer is a result of ours by village that ``explainplace`` understands."""
    fields = set(layer.fields().names())
    kinds = {each.kind for each in EXPLAINED.values()}
    return bool(table_of(layer)) and {CODE, NAME} <= fields and bool(kinds & fields)
