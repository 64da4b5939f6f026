"""Where the regions of a register lie: the window in which positions are expected, and the UTM zone of each regency."""

from __future__ import annotations

import sqlite3
from typing import Dict, Iterator, List, Mapping, NamedTuple, Tuple

from ..industry.cleaning.coordinates import INDONESIA, PROVINCE, ZONE, Window
from ..industry.regions import REGENCY, level_of, reference_regions

MARGIN = 0.5
"""Degrees by which positions may lie outside of all boundaries: islets and coasts that a layer leaves out."""

_BOXES = """SELECT r.kode_dagri, i.minx, i.maxx, i.miny, i.maxy FROM ref_wilayah AS r
JOIN rtree_ref_wilayah_geom AS i ON i.id = r.fid"""
_CODES = "SELECT kode_dagri FROM ref_wilayah WHERE tingkat = ?"
_ZONE_WIDTH, _ZONE_ONE = 6, -180


class Extents(NamedTuple):
    """windows: by province. zones: of UTM, by regency."""

    windows: Mapping[str, Window]
    zones: Mapping[str, int]

    def window_of(self, code: str) -> Window:
        """Where a region's places are expected; anywhere in the country where the register does not know."""
        return self.windows.get(code[:2], INDONESIA)

    def zone_of(self, code: str) -> int:
        """The UTM zone in which the middle of a region's regency lies."""
        return self.zones.get(code[:5], ZONE)


def extents_of(connection: sqlite3.Connection) -> Extents:
    """By the boundaries of the register. A province of which a regency has none is taken from the plugin's reference
    where it is Bangka Belitung, else not judged."""
    boxes: Dict[str, List[Tuple[float, ...]]] = {}
    for code, *box in connection.execute(_BOXES):
        for part in {code[:2], code[:5]}:
            boxes.setdefault(part, []).append(tuple(box))
    regencies = [code for (code,) in connection.execute(_CODES, (REGENCY,))]
    own = {code[:2] for code in reference_regions()}
    windows: Dict[str, Window] = {}
    for province in {code[:2] for code in regencies}:
        if all(code in boxes for code in regencies if code[:2] == province):
            windows[province] = _window(boxes[province])
        elif province in own:
            windows[province] = PROVINCE
    spans = {code: [(west, east) for west, east, *_ in boxes[code]] for code in regencies if code in boxes}
    known = {code: each for code, each in _reference_spans().items() if code in regencies}
    return Extents(windows, {code: _zone(each) for code, each in {**known, **spans}.items()})


def _window(boxes: List[Tuple[float, ...]]) -> Window:
    west, east, south, north = (list(each) for each in zip(*boxes))
    return Window((min(west) - MARGIN, max(east) + MARGIN), (min(south) - MARGIN, max(north) + MARGIN))


def _zone(spans: List[Tuple[float, float]]) -> int:
    middle = (min(west for west, _ in spans) + max(east for _, east in spans)) / 2
    return int((middle - _ZONE_ONE) // _ZONE_WIDTH) + 1


def _reference_spans() -> Mapping[str, List[Tuple[float, float]]]:
    """The longitudes of the villages that the plugin brings, by regency."""
    spans: Dict[str, List[Tuple[float, float]]] = {}
    for code, longitude in _points():
        spans.setdefault(code, []).append((longitude, longitude))
    return spans


def _points() -> Iterator[Tuple[str, float]]:
    for code, region in reference_regions().items():
        if region.point and level_of(code) != REGENCY:
            yield code[:5], region.point[0]
