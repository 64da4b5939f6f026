"""A register as a script for PostgreSQL, and a dump as a register. With a real server: tests/qgis/postgis."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.create_shared_register import OPERATION as SHARE
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.postgis.copy_text import blocks, line_of, values_of
from ir_plugin.core.register.read_shared_register import OPERATION as READ

NASTY = ["a\tb", "c\nd", "e\\N", "\\.", 'O\'Ben "x"', "\r\n", "\b\f\v", "", "{}", "ü€𝄞", "\\\\t", "\u2028"]


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = str(tmp_path / "register.gpkg")
    CREATE.compute({"REGISTER": path}, Context())
    return path


def script_of(register: str, **context: Any) -> Path:
    target = Path(register).with_suffix(".sql")
    SHARE.compute({"REGISTER": register, "SCRIPT": str(target)}, Context(**context))
    return target


def test_every_text_comes_back_from_its_line() -> None:
    line = line_of([*NASTY, None, 7, 0.1])
    assert "\n" not in line and "\r" not in line
    assert values_of(line) == [*NASTY, None, "7", "0.1"]


def test_a_table_without_an_end_is_refused() -> None:
    dump = ["COPY ir.ir_foto (foto_id, berkas) FROM stdin;\n", "x\ty\n"]
    with pytest.raises(ValueError, match="end of a table"):
        [list(rows) for _, _, rows in blocks(dump)]
    assert [(name, columns, list(rows)) for name, columns, rows in blocks([*dump, "\\.\n"])] == [
        ("ir_foto", ["foto_id", "berkas"], [["x", "y"]])
    ]


def test_the_script_has_every_table_and_row(register: str) -> None:
    with script_of(register).open(encoding="utf-8", newline="\n") as script:
        found = {name: sum(1 for _ in rows) for name, _, rows in blocks(script)}
    with reading(register) as connection:
        expected = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES}
    assert found == expected and expected["ref_wilayah"] > 400


@pytest.mark.parametrize(("language", "words"), [("id", "sudah diubah oleh"), ("en", "was changed by")])
def test_the_database_speaks_the_language_of_who_made_it(register: str, language: str, words: str) -> None:
    assert words in script_of(register, language=language).read_text(encoding="utf-8")


def test_no_file_is_written_over(register: str) -> None:
    target = script_of(register)
    before = target.read_bytes()
    with pytest.raises(UserError, match="not overwritten"):
        script_of(register)
    assert target.read_bytes() == before


def test_a_script_is_read_like_a_dump_and_gives_the_same_register(register: str, tmp_path: Path) -> None:
    again = str(tmp_path / "again.gpkg")
    text = script_of(register).read_text(encoding="utf-8")
    (tmp_path / "dump.sql").write_text(as_dumped(text), encoding="utf-8")
    READ.compute({"DUMP": str(tmp_path / "dump.sql"), "REGISTER": again}, Context())
    with reading(register) as before, reading(again) as after:
        for name, table in TABLES.items():
            query = f"SELECT {', '.join(field.name for field in table.fields)} FROM {name} ORDER BY fid"
            assert after.execute(query).fetchall() == before.execute(query).fetchall()


def as_dumped(script: str) -> str:
    """The truth values as PostgreSQL writes them."""
    lines = []
    for line in script.split("\n"):
        cells = line.split("\t")
        product = len(cells) == 8 and cells[0][:3].isupper() and cells[0][3:].isdigit()
        cells[6:] = [{"1": "t", "0": "f"}[cell] for cell in cells[6:]] if product else cells[6:]
        lines.append("\t".join(cells))
    return "\n".join(lines)


@pytest.mark.parametrize("cut", [0.0, 0.3, 0.7, 0.97])
def test_a_dump_that_is_cut_off_is_refused_and_leaves_nothing(register: str, tmp_path: Path, cut: float) -> None:
    text = as_dumped(script_of(register).read_text(encoding="utf-8"))
    rows_end = text.rindex("\n\\.\n")
    dump, target = tmp_path / "dump.sql", tmp_path / "again.gpkg"
    dump.write_text(text[: int(cut * rows_end)], encoding="utf-8")
    with pytest.raises(UserError, match="no whole copy of a shared register"):
        READ.compute({"DUMP": str(dump), "REGISTER": str(target)}, Context(language="en"))
    assert not target.exists()


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    dump = tmp_path / "dump.sql"
    dump.write_bytes(b"PGDMP\xff\xfe\x00")
    with pytest.raises(UserError, match="no whole copy"):
        READ.compute({"DUMP": str(dump), "REGISTER": str(tmp_path / "again.gpkg")}, Context(language="en"))


def test_a_file_that_is_no_register_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    sqlite3.connect(str(other)).close()
    with pytest.raises(UserError, match="no register"):
        script_of(str(other))
