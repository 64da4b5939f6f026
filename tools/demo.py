"""The demo: from the sample's survey workbook to a register, hot spots, clusters, a project, a map and an atlas; from
the sample's finished register to tables, a report and a catalogue."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Optional

from demo_summary import summary
from headless_qgis import headless_qgis

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_data"
TARGET = ROOT / "build" / "demo"
LANGUAGE = "id"
SAMPLE_BOUNDARIES = "batas contoh (sel Voronoi, garis pantai GSHHG)"
SOURCE = "Data contoh, semua usaha karangan; {boundaries}; kode Kepmendagri 300.2.2-2430/2025"
AGENCY = "Contoh hasil Klaster IR;Bukan terbitan resmi instansi mana pun"
ON_THE_MAP = ("ref_wilayah|\"tingkat\" = '2'", "klaster_produk", "titik_panas")
"""Layers of the project by table and filter, the topmost first."""

INSIDE = "INTERNAL"
"""The profile of the atlas: most villages have fewer businesses than may be told outside the offices, and their numbers
are what it is about."""

RATE = "industri rumahan per 1.000 rumah tangga, 2025"

SEED = 2016


class Demo:
    """The steps of the demo on one register, each a run of the plugin's own algorithm."""

    def __init__(self, target: Path, boundaries: Optional[str]) -> None:
        self.register = target / "register.gpkg"
        self.project = target / "klaster.qgz"
        self.map = target / "peta_titik_panas.pdf"
        self.tables = target / "tabel_terpilah.xlsx"
        self.atlas = target / "atlas_kecamatan.pdf"
        self.report = target / "laporan_provinsi.pdf"
        self.summary = target / "ringkasan.md"
        self.web = target / "web"
        self.boundaries = boundaries
        self.source = SOURCE.format(boundaries=f"batas {Path(boundaries).name}" if boundaries else SAMPLE_BOUNDARIES)
        self.results: dict[str, dict[str, Any]] = {}
        self.started = time.monotonic()

    def step(self, words: str, algorithm: str, **parameters: Any) -> dict[str, Any]:
        """Runs ``ir:<algorithm>``, says so, and keeps its results under the algorithm's id."""
        import processing

        self.say(words)
        self.results[algorithm] = processing.run(f"ir:{algorithm}", parameters)
        return self.results[algorithm]

    def say(self, words: str) -> None:
        print(f"[{time.monotonic() - self.started:5.1f} s] {words}", flush=True)

    def fill_register(self) -> None:
        register = str(self.register)
        self.step("Membuat register", "createregister", REGISTER=register)
        villages = f"{SAMPLE / 'wilayah.gpkg'}|layername=desa"
        self.step(
            "Mengimpor batas wilayah", "importboundaries", REGISTER=register, INPUT=villages, SOURCE=SAMPLE_BOUNDARIES
        )
        if self.boundaries:
            self._import_boundaries(register)
        workbook = str(SAMPLE / "survei_ir_2025.xlsx")
        self.step("Mengimpor buku kerja survei", "importsurvey", REGISTER=register, INPUT=workbook, PERIOD="2025")

    def _import_boundaries(self, register: str) -> None:
        self.step(
            f"Mengganti batas dengan {self.boundaries}",
            "importboundaries",
            REGISTER=register,
            INPUT=self.boundaries,
            SOURCE=Path(str(self.boundaries)).name,
        )

    def analyse(self) -> None:
        self.step(
            "Menghitung per desa",
            "aggregate",
            REGISTER=str(self.register),
            LEVEL="desa",
            OUTPUT=table("ir_desa", self.register),
        )
        self.step(
            "Mencari titik panas (99.999 permutasi)",
            "hotspotgetisord",
            INPUT=layer("ir_desa", self.register),
            FIELD="ir_per_1000_rt",
            NEIGHBOURS="queen",
            JOIN_ISLANDS=True,
            SEED=SEED,
            OUTPUT=table("titik_panas", self.register),
        )
        self.find_clusters(self.register)

    def find_clusters(self, register: Path) -> None:
        self.step(
            "Mencari klaster usaha per produk",
            "densityclusters",
            INPUT=layer("usaha_ringkas", register),
            CATEGORY="produk_utama",
            DISTANCE=500,
            MINIMUM=5,
            OUTPUT=table("usaha_klaster", register),
            HULLS=table("klaster_produk", register),
        )

    @contextmanager
    def finished_register(self) -> Iterator[str]:
        """A copy of the sample's finished register with the hot spots of the demo: two periods, answers that offices'
        workbooks do not have, and invented consents, for nobody of a raw survey has been asked."""
        with tempfile.TemporaryDirectory() as folder:
            register = str(shutil.copy(SAMPLE / "register_contoh.gpkg", folder))
            shutil.copytree(SAMPLE / "foto", Path(folder, "foto"))
            if self.boundaries:
                self._import_boundaries(register)
            self.step(
                "Menyalin titik panas ke register contoh",
                "keepresult",
                REGISTER=register,
                INPUT=str(self.register),
                LAYERS="titik_panas",
            )
            yield register

    def report_figures(self) -> None:
        """The tables and the report."""
        with self.finished_register() as register:
            self.find_clusters(Path(register))
            told = {"REGISTER": register, "SOURCE": self.source}
            self.step("Menulis tabel data terpilah", "exporttables", OUTPUT=str(self.tables), **told)
            self.step("Membuat laporan provinsi", "exportreport", OUTPUT=str(self.report), AGENCY=AGENCY, **told)

    def publish_catalogue(self) -> None:
        """The web catalogue."""
        from ir_plugin.core.publishing.folder import missing_file

        if missing_file():
            self.say("Katalog web dilewati: pustaka halaman tidak dapat diunduh oleh make setup")
            return
        with self.finished_register() as register:
            self.step(
                "Menerbitkan katalog web",
                "publishcatalogue",
                REGISTER=register,
                PUBLISHER=AGENCY.replace(";", ". "),
                OUTPUT=str(self.web),
            )

    def publish(self) -> None:
        """The project, and the map of the layers that it shows."""
        from qgis.core import QgsProject

        from ir_plugin.cartography.register_styles import dress
        from ir_plugin.register.project import write_project
        from ir_plugin.register.sources import FileRegister

        self.say("Menyusun proyek QGIS")
        made = write_project(FileRegister(self.register), self.project, LANGUAGE, dress)
        made.clear()
        project = QgsProject.instance()
        project.read(str(self.project))
        by_table = {layer_table(layer): layer for layer in project.mapLayers().values()}
        sheet = {"LAYERS": [by_table[each] for each in ON_THE_MAP], "SOURCE": self.source, "AGENCY": AGENCY}
        self.step("Mencetak peta A3", "exportmap", TITLE=f"Peta titik panas {RATE}", OUTPUT=str(self.map), **sheet)
        self.step(
            "Mencetak atlas kecamatan",
            "exportatlas",
            REGISTER=str(self.register),
            PROFILE=INSIDE,
            THEME="ir_per_1000_rt",
            TITLE=f"Peta {RATE}",
            OUTPUT=str(self.atlas),
            **sheet,
        )
        project.clear()


