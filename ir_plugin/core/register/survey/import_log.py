"""The log of an import: the file, every repair, every rejected row."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import uuid
from typing import Any, Dict, Iterator, List, Sequence, Tuple

from ...layer import Sheet
from ...texts import Text
from ..geopackage import insert, quoted
from .records import SurveyRecord

FILE = ("impor_id", "berkas", "hash", "periode", "n_dibaca", "n_diimpor", "n_diperbaiki", "n_ditolak", "n_tetap")
REPAIR = ("impor_id", "lembar", "baris", "kolom", "nilai_asli", "nilai_baru", "aturan")
FILE_LENGTH = 400
REJECTED = ("impor_id", "lembar", "baris", "kode_alasan", "kalimat", "baris_asli")


def digest_of(sheets: Sequence[Sheet]) -> str:
    """SHA-256 of what a workbook says."""
    digest = hashlib.sha256()
    for sheet in sheets:  # as repr() of it all, which would be as large as the workbook
        digest.update(f"{'[' if sheet is sheets[0] else ', '}({sheet.name!r}, [".encode())
        for number, row in enumerate(sheet.rows):
            digest.update(f"{', ' if number else ''}{row!r}".encode())
        digest.update(b"])")
    digest.update(b"]")
    return digest.hexdigest()


def import_id_of(digest: str, period: str) -> str:
    """The same for the same workbook and period."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, digest + period))


def periods_of(connection: sqlite3.Connection, digest: str) -> List[str]:
    """The periods for which a workbook that says the same has been imported before."""
    query = "SELECT DISTINCT periode FROM impor_berkas WHERE hash = ? ORDER BY periode"
    return [period for (period,) in connection.execute(query, (digest,))]


def write_log(
    connection: sqlite3.Connection,
    file: str,
    digest: str,
    period: str,
    records: Sequence[SurveyRecord],
    changed: int,
) -> None:
    """What was read, repaired and rejected; a workbook that is imported again replaces its own log."""
    import_id = import_id_of(digest, period)
    if connection.execute("SELECT 1 FROM impor_berkas WHERE impor_id = ?", (import_id,)).fetchone():
        if not changed:
            return  # the same workbook again: nothing new to tell
        for table in ("impor_perbaikan", "impor_tolak", "impor_berkas"):
            connection.execute(" ".join(("DELETE FROM", quoted(table), "WHERE impor_id = ?")), (import_id,))
    counts = counts_of(records, changed).values()
    insert(connection, "impor_berkas", FILE, [(import_id, file[:FILE_LENGTH], digest, period, *counts)])
    insert(connection, "impor_perbaikan", REPAIR, _repairs(import_id, records))
    rejected = (_rejected(import_id, record) for record in records if record.rejection)
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


def _repairs(import_id: str, records: Sequence[SurveyRecord]) -> Iterator[Tuple[Any, ...]]:
    for record in records:
        if not record.rejection:
            for repair in (*record.repairs, *record.changes):
                yield (import_id, record.row.sheet, record.row.number, *repair)


def _rejected(import_id: str, record: SurveyRecord) -> Tuple[Any, ...]:
    code, sentence = record.rejection or ("", Text("", ""))
    raw = json.dumps(list(record.row.raw), ensure_ascii=False)
    return import_id, record.row.sheet, record.row.number, code, sentence.id, raw
