"""Map layers as the core takes them: one pass over the features, geometry as WKB, NULL as None."""

from __future__ import annotations

from contextlib import closing
from operator import attrgetter
from typing import Any, NamedTuple, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsUnitTypes,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QDate, QDateTime, Qt, QTime

from ..core.errors import UserError
from ..core.layer import Layer
from ..core.parameters import LayerInput
from ..core.progress import Progress
from ..core.texts import Text
from .version_differences import is_null

NO_FIELD = Text(
    "Layer {name} tidak mempunyai kolom {field}; kolom yang ada: {fields}.",
    "The layer {name} has no field {field}; its fields are: {fields}.",
)
NO_CRS = Text(
    "Layer {name} tidak mempunyai sistem koordinat; tetapkan CRS-nya lebih dahulu.",
    "The layer {name} has no coordinate reference system; set its CRS first.",
)
WRONG_GEOMETRY = Text("Layer {name} harus berisi {geometry}.", "The layer {name} must hold {geometry}.")
TYPES = {
    "point": (QgsWkbTypes.GeometryType.PointGeometry,),
    "polygon": (QgsWkbTypes.GeometryType.PolygonGeometry,),
    "any": (
        QgsWkbTypes.GeometryType.PointGeometry,
        QgsWkbTypes.GeometryType.LineGeometry,
        QgsWkbTypes.GeometryType.PolygonGeometry,
    ),
}
WORDS = {
    "point": Text("titik", "points"),
    "polygon": Text("poligon", "polygons"),
    "any": Text("titik, garis atau poligon", "points, lines or polygons"),
}
PLAIN_WKB = {bytes((1, code, 0, 0, 0)): code for code in range(1, 7)}
"""How WKB begins that the core takes as it is, and the type it tells: two dimensions, straight segments."""
WKB_CODES = {"point": (1, 4), "polygon": (3, 6), "any": tuple(range(1, 7))}
STEP = 1000
"""Features between two looks at the progress and the cancel button."""


class ReadLayer(NamedTuple):
    """A layer for the core, the coordinate system of its geometry, and the feature id of each of its rows."""

    layer: Layer
    crs: QgsCoordinateReferenceSystem
    ids: list[int]


class _Row(NamedTuple):
    id: int
    wkb: bytes
    values: list[Any]


def read_layer(
    source: QgsFeatureSource,
    wanted: LayerInput,
    fields: Optional[Sequence[str]],
    transform_context: QgsCoordinateTransformContext,
    progress: Progress,
) -> ReadLayer:
    """The rows of a source with the given fields (None for all), in ``wanted.crs`` where that is set.

    UserError where it has no coordinate system, other geometry than wanted, or lacks a field.
    """
    _refuse(source, wanted)
    names = source.fields().names() if fields is None else fields
    indices = [_field_index(source, name) for name in names]
    request = QgsFeatureRequest().setSubsetOfAttributes(indices)
    crs = source.sourceCrs()
    if wanted.crs:
        crs = QgsCoordinateReferenceSystem(wanted.crs)
        request.setDestinationCrs(crs, transform_context)
    rows = _read_features(source, request, indices, wanted, progress)
    rows.sort(key=attrgetter("id"))  # a selection comes in any order, and a seeded result must not depend on it
    columns = {name: [_plain_value(row.values[place]) for row in rows] for place, name in enumerate(names)}
    words = crs.authid() or crs.toWkt()
    wkb = [row.wkb for row in rows]
    layer = Layer(wkb, columns, crs.isGeographic(), _metres_per_unit(crs), words, source.sourceName())
    return ReadLayer(layer, crs, [row.id for row in rows])


def _read_features(
    source: QgsFeatureSource, request: QgsFeatureRequest, indices: list[int], wanted: LayerInput, progress: Progress
) -> list[_Row]:
    rows = []
    total = max(source.featureCount(), 1)
    with closing(source.getFeatures(request)) as features:
        for number, feature in enumerate(features):
            if number % STEP == 0:
                progress(min(number / total, 1.0))
            values = [feature.attribute(index) for index in indices]
            rows.append(_Row(feature.id(), _wkb(feature.geometry(), source.sourceName(), wanted), values))
    return rows


def _wkb(geometry: QgsGeometry, name: str, wanted: LayerInput) -> bytes:
    """Two dimensions and straight segments; b"" for no geometry or an empty one. UserError for an unwanted type."""
    if geometry.isEmpty():
        return b""
    wkb = bytes(geometry.asWkb().data())
    if wkb[:5] not in PLAIN_WKB:
        geometry.convertToStraightSegment()
        geometry.get().dropZValue()
        geometry.get().dropMValue()
        wkb = bytes(geometry.asWkb().data())
    if PLAIN_WKB.get(wkb[:5]) not in WKB_CODES[wanted.geometry]:
        raise UserError(WRONG_GEOMETRY, name=name, geometry=WORDS[wanted.geometry])
    return wkb


def _refuse(source: QgsFeatureSource, wanted: LayerInput) -> None:
    """What can be refused before reading; a layer of mixed types shows its types only feature by feature."""
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind not in (*TYPES[wanted.geometry], QgsWkbTypes.GeometryType.UnknownGeometry):
        raise UserError(WRONG_GEOMETRY, name=source.sourceName(), geometry=WORDS[wanted.geometry])
    if not source.sourceCrs().isValid():
        raise UserError(NO_CRS, name=source.sourceName())


def _field_index(source: QgsFeatureSource, name: str) -> int:
    index = source.fields().lookupField(name)
    if index < 0:
        raise UserError(NO_FIELD, name=source.sourceName(), field=name, fields=", ".join(source.fields().names()))
    return index


def _metres_per_unit(crs: QgsCoordinateReferenceSystem) -> float:
    if crs.isGeographic():
        return 1.0
    return QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)


def _plain_value(value: Any) -> Any:
    """Numbers and texts as they are, NULL as None, dates in ISO 8601."""
    if isinstance(value, (bool, int, float, str)):
        return value
    if is_null(value):
        return None
    if isinstance(value, (QDate, QTime, QDateTime)):
        return value.toString(Qt.DateFormat.ISODate)
    return str(value)
