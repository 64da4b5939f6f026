"""Names of regions beside the circles upon them: in the middle, where they are else, they would hide the circles."""

from __future__ import annotations

from typing import Dict, List, Mapping, Sequence

from qgis.core import (
    QgsFeatureRequest,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsUnitTypes,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
    QgsWkbTypes,
)

from .circles import circle_rules, has_circles
from .styles import geometry_of
from .whereabouts import code_column, codes_of

PROPERTIES = QgsPalLayerSettings.Property
GAP_MM = 0.5
"""Between a circle and the name beside it."""

POSITIONS = "'B,T,R,L,BR,BL,TR,TL'"
"""Where a name stands beside its circle, below it rather than elsewhere."""

CENTRE = """with_variable('sizes',
array_foreach(generate_series(1, num_geometries($geometry)), area(geometry_n($geometry, @element))),
with_variable('part', coalesce(geometry_n($geometry, array_find(@sizes, array_max(@sizes)) + 1), $geometry),
if(intersects(centroid(@part), @part), centroid(@part), point_on_surface(@part))))"""
"""An expression: where a circle is drawn, in the middle of the largest part; where that middle is outside, as in a bay,
elsewhere in it."""


def names_beside_circles(layers: Sequence[QgsMapLayer]) -> List[QgsMapLayer]:
    """The layers, copies in place of those that name the regions which circles stand upon. The circles are as large as
    on the sheet."""
    radii: Dict[str, float] = {}
    for layer in layers:
        if isinstance(layer, QgsVectorLayer) and has_circles(layer):
            radii.update(_radii(layer))
    named = [codes_of([layer]) & set(radii) if _names_regions(layer) else set() for layer in layers]
    return [
        _beside(layer, {code: radii[code] for code in sorted(codes)}) if codes else layer
        for layer, codes in zip(layers, named)
    ]


def _radii(layer: QgsVectorLayer) -> Dict[str, float]:
    """The radius in millimetres of the circle upon each region, by its code."""
    column, found = code_column(layer), {}
    for condition, circle in circle_rules(layer).items() if column else ():
        request = QgsFeatureRequest().setFilterExpression(condition).setFlags(QgsFeatureRequest.Flag.NoGeometry)
        found.update({str(feature[column]): circle.size() / 2 for feature in layer.getFeatures(request)})
    return found


def _names_regions(layer: QgsMapLayer) -> bool:
    """Whether a layer writes names of areas in the plain way; what lies in a region has a code of it too."""
    has_names = isinstance(layer, QgsVectorLayer) and layer.labelsEnabled() and geometry_of(layer) == "polygon"
    return has_names and isinstance(layer.labeling(), QgsVectorLayerSimpleLabeling)


def _beside(layer: QgsVectorLayer, radii: Mapping[str, float]) -> QgsVectorLayer:
    copy = layer.clone()
    settings = copy.labeling().settings()
    settings.geometryGenerator = CENTRE
    settings.geometryGeneratorType = QgsWkbTypes.GeometryType.PointGeometry
    settings.geometryGeneratorEnabled = True
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.distUnits = QgsUnitTypes.RenderUnit.RenderMillimeters
    distances = ", ".join(f"'{code}', {radius + GAP_MM:.2f}" for code, radius in radii.items())
    properties = settings.dataDefinedProperties()
    for key, expression in (
        (PROPERTIES.PredefinedPositionOrder, POSITIONS),
        (PROPERTIES.LabelDistance, f'map_get(map({distances}), "{code_column(copy)}")'),
    ):
        properties.setProperty(key, QgsProperty.fromExpression(expression))
    settings.setDataDefinedProperties(properties)
    copy.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    return copy
