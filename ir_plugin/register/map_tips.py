"""What the map tells about a business under the pointer, and what can be done: call it, or open it in a web map."""

from __future__ import annotations

from typing import Mapping, Optional

from qgis.core import QgsAction, QgsVectorLayer

from ..core.texts import Text

CALL, MAP_LINK = Text("Telepon pemilik", "Call the owner"), Text("Buka di peta web", "Open in a web map")
SCOPES = {"Feature", "Canvas"}
WEB_MAP = "https://www.openstreetmap.org/?mlat=[% $y %]&mlon=[% $x %]#map=18/[% $y %]/[% $x %]"
PHONE = "tel:[% regexp_replace(coalesce({owner}, ''), '[^0-9+]', '') %]"
OWNER = "attribute(get_feature('{layer}', 'pemilik_id', \"pemilik_id\"), 'no_hp')"

BUSINESS_TIP = """<b>[% ir_html("nama_usaha") %]</b><br>
[% coalesce(ir_html("produk_utama") || '<br>', '') %][% coalesce(ir_html("desa") || ', ' || ir_html("kecamatan"), '') %]
[% coalesce('<br>' || ir_html(ir_class("kelas_ir")), '') %]"""
REGION_TIP = """<b>[% ir_html("nama") %]</b>"""
TIPS: Mapping[str, str] = {"usaha_ringkas": BUSINESS_TIP, "ref_wilayah": REGION_TIP}


def add_map_tip(layer: QgsVectorLayer, table: str) -> None:
    """The words under the pointer, where there is something to say about a table."""
    if table in TIPS:
        layer.setMapTipTemplate(TIPS[table])


def add_actions(businesses: QgsVectorLayer, owners: Optional[QgsVectorLayer], language: str) -> None:
    """Lets a business be called and be looked up in a web map. Actions that are there already are put anew."""
    manager = businesses.actions()
    manager.clearActions()
    link = QgsAction(QgsAction.ActionType.OpenUrl, MAP_LINK.in_language(language), WEB_MAP, "", False, "", SCOPES)
    manager.addAction(link)
    if owners is not None:
        number = PHONE.format(owner=OWNER.format(layer=owners.id()))
        manager.addAction(
            QgsAction(QgsAction.ActionType.OpenUrl, CALL.in_language(language), number, "", False, "", SCOPES)
        )
