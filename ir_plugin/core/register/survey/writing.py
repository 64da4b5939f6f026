"""Records of a survey into the register's tables, and the log of the import."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from collections import Counter
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ...layer import Sheet
from ...progress import Progress
from ...texts import Text
from ..geopackage import insert, quoted
from .records import SurveyRecord

KEYS = {"ir_pemilik": "pemilik_id", "ir_usaha": "usaha_id", "ir_pengamatan": "pengamatan_id", "ir_produk": "produk_id"}
"""The tables of a survey in the order in which they refer to each other."""

UNTOLD = {"ir_pemilik": {"jenis_kelamin": "X"}, "ir_usaha": {"mutu_posisi": "C"}}
"""What a new record says where the survey does not."""

FILE = ("impor_id", "berkas", "hash", "periode", "n_dibaca", "n_diimpor", "n_diperbaiki", "n_ditolak", "n_tetap")
REPAIR = ("impor_id", "lembar", "baris", "kolom", "nilai_asli", "nilai_baru", "aturan")
REJECTED = ("impor_id", "lembar", "baris", "kode_alasan", "kalimat", "baris_asli")


def write_records(connection: sqlite3.Connection, records: Sequence[SurveyRecord], progress: Progress) -> int:
    """Adds what is new and changes what differs; what the survey does not know stays. Gives the rows that changed."""
    numbers = _last_numbers(connection)
    taken = [record for record in records if not record.rejection]
    changed = 0
    for at, record in enumerate(taken):
        if at % 50 == 0:
            progress(at / len(taken))
        parts = [_write(connection, table, record.tables[table], numbers) for table in KEYS]
        parts += [_write_licence(connection, record.business_id, *licence) for licence in record.licences]
        changed += any(parts)
    return changed


def _write(connection: sqlite3.Connection, table: str, row: Mapping[str, Any], numbers: Counter[str]) -> bool:
    """Whether the record was new or differed."""
    key = KEYS[table]
    known = _stored(connection, table, key, row)
    if known is None:
        new = {name: UNTOLD.get(table, {}).get(name) if value is None else value for name, value in row.items()}
        if table == "ir_usaha":
            new["kode_usaha"] = _next_code(numbers, row["kode_desa"])
        insert(connection, table, list(new), [list(new.values())])
        return True
    different = {name: value for name, value in row.items() if value is not None and value != known[name]}
    if different:
        _change(connection, table, key, row[key], different)
    return bool(different)


def _stored(
    connection: sqlite3.Connection, table: str, key: str, row: Mapping[str, Any]
) -> Optional[Mapping[str, Any]]:
    names = ", ".join(quoted(name) for name in row)
    query = " ".join(("SELECT", names, "FROM", quoted(table), "WHERE", quoted(key), "= ?"))
    found = connection.execute(query, (row[key],)).fetchone()
    return dict(zip(row, found)) if found else None


def _change(connection: sqlite3.Connection, table: str, key: str, value: str, row: Mapping[str, Any]) -> None:
    changes = ", ".join(f"{quoted(name)} = ?" for name in row)
    query = " ".join(("UPDATE", quoted(table), "SET", changes, "WHERE", quoted(key), "= ?"))
    connection.execute(query, (*row.values(), value))


def _write_licence(connection: sqlite3.Connection, business_id: str, kind: str, number: str) -> bool:
    row = (business_id, kind, number)
    known = "SELECT 1 FROM ir_legalitas WHERE usaha_id = ? AND jenis = ? AND nomor = ?"
    if connection.execute(known, row).fetchone():
        return False
    insert(connection, "ir_legalitas", ("usaha_id", "jenis", "nomor"), [row])
    return True


def _last_numbers(connection: sqlite3.Connection) -> Counter[str]:
    query = "SELECT substr(kode_usaha, 4, 4), max(CAST(substr(kode_usaha, 9) AS INTEGER)) FROM ir_usaha GROUP BY 1"
    return Counter(dict(connection.execute(query).fetchall()))


def _next_code(numbers: Counter[str], village: str) -> str:
    regency = village[:5].replace(".", "")
    numbers[regency] += 1
    return f"IR-{regency}-{numbers[regency]:04d}"


def write_log(
    connection: sqlite3.Connection, sheets: Sequence[Sheet], period: str, records: Sequence[SurveyRecord], changed: int
) -> None:
    """What was read, repaired and rejected; a workbook that is imported again replaces its own log."""
    digest = hashlib.sha256(repr([(sheet.name, sheet.rows) for sheet in sheets]).encode()).hexdigest()
    import_id = str(uuid.uuid5(uuid.NAMESPACE_OID, digest + period))
    if connection.execute("SELECT 1 FROM impor_berkas WHERE impor_id = ?", (import_id,)).fetchone():
        if not changed:
            return  # the same workbook again: nothing new to tell
        for table in ("impor_perbaikan", "impor_tolak", "impor_berkas"):
            connection.execute(" ".join(("DELETE FROM", quoted(table), "WHERE impor_id = ?")), (import_id,))
    names = ", ".join(sheet.name for sheet in sheets)[:400]
    counts = counts_of(records, changed).values()
    insert(connection, "impor_berkas", FILE, [(import_id, names, digest, period, *counts)])
    insert(connection, "impor_perbaikan", REPAIR, _repairs(import_id, records))
    rejected = [_rejected(import_id, record) for record in records if record.rejection]
    insert(connection, "impor_tolak", REJECTED, rejected)


def counts_of(records: Sequence[SurveyRecord], changed: int) -> Dict[str, int]:
    """The numbers of an import, in the order of FILE."""
    taken = [record for record in records if not record.rejection]
    return {
        "N_READ": len(records),
        "N_IMPORTED": len(taken),
        "N_REPAIRED": sum(len(record.repairs) for record in taken),
        "N_REJECTED": len(records) - len(taken),
        "N_UNCHANGED": len(taken) - changed,
    }


def _repairs(import_id: str, records: Sequence[SurveyRecord]) -> List[Tuple[Any, ...]]:
    return [
        (import_id, record.row.sheet, record.row.number, *repair)
        for record in records
        if not record.rejection
        for repair in record.repairs
    ]


def _rejected(import_id: str, record: SurveyRecord) -> Tuple[Any, ...]:
    code, sentence = record.rejection or ("", Text("", ""))
    raw = json.dumps(list(record.row.raw), ensure_ascii=False)
    return import_id, record.row.sheet, record.row.number, code, sentence.id, raw
