"""Polygons of a layer made usable: corners without coordinates, self-crossings, rows that repeat a region."""

from __future__ import annotations

from typing import List, NamedTuple, Sequence, Tuple

import numpy as np

from ..declaration import Note
from ..geometry_engine import GeometryEngine
from ..industry.regions import region_words
from ..progress import Progress
from ..texts import Text
from .boundary_codes import SHOWN, listed
from .boundary_layer import Boundary
from .geometry_blobs import rings_of
from .polygon_parts import Polygon, multipolygon, polygons_of

MENDED = Text(
    "Wilayah yang poligonnya memotong dirinya sendiri dan diperbaiki: {count} ({names}).",
    "Regions whose polygon crossed itself and was repaired: {count} ({names}).",
)
NOT_FINITE = Text(
    "Wilayah yang poligonnya punya titik sudut tanpa koordinat, yang dibuang: {count} ({names}); periksa bentuknya.",
    "Regions whose polygon had corners without coordinates, which were left out: {count} ({names}); check their shape.",
)
NO_AREA = Text(
    "Wilayah dalam layer tanpa poligon yang dapat dipakai: {count} ({names}).",
    "Regions of the layer without a polygon that can be used: {count} ({names}).",
)


class Repaired(NamedTuple):
    """The whole area of each boundary, ``b""`` where it has none, and what was repaired."""

    areas: List[bytes]
    notes: List[Note]


class _Lists(NamedTuple):
    """The regions, in words, to which something happened."""

    mended: List[str]
    not_finite: List[str]
    no_area: List[str]


def repaired(boundaries: Sequence[Boundary], engine: GeometryEngine, progress: Progress) -> Repaired:
    """Every boundary as one valid MultiPolygon; see Repaired."""
    areas: List[bytes] = []
    lists = _Lists([], [], [])
    for number, boundary in enumerate(boundaries):
        progress(number / len(boundaries))
        valid = [area for polygon in boundary.polygons if (area := _valid(polygon, boundary, engine, lists))]
        areas.append(valid[0] if len(valid) == 1 else engine.union(valid) if valid else b"")
        if not areas[-1]:
            lists.no_area.append(region_words(boundary.code, boundary.name))
    notes = []
    for sentence, regions in zip((MENDED, NOT_FINITE, NO_AREA), lists):
        names = list(dict.fromkeys(regions))
        if names:
            notes.append(Note(sentence.format(count=len(names), names=listed(names, SHOWN)), warning=True))
    return Repaired(areas, notes)


def _valid(polygon: bytes, boundary: Boundary, engine: GeometryEngine, lists: _Lists) -> bytes:
    """The area of one polygon; ``b""`` where none is left."""
    words = region_words(boundary.code, boundary.name)
    if not all(np.isfinite(ring).all() for ring in rings_of(polygon)):
        lists.not_finite.append(words)
        polygon = multipolygon([rings for each in polygons_of(polygon) if (rings := _finite(each))])
    try:
        area = engine.make_valid(polygon) if polygon else b""
    except ValueError:
        return b""
    if area and _corners(area) != _corners(polygon):
        lists.mended.append(words)
    return area


def _finite(polygon: Polygon) -> Polygon:
    """The rings without corners that have no coordinates; [] where no outer ring is left."""
    rings = [_closed(ring[np.isfinite(ring).all(axis=1)]) for ring in polygon]
    return [ring for ring in rings if len(ring)] if len(rings[0]) else []


def _closed(ring: np.ndarray) -> np.ndarray:
    """A ring that ends where it begins; empty where it spans no area."""
    if len(ring) and not np.array_equal(ring[0], ring[-1]):
        ring = np.concatenate([ring, ring[:1]])
    return ring if len(ring) > 3 else ring[:0]


def _corners(wkb: bytes) -> Tuple[int, int]:
    """How many rings and corners there are; a repair changes one of them."""
    rings = rings_of(wkb)
    return len(rings), sum(map(len, rings))
