"""The sample's survey workbook through the toolbox and through the command line: the same register, row for row."""

from __future__ import annotations

import csv
import io
import os
import re
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any, Union

import pytest
from qgis.core import QgsApplication

from ir_plugin.core.workbook_writing import workbook_bytes
from ir_plugin.processing.provider import IrProvider
from tests.core.ods_files import content, ods, rows_of
from tests.core.register.form_exports import Style, kobo, odk
from tests.core.register.form_submissions import lost, submissions

HEADLESS = Path(".venv") / "bin" / "python"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z")
TABLES = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk", "ir_legalitas")
RINA = ["Rina", "Kenanga", "Sungailiat", "Getas", "081200000001"]
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


def by_command_line(root: Path, register: Path, workbook: Union[Path, str], *options: str) -> None:
    """workbook: "" where the options name another source."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    for words in (
        ["createregister", str(register)],
        ["importsurvey", str(register), *filter(None, [str(workbook)]), "--period", "2025", *options],
    ):
        command = [str(root / HEADLESS), "-m", "processing_scripts", *words]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr


def content_of(register: Path) -> dict[str, list[Any]]:
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
    toolbox, line = content_of(tmp_path / "toolbox.gpkg"), content_of(tmp_path / "line.gpkg")
    assert len(toolbox["ir_usaha"]) == 2540
    for table in (*TABLES, *LOGS):
        for one, other in zip(toolbox[table], line[table]):
            assert one == other, table
        assert len(toolbox[table]) == len(line[table])


def test_a_sheet_as_ods_with_a_mapping_first_dry(root: Path, tmp_path: Path, provider: Any) -> None:
    """Both faces, through a mapping that goes out of one and into the other."""
    import processing

    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    heading = ["Yang Punya", "Desa", "Kecamatan", "Produk", "No HP"]
    workbook = ods(tmp_path / "Bangka.ods", content(Bangka=rows_of([heading, RINA])))
    mapping, used, report = tmp_path / "peta.json", tmp_path / "dipakai.json", tmp_path / "laporan.html"
    mapping.write_text('{"Yang Punya": "pemilik"}')
    toolbox, line = tmp_path / "toolbox.gpkg", tmp_path / "line.gpkg"
    processing.run("ir:createregister", {"REGISTER": str(toolbox)})
    settings = {"REGISTER": str(toolbox), "INPUT": workbook, "PERIOD": "2025", "MAPPING": str(mapping)}
    targets = {"MAPPING_USED": str(used), "REPORT": str(report)}
    before = toolbox.read_bytes()
    dry = processing.run("ir:importsurvey", {**settings, **targets, "DRYRUN": True})
    assert toolbox.read_bytes() == before
    assert dry["N_NEW"] == 1
    assert "Rina" not in used.read_text() and "telepon" in report.read_text(encoding="utf-8")
    processing.run("ir:importsurvey", settings)
    by_command_line(root, line, Path(workbook), "--mapping", str(used))
    for table in TABLES:
        assert content_of(toolbox)[table] == content_of(line)[table]
    assert [row[2] for row in content_of(line)["ir_pemilik"]] == ["Rina"]


def test_decisions_written_by_one_face_are_followed_by_both(root: Path, tmp_path: Path, provider: Any) -> None:
    import processing

    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    heading = ["Nama Pemilik", "Desa", "Kecamatan", "Produk", "No HP"]
    workbook = ods(tmp_path / "Bangka.ods", content(Bangka=rows_of([heading, ["Rina", "Kenaga", *RINA[2:]]])))
    toolbox, line, file = tmp_path / "toolbox.gpkg", tmp_path / "line.gpkg", tmp_path / "perbaikan.csv"
    processing.run("ir:createregister", {"REGISTER": str(toolbox)})
    settings = {"REGISTER": str(toolbox), "INPUT": workbook, "PERIOD": "2025"}
    processing.run("ir:importsurvey", {**settings, "DRYRUN": True, "REPAIRS_USED": str(file)})
    guessed = "nama_wilayah_mirip,"
    written = file.read_text(encoding="utf-8")
    assert written.count(guessed) == 1
    file.write_text(written.replace(guessed, guessed + "Sungailiat"), encoding="utf-8")
    processing.run("ir:importsurvey", {**settings, "REPAIRS": str(file)})
    by_command_line(root, line, Path(workbook), "--repairs", str(file))
    for table in TABLES:
        assert content_of(toolbox)[table] == content_of(line)[table]
    with closing(sqlite3.connect(line)) as connection:
        assert connection.execute("SELECT kode_desa FROM ir_usaha").fetchall() == [("19.01.01.1001",)]


def test_our_own_form_with_its_groups_as_kobo_and_odk_write_it(root: Path, tmp_path: Path, provider: Any) -> None:
    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    made = submissions(11)
    workbook, archive = tmp_path / "kobo.xlsx", tmp_path / "odk.zip"
    workbook.write_bytes(workbook_bytes(kobo(made, Style())))
    with zipfile.ZipFile(archive, "w") as parts:
        for name, rows in odk(made).items():
            written = io.StringIO()
            csv.writer(written).writerows(rows)
            parts.writestr(name, written.getvalue())
    for source in (workbook, archive):
        toolbox, line = tmp_path / f"{source.stem}_toolbox.gpkg", tmp_path / f"{source.stem}_line.gpkg"
        by_toolbox(toolbox, source)
        by_command_line(root, line, source)
        assert lost(str(toolbox), made) == []
        assert lost(str(line), made) == []
