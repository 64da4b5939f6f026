"""Sets of codes: the spellings of QGIS and QField are taken and become that of the register."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Optional

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geopackage import insert, transaction
from tests.core.industry.parity_cases import good_row, parents


@pytest.fixture
def register(tmp_path: Path) -> str:
    """A register with one business."""
    path = str(tmp_path / "register.gpkg")
    OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
    return path


@pytest.mark.parametrize(
    "written, kept", [('{"LGS","PAM"}', "{LGS,PAM}"), ("{}", None), ("{PSR}", "{PSR}"), (None, None)]
)
def test_a_set_becomes_plain(register: str, written: Optional[str], kept: Optional[str]) -> None:
    row = {**good_row(TABLES["ir_pengamatan"]), "kanal_pasar": written}
    with transaction(register) as connection:
        insert(connection, "ir_pengamatan", list(row), [list(row.values())])
        assert connection.execute("SELECT kanal_pasar FROM ir_pengamatan").fetchone() == (kept,)
        connection.execute("UPDATE ir_pengamatan SET kanal_pasar = '{TOK}'")
        connection.execute("UPDATE ir_pengamatan SET kanal_pasar = ?", (written,))
        assert connection.execute("SELECT kanal_pasar FROM ir_pengamatan").fetchone() == (kept,)


@pytest.mark.parametrize("wrong", ['{"ZZZ"}', '{"LGS"', '""', '{"LGS",}'])
def test_no_other_spelling_passes(register: str, wrong: str) -> None:
    row = {**good_row(TABLES["ir_pengamatan"]), "kanal_pasar": wrong}
    with pytest.raises(sqlite3.IntegrityError), transaction(register) as connection:
        insert(connection, "ir_pengamatan", list(row), [list(row.values())])
