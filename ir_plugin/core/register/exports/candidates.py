"""The businesses of a register as they ask to pass the gate."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Iterator

from ...industry.privacy.gate import Candidate
from ...industry.regions import reference_regions
from ..consents import consents_by_owner
from ..geometry_blobs import point_of
from ..summary_view import workers

_QUERY = Path(__file__).parent / "businesses.sql"
_VILLAGE_CENTROID = "SNT"


def candidates(connection: sqlite3.Connection, language: str) -> Iterator[Candidate]:
    """Every business, with its owner, main product and latest observation; products are named in ``language``."""
    query = _QUERY.read_text(encoding="utf-8").format(men=workers("l", "a"), women=workers("p", "a"))
    consents, regions = consents_by_owner(connection), reference_regions()
    cursor = connection.execute(query, {"language": language})
    names = [column[0] for column in cursor.description]
    for row in cursor:
        values = dict(zip(names, row))
        region = regions.get(values["kode_desa"] or "")
        is_own = values["metode_koordinat"] != _VILLAGE_CENTROID
        yield Candidate(
            values,
            consents.get(values["pemilik_id"], ()),
            point_of(values["geom"]) if is_own else None,
            region.point if region else None,
        )
