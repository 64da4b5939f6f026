"""Decides conflicts of merging: the register's value or the package's."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, List, Mapping, Optional, Tuple

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.schema import TABLES
from ..parameters import Choice, Option, RegisterInput, TextSetting
from ..texts import Text
from .geopackage import quoted, transaction, update_extent
from .groups import REGISTER as GROUP
from .packages.comparison import ADD, ALTER, REMOVE, WHOLE, Change
from .packages.conflicts import Listed, open_conflicts
from .packages.rows import as_text, from_text, read_rows, value_of
from .packages.taking import PLACES, settle
from .registers import require_register

ALL = "ALL"
DECIDED = {"register": "REGISTER", "package": "PAKET"}
UNKNOWN = Text(
    "Tidak ada perbedaan {id} yang belum diputuskan; lihat tabel Perbedaan saat digabung, atau tulis ALL.",
    "There is no undecided conflict {id}; see the table Conflicts of merging, or write ALL.",
)
DONE = Text(
    "{count} perbedaan diputuskan, {left} belum.",
    "{count} {count:conflict was|conflicts were} decided, {left} {left:was|were} not.",
)
STALE = Text(
    "{count} nilai register berubah sejak dicatat; daftarnya diperbarui, putuskan sekali lagi.",
    "{count} {count:value|values} of the register {count:has|have} changed since they were listed; the list is up "
    "to date now: decide again.",
)
REFUSED = Text(
    "{count} nilai paket melanggar aturan register (sudah dipakai baris lain, atau merujuk baris yang tidak ada atau "
    "masih dipakai); ubah dahulu di register.",
    "{count} {count:value|values} of the package {count:breaks|break} a rule of the register (another row has it, "
    "or it refers to a row that is "
    "missing or still in use); change that in the register first.",
)
_DECIDE = "UPDATE gabung_konflik SET status = ? WHERE konflik_id = ?"


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the decisions in one transaction; see the declaration."""
    path, named = values["REGISTER"], str(values["CONFLICT"]).strip()
    with transaction(path) as connection:
        require_register(connection, path)
        listed = open_conflicts(connection, conflict_id=None if named.upper() == ALL else named)
        if not listed and named.upper() != ALL:
            raise UserError(UNKNOWN, id=named)
        fresh = [each for each in listed if _is_fresh(connection, each)]
        decided = _decided(connection, fresh, context) if values["CHOICE"] == "package" else fresh
        connection.executemany(_DECIDE, [(DECIDED[values["CHOICE"]], each.id) for each in decided])
        update_extent(connection, "ir_usaha")
    left = len(listed) - len(decided)
    notes = [Note(DONE.format(count=len(decided), left=left))]
    for words, count in ((STALE, len(listed) - len(fresh)), (REFUSED, len(fresh) - len(decided))):
        notes += [Note(words.format(count=count), warning=True)] if count else []
    return Results(
        numbers={"N_RESOLVED": len(decided), "N_LEFT": left}, strings={"REGISTER": str(path)}, notes=tuple(notes)
    )


def _is_fresh(connection: sqlite3.Connection, conflict: Listed) -> bool:
    """Whether the register still has what is listed; if not, the list gets what it has now."""
    table = TABLES[conflict.table]
    row = read_rows(connection, table, [conflict.row]).get(conflict.row)
    now = None
    if row:
        now = as_text(row.content if conflict.column == WHOLE else value_of(table, row.content, conflict.column))
    if now == conflict.here:
        return True
    connection.execute("UPDATE gabung_konflik SET nilai_register = ? WHERE konflik_id = ?", (now, conflict.id))
    return False


def _decided(connection: sqlite3.Connection, conflicts: List[Listed], context: Context) -> List[Listed]:
    """Takes over the package's values; gives the conflicts whose value the register could take."""
    changes: List[Tuple[Change, Listed]] = []
    for each in conflicts:
        change = _change(connection, each)
        if change.kind == ALTER:
            _make_room(connection, change)
        changes.append((change, each))
    changes.sort(key=lambda pair: (pair[0].kind == REMOVE, PLACES[pair[0].table.name]))
    _, left = settle(connection, [change for change, _ in changes], context.progress)
    refused = {(change.table.name, change.id, *change.values) for change in left}
    return [each for change, each in changes if (change.table.name, change.id, *change.values) not in refused]


def _change(connection: sqlite3.Connection, conflict: Listed) -> Change:
    table = TABLES[conflict.table]
    if conflict.column != WHOLE:
        value = from_text(table, conflict.column, conflict.there)
        return Change(ALTER, table, conflict.row, {conflict.column: value}, {})
    if conflict.there is None:
        return Change(REMOVE, table, conflict.row, {}, {})
    values = json.loads(conflict.there)
    if conflict.here is not None:
        return Change(ALTER, table, conflict.row, values, {})
    return Change(ADD, table, conflict.row, values, {"versi_baris": _next_version(connection, conflict)})


def _next_version(connection: sqlite3.Connection, conflict: Listed) -> int:
    """A row that comes back counts on from its removal."""
    query = "SELECT max(versi_baris) FROM log_perubahan WHERE tabel = ? AND baris_id = ?"
    last: Optional[int] = connection.execute(query, (conflict.table, conflict.row)).fetchone()[0]
    return (last or 0) + 1


def _make_room(connection: sqlite3.Connection, change: Change) -> None:
    """A row that is to be the main one of its group takes the place of the one that was."""
    for flag, group in change.table.single:
        if change.values.get(flag):
            name, key = quoted(change.table.name), quoted(change.table.key)
            query = ("UPDATE", name, "SET", quoted(flag), "= 0 WHERE", quoted(flag), "= 1 AND", quoted(group), "=")
            of = ("(SELECT", quoted(group), "FROM", name, "WHERE", key, "= ?)")
            connection.execute(" ".join((*query, *of)), (change.id,))


OPERATION = Algorithm(
    id="resolveconflict",
    title=Text("Putuskan perbedaan", "Resolve conflicts"),
    group=GROUP,
    summary=Text(
        "Memutuskan perbedaan dari penggabungan: nilai register atau nilai paket.",
        "Decides conflicts of a merge: the register's value or the package's.",
    ),
    help=Text(
        "Tabel gabung_konflik menyandingkan nilai semula, nilai register dan nilai paket. Sebutkan ID satu perbedaan, "
        "atau ALL untuk semua yang belum diputuskan. Nilai yang diganti tetap di log_perubahan. Bila register berubah "
        "sejak perbedaan dicatat, tidak ada yang diputuskan: daftarnya diperbarui dahulu.",
        "The table gabung_konflik lists the value before, the register's and the package's side by side. Name the id "
        "of one conflict, or ALL for every one that is not decided. A value that is replaced stays in log_perubahan. "
        "Where the register has changed since a conflict was listed, it is not decided: the list is brought up to date "
        "first.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting(
            "CONFLICT",
            Text("Perbedaan", "Conflict"),
            Text("ID dari gabung_konflik, atau ALL.", "An id from gabung_konflik, or ALL."),
        ),
        Choice(
            "CHOICE",
            Text("Keputusan", "Decision"),
            options=(
                Option("register", Text("Nilai register", "The register's value")),
                Option("package", Text("Nilai paket", "The package's value")),
            ),
            default="register",
        ),
    ),
    outputs=(
        Number("N_RESOLVED", Text("Diputuskan", "Decided")),
        Number("N_LEFT", Text("Belum diputuskan", "Not decided")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("paket", "package", "gabung", "merge", "konflik", "conflict", "keputusan", "decision"),
)
