"""Which boundaries overlap, and by how much: looked for only where the parts of a region cover less than their sum."""

from __future__ import annotations

import sqlite3
from typing import Iterator, List, NamedTuple, Optional, Sequence

from ..declaration import Note
from ..figures import figure
from ..geometry_engine import GeometryEngine
from ..industry.regions import level_of
from ..texts import Text, joined, same
from .geometry_blobs import Bounds, bounds_of, wkb_of
from .polygon_parts import km2_of, square_degrees

OVERLAP_KM2 = 0.01
"""Two boundaries that share less, one hectare, only do not follow the same line exactly."""

SHOWN = 20
OVERLAPS = Text(
    "Pasangan wilayah yang bertumpang tindih: {count}, seluruhnya {area} km²: {pairs}. Batasnya dipakai seperti "
    "adanya; titik di daerah itu masuk ke salah satunya.",
    "Pairs of regions that overlap: {count}, by {area} km² in all: {pairs}. The boundaries are used as they are; a "
    "point there belongs to either.",
)
PAIR = same("{first} – {second} {area} km²")


class Drawn(NamedTuple):
    """A region that has a boundary; words as in reports."""

    code: str
    words: str
    area: bytes
    bounds: Bounds


class Overlap(NamedTuple):
    """Two regions and the square kilometres that they share."""

    first: str
    second: str
    km2: float


def drawn_within(connection: sqlite3.Connection, code: Optional[str]) -> List[Drawn]:
    """The regions just below one that have a boundary, in the order of their codes; the provinces for None."""
    rows = connection.execute(
        "SELECT kode_dagri, nama, geom FROM ref_wilayah WHERE induk IS ? AND geom IS NOT NULL ORDER BY kode_dagri",
        (code,),
    )
    found = [(each, f"{name} ({each})", wkb_of(geom)) for each, name, geom in rows]
    return [Drawn(each, words, area, bounds_of(area)) for each, words, area in found if area]


def overlaps_among(
    connection: sqlite3.Connection, regions: Sequence[Drawn], whole: bytes, level: str, engine: GeometryEngine
) -> List[Overlap]:
    """The overlaps of regions whose dissolved area is ``whole``, told for the regions of ``level`` within them."""
    if not whole:
        return []
    excess = sum(square_degrees(each.area) for each in regions) - square_degrees(whole)
    if km2_of(excess, bounds_of(whole)[2]) < OVERLAP_KM2:
        return []
    pairs = [(one, two) for place, one in enumerate(regions) for two in regions[place + 1 :]]
    return [found for one, two in pairs for found in _between(connection, one, two, level, engine)]


def overlap_notes(overlaps: Sequence[Overlap]) -> List[Note]:
    """A warning that lists the overlaps, the largest first; none where there are none."""
    if not overlaps:
        return []
    largest = sorted(overlaps, key=lambda each: -each.km2)[:SHOWN]
    words = [PAIR.format(first=each.first, second=each.second, area=figure(each.km2, 3)) for each in largest]
    pairs = joined(words + ([same("…")] if len(overlaps) > SHOWN else []), "; ")
    total = figure(sum(each.km2 for each in overlaps), 3)
    return [Note(OVERLAPS.format(count=len(overlaps), area=total, pairs=pairs), warning=True)]


def _between(
    connection: sqlite3.Connection, one: Drawn, two: Drawn, level: str, engine: GeometryEngine
) -> Iterator[Overlap]:
    if not _near(one.bounds, two.bounds):
        return
    shared = square_degrees(one.area) + square_degrees(two.area) - square_degrees(engine.union([one.area, two.area]))
    km2 = km2_of(shared, one.bounds[2])
    if km2 < OVERLAP_KM2:
        return
    within, beside = (drawn_within(connection, each.code) if level_of(each.code) < level else [] for each in (one, two))
    if not (within and beside):
        yield Overlap(one.words, two.words, km2)
    for first in within:
        for second in beside:
            yield from _between(connection, first, second, level, engine)


def _near(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
