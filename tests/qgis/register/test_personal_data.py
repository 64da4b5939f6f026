"""Personal data of a register do not leave it in the result of a method."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.privacy import personal_columns
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def register(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))


def clusters(register: Path, table: str, output: str) -> tuple[list[str], str]:
    """The columns of the result, and what was said."""
    import processing

    set_language("en")
    feedback = QgsProcessingFeedback(False)
    parameters = {"INPUT": f"{register}|layername={table}", "OUTPUT": output}
    done = processing.run("ir:densityclusters", parameters, context=QgsProcessingContext(), feedback=feedback)
    layer = done["OUTPUT"] if isinstance(done["OUTPUT"], QgsVectorLayer) else QgsVectorLayer(done["OUTPUT"], "r", "ogr")
    return layer.fields().names(), feedback.textLog()


def test_the_register_knows_what_is_personal() -> None:
    assert {"nik", "no_hp", "nama_lengkap"} <= personal_columns("ir_pemilik")
    assert {"alamat_rt_rw", "lat_asli", "lon_asli"} <= personal_columns("ir_usaha")
    assert personal_columns("ref_wilayah") == frozenset() == personal_columns("desa")
    assert all(personal_columns(name) <= {each.name for each in table.fields} for name, table in TABLES.items())


@pytest.mark.parametrize("target", ["hasil.gpkg", "hasil.csv", ""])
def test_a_result_elsewhere_has_no_personal_column(register: Path, tmp_path: Path, target: str) -> None:
    columns, said = clusters(register, "ir_usaha", str(tmp_path / target) if target else "TEMPORARY_OUTPUT")
    assert not personal_columns("ir_usaha") & set(columns)
    assert {"kode_usaha", "nama_usaha", "klaster_spasial"} <= set(columns)
    assert "Personal data were not copied from the register into the result: the columns alamat" in said


def test_a_result_in_the_register_keeps_its_columns(register: Path) -> None:
    columns, said = clusters(register, "ir_usaha", f"ogr:dbname='{register}' table=\"hasil\" (geom)")
    assert personal_columns("ir_usaha") & set(columns)
    assert "Personal data" not in said


def test_the_summary_has_nothing_personal(register: Path, tmp_path: Path) -> None:
    columns, said = clusters(register, "usaha_ringkas", str(tmp_path / "hasil.gpkg"))
    everything = frozenset().union(*map(personal_columns, TABLES))
    assert not everything & set(columns)
    assert "Personal data" not in said


@pytest.mark.parametrize("target", ["hasil.gpkg", "hasil.geojson"])
def test_a_result_of_the_summary_keeps_numbers_and_no_row_number(register: Path, tmp_path: Path, target: str) -> None:
    columns, _said = clusters(register, "usaha_ringkas", str(tmp_path / target))
    assert "ogc_fid" not in [name.lower() for name in columns]
    result = QgsVectorLayer(str(tmp_path / target), "hasil", "ogr")
    assert result.fields().field("tk_l").isNumeric() and result.fields().field("tk_p").isNumeric()
    summary = QgsVectorLayer(f"{register}|layername=usaha_ringkas", "usaha", "ogr")
    told = [[row["kode_usaha"], row["tk_l"], row["tk_p"]] for row in summary.getFeatures()]
    assert sorted([row["kode_usaha"], row["tk_l"], row["tk_p"]] for row in result.getFeatures()) == sorted(told)
