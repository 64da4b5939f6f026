"""Clips the islands of Bangka Belitung from GSHHG 2.3.7 into coastline.geojson, which stands beside this script.

Needed only to make the clip anew. Runs where GDAL's Python bindings are (the system's Python beside QGIS); GSHHG is in
Debian's gmt-gshhg packages (tools/coastline.sh). GSHHG stores coastlines cut into bins of equal size: points are
offsets from the bin's south-west corner in 65535ths of its size. Here the pieces are joined again; an island is a ring
that closes. Source: Wessel and Smith (1996), J. Geophys. Res. 101(B4); licence LGPL 3 or later.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any, Iterator

import numpy as np
from osgeo import gdal, ogr

GSHHG = "/usr/share/gmt-gshhg/binned_GSHHS_f.nc"
TARGET = Path(__file__).with_name("coastline.geojson")
WINDOW = (104.9, -3.9, 109.2, -1.3)  # the province's islands, between Sumatra and Borneo
NEIGHBOURS = ((104.8, -2.6, 105.08, -2.2), (106.1, -3.3, 106.3, -3.15), (108.4, -2.3, 109.2, -1.3))
"""Where the islands of other provinces lie: off Sumatra, Maspari, Karimata."""
LEAST_KM2 = 0.05
CELAGEN = (107.0, -2.9, 107.04, -2.86)  # a village on three islets, of which the smallest is kept as well
LEAST_KM2_AT_CELAGEN = 0.01
TOLERANCE = 0.0008  # degrees, about 90 m; less for islets
KM_PER_DEGREE = 111.0
NOTE = (
    "Islands clipped from GSHHG 2.3.7, full resolution (Wessel and Smith 1996, https://www.soest.hawaii.edu/pwessel/"
    "gshhg/), licence LGPL-3.0-or-later; simplified to about 90 m, islets under 0.05 km2 left out; made by "
    "clip_coastline.py."
)


def shoreline_pieces(path: str, window: tuple[float, float, float, float]) -> Iterator[np.ndarray]:
    """The sea coast's pieces, float64 (n, 2) longitude and latitude, of every bin that touches the window."""
    group = gdal.OpenEx(path, gdal.OF_MULTIDIM_RASTER).GetRootGroup()

    def read(name: str, start: int = 0, count: int = 1) -> Any:
        return group.OpenMDArray(name).ReadAsArray([int(start)], [int(count)])

    size = int(read("Bin_size_in_minutes")[0]) / 60.0
    columns = int(read("N_bins_in_360_longitude_range")[0])
    west, south, east, north = window
    for row in range(math.floor((90 - north) / size), math.floor((90 - south) / size) + 1):
        for column in range(math.floor(west / size), math.floor(east / size) + 1):
            corner = np.array([column * size, 90 - (row + 1) * size])
            number = row * columns + column
            count = int(read("N_segments_in_a_bin", number)[0])
            first = int(read("Id_of_first_segment_in_a_bin", number)[0])
            for segment in range(first, first + count):
                info = int(read("Embedded_npts_levels_exit_entry_for_a_segment", segment)[0])
                level, length = (info >> 6) & 7, info >> 9
                if level != 1:  # lakes and what is in them
                    continue
                start = int(read("Id_of_first_point_in_a_segment", segment)[0])
                offsets = [
                    read(f"Relative_{axis}_from_SW_corner_of_bin", start, length).view(np.uint16)
                    for axis in ("longitude", "latitude")
                ]
                yield np.round(corner + np.stack(offsets, axis=1) * (size / 65535.0), 6)


def islands(pieces: Iterator[np.ndarray]) -> Iterator[ogr.Geometry]:
    """A polygon for each ring that closes within the window."""
    waiting: dict[tuple[float, float], list[np.ndarray]] = {}
    for piece in pieces:
        waiting.setdefault(tuple(piece[0]), []).append(piece)
    while waiting:
        start = next(iter(waiting))
        ring = [_take(waiting, start)]
        while tuple(ring[-1][-1]) != start and tuple(ring[-1][-1]) in waiting:
            ring.append(_take(waiting, tuple(ring[-1][-1])))
        if tuple(ring[-1][-1]) == start:
            yield _polygon(np.concatenate(ring))


def _take(waiting: dict[tuple[float, float], list[np.ndarray]], start: tuple[float, float]) -> np.ndarray:
    piece = waiting[start].pop()
    if not waiting[start]:
        del waiting[start]
    return piece


def _polygon(points: np.ndarray) -> ogr.Geometry:
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in points:
        ring.AddPoint_2D(float(x), float(y))
    polygon = ogr.Geometry(ogr.wkbPolygon)
    polygon.AddGeometry(ring)
    return polygon


def clip() -> list[dict[str, Any]]:
    """The islands of the window as GeoJSON features, the largest first."""
    kept = []
    for island in islands(shoreline_pieces(GSHHG, WINDOW)):
        area = island.Area() * KM_PER_DEGREE**2
        small = LEAST_KM2_AT_CELAGEN if _inside(island, CELAGEN) else LEAST_KM2
        if area >= small and _inside(island, WINDOW) and not any(_inside(island, box) for box in NEIGHBOURS):
            tolerance = min(TOLERANCE, island.Area() ** 0.5 / 20)
            kept.append((area, island.Buffer(0).SimplifyPreserveTopology(tolerance)))
    kept.sort(key=lambda each: -each[0])
    return [
        {
            "type": "Feature",
            "properties": {"km2": round(area, 3)},
            "geometry": json.loads(simple.ExportToJson(["COORDINATE_PRECISION=5"])),
        }
        for area, simple in kept
    ]


def _inside(island: ogr.Geometry, box: tuple[float, float, float, float]) -> bool:
    left, right, bottom, top = island.GetEnvelope()
    west, south, east, north = box
    return west <= left and right <= east and south <= bottom and top <= north


def main() -> None:
    gdal.UseExceptions()
    features = clip()
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    head = json.dumps({"type": "FeatureCollection", "name": "coastline", "description": NOTE})[:-1]
    TARGET.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{TARGET.name}: {len(features)} islands")


if __name__ == "__main__":
    sys.exit(main())
