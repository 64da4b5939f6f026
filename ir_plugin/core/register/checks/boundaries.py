"""The boundaries of a register as the checks ask for them."""

from __future__ import annotations

import sqlite3
from typing import Dict, NamedTuple, Optional

import numpy as np

from ...industry.regions import DISTRICT, REGENCY, VILLAGE, level_of
from ..geometry_blobs import bounds_of, wkb_of
from ..point_in_polygon import METRES_PER_DEGREE, metres_outside, metres_outside_all

COMPLETE = 0.95
"""With this share of its regions a level covers the land: two kelurahan are known to have no polygon."""

TRUSTED = 0.75
"""A region above the villages is judged where so many of its villages have a boundary, or none: else its own, made of
them, does not cover it."""


class Place(NamedTuple):
    """The region nearest to a point, and how far outside of it the point is, in metres."""

    code: str
    metres: float


class Boundaries:
    """Polygons by region code. levels: those of which any region has one. covering: the finest level that covers the
    land, None where none does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._polygons: Dict[str, bytes] = {}
        self._known: Dict[str, bool] = {}
        for code, geom in connection.execute("SELECT kode_dagri, geom FROM ref_wilayah ORDER BY kode_dagri"):
            wkb = wkb_of(geom)
            self._known[code] = bool(wkb)
            if wkb:
                self._polygons[code] = wkb
        self.levels = frozenset(map(level_of, self._polygons))
        self.covering = next((each for each in (VILLAGE, DISTRICT, REGENCY) if self._share(each) >= COMPLETE), None)
        self._codes = [code for code in self._polygons if level_of(code) == self.covering]
        self._bounds = np.array([bounds_of(self._polygons[code]) for code in self._codes]).reshape(-1, 4)
        self._trusted: Dict[str, bool] = {}

    def metres_outside(self, code: str, points: np.ndarray) -> np.ndarray:
        """How far points in degrees (n, 2) lie outside of a region: float64 (n,), NaN where its boundary is not known,
        or not whole."""
        if code not in self._polygons or not self._is_whole(code):
            return np.full(len(points), np.nan)
        return metres_outside_all(self._polygons[code], points)

    def nearest(self, x: float, y: float, within: float) -> Optional[Place]:
        """The nearest region of the covering level at most ``within`` metres away."""
        tall = within / METRES_PER_DEGREE
        wide = tall / np.cos(np.radians(y))
        west, east, south, north = self._bounds.T
        near = (west - wide <= x) & (x <= east + wide) & (south - tall <= y) & (y <= north + tall)
        places = [Place(self._codes[at], self._metres(int(at), x, y)) for at in np.flatnonzero(near)]
        nearest = min(places, key=lambda place: place.metres, default=None)
        return nearest if nearest and nearest.metres <= within else None

    def polygon(self, code: str) -> Optional[bytes]:
        """The polygon of a region as WKB."""
        return self._polygons.get(code)

    def _metres(self, at: int, x: float, y: float) -> float:
        return metres_outside(self._polygons[self._codes[at]], x, y)

    def _share(self, level: str) -> float:
        known = [drawn for code, drawn in self._known.items() if level_of(code) == level]
        return sum(known) / len(known) if known else 0.0

    def _is_whole(self, code: str) -> bool:
        if level_of(code) == VILLAGE:
            return True
        if code not in self._trusted:
            villages = [drawn for each, drawn in self._known.items() if len(each) == 13 and each.startswith(code + ".")]
            self._trusted[code] = not any(villages) or sum(villages) >= TRUSTED * len(villages)
        return self._trusted[code]
