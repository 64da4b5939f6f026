"""The businesses of a register as they ask to pass the gate."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Iterator

from ...industry.privacy.gate import Candidate
from ..consents import consents_by_owner
from ..geometry_blobs import point_of
from ..summary_view import workers
from ..village_points import village_points

_QUERY = Path(__file__).parent / "businesses.sql"
_VILLAGE_CENTROID = "SNT"
_VILLAGES = "SELECT DISTINCT kode_desa FROM ir_usaha WHERE kode_desa IS NOT NULL"


def candidates(connection: sqlite3.Connection, language: str) -> Iterator[Candidate]:
    """Every business, with its owner, main product and latest observation; products are named in ``language``."""
    query = _QUERY.read_text(encoding="utf-8").format(men=workers("l", "a"), women=workers("p", "a"))
    consents = consents_by_owner(connection)
    villages = [code for (code,) in connection.execute(_VILLAGES)]
    points = village_points(connection, villages)
    cursor = connection.execute(query, {"language": language})
    names = [column[0] for column in cursor.description]
    for row in cursor:
        values = dict(zip(names, row))
        is_own = values["metode_koordinat"] != _VILLAGE_CENTROID
        yield Candidate(
            values,
            consents.get(values["pemilik_id"], ()),
            point_of(values["geom"]) if is_own else None,
            points.get(values["kode_desa"] or ""),
        )
