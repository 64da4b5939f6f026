"""The regions of a register, and their boundaries made small enough for a page."""

from __future__ import annotations

import sqlite3
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..industry.privacy.gate import Point
from ..industry.regions import DISTRICT, REGENCY, VILLAGE, parent_of, reference_regions
from ..register.geometry_blobs import wkb_of
from ..register.polygon_parts import Polygon, polygons_of
from ..space.simplifying import SharedBoundaries
from ..space.wkb import centroids

LEVELS = {"kabupaten": REGENCY, "kecamatan": DISTRICT, "desa": VILLAGE}
"""The levels of boundaries, under the names that the page knows."""

DECIMALS = 5
FINEST = 0.0002
"""Degrees, about 20 m, by which a boundary may move."""

VERTICES, OF_EACH, MOST = 36_000, 24, 250_000
"""Of all boundaries together: so many, or so many for each region where that is more, but never more than the last.
Where there are more vertices, boundaries move more."""

LEAST = 12
"""Vertices that a region needs; the villages, and then the districts, of a register that has too many for that are
drawn without boundaries."""


Box = Tuple[float, float, float, float]


class Outline(NamedTuple):
    """One region. polygons: simplified, none without a boundary. point: inside it, for a label or a business. box: of
    west, south, east and north."""

    code: str
    name: str
    level: str
    polygons: Sequence[Polygon]
    point: Optional[Point]
    box: Optional[Box]

    def as_json(self) -> Mapping[str, Any]:
        """The region as the page knows it."""
        point = [round(each, DECIMALS) for each in self.point] if self.point else None
        parent = parent_of(self.code) or None
        names = {"code": self.code, "name": self.name, "level": int(self.level), "parent": parent}
        return {**names, "box": self.box, "point": point}


def outlines(connection: sqlite3.Connection) -> List[Outline]:
    """Every region of a register by its code, the province first."""
    query = "SELECT kode_dagri, nama, tingkat, geom FROM ref_wilayah ORDER BY length(kode_dagri), kode_dagri"
    rows = connection.execute(query).fetchall()
    shapes = [wkb_of(geom) for *_, geom in rows]
    whole = [polygons_of(shape) for shape in shapes]
    drawn = _drawn([level for _, _, level, _ in rows])
    simple = _simplified([polygons if row[2] in drawn else [] for row, polygons in zip(rows, whole)])
    known = reference_regions()
    found = []
    for (code, name, level, _), polygons, fine, centre in zip(rows, simple, whole, centroids(shapes)):
        point = known[code].point if code in known else None
        middle = (float(centre[0]), float(centre[1])) if np.isfinite(centre).all() else None
        found.append(Outline(code, name, level, polygons, point or middle, _box(fine)))
    return found


def boundaries(regions: Sequence[Outline]) -> Mapping[str, Any]:
    """The boundaries of each level as GeoJSON."""
    return {name: collection([each for each in regions if each.level == level], {}) for name, level in LEVELS.items()}


def are_villages_left_out(regions: Sequence[Outline]) -> bool:
    """Whether there are too many villages to draw their boundaries."""
    return VILLAGE not in _drawn([each.level for each in regions])


def _drawn(levels: Sequence[str]) -> List[str]:
    """The levels whose regions are few enough to be drawn, from the largest down."""
    kept = sorted(set(levels))
    while kept and sum(level in kept for level in levels) * LEAST > MOST:
        kept.pop()
    return kept


def _box(polygons: Sequence[Polygon]) -> Optional[Box]:
    if not polygons:
        return None
    xy = np.concatenate([rings[0] for rings in polygons])
    (west, south), (east, north) = (np.round(each, DECIMALS).tolist() for each in (xy.min(axis=0), xy.max(axis=0)))
    return west, south, east, north


def collection(regions: Sequence[Outline], properties: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """A GeoJSON FeatureCollection of those regions that have a boundary. properties: by code, besides the code."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": each.code, **properties.get(each.code, {})},
            "geometry": {"type": "MultiPolygon", "coordinates": [list(map(_ring, rings)) for rings in each.polygons]},
        }
        for each in regions
        if each.polygons
    ]
    return {"type": "FeatureCollection", "features": features}


def _ring(ring: np.ndarray) -> List[List[float]]:
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.tolist()]


def _simplified(shapes: Sequence[Sequence[Polygon]]) -> List[List[Polygon]]:
    """The polygons of every region, as fine as the number of vertices allows."""
    limit = min(max(VERTICES, OF_EACH * len(shapes)), MOST)
    rings = [ring for polygons in shapes for polygon in polygons for ring in polygon]
    shared, tolerance = SharedBoundaries(rings, DECIMALS), FINEST
    simple = shared.simplified(tolerance)
    while sum(map(len, simple)) > limit and tolerance < 1:
        tolerance *= 2
        simple = shared.simplified(tolerance)
    made = iter(simple)
    return [[kept for polygon in polygons for kept in _polygon([next(made) for _ in polygon])] for polygons in shapes]


def _polygon(rings: Polygon) -> List[Polygon]:
    """The polygon, outer ring counter-clockwise and holes clockwise as GeoJSON asks; none where its area is gone."""
    if not len(rings[0]):
        return []
    return [[_turned(ring, at == 0) for at, ring in enumerate(rings) if len(ring)]]


def _turned(ring: np.ndarray, counter_clockwise: bool) -> np.ndarray:
    x, y = (ring - ring[0]).T
    area = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))
    return ring if (area > 0) == counter_clockwise else ring[::-1]


def points_of(regions: Sequence[Outline]) -> Dict[str, Point]:
    """A point inside each village, by code."""
    return {each.code: each.point for each in regions if each.level == VILLAGE and each.point}
