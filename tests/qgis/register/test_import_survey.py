"""The sample's survey workbook through the toolbox and through the command line: the same register, row for row."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication

from ir_plugin.processing.provider import IrProvider

HEADLESS = Path(".venv") / "bin" / "python"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
TABLES = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk", "ir_legalitas")
LOGS = ("impor_berkas", "impor_perbaikan", "impor_tolak")


@pytest.fixture(scope="module")
def provider() -> Any:
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


def by_toolbox(register: Path, workbook: Path) -> None:
    import processing

    processing.run("ir:createregister", {"REGISTER": str(register)})
    processing.run("ir:importsurvey", {"REGISTER": str(register), "INPUT": str(workbook), "PERIOD": "2025"})


def by_command_line(root: Path, register: Path, workbook: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    for words in (
        ["createregister", str(register)],
        ["importsurvey", str(register), str(workbook), "--period", "2025"],
    ):
        command = [str(root / HEADLESS), "-m", "processing_scripts", *words]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr


def content(register: Path) -> dict[str, list[Any]]:
    """Every row of every table, without the moments at which it was written."""
    with closing(sqlite3.connect(register)) as connection:
        rows = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in (*TABLES, *LOGS)}
    return {table: [tuple(map(timeless, row)) for row in found] for table, found in rows.items()}


def timeless(value: Any) -> Any:
    return "moment" if isinstance(value, str) and MOMENT.fullmatch(value) else value


def test_both_faces_read_the_same(root: Path, tmp_path: Path, provider: Any) -> None:
    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    workbook = root / "sample_data" / "survei_ir_2025.xlsx"
    by_toolbox(tmp_path / "toolbox.gpkg", workbook)
    by_command_line(root, tmp_path / "line.gpkg", workbook)
    toolbox, line = content(tmp_path / "toolbox.gpkg"), content(tmp_path / "line.gpkg")
    assert len(toolbox["ir_usaha"]) == 2500
    for table in (*TABLES, *LOGS):
        for one, other in zip(toolbox[table], line[table]):
            assert one == other, table
        assert len(toolbox[table]) == len(line[table])
