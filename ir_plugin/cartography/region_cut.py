"""The part of a layer that lies in one region, drawn as the layer is."""

from __future__ import annotations

from typing import Iterator, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from .legend import IS_RESULT
from .styles import THEME_PROPERTY

SLIVER, WHOLE = 0.01, 0.99
"""Shares of a polygon: what is less is a neighbour that only touches, what is more lies inside; boundaries of several
sources never meet exactly."""


def cut(layer: QgsVectorLayer, region: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """A layer in memory with what lies in the region, whose outline is in this system: points that are inside, the
    parts inside of lines and polygons. Its classes are those of the whole layer."""
    outline = QgsGeometry(region)
    outline.transform(QgsCoordinateTransform(crs, layer.crs(), QgsCoordinateTransformContext()))
    part = empty_copy(layer)
    part.dataProvider().addFeatures(list(_inside(layer, outline)))
    part.updateExtents()
    return part


def empty_copy(layer: QgsVectorLayer) -> QgsVectorLayer:
    """A layer in memory with the columns of this one, drawn as it is, and nothing in it."""
    copy = layer.materialize(QgsFeatureRequest().setFilterFids([]))
    copy.setName(layer.name())
    copy.setRenderer(layer.renderer().clone())
    copy.setOpacity(layer.opacity())
    copy.setMetadata(layer.metadata())
    if layer.labeling():
        copy.setLabeling(layer.labeling().clone())
        copy.setLabelsEnabled(layer.labelsEnabled())
    for name in (THEME_PROPERTY, IS_RESULT):
        copy.setCustomProperty(name, layer.customProperty(name))
    return copy


def _inside(layer: QgsVectorLayer, outline: QgsGeometry) -> Iterator[QgsFeature]:
    engine = QgsGeometry.createGeometryEngine(outline.constGet())
    engine.prepareGeometry()
    is_point = layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(outline.boundingBox())):
        geometry = feature.geometry()
        if not engine.intersects(geometry.constGet()):
            continue
        kept = geometry if is_point else _part(geometry, outline)
        if kept is not None:
            feature.setGeometry(kept)
            yield feature


def _part(geometry: QgsGeometry, outline: QgsGeometry) -> Optional[QgsGeometry]:
    """What of a line or polygon is inside; None where it only touches."""
    inside = geometry.intersection(outline)
    size, kept = (each.area() or each.length() for each in (geometry, inside))
    if geometry.type() == QgsWkbTypes.GeometryType.PolygonGeometry:
        size, kept = geometry.area(), inside.area()
    if kept > WHOLE * size:
        return geometry
    if kept < SLIVER * min(size, outline.area() or size):
        return None
    if inside.wkbType() == QgsWkbTypes.Type.GeometryCollection or not inside.convertGeometryCollectionToSubclass(
        geometry.type()
    ):
        inside.convertGeometryCollectionToSubclass(geometry.type())
    return inside if not inside.isEmpty() else None
