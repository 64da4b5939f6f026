"""The proposed value of a finding into its row, where the rule says that nobody needs to look at the business."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping, NamedTuple, Optional

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.checks import RULES
from ..industry.schema import TABLES
from ..parameters import RegisterInput
from ..texts import Text
from .accept_finding import FINDING, known_findings
from .checks.bookkeeping import NEW, REPAIRED
from .geopackage import quoted, transaction
from .groups import REGISTER as GROUP
from .registers import require_register
from .tracking import NOW
from .users import current_user

NOT_SAFE = Text(
    "Temuan aturan {rule} tidak dapat diperbaiki sendiri: {repair}",
    "A finding of the rule {rule} cannot be repaired by itself: {repair}",
)
STALE = Text(
    "Nilai yang ditemukan aturan {rule} sudah berubah; jalankan Periksa register sekali lagi.",
    "The value that the rule {rule} found has changed since; run Check a register once more.",
)
BROKEN = Text(
    "Nilai usulan aturan {rule} melanggar aturan register; perbaiki di formulirnya.",
    "The value that the rule {rule} proposes breaks a rule of the register; mend it in the form.",
)
DONE = Text("{count} nilai diperbaiki.", "{count} {count:value|values} {count:was|were} repaired.")
_QUERY = """SELECT temuan_id, kode_aturan, tabel, baris_id, kolom, nilai_lama, usulan, status FROM qa_temuan
WHERE temuan_id = ?"""
_CLOSE = " ".join(("UPDATE qa_temuan SET status = ?, oleh = ?, waktu =", NOW, "WHERE temuan_id = ?"))


class _Kept(NamedTuple):
    id: str
    rule: str
    table: str
    row: str
    field: Optional[str]
    value: Optional[str]
    proposal: Optional[str]
    status: str


def is_safe(rule: str, proposal: Optional[str]) -> bool:
    """Whether the proposal of a finding may be written as it is."""
    return bool(proposal) and rule in RULES and RULES[rule].safe


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes every proposal in one transaction, all or none; see the declaration."""
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        ids = known_findings(connection, values["FINDING"])
        for number, each in enumerate(ids):
            context.progress(number / len(ids))
            _repair(connection, _Kept(*connection.execute(_QUERY, (each,)).fetchone()))
    note = Note(DONE.format(count=len(ids)))
    return Results(numbers={"N_REPAIRED": len(ids)}, strings={"REGISTER": str(values["REGISTER"])}, notes=(note,))


def _repair(connection: sqlite3.Connection, kept: _Kept) -> None:
    if not is_safe(kept.rule, kept.proposal):
        repair = RULES[kept.rule].repair if kept.rule in RULES else Text("periksa barisnya.", "look at the row.")
        raise UserError(NOT_SAFE, rule=kept.rule, repair=repair)
    field = RULES[kept.rule].proposes or kept.field or ""
    table, who = TABLES[kept.table], current_user()
    query = ("UPDATE", quoted(table.name), "SET", quoted(field), "= ?, diubah_oleh = ? WHERE", quoted(table.key), "= ?")
    same = ("AND CAST(", quoted(field), "AS TEXT) IS ?")
    try:
        row = (kept.proposal, who, kept.row, kept.value)
        changed = connection.execute(" ".join((*query, *same)), row).rowcount if kept.status == NEW else 0
    except sqlite3.IntegrityError as error:
        raise UserError(BROKEN, rule=kept.rule) from error
    if not changed:
        raise UserError(STALE, rule=kept.rule)
    connection.execute(_CLOSE, (REPAIRED, who, kept.id))


OPERATION = Algorithm(
    id="repairfinding",
    title=Text("Perbaiki temuan", "Repair a finding"),
    group=GROUP,
    summary=Text(
        "Menulis nilai usulan sebuah temuan ke barisnya, bila aturannya menyatakan itu aman.",
        "Writes the proposed value of a finding into its row, where its rule says that this is safe.",
    ),
    help=Text(
        "Aman ialah usulan yang tidak memerlukan pemeriksaan lapangan: kode wilayah BPS yang tertukar (Q08) dan kode "
        "KBLI menurut produknya (Q17b). Bila nilainya sudah berubah sejak pemeriksaan, tidak ada yang ditulis. "
        "Nilai lama tetap di log_perubahan.",
        "Safe are proposals for which nobody needs to visit the business: exchanged region codes of BPS (Q08) and the "
        "KBLI code of the product (Q17b). Where the value has changed since the check, nothing is written. The old "
        "value stays in log_perubahan.",
    ),
    parameters=(RegisterInput("REGISTER", Text("Register", "Register")), FINDING),
    outputs=(
        Number("N_REPAIRED", Text("Nilai diperbaiki", "Values repaired")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("periksa", "check", "temuan", "finding", "perbaiki", "repair", "usulan", "proposal"),
)
