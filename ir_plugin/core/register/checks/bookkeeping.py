"""The findings in the register: new ones, those that people have accepted, those that are gone."""

from __future__ import annotations

import sqlite3
from typing import Collection, Mapping, NamedTuple, Optional, Sequence

from ..geopackage import insert
from ..tracking import NOW
from .findings import Finding

NEW, REPAIRED, ACCEPTED = "BARU", "DIPERBAIKI", "DITERIMA"
"""Codes of the value list ``status_temuan``."""

_COLUMNS = (*("temuan_id", "tabel", "baris_id", "kolom", "kode_aturan", "tingkat", "nilai_lama", "usulan", "status"),)
_KNOWN = "SELECT temuan_id, kode_aturan, tingkat, nilai_lama, usulan, status FROM qa_temuan"
_OPEN_AGAIN = " ".join(
    (
        "UPDATE qa_temuan SET tingkat = ?, nilai_lama = ?, usulan = ?,",
        "status = 'BARU', alasan = NULL, oleh = NULL, waktu =",
        NOW,
    )
    + ("WHERE temuan_id = ?",)
)
_RENEW = "UPDATE qa_temuan SET tingkat = ?, usulan = ? WHERE temuan_id = ?"
_CLOSE = " ".join(("UPDATE qa_temuan SET status = 'DIPERBAIKI', waktu =", NOW, "WHERE temuan_id = ?"))


class Kept(NamedTuple):
    """What became of the findings: the status of each by its id, and how many of earlier ones are gone."""

    statuses: Mapping[str, str]
    repaired: int


class _Known(NamedTuple):
    rule: str
    level: str
    value: Optional[str]
    proposal: Optional[str]
    status: str


def keep(
    connection: sqlite3.Connection, findings: Sequence[Finding], levels: Mapping[str, str], rules: Collection[str]
) -> Kept:
    """Writes findings into ``qa_temuan``.

    An accepted finding stays accepted as long as the value is the one that was accepted. levels: by the finding's id.
    rules: those that were checked; findings of theirs that are gone become repaired, those of others stay.
    """
    known = {row[0]: _Known(*row[1:]) for row in connection.execute(_KNOWN)}
    statuses = {each.id: _kept(connection, each, levels[each.id], known.get(each.id)) for each in findings}
    new = [each for each in findings if each.id not in known]
    rows = [
        (each.id, each.table, each.row, each.field, each.rule, levels[each.id], each.value, each.proposal, NEW)
        for each in new
    ]
    insert(connection, "qa_temuan", _COLUMNS, rows)
    gone = [
        (key,) for key, each in known.items() if key not in statuses and each.rule in rules and each.status != REPAIRED
    ]
    connection.executemany(_CLOSE, gone)
    return Kept(statuses, len(gone))


def _kept(connection: sqlite3.Connection, found: Finding, level: str, known: Optional[_Known]) -> str:
    """The status of a finding once an earlier row of it says what this run found."""
    if known is None:
        return NEW
    if known.value != found.value or known.status == REPAIRED:
        connection.execute(_OPEN_AGAIN, (level, found.value, found.proposal, found.id))
        return NEW
    if (known.level, known.proposal) != (level, found.proposal):
        connection.execute(_RENEW, (level, found.proposal, found.id))
    return known.status
