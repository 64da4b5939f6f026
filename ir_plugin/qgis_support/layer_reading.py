"""Map layers as the core takes them: one pass over the features, geometry as WKB, NULL as None."""

from __future__ import annotations

from contextlib import closing
from operator import itemgetter
from typing import Any, NamedTuple, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
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
from .crs_of_threads import with_definition
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
    "place": (QgsWkbTypes.GeometryType.PointGeometry, QgsWkbTypes.GeometryType.NullGeometry),
    "any": (
        QgsWkbTypes.GeometryType.PointGeometry,
        QgsWkbTypes.GeometryType.LineGeometry,
        QgsWkbTypes.GeometryType.PolygonGeometry,
    ),
}
WORDS = {
    "point": Text("titik", "points"),
    "polygon": Text("poligon", "polygons"),
    "place": Text("titik, atau tabel tanpa geometri", "points, or be a table without geometry"),
    "any": Text("titik, garis atau poligon", "points, lines or polygons"),
}
PLAIN_WKB = {bytes((1, code, 0, 0, 0)): code for code in range(1, 7)}
"""How WKB begins that the core takes as it is, and the type it tells: two dimensions, straight segments."""
WKB_CODES = {"point": (1, 4), "place": (1, 4), "polygon": (3, 6), "any": tuple(range(1, 7))}
PLAIN_TYPES = {bool, int, float, str}
STEP = 1000
"""Features between two looks at the progress and the cancel button."""


class ReadLayer(NamedTuple):
    """A layer for the core, the coordinate system of its geometry, and the feature id of each of its rows."""

    layer: Layer
    crs: QgsCoordinateReferenceSystem
    ids: list[int]


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
    crs = stored = with_definition(source.sourceCrs())
    if wanted.crs and crs.isValid():
        crs = QgsCoordinateReferenceSystem(wanted.crs)
    # not by the request, which would use the source's own system even where that has lost its definition
    move = QgsCoordinateTransform(stored, crs, transform_context)
    rows = _read_features(source, indices, wanted, move, progress)
    rows.sort(key=itemgetter(0))  # a selection comes in any order, and a seeded result must not depend on it
    ids, wkb, *values = map(list, zip(*rows)) if rows else ([] for _ in range(2 + len(indices)))
    columns = dict(zip(names, map(_plain_values, values)))
    words = crs.authid() or crs.toWkt()
    layer = Layer(wkb, columns, crs.isGeographic(), _metres_per_unit(crs), words, source.sourceName())
    return ReadLayer(layer, crs, ids)


def _read_features(
    source: QgsFeatureSource,
    indices: list[int],
    wanted: LayerInput,
    move: QgsCoordinateTransform,
    progress: Progress,
) -> list[tuple[Any, ...]]:
    """Each feature as its id, its WKB and its values."""
    rows = []
    request, moves = QgsFeatureRequest().setSubsetOfAttributes(indices), not move.isShortCircuited()
    total, name = max(source.featureCount(), 1), source.sourceName()
    with closing(source.getFeatures(request)) as features:
        for number, feature in enumerate(features):
            if number % STEP == 0:
                progress(min(number / total, 1.0))
            values = map(feature.attribute, indices)
            geometry = feature.geometry()
            if moves:
                geometry = _moved(geometry, move)
            rows.append((feature.id(), _wkb(geometry, name, wanted), *values))
    return rows


def _moved(geometry: QgsGeometry, move: QgsCoordinateTransform) -> QgsGeometry:
    """In the other system; none where it has no place there."""
    try:
        geometry.transform(move)
    except QgsCsException:
        return QgsGeometry()
    return geometry


def _wkb(geometry: QgsGeometry, name: str, wanted: LayerInput) -> bytes:
    """Two dimensions and straight segments; b"" for no geometry or an empty one. UserError for an unwanted type."""
    if geometry.isEmpty():
        return b""
    wkb = geometry.asWkb().data()
    kind = PLAIN_WKB.get(wkb[:5])
    if kind is None:
        geometry.convertToStraightSegment()
        geometry.get().dropZValue()
        geometry.get().dropMValue()
        wkb = geometry.asWkb().data()
        kind = PLAIN_WKB.get(wkb[:5])
    if kind not in WKB_CODES[wanted.geometry]:
        raise UserError(WRONG_GEOMETRY, name=name, geometry=WORDS[wanted.geometry])
    return wkb


def _refuse(source: QgsFeatureSource, wanted: LayerInput) -> None:
    """What can be refused before reading; a layer of mixed types shows its types only feature by feature."""
    kind = QgsWkbTypes.geometryType(source.wkbType())
    if kind not in (*TYPES[wanted.geometry], QgsWkbTypes.GeometryType.UnknownGeometry):
        raise UserError(WRONG_GEOMETRY, name=source.sourceName(), geometry=WORDS[wanted.geometry])
    if kind != QgsWkbTypes.GeometryType.NullGeometry and not source.sourceCrs().isValid():
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


def _plain_values(values: list[Any]) -> list[Any]:
    """A column as the core takes it; most are plain already and need no second look at each value."""
    return values if set(map(type, values)) <= PLAIN_TYPES else [_plain_value(value) for value in values]


def _plain_value(value: Any) -> Any:
    """Numbers and texts as they are, NULL as None, dates in ISO 8601."""
    if type(value) in PLAIN_TYPES:
        return value
    if is_null(value):
        return None
    if isinstance(value, (QDate, QTime, QDateTime)):
        return value.toString(Qt.DateFormat.ISODate)
    return str(value)
