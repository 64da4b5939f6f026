"""A register that goes to PostgreSQL and comes back is the same, whatever stands in its cells."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import psycopg2
from postgres_server import Server

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.schema.declaration import PERSONAL, TEXT
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.create_shared_register import OPERATION as SHARE
from ir_plugin.core.register.geometry_blobs import point_blob, wkb_of
from ir_plugin.core.register.geopackage import insert, quoted, reading, transaction
from ir_plugin.core.register.read_shared_register import OPERATION as READ
from tests.core.industry.parity_cases import good_row, parents

NASTY = 'a\tb\nc\\N \\. O\'Ben "x" = ü€𝄞 {} <b>'


def fill(path: str) -> None:
    """At least one row in every table, with texts that would break a careless script."""
    with transaction(path) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
        for table in TABLES.values():
            row = good_row(table)
            for field in table.fields:
                if field.access == PERSONAL and field.kind == TEXT and not field.pattern and not field.values:
                    row[field.name] = NASTY
            if table.geometry == "point":
                row["geom"] = point_blob("POINT (106.1234567890123 -2.1)")
            insert(connection, table.name, list(row), [list(row.values())])


def rows(path: str, name: str) -> list[Any]:
    """The rows of a table, geometry as WKB."""
    table = TABLES[name]
    names = [*(["geom"] if table.geometry else []), *(field.name for field in table.fields)]
    with reading(path) as connection:
        query = " ".join(("SELECT", ", ".join(map(quoted, names)), "FROM", quoted(name), "ORDER BY fid"))
        found = connection.execute(query).fetchall()
    return [(wkb_of(row[0]), *row[1:]) for row in found] if table.geometry else found


def test_there_and_back(server: Server, tmp_path: Path) -> None:
    register, script, dump, again = (str(tmp_path / name) for name in ("a.gpkg", "a.sql", "b.sql", "b.gpkg"))
    CREATE.compute({"REGISTER": register}, Context())
    fill(register)
    SHARE.compute({"REGISTER": register, "SCRIPT": script}, Context())
    server.create_database("pulang")
    server.psql("pulang", "-f", script)
    server.psql("pulang", "-c", "ALTER DATABASE pulang SET timezone = 'Asia/Jakarta'")
    command = (server.programs / "pg_dump", "--data-only", "--schema=ir", "-f", dump, server.dsn("pulang"))
    subprocess.run([str(word) for word in command], check=True)
    READ.compute({"DUMP": dump, "REGISTER": again}, Context())
    for name in TABLES:
        assert rows(again, name) == rows(register, name), name


def test_the_script_makes_everything_or_nothing(server: Server, script: str, prototype: str) -> None:
    words = (str(server.programs / "psql"), "-X", "-q", "-d", server.dsn(prototype), "-f", script)
    run = subprocess.run(words, capture_output=True, text=True, check=False)
    assert run.returncode != 0 and "holds a shared register already" in run.stderr
    with psycopg2.connect(server.dsn(prototype)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ir.ir_usaha")
        assert cursor.fetchone() == (3,)
    connection.close()