def table(name: str, register: Path) -> str:
    """Where Processing writes the layer ``name`` of a register."""
    return f"ogr:dbname='{register}' table=\"{name}\" (geom)"


def layer(name: str, register: Path) -> str:
    """Where Processing reads the layer ``name`` of a register."""
    return f"{register}|layername={name}"


def layer_table(layer: Any) -> str:
    """The table that a layer of the project shows, with its filter."""
    table = layer.dataProvider().uri().table() or layer.source().split("layername=")[-1].split("|")[0]
    return f"{table}|{layer.subsetString()}" if layer.subsetString() else table


def make_demo(target: Path, boundaries: Optional[str]) -> Demo:
    """The whole demo, built beside the target folder and put in its place once it is complete.

    QgsProcessingException, in the words of the algorithm that refuses; the target is then as it was.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}_", dir=target.parent))
    try:
        made = beside / "new"
        made.mkdir()
        demo = Demo(made, boundaries)
        demo.fill_register()
        demo.analyse()
        demo.publish()
        demo.report_figures()
        demo.publish_catalogue()
        demo.summary.write_text(summary(demo.register), encoding="utf-8")
        if target.exists():
            target.rename(beside / "old")
        made.rename(target)
    finally:
        shutil.rmtree(beside)
    return demo


def boundary_problem(boundaries: str) -> Optional[str]:
    """Why a file cannot give village boundaries, as far as can be told without the codes in it; None where it can."""
    from qgis.core import QgsVectorLayer, QgsWkbTypes

    path = Path(boundaries.split("|")[0])
    if not path.is_file():
        return f"BOUNDARIES: berkas {path} tidak ada; periksa nama dan foldernya."
    layer = QgsVectorLayer(boundaries, path.stem, "ogr")
    if not layer.isValid() or layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
        return f"BOUNDARIES: {boundaries} bukan layer poligon yang dapat dibuka; pilih berkas batas desa."
    if not layer.crs().isValid():
        return f"BOUNDARIES: layer {boundaries} tidak mempunyai sistem koordinat; tetapkan CRS-nya lebih dahulu."
    return None


def hear_failures_only() -> None:
    """GDAL warns of every newer GeoPackage that it reads well, which looks like an error here."""
    from osgeo import gdal

    def handle(severity: int, _number: int, words: str) -> None:
        if severity >= gdal.CE_Failure:
            print(words, file=sys.stderr)

    gdal.SetErrorHandler(handle)


def main() -> int:
    """Makes everything anew in the target folder. 2 where something is refused, with one sentence that says what."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--boundaries", default="", help="village boundaries instead of the sample's")
    arguments.add_argument("--target", type=Path, default=TARGET, help="folder for the results")
    given = arguments.parse_args()
    with headless_qgis():
        from qgis.core import QgsProcessingException

        from ir_plugin.qgis_support.language import set_language

        hear_failures_only()
        set_language(LANGUAGE)
        problem = boundary_problem(given.boundaries) if given.boundaries else None
        try:
            demo = None if problem else make_demo(given.target, given.boundaries or None)
        except QgsProcessingException as error:
            demo, problem = None, str(error)
    if demo is None:
        print(problem, file=sys.stderr)
        return 2
    demo.say(f"Selesai: {given.target}")
    for file in (demo.register, demo.project, demo.map, demo.atlas, demo.report, demo.tables, demo.summary):
        print(f"  {file.name}")
    if (given.target / demo.web.name).exists():
        print(f"  {demo.web.name}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
