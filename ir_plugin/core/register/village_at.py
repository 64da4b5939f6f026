"""The village in which a point lies, by the boundaries of the register."""

from __future__ import annotations

from typing import Optional

from ..industry.regions import VILLAGE
from .geometry_blobs import wkb_of
from .geopackage import reading
from .point_in_polygon import metres_outside

_NEAR = """SELECT w.kode_dagri, w.geom FROM rtree_ref_wilayah_geom AS r JOIN ref_wilayah AS w ON w.fid = r.id
WHERE w.tingkat = ? AND r.minx <= ? AND r.maxx >= ? AND r.miny <= ? AND r.maxy >= ? ORDER BY w.kode_dagri"""


def village_at(path: str, longitude: float, latitude: float) -> Optional[str]:
    """The code of the village around a point in degrees (EPSG:4326); None outside of all, such as at sea.

    UserError where the register cannot be read.
    """
    with reading(path) as connection:
        near = connection.execute(_NEAR, (VILLAGE, longitude, longitude, latitude, latitude)).fetchall()
    return next((code for code, geom in near if not metres_outside(wkb_of(geom), longitude, latitude)), None)
