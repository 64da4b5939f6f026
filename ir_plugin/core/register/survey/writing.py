"""Records of a survey into the register's tables, without undoing what the office has edited since."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from functools import lru_cache
from typing import Any, Mapping, Optional, Sequence, Tuple

from ...industry.cleaning.choices import codes_of
from ...industry.schema import TABLES
from ...progress import Progress
from ..geopackage import quoted
from ..packages.rows import content_of, default_of
from .identities import derived_id
from .new_rows import NewRows
from .part_writing import remembered, write_parts
from .past import Past, Values, as_json, past_of, taken_of
from .records import SurveyRecord

FOUND_BY: Mapping[str, Sequence[str]] = {
    "ir_pemilik": ("pemilik_id",),
    "ir_usaha": ("usaha_id",),
    "ir_pengamatan": ("usaha_id", "periode"),
    "ir_produk": ("usaha_id", "utama"),
}
"""The tables of a survey in the order in which they refer to each other, and by what a row is found again."""

UNTOLD: Mapping[str, Mapping[str, str]] = {
    "ir_pemilik": {"jenis_kelamin": "X"},
    "ir_usaha": {"mutu_posisi": "C", "lapangan_usaha": "IND", "lokasi_produksi": "RMH"},
}
"""What a new record says where the survey does not; a survey that does may replace it."""

BLANK: Mapping[str, Values] = {
    table: {**{name: default_of(TABLES[table], name) for name in content_of(TABLES[table])}, **UNTOLD.get(table, {})}
    for table in FOUND_BY
}
"""A new row of which the survey says nothing, but for its id. With all columns, so that SQLite plans only one row."""


def write_records(
    connection: sqlite3.Connection, records: Sequence[SurveyRecord], import_id: str, progress: Progress
) -> int:
    """Adds what is new and changes what the survey says anew. Gives the number of rows that changed something.

    A value that differs from the register is taken where the register still has what was imported before. Where
    somebody has edited it since, the edit stays, and the log tells of both. What the survey does not know stays; a
    survey of an older period only fills gaps.
    """
    rows, numbers = NewRows(connection), _last_numbers(connection)
    taken = [record for record in records if not record.rejection]
    changed = 0
    for at, record in enumerate(taken):
        if at % 50 == 0:
            progress(at / len(taken))
        past = past_of(connection, record)
        parts = [_write(rows, table, record, past, numbers) for table in FOUND_BY]
        parts += [_write_needs(rows, record, past), write_parts(rows, record, past)]
        parts += [_write_licence(rows, record, past, *licence) for licence in record.licences]
        if any(parts) and not past.is_new:
            connection.execute(_TOUCH, (record.business_id,))
        _remember(rows, record, past, import_id)
        changed += any(parts)
        record.tables = {}
        for part in record.parts:
            part.values = {}
    rows.flush()
    return changed


NEEDS = "ir_kebutuhan"
_NEEDS = "SELECT layanan FROM ir_kebutuhan WHERE usaha_id = ? AND periode = ?"
_TOUCH = "UPDATE ir_usaha SET diubah = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE usaha_id = ?"


def _write(rows: NewRows, table: str, record: SurveyRecord, past: Past, numbers: Counter[str]) -> bool:
    """Whether the record was new or changed."""
    row = record.tables[table]
    owner = row["pemilik_id"] if table == "ir_pemilik" else ""
    rows.flush_if_waiting(owner)
    known = _stored(rows.connection, table, row) if owner or not past.is_new else None
    if known is None:
        new = {**BLANK[table], **{name: value for name, value in row.items() if value is not None}}
        new.update(_new_names(table, record, numbers))
        rows.add(table, new, owner)
        return True
    of_period = table == "ir_pengamatan"
    before = ((past.same or {}) if of_period else (past.same or past.latest)).get(table, {})
    taken = taken_of(record, row, known, before, UNTOLD.get(table, {}), past.is_older and not of_period)
    _change(rows.connection, table, row, taken)
    return bool(taken)


def _new_names(table: str, record: SurveyRecord, numbers: Counter[str]) -> Values:
    """What a new row is called, which it keeps whatever a later survey says."""
    business = record.business_id
    if table == "ir_usaha":
        return {"kode_usaha": _next_code(numbers, record.village)}
    if table == "ir_pengamatan":
        return {"pengamatan_id": derived_id("pengamatan", business, record.tables[table]["periode"])}
    return {"produk_id": derived_id("produk", business)} if table == "ir_produk" else {}


def _stored(connection: sqlite3.Connection, table: str, row: Values) -> Optional[Values]:
    names = (TABLES[table].key, *BLANK[table])
    found = connection.execute(_search(table, names), _found_by(table, row)).fetchone()
    return dict(zip(names, found)) if found else None


@lru_cache(maxsize=8)
def _search(table: str, names: Tuple[str, ...]) -> str:
    return " ".join(("SELECT", ", ".join(map(quoted, names)), "FROM", quoted(table), "WHERE", _where(table)))


def _change(connection: sqlite3.Connection, table: str, row: Values, taken: Values) -> None:
    if taken:
        changes = ", ".join(f"{quoted(name)} = ?" for name in taken)
        query = " ".join(("UPDATE", quoted(table), "SET", changes, "WHERE", _where(table)))
        connection.execute(query, (*taken.values(), *_found_by(table, row)))


def _where(table: str) -> str:
    return " AND ".join(f"{quoted(name)} = ?" for name in FOUND_BY[table])


def _found_by(table: str, row: Values) -> Sequence[Any]:
    return [row[name] for name in FOUND_BY[table]]


def _write_licence(rows: NewRows, record: SurveyRecord, past: Past, kind: str, number: str) -> bool:
    row = (record.business_id, kind, number)
    known = "SELECT 1 FROM ir_legalitas WHERE usaha_id = ? AND jenis = ? AND nomor = ?"
    if not past.is_new and rows.connection.execute(known, row).fetchone():
        return False
    columns = ("legalitas_id", "usaha_id", "jenis", "nomor")
    rows.add("ir_legalitas", dict(zip(columns, (derived_id("legalitas", *row), *row))))
    return True


def _write_needs(rows: NewRows, record: SurveyRecord, past: Past) -> bool:
    """Whether the survey names support that neither the register has nor an earlier import of the period had named:
    what somebody has taken away since stays away."""
    named = codes_of(record.tables.get(NEEDS, {}).get("layanan"))
    earlier = codes_of((past.same or {}).get(NEEDS, {}).get("layanan"))
    key = (record.business_id, record.tables["ir_pengamatan"]["periode"])
    known = {code for (code,) in rows.connection.execute(_NEEDS, key)} if named and not past.is_new else set()
    new = [code for code in named if code not in known and code not in earlier]
    for code in new:
        columns = ("kebutuhan_id", "usaha_id", "periode", "layanan")
        rows.add(NEEDS, dict(zip(columns, (derived_id("kebutuhan", *key, code), *key, code))))
    return bool(new)


def _remember(rows: NewRows, record: SurveyRecord, past: Past, import_id: str) -> None:
    """Keeps the values as imported, by which a later import tells an edit from what it wrote itself."""
    values = {
        table: {name: as_json(value) for name, value in row.items() if value is not None}
        for table, row in record.tables.items()
    }
    values.update(remembered(record))
    if values == past.same:
        return
    key = (record.business_id, record.tables["ir_pengamatan"]["periode"])
    if not past.is_new:
        rows.connection.execute("DELETE FROM impor_baris WHERE usaha_id = ? AND periode = ?", key)
    columns = ("usaha_id", "periode", "impor_id", "lembar", "baris", "nilai")
    row = (*key, import_id, record.row.sheet, record.row.number, json.dumps(values, ensure_ascii=False))
    rows.add("impor_baris", dict(zip(columns, row)))


def _last_numbers(connection: sqlite3.Connection) -> Counter[str]:
    query = "SELECT substr(kode_usaha, 4, 4), max(CAST(substr(kode_usaha, 9) AS INTEGER)) FROM ir_usaha GROUP BY 1"
    return Counter(dict(connection.execute(query).fetchall()))


def _next_code(numbers: Counter[str], village: str) -> str:
    regency = village[:5].replace(".", "")
    numbers[regency] += 1
    return f"IR-{regency}-{numbers[regency]:04d}"
