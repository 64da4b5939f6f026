"""Checks, exports and withdrawals from QGIS: a styled layer of findings, a file that QGIS opens, a register in step."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from ir_plugin.core.register import export_register
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language

DAY = "2025-12-31"


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_register, "today", lambda: DAY)


@pytest.fixture
def register(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))


def run(algorithm: str, register: Path, **parameters: Any) -> dict[str, Any]:
    import processing

    set_language("id")
    given = {"REGISTER": str(register), "DATE": DAY, **parameters}
    return processing.run(
        f"ir:{algorithm}", given, context=QgsProcessingContext(), feedback=QgsProcessingFeedback(False)
    )


def test_findings_are_a_layer_with_their_own_style(register: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(register)) as connection:
        connection.execute("UPDATE ir_pemilik SET tahun_lahir = 1925 WHERE fid = 1")
        connection.commit()
    target, page = str(tmp_path / "temuan.gpkg"), tmp_path / "temuan.html"
    done = run("checkregister", register, FINDINGS=target, PAGE=str(page))
    layer = QgsVectorLayer(target, "temuan", "ogr")
    assert layer.featureCount() == done["N_ERRORS"] + done["N_WARNINGS"] + done["N_INFO"] > 100
    assert layer.renderer().classAttribute() == "tingkat_temuan"
    assert [each.value() for each in layer.renderer().categories()][:3] == ["GALAT", "PERINGATAN", "INFO"]
    (found,) = layer.getFeatures("aturan = 'Q12'")
    assert found["temuan"].startswith("Umur pemilik") and not found["nilai_lama"]
    assert not found.geometry().isNull() and "1925" not in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["direktori.gpkg", "direktori.csv"])
def test_an_export_opens_in_qgis(register: Path, tmp_path: Path, name: str) -> None:
    target = str(tmp_path / name)
    done = run("exportregister", register, PROFILE="PUBLIK", OUTPUT=target)
    layer = QgsVectorLayer(f"{target}|layername=usaha" if name.endswith("gpkg") else target, "direktori", "ogr")
    assert done["OUTPUT"] == target and layer.featureCount() == done["N_ROWS"] == 2330
    assert not {"nik", "modal_kerja", "usaha_id", "kode_usaha"} & set(layer.fields().names())


def test_who_withdrew_is_in_no_later_export(register: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(register)) as connection:
        named = connection.execute(
            "SELECT kode_usaha FROM ir_usaha JOIN ir_persetujuan USING (pemilik_id) "
            "WHERE tujuan = 'PUB' AND boleh_nama AND ditarik_pada IS NULL AND berlaku_sampai > '2026' LIMIT 1"
        ).fetchone()[0]
    done = run("withdrawconsent", register, OWNER=named, REASON="permintaan pemilik")
    assert done["N_WITHDRAWN"] == 1
    later = run("exportregister", register, PROFILE="PUBLIK", OUTPUT=str(tmp_path / "a.csv"))
    assert later["N_ROWS"] <= 2329 and later["N_KEPT_BACK"] >= 171
