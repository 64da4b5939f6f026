"""Whatever text stands in a cell: the validator never fails, and gives the verdict of the database."""

from __future__ import annotations

import sqlite3
from typing import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.validation import problems, warnings
from ir_plugin.core.register import create_register
from ir_plugin.core.register.geopackage import insert, transaction
from tests.core.industry.parity_cases import good_row

NAMES = [("ir_pemilik", name) for name in ("nama_lengkap", "nik", "no_hp", "jenis_kelamin", "email", "pekerjaan_lain")]
NAMES += [("ref_nilai", name) for name in ("daftar", "kode", "label_id")]
SHAPES = st.from_regex(r"[+ ]?[0-9]{14,18}|[PLX]?\s?|\{?[A-Z,]{0,9}\}?", fullmatch=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=140) | SHAPES
"""SQLite ends a text at its first NUL."""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = str(tmp_path_factory.mktemp("fuzz") / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        yield connection


@settings(max_examples=400, deadline=None)
@given(place=st.sampled_from(NAMES), text=TEXTS)
def test_any_text_has_the_same_verdict(register: sqlite3.Connection, place: tuple[str, str], text: str) -> None:
    table, name = place
    row = {**good_row(TABLES[table]), name: text}
    register.execute("SAVEPOINT one")
    try:
        insert(register, table, list(row), [list(row.values())])
        taken = True
    except sqlite3.IntegrityError:
        taken = False
    finally:
        register.execute("ROLLBACK TO one")
    assert taken == (problems(TABLES[table], row) == [])
    assert all(warning.sentence.en for warning in warnings(TABLES[table], row))
