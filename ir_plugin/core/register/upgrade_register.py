"""An older register with the tables of today: every row kept, in one transaction."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping, Sequence

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.schema import SCHEMA_VERSION, TABLES, Table
from ..parameters import RegisterInput
from ..texts import Text
from .geopackage import forget_layer, quoted, transaction, update_extent
from .groups import REGISTER as GROUP
from .registers import schema_version
from .summary_view import NAME as SUMMARY
from .summary_view import create_summary_view
from .tables import create_table

OLD = "lama_"

_OWN = "SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger') AND tbl_name = ? AND sql IS NOT NULL"

FILLED = {
    ("ir_pengamatan", "alasan_akhir"): "CASE WHEN kelas_akhir IS NOT NULL THEN 'Ditetapkan sebelum alasan dicatat' END"
}
"""What a new column holds in the rows of older registers, in SQL; others hold their default."""

CURRENT = Text("Register ini sudah terbaru (skema {version}).", "This register is up to date (schema {version}).")
UPGRADED = Text(
    "Register diperbarui dari skema {old} ke {new}; semua {rows} baris tetap.",
    "The register was upgraded from schema {old} to {new}; all {rows} {rows:row|rows} {rows:was|were} kept.",
)
UNFIT = Text(
    "Tabel {table} memuat baris yang melanggar aturan sekarang ({why}); perbaiki dengan Klaster IR yang lama, "
    "lalu ulangi. Register tidak diubah.",
    "The table {table} has a row that breaks today's rules ({why}); mend it with the older Klaster IR, then run this "
    "again. The register was left as it was.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Rebuilds every declared table around its rows; see the declaration."""
    path = values["REGISTER"]
    with transaction(path, references=False) as connection:
        old = schema_version(connection, path)
        rows = 0 if old == SCHEMA_VERSION else _upgrade(connection, context)
    note = UPGRADED.format(old=old, new=SCHEMA_VERSION, rows=rows) if rows else CURRENT.format(version=old)
    return Results(numbers={"N_ROWS": rows}, strings={"REGISTER": str(path)}, notes=(Note(note),))


def _upgrade(connection: sqlite3.Connection, context: Context) -> int:
    connection.execute("PRAGMA legacy_alter_table = ON")  # else renaming a table rewrites those that refer to it
    connection.execute(f"DROP VIEW IF EXISTS {quoted(SUMMARY)}")
    forget_layer(connection, SUMMARY)
    rows = 0
    log_first = sorted(TABLES.values(), key=lambda table: table.tracked)  # the triggers of the others write to it
    for number, table in enumerate(log_first):
        context.progress(number / len(TABLES))
        rows += _rebuild(connection, table, context.language)
    create_summary_view(connection)
    connection.execute("UPDATE register_info SET nilai = ? WHERE kunci = 'versi_skema'", (str(SCHEMA_VERSION),))
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise UserError(UNFIT, table=broken[0], why=f"{broken[2]}")
    return rows


def _rebuild(connection: sqlite3.Connection, table: Table, language: str) -> int:
    """The table as declared today with the rows that it had; the number of these."""
    before = _columns(connection, table.name)
    old = quoted(OLD + table.name)
    if before:
        forget_layer(connection, table.name)
        for kind, name in connection.execute(_OWN, (table.name,)).fetchall():
            connection.execute(f"DROP {kind} {quoted(name)}")
        connection.execute(f"ALTER TABLE {quoted(table.name)} RENAME TO {old}")
    create_table(connection, table, language)
    if not before:
        return 0
    rows = _copy(connection, table, before)
    connection.execute(f"DROP TABLE {old}")
    if table.geometry:
        update_extent(connection, table.name)
    return rows


def _copy(connection: sqlite3.Connection, table: Table, before: Sequence[str]) -> int:
    after = _columns(connection, table.name)
    sources = {name: quoted(name) for name in after if name in before}
    filled = {name: sql for (of, name), sql in FILLED.items() if of == table.name and name not in before}
    sources.update(filled)
    names = ", ".join(quoted(name) for name in sources)
    query = ("INSERT INTO", quoted(table.name), f"({names}) SELECT", ", ".join(sources.values()))
    try:
        return connection.execute(" ".join((*query, "FROM", quoted(OLD + table.name)))).rowcount
    except sqlite3.IntegrityError as error:
        raise UserError(UNFIT, table=table.name, why=str(error)) from error


def _columns(connection: sqlite3.Connection, table: str) -> Sequence[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(table)})")]


OPERATION = Algorithm(
    id="upgraderegister",
    title=Text("Perbarui register", "Upgrade a register"),
    group=GROUP,
    summary=Text(
        "Memberi register buatan Klaster IR yang lebih lama tabel dan aturan sekarang.",
        "Gives a register of an older Klaster IR the tables and rules of today.",
    ),
    help=Text(
        "Semua baris, hasil analisis dan gaya layer tetap. Bila ada yang gagal, register tidak berubah sama sekali. "
        "Tutup register di program lain lebih dahulu.",
        "All rows, results and layer styles are kept. Where anything fails, the register is not changed at all. Close "
        "the register in other programs first.",
    ),
    parameters=(RegisterInput("REGISTER", Text("Register", "Register")),),
    outputs=(
        Number("N_ROWS", Text("Baris yang dipindahkan", "Rows carried over")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("register", "migrasi", "migration", "skema", "schema", "perbarui", "upgrade"),
)
