"""Which positions of a survey can be trusted: those of one owner, in or near the village."""

from __future__ import annotations

import sqlite3
import struct
from typing import Dict, Sequence, Set

from ...industry.cleaning.coordinates import Position
from ..geometry_blobs import blob_of, wkb_of
from ..point_in_polygon import metres_outside
from .records import SurveyRecord

SHARED_BY = 3
"""So many owners do not live at one point: it is the office's, or where the form was filled in."""

DOUBTFUL_M = 300.0
"""A position farther than this outside of its village is doubtful; less may be the boundary's fault."""

WKB_POINT = "<BI2d"


def drop_shared_positions(records: Sequence[SurveyRecord]) -> None:
    """Removes positions that several owners share; the log says so, the raw cells stay beside."""
    owners: Dict[Position, Set[str]] = {}
    taken = [record for record in records if record.position and not record.rejection]
    for record in taken:
        if record.position:
            owners.setdefault(record.position, set()).add(record.tables["ir_pemilik"]["pemilik_id"])
    for record in taken:
        if record.position and len(owners[record.position]) >= SHARED_BY:
            raw = " | ".join(record.tables["ir_usaha"].get(name, "") for name in ("lat_asli", "lon_asli"))
            record.repairs.append(("koordinat", raw, "", "titik_bersama"))
            record.position = None


def place(connection: sqlite3.Connection, records: Sequence[SurveyRecord]) -> None:
    """Gives each business its point and the point's quality: doubtful where far outside of the village."""
    boundaries = {
        code: wkb_of(geom)
        for code, geom in connection.execute("SELECT kode_dagri, geom FROM ref_wilayah WHERE geom IS NOT NULL")
    }
    for record in records:
        if record.rejection:
            continue
        business = record.tables["ir_usaha"]
        if record.position:
            business["geom"] = blob_of(struct.pack(WKB_POINT, 1, 1, *record.position))
            boundary = boundaries.get(business["kode_desa"])
            is_far = boundary is not None and metres_outside(boundary, *record.position) > DOUBTFUL_M
            business["mutu_posisi"] = "D" if is_far else "B"
