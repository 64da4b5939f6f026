"""The rules of points: in the province, on land, in their village, not shared, not the middle of the village."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from typing import Dict, Iterator, List, NamedTuple, Optional, Set, Tuple

import numpy as np

from ...declaration import Note
from ...industry.checks import place_rules as limits
from ...industry.cleaning.coordinates import clean_position
from ...industry.regions import DISTRICT, REGENCY, VILLAGE, reference_regions
from ...progress import Progress
from ...texts import Text
from ..extents import Extents, extents_of
from ..geometry_blobs import point_of, rings_of
from ..point_in_polygon import METRES_PER_DEGREE
from ..village_points import centroid
from .boundaries import Boundaries
from .findings import Finding, finding

_POINTS = """SELECT usaha_id, coalesce(pemilik_id, usaha_id), kode_desa, metode_koordinat, geom FROM ir_usaha
WHERE geom IS NOT NULL ORDER BY usaha_id"""
_VILLAGE_CENTROID = "SNT"
_EXCHANGED = {"19.03", "19.05"}
_ABOVE = (
    (VILLAGE, 13, "Q04", limits.VILLAGE_TOLERANCE_M),
    (DISTRICT, 8, "Q03", limits.DISTRICT_TOLERANCE_M),
    (REGENCY, 5, "Q02", limits.REGENCY_TOLERANCE_M),
)
"""From the village up: level, length of its codes, rule, tolerance in metres."""

_SAME_DECIMALS = 6

SKIPPED = Text(
    "Aturan {rules} tidak diperiksa: register belum punya batas wilayahnya; jalankan dahulu Impor batas wilayah.",
    "The rules {rules} were not checked: the register has no boundaries for them yet; run Import boundaries first.",
)
UNBOUNDED = Text(
    "{count} titik tidak dapat diperiksa terhadap desanya, karena desa itu tanpa batas.",
    "{count} {count:point|points} could not be checked against their village, for it has no boundary.",
)


class _Point(NamedTuple):
    business: str
    owner: str
    village: Optional[str]
    method: Optional[str]
    x: float
    y: float

    def __str__(self) -> str:
        """What a finding is about: another one where the point or the village changes."""
        return f"{self.y:.6f}, {self.x:.6f} ({self.village or '-'})"


class Places(NamedTuple):
    """What was found, by which rules, and what there is to say about the others."""

    findings: List[Finding]
    rules: Set[str]
    notes: List[Note]


def found_among_places(connection: sqlite3.Connection, progress: Progress) -> Places:
    """The findings about every point of the register, as far as its boundaries allow."""
    boundaries, extents = Boundaries(connection), extents_of(connection)
    points = list(_points(connection))
    rules = {"Q01", "Q06", "Q07"} | {rule for level, _, rule, _ in _ABOVE if level in boundaries.levels}
    rules |= {"Q05"} if boundaries.covering else set()
    findings = [*_shared(points), *_middles(points, boundaries)]
    outside = _metres_outside(points, boundaries, progress)
    for point, metres in zip(points, outside):
        found = _misplaced(point, metres, boundaries, extents)
        findings += [found] if found else []
    notes = []
    skipped = sorted({"Q05", *(rule for _, _, rule, _ in _ABOVE)} - rules)
    if skipped:
        notes.append(Note(SKIPPED.format(rules=", ".join(skipped)), warning=True))
    unbounded = sum(bool(point.village) and not boundaries.polygon(point.village or "") for point in points)
    if unbounded and VILLAGE in boundaries.levels:
        notes.append(Note(UNBOUNDED.format(count=unbounded), warning=True))
    return Places(findings, rules, notes)


def _points(connection: sqlite3.Connection) -> Iterator[_Point]:
    for business, owner, village, method, geom in connection.execute(_POINTS):
        position = point_of(geom)
        if position:
            yield _Point(business, owner, village, method, *position)


def _metres_outside(points: List[_Point], boundaries: Boundaries, progress: Progress) -> np.ndarray:
    """How far each point lies outside of its village, district and regency: float64 (n, 3), NaN where that is not known
    and above a village in which it lies."""
    metres = np.full((len(points), len(_ABOVE)), np.nan)
    places = np.array([(point.x, point.y) for point in points]).reshape(-1, 2)
    for level, (_level, length, _rule, _tolerance) in enumerate(_ABOVE):
        regions: Dict[str, List[int]] = defaultdict(list)
        for at in np.flatnonzero(~(metres[:, 0] <= limits.VILLAGE_TOLERANCE_M)):
            regions[(points[at].village or "")[:length]].append(int(at))
        for number, (code, rows) in enumerate(regions.items()):
            progress((level + number / len(regions)) / len(_ABOVE))
            metres[rows, level] = boundaries.metres_outside(code, places[rows])
    return metres


def _misplaced(point: _Point, metres: np.ndarray, boundaries: Boundaries, extents: Extents) -> Optional[Finding]:
    """The gravest of what is wrong with a place; None where nothing is, as far as can be told. metres: outside of its
    village, district and regency."""
    windows = [extents.window_of(point.village)] if point.village else list(extents.windows.values())
    if not any(window.has(point.x, point.y) for window in windows):
        zone = extents.zone_of(point.village or "")
        meant = clean_position(str(point.y), str(point.x), windows[0], zone).value if windows else None
        return finding("Q01", "ir_usaha", point.business, "geom", str(point), meant)
    if metres[0] <= limits.VILLAGE_TOLERANCE_M:
        return None
    broken = [rule for (_, _, rule, tolerance), distance in zip(_ABOVE, metres) if distance > tolerance]
    place = boundaries.nearest(point.x, point.y, limits.SEA_TOLERANCE_M) if boundaries.covering else None
    if boundaries.covering and place is None:
        return finding("Q05", "ir_usaha", point.business, "geom", str(point))
    if not broken:
        return None
    lies_in = place.code if place and not place.metres and boundaries.covering == VILLAGE else None
    if lies_in and point.village and {lies_in[:5], point.village[:5]} == _EXCHANGED:
        return finding("Q08", "ir_usaha", point.business, "kode_desa", point.village, lies_in)
    return finding(broken[-1], "ir_usaha", point.business, "geom", str(point), lies_in)


def _shared(points: List[_Point]) -> Iterator[Finding]:
    """Points of several owners; those recorded as a village's centroid are meant to be shared."""
    by_place: Dict[Tuple[float, float], List[_Point]] = defaultdict(list)
    for point in points:
        if point.method != _VILLAGE_CENTROID:
            by_place[round(point.x, _SAME_DECIMALS), round(point.y, _SAME_DECIMALS)].append(point)
    for group in by_place.values():
        if len({point.owner for point in group}) >= limits.SHARED_BY:
            for point in group:
                yield finding("Q06", "ir_usaha", point.business, "geom", str(point))


def _middles(points: List[_Point], boundaries: Boundaries) -> Iterator[Finding]:
    """Points that are the middle of their village without saying so."""
    middles: Dict[str, List[Tuple[float, float]]] = {}
    for point in points:
        if not point.village or point.method == _VILLAGE_CENTROID:
            continue
        if point.village not in middles:
            middles[point.village] = list(_middles_of(point.village, boundaries))
        if any(_metres(point, middle) < limits.SAME_PLACE_M for middle in middles[point.village]):
            yield finding("Q07", "ir_usaha", point.business, "geom", str(point), _VILLAGE_CENTROID)


def _middles_of(village: str, boundaries: Boundaries) -> Iterator[Tuple[float, float]]:
    """The point of the reference list, and the centroid of the boundary."""
    region = reference_regions().get(village)
    if region and region.point:
        yield region.point
    polygon = boundaries.polygon(village)
    if polygon:
        yield centroid(rings_of(polygon))


def _metres(point: _Point, other: Tuple[float, float]) -> float:
    shrink = math.cos(math.radians(point.y))
    return math.hypot((point.x - other[0]) * shrink, point.y - other[1]) * METRES_PER_DEGREE
