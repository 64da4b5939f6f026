"""Validator and database give the same verdict on every hard rule. Beside them: tests/qgis and tests/headless."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any, Iterator

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.hard_rules import field_rules, row_rules
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.validation import rows_problems
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geopackage import insert, transaction
from tests.core.industry.parity_cases import Case, cases, parents

CASES = list(cases())


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A register with the rows to which the cases refer."""
    path = str(tmp_path_factory.mktemp("parity") / "register.gpkg")
    OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
        yield connection


def taken(connection: sqlite3.Connection, case: Case) -> bool:
    """Whether the database takes the row of a case; afterwards everything is as before."""
    connection.execute("SAVEPOINT case_")
    try:
        for row in (*case.before, case.row):
            insert(connection, case.table, list(row), [list(row.values())])
        return connection.execute(f"PRAGMA foreign_key_check({case.table})").fetchone() is None
    except sqlite3.IntegrityError:
        return False
    finally:
        connection.execute("ROLLBACK TO case_")


def test_every_rule_of_every_field_is_tried() -> None:
    tried = Counter((each.table, each.field, each.rule) for each in CASES if not each.good)
    expected = {
        (table, rule.field, rule.name)
        for table in TABLES
        for rules in (*field_rules(table).values(), row_rules(table))
        for rule in rules
        if (rule.name, TABLES[table].field(rule.field).kind) not in (("kind", "text"), ("kind", "json"))
    }
    assert not expected - set(tried)
    assert sum(tried.values()) > 1000


def test_the_database_agrees(register: sqlite3.Connection) -> None:
    assert [str(each) for each in CASES if taken(register, each) != each.good] == []


def test_the_validator_agrees(register: sqlite3.Connection) -> None:
    def known(reference: str, value: Any) -> bool:
        table, column = reference.split(".")
        return register.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (value,)).fetchone() is not None

    judged = [(each, rows_problems(TABLES[each.table], (*each.before, each.row), known=known)[-1]) for each in CASES]
    assert [str(each) for each, found in judged if bool(found) == each.good] == []
    assert [
        str(each) for each, found in judged if not each.good and each.field not in {one.field for one in found}
    ] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_sentence_is_whole(language: str) -> None:
    for table in TABLES:
        for rules in (*field_rules(table).values(), row_rules(table)):
            for rule in rules:
                sentence = rule.sentence.in_language(language)
                assert sentence.endswith(".") and "None" not in sentence and "{label}" not in sentence
