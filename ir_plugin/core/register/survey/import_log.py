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
from .logged import LoggedRow
from .parts import PartRecord
from .records import SurveyRecord

FILE = ("impor_id", "berkas", "hash", "periode", "n_dibaca", "n_diimpor", "n_diperbaiki", "n_ditolak", "n_tetap")
REPAIR = ("impor_id", "lembar", "baris", "kolom", "nilai_asli", "nilai_baru", "aturan")
COUNTED = ("N_READ", "N_IMPORTED", "N_REPAIRED", "N_REJECTED", "N_UNCHANGED")
"""The numbers of an import that FILE keeps, in its order."""

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
    orphans: Sequence[PartRecord],
    changed: int,
) -> None:
    """What was read, repaired and rejected; a workbook that is imported again replaces its own log.

    orphans: rows of repeat groups that belong to no record.
    """
    import_id = import_id_of(digest, period)
    if connection.execute("SELECT 1 FROM impor_berkas WHERE impor_id = ?", (import_id,)).fetchone():
        if not changed:
            return  # the same workbook again: nothing new to tell
        for table in ("impor_perbaikan", "impor_tolak", "impor_berkas"):
            connection.execute(" ".join(("DELETE FROM", quoted(table), "WHERE impor_id = ?")), (import_id,))
    counts = [counts_of(records, orphans, changed)[name] for name in COUNTED]
    insert(connection, "impor_berkas", FILE, [(import_id, file[:FILE_LENGTH], digest, period, *counts)])
    rows = rows_of(records, orphans)
    insert(connection, "impor_perbaikan", REPAIR, _repairs(import_id, rows))
    rejected = (_rejected(import_id, row) for row in rows if row.rejection)
    insert(connection, "impor_tolak", REJECTED, rejected)


def rows_of(records: Sequence[SurveyRecord], orphans: Sequence[PartRecord]) -> List[LoggedRow]:
    """Every row of the survey: each of the main sheet with its own of repeat groups behind it, then the orphans."""
    return [*(row for record in records for row in (record, *record.parts)), *orphans]


def counts_of(records: Sequence[SurveyRecord], orphans: Sequence[PartRecord], changed: int) -> Dict[str, int]:
    """The numbers of an import. Rows of repeat groups and the like are counted by themselves, as details."""
    taken = [record for record in records if not record.rejection]
    rows = rows_of(records, orphans)
    details = len(rows) - len(records)
    rejected = sum(bool(row.rejection) for row in rows)
    return {
        "N_READ": len(records),
        "N_IMPORTED": len(taken),
        "N_REPAIRED": sum(len(row.repairs) for row in rows if not row.rejection),
        "N_REJECTED": len(records) - len(taken),
        "N_UNCHANGED": len(taken) - changed,
        "N_DETAILS": details - (rejected - (len(records) - len(taken))),
        "N_DETAILS_REJECTED": rejected - (len(records) - len(taken)),
    }


def _repairs(import_id: str, rows: Sequence[LoggedRow]) -> Iterator[Tuple[Any, ...]]:
    for row in rows:
        if not row.rejection:
            for repair in (*row.repairs, *row.changes):
                yield (import_id, row.row.sheet, row.row.number, *repair)


def _rejected(import_id: str, row: LoggedRow) -> Tuple[Any, ...]:
    code, sentence = row.rejection or ("", Text("", ""))
    raw = json.dumps(list(row.row.raw), ensure_ascii=False)
    return import_id, row.row.sheet, row.row.number, code, sentence.id, raw
