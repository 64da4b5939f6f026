"""Showing on the map where a row belongs: the business, else its village."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsFeature, QgsFeatureRequest, QgsVectorLayer

from ..core.register.business_filter import literal
from ..core.register.summary_view import NAME
from ..core.texts import Text
from ..qgis_support.version_differences import is_null
from .workspace import Workspace

REGIONS, BUSINESSES = "ref_wilayah", "ir_usaha"
NOT_SHOWN = Text(
    "Baris itu tidak tampak di proyek; hapus saringan, atau buka kembali register.",
    "The project does not show that row; clear the filter, or open the register again.",
)
WITHOUT_POSITION = Text(
    "Usaha itu belum mempunyai titik; yang ditunjukkan adalah desanya.",
    "That business has no position yet; its village is shown.",
)


def go_to(workspace: Workspace, table: str, key: str) -> None:
    """Shows a business (of "ir_usaha") or a village (of "ref_wilayah"): selected, in view, and flashing once."""
    layer = _villages(workspace) if table == REGIONS else workspace.layer(table)
    feature = feature_of(layer, "kode_dagri" if table == REGIONS else "usaha_id", key) if layer is not None else None
    if layer is None or feature is None:
        workspace.refuse(NOT_SHOWN)
    elif not feature.hasGeometry() and table == BUSINESSES:
        workspace.say(WITHOUT_POSITION)
        if not is_null(feature["kode_desa"]):
            go_to(workspace, REGIONS, feature["kode_desa"])
    else:
        _look_at(workspace, layer, feature)
        workspace.canvas.flashFeatureIds(layer, [feature.id()])


def show_place(workspace: Workspace, business: Optional[str], village: Optional[str]) -> bool:
    """Zooms to the business and selects it; to its village where it has no point or is not shown. False where there is
    neither."""
    businesses, villages = workspace.layer(NAME), _villages(workspace)
    return _show(workspace, businesses, "usaha_id", business) or _show(workspace, villages, "kode_dagri", village)


def feature_of(layer: QgsVectorLayer, key: str, value: str) -> Optional[QgsFeature]:
    """The row of a layer with this key; None where there is none."""
    request = QgsFeatureRequest().setFilterExpression(f'"{key}" = {literal(value)}').setLimit(1)
    return next(layer.getFeatures(request), None)


def _show(workspace: Workspace, layer: Optional[QgsVectorLayer], key: str, value: Optional[str]) -> bool:
    feature = feature_of(layer, key, value) if layer is not None and value else None
    if layer is None or feature is None or feature.geometry().isNull():
        return False
    _look_at(workspace, layer, feature)
    return True


def _look_at(workspace: Workspace, layer: QgsVectorLayer, feature: QgsFeature) -> None:
    layer.selectByIds([feature.id()])
    workspace.canvas.zoomToFeatureIds(layer, [feature.id()])


def _villages(workspace: Workspace) -> Optional[QgsVectorLayer]:
    return workspace.layer(REGIONS, "villages")
