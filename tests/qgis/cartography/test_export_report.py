"""The report as PDF: what it says is text in it, its maps show what the tables show, and it is there whole or not."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, Optional

import pytest
from qgis.core import QgsProcessingContext
from qgis.PyQt.QtGui import QImage, qGray

from ir_plugin.cartography.export_report import export_report
from ir_plugin.cartography.report_maps import regions_layer
from ir_plugin.core.cartography.export_report import OPERATION
from ir_plugin.core.declaration import Context, Note, Results
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.industry.disaggregated_tables import TABLES
from ir_plugin.core.industry.privacy.profiles import PROFILES, PUBLIC
from ir_plugin.core.register.geopackage import transaction
from ir_plugin.core.register.report.content import content
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text
from tests.qgis.cartography.sheets import bookmarks, page_words, pages, said_of, sample_register, words

REFERENCE = "Getis, A. and Ord, J. K. (1992). The analysis of spatial association. Geographical Analysis 24."
METHOD = Text("Titik panas dicari dengan Gi*.", "Hot spots were found with Gi*.")
REGION = "19.71"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_register(), tmp_path / "register.gpkg"))


def make(register: Path, name: str = "laporan.pdf", context: Optional[Context] = None, **values: Any) -> Results:
    """Runs exportreport as the provider does, with an untouched dialog's settings."""
    settings: Dict[str, Any] = {each.id: getattr(each, "default", None) for each in OPERATION.parameters}
    settings.update(REGISTER=str(register), OUTPUT=str(register.with_name(name)), REGION=REGION)
    return export_report({**settings, **values}, context or Context(), QgsProcessingContext())


def flat(text: str) -> str:
    """Words with single spaces, so that lines may break anywhere."""
    return re.sub(r"\s+", " ", text)


def test_the_pdf_says_in_both_languages_what_a_report_has_to(register: Path) -> None:
    record = RunRecord("hotspotgetisord", {}, 393, 0, "x", METHOD, references=(REFERENCE,))
    write_record(str(register), record, "ref_wilayah")  # any layer that is there
    make(register, LANGUAGE="both", AGENCY="Dinas Uji;Jl. Uji 1", DRAFT=True, SOURCE="Survei uji")
    for language, mark, rule, title in (
        ("id", "DRAF", "Milik perempuan: Pemilik berjenis kelamin perempuan.", "Profil industri rumahan Kota"),
        ("en", "DRAFT", "Owned by women: The owner is a woman.", "Profile of home industries: Pangkal Pinang City"),
    ):
        pdf = register.with_name(f"laporan_{language}.pdf")
        told = flat(words(pdf))
        wanted = [title, mark, rule, "Dinas Uji", "Jl. Uji 1", "Survei uji", "2025", METHOD.in_language(language)]
        wanted += [f"{table.id}. {table.title.in_language(language)}" for table in TABLES]
        assert [each for each in (*wanted, REFERENCE) if each not in told] == []
        for page in range(1, pages(pdf) + 1):
            head = flat(page_words(pdf, page))
            assert mark in head and re.search(rf"{page} (dari|of) {pages(pdf)}\b", head), page


def test_the_pdf_has_bookmarks_and_says_who_publishes_it(register: Path) -> None:
    make(register, AGENCY="Dinas Uji;Jl. Uji 1")
    pdf = register.with_name("laporan.pdf")
    found = bookmarks(pdf)
    assert [title for _, title in found if title in ("Angka pokok", "Peta", "Metode")] == [
        "Angka pokok",
        "Peta",
        "Metode",
    ]
    for page, title in found:
        assert flat(title) in flat(page_words(pdf, page)), title
    for told in ("Dinas Uji", "Kota Pangkal Pinang, periode 2025", "Profil industri rumahan"):
        assert told in said_of(pdf)


def inked(pdf: Path, page: int) -> float:
    """The share of a page, between head and foot, down to the last that stands there."""
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed")
    target = pdf.with_name(f"halaman_{page}")
    chosen = ("-f", str(page), "-l", str(page), "-r", "20", "-gray", "-png", "-singlefile")
    subprocess.run([program, *chosen, str(pdf), str(target)], check=True)
    picture = QImage(f"{target}.png")
    top, bottom = (round(picture.height() * each / 297) for each in (22, 277))
    rows = [
        row
        for row in range(top, bottom)
        if any(qGray(picture.pixel(column, row)) < 200 for column in range(picture.width()))
    ]
    return (rows[-1] - top) / (bottom - top)


