"""Survey form and data dictionary out of Processing: the same as the core gives, read by QGIS's own reader."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

import pytest
from qgis.core import QgsApplication

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.data_dictionary import markdown, ms_var
from ir_plugin.core.register import create_register, export_xlsform
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
def test_the_form_is_the_same_through_processing(tmp_path: Path) -> None:
    import processing

    register = str(tmp_path / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": register}, Context())
    given = {"REGISTER": register, "REGENCY": "19.71"}
    results = processing.run("ir:exportxlsform", {**given, "OUTPUT": str(tmp_path / "qgis.xlsx")})
    export_xlsform.compute({**given, "OUTPUT": str(tmp_path / "core.xlsx")}, Context())
    assert results["N_VILLAGES"] == 42
    through, direct = (read_workbook(str(tmp_path / name)) for name in ("qgis.xlsx", "core.xlsx"))
    assert [each.name for each in through] == ["survey", "choices", "settings"]
    assert [each.rows for each in through[:2]] == [each.rows for each in direct[:2]]
    assert "kode_desa" in {row[1] for row in through[0].rows if len(row) > 1}


@pytest.mark.usefixtures("_provider")
def test_the_dictionary_is_the_same_through_processing(tmp_path: Path) -> None:
    import processing

    places = {"CSV": str(tmp_path / "ms_var.csv"), "MARKDOWN": str(tmp_path / "kamus.md")}
    processing.run("ir:exportdictionary", places)
    assert Path(places["CSV"]).read_text(encoding="utf-8") == ms_var("en")
    assert Path(places["MARKDOWN"]).read_text(encoding="utf-8") == markdown("en")
