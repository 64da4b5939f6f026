"""Showing on the map where a row belongs: the business, else its village."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorLayer

from ..core.register.business_filter import literal
from ..core.register.summary_view import NAME
from .workspace import Workspace


def show_place(workspace: Workspace, business: Optional[str], village: Optional[str]) -> bool:
    """Zooms to the business and selects it; to its village where it has no point or is not shown. False where there is
    neither."""
    return _show(workspace, workspace.layer(NAME), "usaha_id", business) or _show(
        workspace, workspace.layer("ref_wilayah", "villages"), "kode_dagri", village
    )


def feature_of(layer: QgsVectorLayer, key: str, value: str) -> Optional[QgsFeature]:
    """The row of a layer with this key; None where there is none."""
    request = QgsFeatureRequest().setFilterExpression(f'"{key}" = {literal(value)}').setLimit(1)
    return next(layer.getFeatures(request), None)


def _show(workspace: Workspace, layer: Optional[QgsVectorLayer], key: str, value: Optional[str]) -> bool:
    feature = feature_of(layer, key, value) if layer is not None and value else None
    if layer is None or feature is None or feature.geometry().isNull():
        return False
    layer.selectByIds([feature.id()])
    workspace.canvas.zoomToFeatureIds(layer, [feature.id()])
    return True
