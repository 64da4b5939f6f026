"""The islands of the province, and a point on land for every village."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import shapely
import shapely.ops
from shapely import Point, Polygon
from shapely.geometry import shape

from ir_plugin.core.industry.regions import VILLAGE, Region, reference_regions

SOURCES = Path(__file__).resolve().parents[1] / "sources"
GRID = 1e-5
"""Degrees, about 1 m: every coordinate of the boundaries lies on this grid."""

INVENTED_POINTS = {
    "19.05.01.1008": (105.1560, -2.0255),
    "19.05.01.1009": (105.1975, -2.0480),
}
"""Keranggan and Menjelang, two new kelurahan of Mentok that no public set has a point for."""

_INSHORE = 0.002  # degrees, how far inside the coast a point that fell into the sea is set


@dataclass(frozen=True)
class Village:
    """A village, its point on land, the number of its island, and what happened to the point (in Indonesian)."""

    region: Region
    point: Point
    island: int
    remark: str


def islands() -> list[Polygon]:
    """The islands of sources/coastline.geojson, the largest first, on the grid."""
    features = json.loads((SOURCES / "coastline.geojson").read_text(encoding="utf-8"))["features"]
    return [shapely.set_precision(shape(feature["geometry"]), GRID) for feature in features]


def villages(land: list[Polygon]) -> list[Village]:
    """Every village with a point on land, in the order of the codes."""
    tree = shapely.STRtree(land)
    regions = sorted(reference_regions().values(), key=lambda region: region.code)
    return [_village(region, land, tree) for region in regions if region.level == VILLAGE]


def _village(region: Region, land: list[Polygon], tree: shapely.STRtree) -> Village:
    remark = ""
    if region.point is None:
        remark = "Titik karangan: belum ada titik dalam data terbuka."
    point = Point(region.point or INVENTED_POINTS[region.code])
    island = int(tree.query_nearest(point)[0])
    if not land[island].contains(point):
        remark = "Titik digeser ke darat terdekat."
        inland = land[island].buffer(-min(_INSHORE, land[island].area ** 0.5 / 8))
        point = shapely.ops.nearest_points(inland, point)[0]
    return Village(region, point, island, remark)
