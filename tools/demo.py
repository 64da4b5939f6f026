"""The demo: from the sample's survey workbook to a register, hot spots, clusters, a project and a printed map."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from pathlib import Path
from typing import Any, Optional

from demo_summary import summary

from headless_qgis import headless_qgis

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "sample_data"
TARGET = ROOT / "build" / "demo"
SOURCE = (
    "Data contoh karangan (sample_data); batas administrasi indikatif, kode Kepmendagri 300.2.2-2430/2025. "
    "Pengolahan: Klaster IR."
)
SEED = 2016


class Demo:
    """The steps of the demo on one register, each a run of the plugin's own algorithm."""

    def __init__(self, target: Path, boundaries: Optional[str]) -> None:
        self.register = target / "register.gpkg"
        self.project = target / "klaster.qgz"
        self.map = target / "peta_titik_panas.pdf"
        self.summary = target / "ringkasan.md"
        self.boundaries = boundaries
        self.results: dict[str, dict[str, Any]] = {}
        self.started = time.monotonic()

    def step(self, words: str, algorithm: str, **parameters: Any) -> dict[str, Any]:
        """Runs ``ir:<algorithm>``, says so, and keeps its results under the algorithm's id."""
        import processing

        print(f"[{time.monotonic() - self.started:5.1f} s] {words}", flush=True)
        self.results[algorithm] = processing.run(f"ir:{algorithm}", parameters)
        return self.results[algorithm]

    def table(self, name: str) -> str:
        """Where Processing writes the layer ``name`` of the register."""
        return f"ogr:dbname='{self.register}' table=\"{name}\" (geom)"

    def layer(self, name: str) -> str:
        """Where Processing reads the layer ``name`` of the register."""
        return f"{self.register}|layername={name}"

    def fill_register(self) -> None:
        register = str(self.register)
        self.step("Membuat register", "createregister", REGISTER=register)
        villages = f"{SAMPLE / 'wilayah.gpkg'}|layername=desa"
        self.step("Mengimpor batas wilayah", "importboundaries", REGISTER=register, INPUT=villages, SOURCE=SOURCE)
        if self.boundaries:
            self.step(
                f"Mengganti batas dengan {self.boundaries}",
                "importboundaries",
                REGISTER=register,
                INPUT=self.boundaries,
                SOURCE=Path(self.boundaries).name,
            )
        workbook = str(SAMPLE / "survei_ir_2025.xlsx")
        self.step("Mengimpor buku kerja survei", "importsurvey", REGISTER=register, INPUT=workbook, PERIOD="2025")

    def analyse(self) -> None:
        self.step(
            "Menghitung per desa", "aggregate", REGISTER=str(self.register), LEVEL="desa", OUTPUT=self.table("ir_desa")
        )
        self.step(
            "Mencari titik panas (99.999 permutasi)",
            "hotspotgetisord",
            INPUT=self.layer("ir_desa"),
            FIELD="ir_per_1000_rt",
            NEIGHBOURS="queen",
            JOIN_ISLANDS=True,
            SEED=SEED,
            OUTPUT=self.table("titik_panas"),
        )
        self.step(
            "Mencari klaster usaha per produk",
            "densityclusters",
            INPUT=self.layer("usaha_ringkas"),
            CATEGORY="produk_utama",
            DISTANCE=500,
            MINIMUM=5,
            OUTPUT=self.table("usaha_klaster"),
            HULLS=self.table("klaster_produk"),
        )

    def publish(self) -> None:
        raise SystemExit("to be written")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--boundaries", default="", help="village boundaries instead of the sample's")
    boundaries = arguments.parse_args().boundaries
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with headless_qgis():
        demo = Demo(TARGET, boundaries or None)
        demo.fill_register()
        demo.analyse()
        demo.publish()
        demo.summary.write_text(summary(demo.results, demo.register), encoding="utf-8")
    print(f"[{time.monotonic() - demo.started:5.1f} s] {TARGET.relative_to(ROOT)}/: register.gpkg, klaster.qgz, ...")


if __name__ == "__main__":
    sys.exit(main())
