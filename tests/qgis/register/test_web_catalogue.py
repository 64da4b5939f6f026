"""The web catalogue from QGIS: the files that the core writes, with photos that Qt has written anew."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor, QImage

from ir_plugin.core.declaration import Context
from ir_plugin.core.publishing.document import ARCHIVE, DATA, read_page
from ir_plugin.core.publishing.folder import files_in, missing_file
from ir_plugin.core.publishing.jpeg import metadata_of
from ir_plugin.core.publishing.open_data import BUSINESSES as OPEN_BUSINESSES
from ir_plugin.core.publishing.publish_catalogue import OPERATION as PUBLISH
from ir_plugin.core.register.geopackage import transaction
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language
from ir_plugin.qgis_support.photo_engine import QtPhotoEngine

needs_page = pytest.mark.skipif(missing_file() is not None, reason="make setup could not fetch the page's libraries")


@pytest.fixture(scope="module", autouse=True)
def _provider() -> Any:
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def register(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "sample_data" / "foto", tmp_path / "foto")
    return Path(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))


class Listener(QgsProcessingFeedback):
    """Keeps the warnings of a run."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings: list[str] = []

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)


def run(algorithm: str, register: Path, feedback: Any = None, **parameters: Any) -> dict[str, Any]:
    import processing

    set_language("en")
    given = {"REGISTER": str(register), **parameters}
    return processing.run(f"ir:{algorithm}", given, context=QgsProcessingContext(), feedback=feedback or Listener())


@needs_page
def test_a_catalogue_is_published_checked_and_refused_after_a_withdrawal(register: Path, tmp_path: Path) -> None:
    web, report = tmp_path / "web", tmp_path / "page.html"
    done = run("publishcatalogue", register, OUTPUT=str(web), PAGE=str(report))
    page = read_page((web / DATA).read_text(encoding="utf-8"))
    assert done["N_BUSINESSES"] == len(page["businesses"]["id"]) > 1000 and done["N_PHOTOS"] > 0
    assert done["INDEX"] == str(web / "index.html") and Path(done["INDEX"]).is_file()
    assert '"algorithm": "publishcatalogue"' in done["RECORD"] and "What was kept back" in report.read_text("utf-8")
    businesses = QgsVectorLayer(f"/vsizip/{web / ARCHIVE}/{OPEN_BUSINESSES}", "usaha", "ogr")
    assert businesses.featureCount() == done["N_BUSINESSES"], "the archive is a layer as it is"
    photos = [path for name, path in files_in(web).items() if name.startswith("foto/")]
    assert len(photos) == done["N_PHOTOS"] and all(metadata_of(path.read_bytes()) == [] for path in photos)
    assert run("checkcatalogue", register, FOLDER=str(web))["N_BUSINESSES"] == done["N_BUSINESSES"]
    with transaction(str(register)) as connection:
        connection.execute("UPDATE ir_persetujuan SET ditarik_pada = '2025-06-01T00:00:00.000Z'")
    heard = Listener()
    with pytest.raises(QgsProcessingException, match="beyond what may be public now"):
        run("checkcatalogue", register, heard, FOLDER=str(web))
    assert len(heard.warnings) == 201 and "may not be shown" in heard.warnings[0]


@needs_page
def test_qgis_adds_nothing_to_what_the_core_writes(register: Path, tmp_path: Path) -> None:
    webs = tmp_path / "qgis", tmp_path / "core"
    run("publishcatalogue", register, TITLE="Oleh-oleh", OUTPUT=str(webs[0]))
    values = {"REGISTER": str(register), "TITLE": "Oleh-oleh", "LICENCE": "CCBY", "OUTPUT": str(webs[1])}
    PUBLISH.compute(values, Context(photos=QtPhotoEngine(), language="en"))
    written = [{name: path.read_bytes() for name, path in files_in(web).items()} for web in webs]
    assert written[0] == written[1] and len(written[0]) > 20


@needs_page
def test_a_folder_with_something_else_is_refused(register: Path, tmp_path: Path) -> None:
    with pytest.raises(QgsProcessingException, match="which is no part of a catalogue"):
        run("publishcatalogue", register, OUTPUT=str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["foto", "register.gpkg"]


@needs_page
def test_a_temporary_folder_will_do(register: Path) -> None:
    done = run("publishcatalogue", register, OUTPUT="TEMPORARY_OUTPUT")
    assert Path(done["INDEX"]).is_file()
    shutil.rmtree(done["OUTPUT"])


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.bmp"])
def test_qt_makes_small_pictures_of_pixels_alone(tmp_path: Path, name: str) -> None:
    photo = QImage(2400, 1200, QImage.Format.Format_ARGB32)
    photo.fill(QColor("red"))
    photo.setText("Author", "Rohani")
    assert photo.save(str(tmp_path / name))
    jpeg = QtPhotoEngine().jpeg(str(tmp_path / name), 1200)
    picture = QImage.fromData(jpeg, "JPEG")
    assert (picture.width(), picture.height()) == (1200, 600) and picture.pixelColor(600, 300).red() > 250
    assert metadata_of(jpeg) == [] and b"Rohani" not in jpeg and picture.textKeys() == []


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0"])
def test_what_is_no_picture(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(ValueError, match="."):
        QtPhotoEngine().jpeg(str(tmp_path / "a.jpg"), 1200)


def test_a_photo_on_its_side_is_turned(tmp_path: Path) -> None:
    photo = QImage(40, 20, QImage.Format.Format_RGB32)
    photo.fill(QColor("blue"))
    assert photo.save(str(tmp_path / "a.jpg"))
    jpeg = (tmp_path / "a.jpg").read_bytes()
    turned = b"Exif\0\0II*\0" + struct.pack("<IHHHIII", 8, 1, 0x0112, 3, 1, 6, 0)
    exif = b"\xff\xe1" + struct.pack(">H", len(turned) + 2) + turned
    (tmp_path / "a.jpg").write_bytes(jpeg[:2] + exif + jpeg[2:])
    upright = QImage.fromData(QtPhotoEngine().jpeg(str(tmp_path / "a.jpg"), 1200))
    assert (upright.width(), upright.height()) == (20, 40)


def test_an_upright_photo_of_the_sample_stays_the_picture_that_it_was(root: Path) -> None:
    source = next((root / "sample_data" / "foto").glob("*.jpg"))
    before, after = QImage(str(source)), QImage.fromData(QtPhotoEngine().jpeg(str(source), 10_000))
    assert before.size() == after.size()
    at = before.rect().center()
    assert abs(before.pixelColor(at).green() - after.pixelColor(at).green()) < 12
