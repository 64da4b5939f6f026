"""The tables of disaggregated data out of Processing: the same file as the core writes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Iterator

import pytest
from qgis.core import QgsApplication

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import export_tables
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language
from ir_plugin.qgis_support.workbook_reading import read_workbook


@pytest.fixture
def _provider(qgis_processing: None) -> Iterator[None]:
    """The plugin's algorithms, in English."""
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    set_language("en")
    yield
    set_language("")
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.mark.usefixtures("_provider")
@pytest.mark.parametrize("ending", ["xlsx", "ods", "zip"])
def test_the_tables_are_the_same_through_processing(root: Path, tmp_path: Path, ending: str) -> None:
    import processing

    register = shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path)
    given = {"REGISTER": str(register), "REGION": "19.01", "PERIOD": "2025", "LANGUAGE": "en", "PROFILE": "PUBLIK"}
    through, direct = (tmp_path / f"{name}.{ending}" for name in ("qgis", "core"))
    results = processing.run("ir:exporttables", {**given, "LANGUAGE": 1, "PROFILE": "PUBLIK", "OUTPUT": str(through)})
    export_tables.compute({**given, "OUTPUT": str(direct)}, Context())
    assert results["N_TABLES"] == 12 and results["N_HIDDEN"] > 0
    assert through.read_bytes() == direct.read_bytes()


@pytest.mark.usefixtures("_provider")
def test_the_plugin_reads_its_own_workbook(root: Path, tmp_path: Path) -> None:
    register = shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path)
    path = tmp_path / "tabel.ods"
    export_tables.compute(
        {"REGISTER": str(register), "LANGUAGE": "id", "PROFILE": "PUBLIK", "OUTPUT": str(path)}, Context()
    )
    sheets = {each.name: each.rows for each in read_workbook(str(path))}
    assert "1211" in {cell for row in sheets["T2"] for cell in row}