def test_pages_of_a_regency_are_full(register: Path) -> None:
    make(register, REGION="19.01")
    pdf = register.with_name("laporan.pdf")
    filled = [inked(pdf, page) for page in range(1, pages(pdf))]
    assert all(each > 0.6 for each in filled), filled
    assert sum(filled) / len(filled) > 0.8, filled


def test_numbers_of_the_pdf_are_those_of_the_tables(register: Path) -> None:
    make(register, REGION="19.02.01")
    made = content(str(register), "19.02.01", None, PROFILES[PUBLIC], 5, "2026-01-01")
    text = words(register.with_name("laporan.pdf"))
    for code, (businesses, _) in made.map_values.items():
        (line,) = re.findall(rf"^ *{re.escape(code)} .*$", text, re.MULTILINE)
        shown = re.sub(rf"^ *{re.escape(code)} +", "", line)
        assert ("(r)" if businesses is None else str(businesses)) in shown.split(), line
        figures = re.sub(r".*?((?:\(r\)|\d+)(?: |$).*)", r"\1", shown).split()
        assert all(each == "(r)" or int(each) == 0 or int(each) >= 5 for each in figures[:3]), line


def test_the_map_shows_the_numbers_of_the_tables_and_marks_the_hidden_ones(register: Path) -> None:
    made = content(str(register), "19.02.01", None, PROFILES[PUBLIC], 5, "2026-01-01")
    layer = regions_layer(str(register), made, "id")
    assert layer.featureCount() == len(made.map_values)
    hidden = {code: number for code, (number, _) in made.map_values.items() if number is None}
    marked = [each for each in layer.getFeatures() if each["rahasia"]]
    assert 0 < len(hidden) <= len(marked)
    for each in layer.getFeatures():
        assert each["ir_jumlah"] is None or not isinstance(each["ir_jumlah"], int) or not 0 < each["ir_jumlah"] < 5


def test_a_page_of_html_holds_its_maps(register: Path) -> None:
    make(register, "laporan.html")
    page = register.with_name("laporan.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/png;base64,') == 2
    assert 'alt="Peta Jumlah industri rumahan, Kota Pangkal Pinang"' in page


def test_without_boundaries_there_are_no_maps_and_that_is_said(register: Path) -> None:
    with transaction(str(register)) as connection:
        connection.execute("UPDATE ref_wilayah SET geom = NULL")
    heard: list[Note] = []
    make(register, context=Context(say=heard.append))
    assert [note.warning for note in heard] == [True] and "batas" in heard[0].sentence.id
    assert "Tabel T1." in words(register.with_name("laporan.pdf"))


def test_an_empty_region_is_one_page_that_says_so(register: Path) -> None:
    with transaction(str(register)) as connection:
        connection.execute("UPDATE ir_usaha SET lapangan_usaha = 'DAG' WHERE kode_desa LIKE '19.01.01.%'")
    make(register, REGION="19.01.01", PROFILE="INTERNAL")
    pdf = register.with_name("laporan.pdf")
    assert pages(pdf) == 1 and "Belum ada industri rumahan" in words(pdf)


def test_a_logo_that_is_no_picture_is_a_sentence(register: Path) -> None:
    logo = register.with_name("logo.png")
    logo.write_bytes(b"no picture")
    with pytest.raises(UserError) as refusal:
        make(register, LOGO=str(logo))
    assert f"Berkas logo {logo} bukan gambar" in refusal.value.sentence.id
    assert not register.with_name("laporan.pdf").exists()


@pytest.mark.parametrize("limit", [0.2, 0.5, 0.8])
def test_a_cancel_leaves_what_was_there(register: Path, limit: float) -> None:
    target = register.with_name("laporan.pdf")
    target.write_bytes(b"older")
    files, before = set(register.parent.iterdir()), register.read_bytes()

    def progress(fraction: float) -> None:
        if fraction > limit:
            raise Cancelled

    with pytest.raises(Cancelled):
        make(register, context=Context(progress=progress))
    assert target.read_bytes() == b"older"
    assert {each for each in register.parent.iterdir() if not each.name.endswith(("-wal", "-shm"))} == files
    assert len(before) == register.stat().st_size


def test_a_folder_that_cannot_be_written_is_a_sentence(register: Path) -> None:
    with pytest.raises(UserError) as refusal:
        make(register, OUTPUT=str(register.parent / "tidak_ada" / "laporan.pdf"), PROFILE="INTERNAL")
    assert "tidak dapat ditulis" in refusal.value.sentence.id
