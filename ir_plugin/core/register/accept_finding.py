"""A finding that is right as it is: accepted with a reason, or open again."""

from __future__ import annotations

import sqlite3
from typing import Any, List, Mapping, Sequence

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.schema import TABLES
from ..parameters import Choice, Option, RegisterInput, TextSetting
from ..texts import Text
from .checks.bookkeeping import ACCEPTED, NEW
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .reasons import reason_of
from .registers import require_register
from .tracking import NOW
from .users import current_user

ACCEPT, REOPEN = "accept", "reopen"
REASON = TABLES["qa_temuan"].field("alasan")
UNKNOWN = Text(
    "Tidak ada temuan {id} di tabel Temuan pemeriksaan; jalankan dahulu Periksa register.",
    "There is no finding {id} in the table Findings of the checks; run Check a register first.",
)
NO_REASON = Text("Tulis alasan mengapa temuan ini benar apa adanya.", "Write down why this is right as it is.")
DONE = {
    ACCEPT: Text("{count} temuan diterima.", "{count} {count:finding|findings} {count:was|were} accepted."),
    REOPEN: Text("{count} temuan dibuka kembali.", "{count} {count:finding|findings} {count:is|are} open again."),
}
FINDING = TextSetting(
    "FINDING",
    Text("Temuan", "Finding"),
    Text("ID dari qa_temuan; beberapa dipisah koma.", "An id from qa_temuan; several with commas between them."),
)
_FIND = "SELECT status FROM qa_temuan WHERE temuan_id = ?"
_DECIDE = " ".join(
    ("UPDATE qa_temuan SET status = ?, alasan = ?, oleh = ?, waktu =", NOW, "WHERE temuan_id = ? AND status = ?")
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the decision in one transaction; see the declaration."""
    accepts = values["CHOICE"] == ACCEPT
    reason = reason_of(values.get("REASON"), REASON, NO_REASON) if accepts else None
    status, before = (ACCEPTED, NEW) if accepts else (NEW, ACCEPTED)
    who = current_user() if accepts else None
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        ids = known_findings(connection, values["FINDING"])
        count = connection.executemany(_DECIDE, [(status, reason, who, each, before) for each in ids]).rowcount
    note = Note(DONE[values["CHOICE"]].format(count=count))
    return Results(numbers={"N_CHANGED": count}, strings={"REGISTER": str(values["REGISTER"])}, notes=(note,))


def known_findings(connection: sqlite3.Connection, text: str) -> Sequence[str]:
    """The ids that a text names with commas between them. UserError for one that the register does not have."""
    ids: List[str] = list(dict.fromkeys(each.strip() for each in str(text).split(",") if each.strip()))
    unknown = [each for each in ids if connection.execute(_FIND, (each,)).fetchone() is None]
    if unknown or not ids:
        raise UserError(UNKNOWN, id=unknown[0] if unknown else "?")
    return ids


OPERATION = Algorithm(
    id="acceptfinding",
    title=Text("Terima temuan", "Accept a finding"),
    group=GROUP,
    summary=Text(
        "Mencatat bahwa sebuah temuan benar apa adanya, dengan alasannya; atau membukanya kembali.",
        "Records that a finding is right as it is, with the reason; or opens it again.",
    ),
    help=Text(
        "Temuan yang diterima tetap diterima pada pemeriksaan berikutnya selama nilainya sama; bila nilainya berubah, "
        "ia menjadi temuan baru. Alasan dan nama pengguna disimpan dalam qa_temuan. Temuan yang sudah diperbaiki tidak "
        "diubah.",
        "An accepted finding stays accepted in later checks as long as the value is the same; where the value changes "
        "it is a new finding. The reason and the user's name are kept in qa_temuan. Findings that were repaired are "
        "left as they are.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        FINDING,
        Choice(
            "CHOICE",
            Text("Keputusan", "Decision"),
            options=(
                Option(ACCEPT, Text("Terima apa adanya", "Accept as it is")),
                Option(REOPEN, Text("Buka kembali", "Open again")),
            ),
            default=ACCEPT,
        ),
        TextSetting(
            "REASON",
            Text("Alasan", "Reason"),
            Text("Wajib bila diterima.", "Required where it is accepted."),
            optional=True,
        ),
    ),
    outputs=(
        Number("N_CHANGED", Text("Temuan yang diubah", "Findings changed")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("periksa", "check", "temuan", "finding", "terima", "accept", "mutu", "quality"),
)
