"""Older boundaries beside new ones: they stay, unless the new ones already cover their ground."""

from __future__ import annotations

import sqlite3
from typing import List, Mapping, NamedTuple

from ..geometry_engine import GeometryEngine
from ..industry.regions import parent_of
from .geometry_blobs import wkb_of
from .polygon_parts import square_degrees

COVERED = 0.5
"""The share of an older boundary's area that new ones must cover to take its place."""


class Older(NamedTuple):
    """Neighbours of imported regions that the layer lacks, as "name (code)": those whose boundary went or stayed."""

    gone: List[str]
    kept: List[str]


def clear_covered(connection: sqlite3.Connection, new: Mapping[str, bytes], engine: GeometryEngine) -> Older:
    """Takes away older boundaries that mostly lie under the ``new`` ones (by code) of the same region above.

    A source that lacks a village usually has its ground in the village that it was split from.
    """
    older = Older([], [])
    for parent in sorted({parent_of(code) for code in new}):
        others = [
            (code, f"{name} ({code})", wkb_of(geom))
            for code, name, geom in connection.execute(
                "SELECT kode_dagri, nama, geom FROM ref_wilayah "
                "WHERE induk = ? AND geom IS NOT NULL ORDER BY kode_dagri",
                (parent,),
            )
            if code not in new
        ]
        ground = engine.union([area for code, area in new.items() if parent_of(code) == parent]) if others else b""
        for code, words, area in others:
            covered = _shared(engine, area, ground) > COVERED * square_degrees(area)
            (older.gone if covered else older.kept).append(words)
            if covered:
                connection.execute(
                    "UPDATE ref_wilayah SET geom = NULL, sumber_batas = NULL WHERE kode_dagri = ?", (code,)
                )
    return older


def _shared(engine: GeometryEngine, one: bytes, other: bytes) -> float:
    """The area that two MultiPolygons share, by inclusion and exclusion: an engine unites, it does not intersect."""
    return square_degrees(one) + square_degrees(other) - square_degrees(engine.union([one, other]))
