"""The shared register gives the same verdict on every hard rule as the GeoPackage does."""

from __future__ import annotations

from typing import Any, Iterator

import psycopg2
import pytest
from postgres_server import Server

from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.geopackage import quoted
from tests.core.industry.parity_cases import Case, cases, parents

CASES = list(cases())

SPELLINGS = {"2025-6-3", "2025-06-30T00:00:00", "2025-06-30", "2025-06-30 12:00:00"}
"""Other spellings of a day or moment that exists. A column of texts has to refuse them; here a day is a day, and is
always written in one form."""


@pytest.fixture(scope="module")
def cursor(server: Server, script: str) -> Iterator[Any]:
    """A shared register with the rows to which the cases refer. Without its triggers: they write who and when over
    what comes in, right or wrong."""
    server.create_database("sama")
    server.psql("sama", "-f", script)
    connection = psycopg2.connect(server.dsn("sama"))
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"ALTER TABLE ir.{name} DISABLE TRIGGER USER")
        for table, row in parents():
            write(cursor, table, row)
        yield cursor
    connection.close()


def write(cursor: Any, table: str, row: dict[str, Any]) -> None:
    """Adds a row; every value as a text, as COPY and QGIS send it."""
    names, marks = ", ".join(map(quoted, row)), ", ".join(["%s"] * len(row))
    values = [None if value is None else str(value) for value in row.values()]
    cursor.execute(" ".join(("INSERT INTO", f"ir.{quoted(table)}", f"({names}) VALUES ({marks})")), values)


def taken(cursor: Any, case: Case) -> bool:
    """Whether the database takes the row of a case; afterwards everything is as before."""
    cursor.execute("SAVEPOINT satu")
    try:
        for row in (*case.before, case.row):
            write(cursor, case.table, row)
    except (psycopg2.IntegrityError, psycopg2.DataError):
        return False
    finally:
        cursor.execute("ROLLBACK TO satu")
    return True


def test_the_shared_register_agrees(cursor: Any) -> None:
    differing = [each for each in CASES if taken(cursor, each) != each.good]
    assert [str(each) for each in differing if each.rule != "kind" or each.value not in SPELLINGS] == []
    assert {each.value for each in differing} == SPELLINGS
