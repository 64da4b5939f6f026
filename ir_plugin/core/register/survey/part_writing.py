"""Rows of repeat groups, photos and consents into their tables, without undoing what the office has edited since."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any, Dict, List, Mapping, Optional, Sequence, Set, Tuple

from ...industry.schema import TABLES
from ..geopackage import quoted
from ..packages.rows import content_of
from .identities import derived_id
from .new_rows import NewRows
from .parts import PartRecord
from .past import Past, Values, taken_of
from .records import SurveyRecord

KNOWN_BY: Mapping[str, Sequence[str]] = {
    "ir_produk": ("usaha_id", "nama_produk_asli"),
    "ir_legalitas": ("usaha_id", "jenis", "nomor"),
    "ir_pendampingan": ("usaha_id", "tanggal", "layanan", "penyelenggara", "program"),
    "ir_kebutuhan": ("usaha_id", "periode", "layanan"),
    "ir_foto": ("usaha_id", "berkas"),
    "ir_persetujuan": ("pemilik_id", "tanggal", "tujuan"),
}
"""By what a row of a survey is known again; those that are alike in it are told apart by their order."""

REMEMBERED = "rincian"
"""Under which the values as imported keep those of parts, by id."""


def write_parts(rows: NewRows, record: SurveyRecord, past: Past) -> bool:
    """Whether any part of a record was new or changed. What somebody has taken away since it was imported for this
    period stays away."""
    belongs = {
        "usaha_id": record.business_id,
        "pemilik_id": record.tables["ir_pemilik"]["pemilik_id"],
        "periode": record.tables["ir_pengamatan"]["periode"],
    }
    seen: Counter[Tuple[Any, ...]] = Counter()
    claimed = {derived_id("produk", record.business_id)}
    changed = False
    for part in written(record):
        table = part.row.table
        names = {field.name for field in TABLES[table].fields}
        part.values.update({name: value for name, value in belongs.items() if name in names})
        key = (table, *(part.values.get(name) for name in KNOWN_BY[table]))
        part.values = {TABLES[table].key: _id_of(key, seen[key]), **part.values}
        seen[key] += 1
        changed |= _write(rows, part, past, claimed)
    return changed


def written(record: SurveyRecord) -> List[PartRecord]:
    """The parts that have rows of their own: the main product is written with its business."""
    return [part for part in record.parts if not part.rejection and not part.is_main]


def remembered(record: SurveyRecord) -> Dict[str, Dict[str, Values]]:
    """The values of parts as imported."""
    parts = {part.values[TABLES[part.row.table].key]: part.values for part in written(record)}
    return {REMEMBERED: parts} if parts else {}


def _id_of(key: Tuple[Any, ...], number: int) -> str:
    table, *values = key
    return derived_id(table[3:], *("" if each is None else str(each) for each in values), *[str(number)] * (number > 0))


def _write(rows: NewRows, part: PartRecord, past: Past, claimed: Set[str]) -> bool:
    table, values = part.row.table, part.values
    own = TABLES[table].key
    rows.flush_if_waiting(values[own])
    is_new = past.is_new and "usaha_id" in values
    known = None if is_new else _stored(rows.connection, table, values, claimed)
    if known is None:
        if values[own] in (past.same or {}).get(REMEMBERED, {}):
            return False
        rows.add(table, values, values[own])
        return True
    claimed.add(known[own])
    before = (past.same or past.latest).get(REMEMBERED, {}).get(values[own], {})
    told = {name: value for name, value in values.items() if name in part.row.cells or name == "utama"}
    taken = taken_of(part, told, known, before, {}, past.is_older and "periode" not in values)
    if taken:
        changes = ", ".join(f"{quoted(name)} = ?" for name in taken)
        query = " ".join(("UPDATE", quoted(table), "SET", changes, "WHERE", quoted(own), "= ?"))
        rows.connection.execute(query, (*taken.values(), known[own]))
    return bool(taken)


def _stored(connection: sqlite3.Connection, table: str, values: Values, claimed: Set[str]) -> Optional[Values]:
    """The row of this id, else the first that says the same and is no other part's."""
    own = TABLES[table].key
    names = (own, *content_of(TABLES[table]))
    alike = " AND ".join(f"{quoted(name)} IS ?" for name in KNOWN_BY[table])
    select = ("SELECT", ", ".join(map(quoted, names)), "FROM", quoted(table), "WHERE")
    for condition, key in (
        (f"{quoted(own)} = ?", [values[own]]),
        (alike, [values.get(name) for name in KNOWN_BY[table]]),
    ):
        for row in connection.execute(" ".join((*select, condition)), key):
            if row[0] not in claimed:
                return dict(zip(names, row))
    return None
