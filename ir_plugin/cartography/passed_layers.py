"""Layers as they may leave the offices: copies in memory that hold what the gate lets out, and nothing else."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Any, Callable, Hashable, List, Mapping, NamedTuple, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.industry.privacy.layer_columns import KEY, export_column, kept_back
from ..core.industry.privacy.profiles import LEAST, Profile
from ..core.progress import Progress, no_progress, part, watched
from ..core.register.export_register import today
from ..core.register.exports.passed_businesses import PassedBusiness, passed_businesses
from .drawn_columns import drawn_columns
from .region_cut import empty_copy

TAKEN, JUDGED = 0.2, 0.8
"""Where the progress of a layer of businesses stands when they have been read, and when they have passed the gate."""

DEGREES = "EPSG:4326"
CELL = 0.01
"""Degrees, a little more than a kilometre: the grid to which outlines are widened, for their corners are the places of
businesses. That is several times as far as places are commonly moved for the same reason (150 to 300 m)."""


class PassedLayer(NamedTuple):
    """A copy, and what there is to say of it. moved: whether any point is that of a village. few: how many outlines
    were left out, for they have too few members."""

    layer: QgsVectorLayer
    left_out: Mapping[Any, int] = {}
    moved: bool = False
    few: int = 0


def passed_points(
    layer: QgsVectorLayer, register: str, profile: Profile, progress: Progress = no_progress
) -> PassedLayer:
    """The businesses of a layer that pass the gate of a register, drawn as the layer is: their places and columns are
    the gate's, what a result adds to them stays, every other column is empty. They lie in the gate's order, for that of
    a register would be told by the order in which they are drawn."""
    features = _by_business(layer)
    shown = _shown_beside(layer, features, profile)
    passed = passed_businesses(register, shown, profile, today(), part(progress, TAKEN, JUDGED))
    place = _transform(QgsCoordinateReferenceSystem(DEGREES), layer.crs())
    copy, made = empty_copy(layer), []
    write = _writers(layer, profile)
    for key, business in watched(list(passed.by_id.items()), part(progress, JUDGED, 1.0)):
        if business.point is not None:
            made += [_feature(copy, feature, business, write, place) for feature in features[key]]
    _fill(copy, made)
    moved = any(each.is_moved for each in passed.by_id.values())
    return PassedLayer(copy, passed.left_out, moved)


def passed_outlines(layer: QgsVectorLayer, at: int) -> PassedLayer:
    """Outlines around businesses, widened to a grid, without those of few. at: the column with their members."""
    copy, made, few = empty_copy(layer), [], 0
    for feature in layer.getFeatures():
        members = feature.attribute(at)
        if not isinstance(members, (int, float)) or members < LEAST:
            few += 1
        elif not feature.geometry().isEmpty():
            feature.setGeometry(_of_kind(copy, _widened(feature.geometry(), layer.crs())))
            made.append(feature)
    _fill(copy, made)
    return PassedLayer(copy, few=few)


Writer = Callable[[QgsFeature, PassedBusiness], Any]
"""What a column of a copy holds of a business."""


def _writers(layer: QgsVectorLayer, profile: Profile) -> List[Writer]:
    """One for each field of the layer, in their order."""
    fields: QgsFields = layer.fields()
    empty = kept_back(fields.names(), profile)
    return [_writer(field, at, fields.fieldOrigin(at), empty) for at, field in enumerate(fields)]


def _writer(field: QgsField, at: int, origin: int, empty: frozenset[str]) -> Writer:
    """Columns that are joined or computed in the project are empty: nobody knows what they are made of."""
    column = export_column(field.name())
    if field.name() in empty or origin != QgsFields.FieldOrigin.OriginProvider:
        return lambda feature, business: None
    if column is None:
        return lambda feature, business: feature.attribute(at)
    name = column.name
    return lambda feature, business: business.values.get(name)


def _by_business(layer: QgsVectorLayer) -> Mapping[str, List[QgsFeature]]:
    """The features of a layer by the id of their business, which may have several."""
    key, found = layer.fields().lookupField(KEY), defaultdict(list)
    for feature in layer.getFeatures():
        found[str(feature.attribute(key))].append(feature)
    return found


def _shown_beside(
    layer: QgsVectorLayer, features: Mapping[str, Sequence[QgsFeature]], profile: Profile
) -> Mapping[str, Hashable]:
    """By id, what the map tells of businesses that the register does not know: the results that it is drawn by."""
    known = kept_back(layer.fields().names(), profile)
    results = sorted(each for each in drawn_columns(layer) if each not in known and export_column(each) is None)

    def told(feature: QgsFeature) -> Tuple[str, ...]:
        return tuple(str(feature[each]) for each in results)

    return {key: tuple(sorted(map(told, of_one))) for key, of_one in features.items()}


def _feature(
    copy: QgsVectorLayer,
    feature: QgsFeature,
    business: PassedBusiness,
    writers: Sequence[Writer],
    place: QgsCoordinateTransform,
) -> QgsFeature:
    made = QgsFeature(copy.fields())
    made.setAttributes([write(feature, business) for write in writers])
    point = QgsGeometry.fromPointXY(QgsPointXY(*(business.point or ())))
    point.transform(place)
    made.setGeometry(_of_kind(copy, point))
    return made


def _widened(outline: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
    """What lies around the cells of the grid in which an outline of this system has its corners."""
    degrees, shape = QgsCoordinateReferenceSystem(DEGREES), QgsGeometry(outline)
    shape.transform(_transform(crs, degrees))
    cells = {(math.floor(each.x() / CELL), math.floor(each.y() / CELL)) for each in shape.vertices()}
    corners = {(west + across, south + up) for west, south in cells for across in (0, 1) for up in (0, 1)}
    around = QgsGeometry.fromMultiPointXY([QgsPointXY(x * CELL, y * CELL) for x, y in sorted(corners)]).convexHull()
    around.transform(_transform(degrees, crs))
    return around


def _of_kind(layer: QgsVectorLayer, geometry: QgsGeometry) -> QgsGeometry:
    if QgsWkbTypes.isMultiType(layer.wkbType()):
        geometry.convertToMultiType()
    return geometry


def _fill(copy: QgsVectorLayer, features: Sequence[QgsFeature]) -> None:
    copy.dataProvider().addFeatures(list(features))
    copy.updateExtents()


def _transform(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    return QgsCoordinateTransform(source, target, QgsCoordinateTransformContext())
