"""The whole script that makes a shared register out of a register, line by line, for psql."""

from __future__ import annotations

import sqlite3
from typing import Any, Iterator, Sequence

from ...industry.schema import TABLES, Table
from ...progress import Progress
from ...texts import Text
from ..geometry_blobs import wkb_of
from ..geopackage import quoted
from ..tables import literal
from .access import access_statements, role_statements
from .copy_text import END, line_of
from .tables import SCHEMA, named, table_statements
from .triggers import function_statements, trigger_statements
from .views import view_statements

HEAD = Text(
    "-- Register bersama Klaster IR. Memuat data pribadi: hapus setelah dijalankan.\n"
    "-- Jalankan sekali sebagai administrator: psql -d NAMA_BASIS_DATA -f BERKAS_INI",
    "-- The shared register of Klaster IR. Holds personal data: delete it once it has run.\n"
    "-- Run it once as administrator: psql -d NAME_OF_DATABASE -f THIS_FILE",
)
TAKEN = Text(
    "Basis data ini sudah memuat register bersama (skema ir, versi tabel %s); tidak ada yang diubah. Jalankan skrip "
    "pada basis data kosong; salin dahulu isi register bersama yang ada.",
    "This database holds a shared register already (schema ir, version of its tables %s); nothing was changed. Run the "
    "script on an empty database; copy what the present register holds first.",
)
_REFUSAL = """DO $$ DECLARE versi text; BEGIN
    IF to_regnamespace('ir') IS NOT NULL THEN
        IF to_regclass('ir.register_info') IS NOT NULL THEN
            EXECUTE 'SELECT nilai FROM ir.register_info WHERE kunci = ''versi_skema''' INTO versi;
        END IF;
        RAISE EXCEPTION USING ERRCODE = 'duplicate_schema', MESSAGE = format(:taken, coalesce(versi, '?'));
    END IF;
END $$;"""
_START = (
    "BEGIN;",
    "CREATE EXTENSION IF NOT EXISTS postgis;",
    f"CREATE SCHEMA {SCHEMA};",
    f"SET LOCAL search_path = {SCHEMA}, public;",
)


def script_lines(register: sqlite3.Connection, language: str, progress: Progress) -> Iterator[str]:
    """The script: one transaction, so that it makes everything or nothing, and refuses where there is one already.

    The rows come before the triggers, so that they keep who made and changed them and when.
    """
    yield HEAD.in_language(language)
    yield "\\set ON_ERROR_STOP on"
    yield "SET client_encoding = 'UTF8';"
    yield _REFUSAL.replace(":taken", literal(TAKEN.in_language(language)))
    yield from _START
    yield from map(_ended, (*role_statements(), *table_statements()))
    for number, table in enumerate(TABLES.values()):
        progress(number / len(TABLES))
        yield from _rows(register, table)
    yield function_statements(language)
    yield from map(_ended, (*trigger_statements(), *view_statements(), *access_statements()))
    yield "COMMIT;"
    yield "ANALYZE;"


def _ended(statement: str) -> str:
    return f"{statement};"


def _rows(register: sqlite3.Connection, table: Table) -> Iterator[str]:
    names = (["geom"] if table.geometry else []) + [field.name for field in table.fields]
    columns = ", ".join(map(quoted, names))
    yield f"COPY {named(table)} ({columns}) FROM stdin;"
    for row in register.execute(" ".join(("SELECT", columns, "FROM", quoted(table.name), "ORDER BY fid"))):
        yield line_of(_values(row) if table.geometry else row)
    yield END


def _values(row: Sequence[Any]) -> Sequence[Any]:
    """A row whose geometry stands first, as PostGIS reads it."""
    return ((wkb_of(row[0]).hex() or None), *row[1:])
