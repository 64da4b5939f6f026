"""``make demo`` as a user runs it: everything it promises, on the sample and on real boundaries."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any, Iterator, Optional

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from demo_summary import summary
from ir_plugin.core.publishing.document import BOUNDARIES, BOUNDARIES_NAME, DATA, read_page
from ir_plugin.core.publishing.folder import missing_file
from ir_plugin.core.publishing.scripts import read_script

REAL_BOUNDARIES = Path(__file__).parents[3] / "shared" / "data" / "batas_babel.gpkg"
FILES = {
    "register.gpkg",
    "klaster.qgz",
    "peta_titik_panas.pdf",
    "atlas_kecamatan.pdf",
    "laporan_provinsi.pdf",
    "tabel_terpilah.xlsx",
    "ringkasan.md",
} | (set() if missing_file() else {"web"})
A3_POINTS = "1190.55 x 841.89 pts (A3)", "1191 x 842 pts (A3)"


def demo(root: Path, target: Path, boundaries: Optional[Path] = None) -> Path:
    done = run_demo(root, target, boundaries)
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stdout + done.stderr
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    return target


def run_demo(root: Path, target: Path, boundaries: Optional[Path]) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, str(root / "tools" / "demo.py"), "--target", str(target)]
    words += ["--boundaries", str(boundaries)] if boundaries else []
    return subprocess.run(words, cwd=root, capture_output=True, text=True, timeout=300)


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo(root, tmp_path_factory.mktemp("demo") / "hasil")


@pytest.fixture(scope="module")
def made_with_real_boundaries(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not REAL_BOUNDARIES.exists():
        pytest.skip("the real boundaries (batas_babel.gpkg) are not on this machine")
    return demo(root, tmp_path_factory.mktemp("nyata") / "hasil", REAL_BOUNDARIES)


@pytest.fixture(params=["made", "made_with_real_boundaries"])
def either(request: Any) -> Path:
    return Path(request.getfixturevalue(request.param))


def rows(folder: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(folder / "register.gpkg")) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def planted(root: Path) -> list[dict[str, Any]]:
    return list(json.loads((root / "sample_data" / "planted.json").read_text(encoding="utf-8")))


@pytest.mark.skipif(missing_file() is not None, reason="make setup could not fetch the libraries of the page")
def test_the_web_catalogue_has_businesses_and_the_hot_spots_of_the_demo(either: Path) -> None:
    page = read_page((either / "web" / DATA).read_text(encoding="utf-8"))
    outlines = read_script(BOUNDARIES_NAME, (either / "web" / BOUNDARIES).read_text(encoding="utf-8"))
    (layer,) = page["layers"]
    assert layer["values"] == dict(rows(either, "SELECT kode, gi_kelas FROM titik_panas"))
    assert len(page["businesses"]["id"]) > 1000 and (either / "web" / "index.html").is_file()
    assert len(outlines["desa"]["features"]) == len(layer["values"])


def test_these_files_and_no_more(either: Path) -> None:
    assert {path.name for path in either.iterdir()} == FILES


def test_the_hot_and_cold_groups_are_found_and_nothing_elsewhere(made: Path, planted: list[dict[str, Any]]) -> None:
    for kind, wanted in (("titik_panas", "panas"), ("titik_dingin", "dingin")):
        groups = [pattern for pattern in planted if pattern["kind"] == kind]
        members = {code for group in groups for code in group["villages"]}
        beside = {code for group in groups for code in group["beside"]}
        found = {code for (code,) in rows(made, f"SELECT kode FROM titik_panas WHERE gi_kelas = '{wanted}'")}
        assert members <= found <= members | beside


def test_the_dense_clusters_are_found_and_no_others(made: Path, planted: list[dict[str, Any]]) -> None:
    query = "SELECT DISTINCT produk_utama, kode_desa FROM usaha_klaster WHERE klaster_spasial >= 0"
    expected = {(each["product"], each["villages"][0]) for each in planted if each["kind"] == "klaster_padat"}
    assert set(rows(made, query)) == expected
    assert rows(made, "SELECT count(*) FROM klaster_produk") == [(len(expected),)]


def test_the_summary_says_what_is_in_the_register(either: Path) -> None:
    summary = (either / "ringkasan.md").read_text(encoding="utf-8")
    (read, taken, rejected) = rows(either, "SELECT n_dibaca, n_diimpor, n_ditolak FROM impor_berkas")[0]
    for words, number in (("Baris dibaca", read), ("diimpor", taken), ("ditolak", rejected)):
        assert f"| {words} | {number:,} |".replace(",", ".") in summary
    for (name,) in rows(either, "SELECT nama FROM titik_panas WHERE gi_kelas = 'panas'"):
        assert f"| {name} |" in summary
    assert "karangan" in summary and "indikatif" in summary


def test_villages_without_a_boundary_are_named_with_their_businesses(
    made: Path, made_with_real_boundaries: Path
) -> None:
    assert "Tanpa batas" not in (made / "ringkasan.md").read_text(encoding="utf-8")
    summary = (made_with_real_boundaries / "ringkasan.md").read_text(encoding="utf-8")
    assert "| Industri rumahan dalam register | 2.540 |" in summary
    assert "| di desa/kelurahan dengan batas, jadi ikut dihitung | 2.522 |" in summary
    assert "### Tanpa batas: 2 desa/kelurahan" in summary
    assert "| Keranggan | 19.05.01.1008 | Mentok | 10 |" in summary
    assert "| Menjelang | 19.05.01.1009 | Mentok | 8 |" in summary


HEADLESS = Path(".venv") / "bin" / "python"
ASIDE = {"geom", "luas_km2", "usaha_per_km2"}
"""Of hulls, whose points each version of GEOS begins elsewhere; their areas are compared to a millionth."""


def run_pipeline(root: Path, folder: Path, text: str) -> Path:
    """The folder of results of a pipeline of the sample, run by the command line."""
    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    for each in (root / "sample_data").iterdir():
        (folder / each.name).symlink_to(each)
    file = folder / "alur.toml"
    file.write_text(text.replace('folder = "../build/pipeline"', 'folder = "hasil"'), encoding="utf-8")
    line = [str(root / HEADLESS), "-m", "processing_scripts", "pipeline", str(file)]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    done = subprocess.run(line, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder / "hasil"


def same_numbers(made: Path, other: Path) -> None:
    """That two registers hold the same results, column by column."""
    for table in ("ir_desa", "titik_panas", "usaha_klaster", "klaster_produk", "impor_perbaikan", "impor_tolak"):
        names = [name for (name,) in rows(made, f"SELECT name FROM pragma_table_info('{table}')")]
        told = ", ".join(name for name in names if name not in ASIDE)
        found = [sorted(rows(folder, f"SELECT {told} FROM {table}"), key=repr) for folder in (made, other)]
        assert found[0] and found[0] == found[1], table
    areas = [[area for (area,) in rows(folder, _AREAS)] for folder in (made, other)]
    assert areas[0] == pytest.approx(areas[1], rel=1e-6)
    lines = [(folder / "ringkasan.md").read_text(encoding="utf-8").splitlines() for folder in (made, other)]
    assert [line.replace("500.0", "500") for line in lines[0]] == lines[1]


_AREAS = "SELECT luas_km2 FROM klaster_produk ORDER BY kategori, klaster_anggota, luas_km2"


def test_the_pipeline_of_the_sample_has_the_numbers_of_the_demo(root: Path, made: Path, tmp_path: Path) -> None:
    text = (root / "sample_data" / "pipeline.toml").read_text(encoding="utf-8")
    result = run_pipeline(root, tmp_path, text.partition("# Maps and reports")[0])
    (result / "ringkasan.md").write_text(summary(result / "register.gpkg"), encoding="utf-8")
    same_numbers(made, result)


@pytest.mark.slow
def test_the_whole_pipeline_has_all_that_the_demo_has(root: Path, made: Path, tmp_path: Path) -> None:
    result = run_pipeline(root, tmp_path, (root / "sample_data" / "pipeline.toml").read_text(encoding="utf-8"))
    (result / "ringkasan.md").write_text(summary(result / "register.gpkg"), encoding="utf-8")
    same_numbers(made, result)
    assert {path.name for path in result.iterdir()} == {*FILES, "katalog", "pipeline.json"}
    pages = [read_page((folder / "web" / DATA).read_text(encoding="utf-8")) for folder in (made, result)]
    assert pages[0]["layers"][0]["values"] == pages[1]["layers"][0]["values"]
    assert len(pages[0]["businesses"]["id"]) == len(pages[1]["businesses"]["id"])
    texts = [pdf_text(folder / "laporan_provinsi.pdf") for folder in (made, result)]
    assert texts[0] == texts[1]


def pdf_text(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return done.stdout


def square(path: Path, crs: str, fields: str) -> Path:
    """A layer of one square somewhere in the province."""
    layer = QgsVectorLayer(f"MultiPolygon?{fields}", "batas", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem(crs))
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromWkt("MultiPolygon (((106 -2, 106.1 -2, 106.1 -1.9, 106 -1.9, 106 -2)))"))
    layer.dataProvider().addFeatures([feature])
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "ESRI Shapefile"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    assert path.exists()
    return path


def test_boundaries_that_cannot_be_used_are_refused_in_one_sentence_and_cost_nothing(
    root: Path, tmp_path: Path
) -> None:
    target = tmp_path / "hasil" / "demo"
    target.mkdir(parents=True)
    (target / "ringkasan.md").write_text("demo yang lalu")
    text = tmp_path / "teks.gpkg"
    text.write_text("bukan layer")
    for boundaries, words in (
        (tmp_path / "tidak_ada.gpkg", f"BOUNDARIES: berkas {tmp_path}/tidak_ada.gpkg tidak ada;"),
        (text, f"BOUNDARIES: {text} bukan layer poligon yang dapat dibuka;"),
        (square(tmp_path / "tanpa_crs.shp", "", "field=kode:string"), "tidak mempunyai sistem koordinat;"),
        (square(tmp_path / "tanpa_kode.shp", "EPSG:4326", "field=luas:double"), "tidak punya kolom kode wilayah"),
    ):
        done = run_demo(root, target, boundaries)
        assert done.returncode == 2
        (sentence,) = done.stderr.splitlines()
        assert words in sentence
        assert [path.name for path in target.parent.rglob("*")] == ["demo", "ringkasan.md"]
        assert (target / "ringkasan.md").read_text() == "demo yang lalu"


@pytest.fixture
def project(either: Path, tmp_path: Path) -> Iterator[QgsProject]:
    """The project, read from a folder that was moved."""
    elsewhere = shutil.copytree(either, tmp_path / "dipindahkan")
    project = QgsProject()
    assert project.read(str(elsewhere / "klaster.qgz"))
    yield project
    project.clear()


def test_the_project_opens_with_every_layer(project: QgsProject) -> None:
    layers = project.mapLayers().values()
    assert [layer.name() for layer in layers if not layer.isValid()] == []
    shown = {node.layer().name() for node in project.layerTreeRoot().findLayers() if node.isVisible()}
    assert {"Titik panas dan titik dingin", "Klaster produk", "Batas kabupaten/kota", "Industri rumahan"} <= shown


def test_the_map_is_one_sheet_of_a3(either: Path) -> None:
    done = subprocess.run(["pdfinfo", str(either / "peta_titik_panas.pdf")], capture_output=True, text=True, check=True)
    facts = dict(line.split(":", 1) for line in done.stdout.splitlines() if ":" in line)
    assert facts["Pages"].strip() == "1"
    assert facts["Page size"].strip() in A3_POINTS


def test_the_map_names_what_it_shows_and_its_source(made: Path) -> None:
    done = subprocess.run(
        ["pdftotext", "-layout", str(made / "peta_titik_panas.pdf"), "-"], capture_output=True, text=True, check=True
    )
    for words in (
        "Titik panas",
        "SKALA 1 : 1.500.000",
        "Data contoh",
        "indikatif",
        "Klaster produk",
        "Lembar 1 dari 1",
    ):
        assert words in done.stdout


@pytest.mark.parametrize(("name", "told"), [("peta_titik_panas.pdf", False), ("atlas_kecamatan.pdf", True)])
def test_only_the_numbers_of_villages_are_for_the_offices(made: Path, name: str, told: bool) -> None:
    done = subprocess.run(["pdftotext", str(made / name), "-"], capture_output=True, text=True, check=True)
    assert ("KHUSUS INTERNAL KANTOR" in done.stdout) == told
    assert ("petak 0,01°" in " ".join(done.stdout.split())) != told


def test_real_boundaries_carry_the_same_survey(made: Path, made_with_real_boundaries: Path) -> None:
    counted = "SELECT kode, ir_jumlah, rumah_tangga FROM ir_desa ORDER BY kode"
    sample, real = dict_of(rows(made, counted)), dict_of(rows(made_with_real_boundaries, counted))
    assert {code: real[code] for code in real} == {code: sample[code] for code in real}
    (hot,) = rows(made_with_real_boundaries, "SELECT count(*) FROM titik_panas WHERE gi_kelas = 'panas'")[0]
    assert hot > 0


def dict_of(found: list[Any]) -> dict[str, Any]:
    return {code: values for code, *values in found}
