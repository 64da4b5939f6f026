"""A register of schema 1 (tests/expected) with the tables of today: nothing lost, nothing half done."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.industry.schema import SCHEMA_VERSION, TABLES
from ir_plugin.core.register import aggregate, create_register
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.upgrade_register import OPERATION

OLDEST = Path(__file__).parents[2] / "expected" / "register_skema_1.gpkg.gz"


@pytest.fixture
def old(tmp_path: Path) -> str:
    path = tmp_path / "register.gpkg"
    path.write_bytes(gzip.decompress(OLDEST.read_bytes()))
    return str(path)


def upgrade(register: str) -> Any:
    return OPERATION.compute({"REGISTER": register}, Context())


def columns(register: str) -> dict[str, list[str]]:
    """The columns of every table, but for those that name the version or are derived."""
    with reading(register) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
        tables = [name for name in names if name not in ("register_info", "usaha_ringkas")]
        return {name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")] for name in tables}


def content(register: str, of: dict[str, list[str]]) -> dict[str, list[tuple[Any, ...]]]:
    with reading(register) as connection:
        queries = {name: f"SELECT {', '.join(columns)} FROM {name} ORDER BY 1" for name, columns in of.items()}
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


def test_every_row_and_value_is_kept(old: str) -> None:
    known = columns(old)
    before = content(old, known)
    assert sum(map(len, before.values())) > 500
    results = upgrade(old)
    assert content(old, known) == before
    assert results.numbers["N_ROWS"] == sum(len(rows) for name, rows in before.items() if name != "hasil_lama") + 1


def test_the_tables_are_those_of_a_new_register(old: str, tmp_path: Path) -> None:
    upgrade(old)
    new = str(tmp_path / "new.gpkg")
    create_register.OPERATION.compute({"REGISTER": new}, Context())
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT IN ('hasil_lama') ORDER BY type, name"
    with reading(old) as one, reading(new) as other:
        assert one.execute(query).fetchall() == other.execute(query).fetchall()
        listed = "SELECT table_name, data_type FROM gpkg_contents WHERE table_name != 'hasil_lama' ORDER BY 1"
        assert one.execute(listed).fetchall() == other.execute(listed).fetchall()
        indexed = "SELECT table_name, extension_name FROM gpkg_extensions ORDER BY 1"
        assert one.execute(indexed).fetchall() == other.execute(indexed).fetchall()
        assert one.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert one.execute("PRAGMA foreign_key_check").fetchall() == []
        assert one.execute("SELECT count(*) FROM hasil_lama").fetchone() == (1,)
        assert set(TABLES) <= {name for (name,) in one.execute("SELECT table_name FROM gpkg_contents")}


def test_old_rows_get_ids_versions_and_reasons(old: str) -> None:
    upgrade(old)
    with reading(old) as connection:
        ids = connection.execute("SELECT count(*), count(DISTINCT legalitas_id) FROM ir_legalitas").fetchone()
        assert ids[0] == ids[1] > 0
        assert connection.execute("SELECT DISTINCT versi_baris FROM ir_usaha").fetchall() == [(1,)]
        decided = "SELECT alasan_akhir FROM ir_pengamatan WHERE kelas_akhir IS NOT NULL"
        assert connection.execute(decided).fetchall() == [("Ditetapkan sebelum alasan dicatat",)]
        version = connection.execute("SELECT nilai FROM register_info WHERE kunci = 'versi_skema'").fetchone()
        assert version == (str(SCHEMA_VERSION),)


def test_twice_is_once(old: str) -> None:
    upgrade(old)
    before = Path(old).read_bytes()
    assert upgrade(old).numbers["N_ROWS"] == 0
    assert Path(old).read_bytes() == before


def test_an_older_register_is_told_what_to_do(old: str) -> None:
    with pytest.raises(UserError, match="run Upgrade a register first"):
        aggregate.OPERATION.compute({"REGISTER": old, "LEVEL": "desa", "PERIOD": None}, Context())


def test_a_newer_register_is_refused(old: str) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("UPDATE register_info SET nilai = '999' WHERE kunci = 'versi_skema'")
        connection.commit()
    with pytest.raises(UserError, match="newer"):
        upgrade(old)


def test_a_row_that_breaks_the_rules_stops_it_and_nothing_changes(old: str) -> None:
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        connection.execute("UPDATE ir_pemilik SET jenis_kelamin = 'W' WHERE fid = (SELECT min(fid) FROM ir_pemilik)")
        connection.commit()
    before = Path(old).read_bytes()
    with pytest.raises(UserError, match="ir_pemilik"):
        upgrade(old)
    assert Path(old).read_bytes() == before


def test_a_cancel_changes_nothing(old: str) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise Cancelled

    before = Path(old).read_bytes()
    with pytest.raises(Cancelled):
        OPERATION.compute({"REGISTER": old}, Context(progress=stop))
    assert Path(old).read_bytes() == before
