"""``exportreport`` without QGIS: the numbers of exporttables, nothing that they hide, and names by consent only."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.cartography import export_report
from ir_plugin.core.cartography.export_report import OPERATION
from ir_plugin.core.declaration import Algorithm, Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.register.export_tables import OPERATION as TABLES
from ir_plugin.core.register.geopackage import transaction
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text

SAMPLE = Path(__file__).parents[2] / "sample_data" / "register_contoh.gpkg"
TWO_STUBS = ("T1", "T5", "T8", "T9", "T10", "T12")
NAMES = [f"T{number}" for number in range(1, 13)]
MEMBERS = "anggota_klaster"
REFERENCE = "Ester, M. (1996). A density-based algorithm."
RECORD = RunRecord(
    "densityclusters", {}, 6, 0, "x", Text("Klaster dicari dengan DBSCAN.", "DBSCAN was used."), references=(REFERENCE,)
)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "register.gpkg"))


def run(operation: Algorithm, register: Path, name: str, **settings: Any) -> tuple[Path, Results]:
    values = {each.id: getattr(each, "default", None) for each in operation.parameters}
    target = register.with_name(name)
    assert operation.compute is not None
    done = operation.compute({**values, "REGISTER": str(register), "OUTPUT": str(target), **settings}, Context())
    return target, done


def report(register: Path, **settings: Any) -> str:
    return run(OPERATION, register, "laporan.html", **settings)[0].read_text(encoding="utf-8")


def rows_of(page: str, name: str) -> list[list[str]]:
    """The cells of the rows of a table in a page."""
    (table,) = re.findall(rf"<table><caption>Tabel {name}\. .*?</table>", page, re.DOTALL)
    body = table.split("<tbody>")[1]
    return [[html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)] for row in body.split("</tr>")]


def change(register: Path, query: str, *values: Any) -> None:
    with transaction(str(register)) as connection:
        connection.execute(query, values)


def keep_cluster(register: Path) -> list[str]:
    """Six businesses of one village in a cluster that the register keeps; the owner of the first agrees to be named.
    Gives the names of the businesses."""
    with transaction(str(register)) as connection:
        query = (
            "SELECT usaha_id, pemilik_id FROM ir_usaha WHERE kode_desa = (SELECT kode_desa FROM ir_usaha "
            "WHERE kode_desa LIKE '19.71.%' GROUP BY 1 HAVING count(DISTINCT pemilik_id) > 5 ORDER BY 1 LIMIT 1) "
            "GROUP BY pemilik_id ORDER BY 1 LIMIT 6"
        )
        found = connection.execute(query).fetchall()
        connection.execute("DELETE FROM ir_persetujuan")
        connection.execute(
            "INSERT INTO ir_persetujuan (pemilik_id, tanggal, cara, tujuan, boleh_nama, bukti) "
            "VALUES (?, '2025-03-01', 'TLS', 'PUB', 1, 'surat.pdf')",
            (found[0][1],),
        )
        connection.execute(f"CREATE TABLE {MEMBERS} (fid INTEGER PRIMARY KEY, usaha_id TEXT, klaster_spasial INTEGER)")
        content = "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'attributes', ?, 0)"
        connection.execute(content, (MEMBERS, MEMBERS))
        names = [f"Usaha Uji {number}" for number in range(len(found))]
        for name, (key, _) in zip(names, found):
            connection.execute("UPDATE ir_usaha SET nama_usaha = ? WHERE usaha_id = ?", (name, key))
            connection.execute(f"INSERT INTO {MEMBERS} (usaha_id, klaster_spasial) VALUES (?, 1)", (key,))
    write_record(str(register), RECORD, MEMBERS)
    return names


@pytest.mark.parametrize("region", ["", "19.02.01"])
def test_the_tables_are_those_of_exporttables_and_nothing_small_is_told(register: Path, region: str) -> None:
    page = report(register, REGION=region)
    packed, _ = run(TABLES, register, "tabel.zip", REGION=region)
    with zipfile.ZipFile(packed) as archive:
        for name in NAMES:
            rows = list(csv.reader(io.StringIO(archive.read(f"{name.lower()}.csv").decode("utf-8-sig"))))
            first = 2 if name in TWO_STUBS else 1
            expected = [row[first : first + 3] for row in rows[1:]]
            told = [[cell.replace(".", "") for cell in row[first : first + 3]] for row in rows_of(page, name)[:-1]]
            assert told == expected, name
            assert all(cell == "(r)" or int(cell) == 0 or int(cell) >= 5 for row in told for cell in row), name


def test_the_key_figures_are_the_totals_of_the_tables(register: Path) -> None:
    page = report(register, REGION="19.01", PROFILE="INTERNAL")
    tiles = re.findall(r"<div><strong>(.*?)</strong><span>(.*?)</span></div>", page)
    total = rows_of(page, "T1")[-2]
    assert tiles[0] == (total[4], "industri rumahan yang dihitung")
    assert tiles[1][0] == f"{float(total[5].replace(',', '.')):.1f}%".replace(".", ",")
    assert tiles[2][0] == rows_of(page, "T5")[-2][4]
    with closing(sqlite3.connect(register)) as connection:
        query = (
            "SELECT count(*) FROM ir_usaha JOIN ir_pengamatan USING (usaha_id) WHERE periode = '2025' "
            "AND kode_desa LIKE '19.01.%'"
        )
        (count,) = connection.execute(query).fetchone()
    assert tiles[0][0] == str(count)


def test_the_rule_for_owned_by_women_the_method_and_its_reference_are_printed(register: Path) -> None:
    keep_cluster(register)
    page = report(register)
    assert "Milik perempuan: Pemilik berjenis kelamin perempuan." in page
    assert "Klaster dicari dengan DBSCAN." in page and REFERENCE in page
    assert "indikatif" in page and "Tabel T12." in page
    english = report(register, LANGUAGE="en")
    assert "DBSCAN was used." in english and "Owned by women: The owner is a woman." in english


def test_a_member_of_a_cluster_is_named_by_consent_only(register: Path) -> None:
    names = keep_cluster(register)
    page = report(register, REGION="19.71")
    assert names[0] in page and not any(name in page for name in names[1:])
    inside, elsewhere = report(register, REGION="19.71", PROFILE="INTERNAL"), report(register, REGION="19.01")
    assert all(name in inside for name in names)
    assert not any(name in elsewhere for name in names), "a cluster of another region"
    change(register, "UPDATE ir_persetujuan SET boleh_nama = 0")
    withdrawn = report(register, REGION="19.71")
    assert not any(name in withdrawn for name in names)


def test_a_cluster_of_fewer_than_may_be_told_has_no_number(register: Path) -> None:
    keep_cluster(register)
    change(register, f"DELETE FROM {MEMBERS} WHERE fid > 4")
    page = report(register)
    (row,) = re.findall(r"<tr><td>[^\n]*Kepadatan.*?</tr>", page)
    assert "(r)" in row and ">4<" not in row


def test_a_cluster_has_no_number_where_the_tables_keep_back_what_it_is_part_of(register: Path) -> None:
    keep_cluster(register)
    row = ".*?".join((r"<tr><td>[^\n]*", "Kepadatan", "</tr>"))
    in_district = "usaha_id IN (SELECT usaha_id FROM ir_usaha WHERE kode_desa LIKE '19.71.%')"
    change(register, f"UPDATE ir_produk SET kbli_kode = '10794' WHERE {in_district}")
    page = report(register, REGION="19.71")
    (told,) = re.findall(row, page)
    assert "panjangnya" not in page
    assert ">6<" in told and "(Kec. " in told
    change(
        register, f"UPDATE ir_produk SET kbli_kode = '13912' WHERE usaha_id IN (SELECT usaha_id FROM {MEMBERS} LIMIT 1)"
    )
    page = report(register, REGION="19.71")
    (kept_back,) = re.findall(row, page)
    assert "(r)" in kept_back and ">6<" not in kept_back
    assert "Usaha Uji 0" in kept_back and "panjangnya tidak menunjukkan besarnya klaster" in page
    assert "Kec. " not in kept_back, "product and village would tell a least number of what is kept back"


def test_a_register_without_results_says_what_is_missing(register: Path) -> None:
    written, done = run(OPERATION, register, "laporan.html")
    page = written.read_text(encoding="utf-8")
    assert "Belum ada klaster" in page and "densityclusters" not in page, "readers of a report run no programs"
    assert any("densityclusters" in each.sentence.id for each in done.notes)
    assert "qgis_process run ir:exportreport" in page, "where the maps are made"


def test_a_region_without_businesses_is_a_page_that_says_so(register: Path) -> None:
    change(register, "UPDATE ir_usaha SET lapangan_usaha = 'DAG' WHERE kode_desa LIKE '19.01.01.%'")
    _, done = run(OPERATION, register, "laporan.html", REGION="19.01.01", PROFILE="INTERNAL")
    page = (register.parent / "laporan.html").read_text(encoding="utf-8")
    assert "Belum ada industri rumahan" in page and "<table" not in page
    assert any(note.warning for note in done.notes) and done.numbers["N_TABLES"] == 0


def test_agency_logo_and_draft_stand_at_the_head(register: Path) -> None:
    logo = register.with_name("logo.svg")
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    page = report(register, AGENCY="Dinas <Uji>; Jl. Uji 1", LOGO=str(logo), DRAFT=True)
    assert "Pengesahan" in page and "NIP: ..." in page and "Pengesahan" not in report(register)
    assert "Dinas &lt;Uji&gt;" in page and "Jl. Uji 1" in page and "data:image/svg+xml;base64," in page
    assert page.index("<img") < page.index("<h1>") < page.index("Dinas")
    assert '<p class="warning">DRAF</p>' in page


def test_both_languages_are_two_files_and_both_are_logged(register: Path) -> None:
    _, done = run(OPERATION, register, "laporan.html", LANGUAGE="both")
    titles = [register.with_name(f"laporan_{each}.html").read_text(encoding="utf-8") for each in ("id", "en")]
    assert "<h1>Profil industri rumahan" in titles[0] and "<h1>Profile of home industries" in titles[1]
    assert not register.with_name("laporan.html").exists()
    assert done.strings["OUTPUT"].endswith("laporan_id.html")
    with closing(sqlite3.connect(register)) as connection:
        logged = connection.execute("SELECT profil, n_baris FROM log_ekspor").fetchall()
    assert logged == [("PUBLIK", 2500), ("PUBLIK", 2500)]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"REGION": "19.99"}, "19.01 Bangka"),
        ({"PERIOD": "1999"}, "2024, 2025"),
        ({"LOGO": "/tidak/ada.png"}, "tidak ditemukan"),
        ({"LOGO": str(SAMPLE)}, "bukan gambar"),
        ({"OUTPUT": "a.docx"}, ".pdf, .html"),
        ({"OUTPUT": "a.pdf"}, "qgis_process"),
        ({"OUTPUT": "/tidak/ada/a.html"}, "tidak dapat ditulis"),
    ],
)
def test_what_cannot_be_made_is_a_sentence_and_no_file(register: Path, settings: dict[str, str], words: str) -> None:
    before, files = register.read_bytes(), set(register.parent.iterdir())
    with pytest.raises(UserError) as refusal:
        report(register, **settings)
    assert words in refusal.value.sentence.id
    assert set(register.parent.iterdir()) == files and register.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told_before_the_work(
    register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def work(*_: object) -> None:
        raise AssertionError("work has begun")

    monkeypatch.setattr(export_report, "content", work)
    (register.parent / "a_en.html").mkdir()
    for path, language in (("/tidak/ada/a.html", "id"), (str(register.parent / "a.html"), "both")):
        with pytest.raises(UserError, match="cannot be written"):
            report(register, OUTPUT=path, LANGUAGE=language)


def test_tables_that_nobody_was_asked_for_are_named_and_not_shown(register: Path) -> None:
    change(register, "UPDATE ir_pemilik SET pendidikan = NULL, tahun_lahir = NULL")
    change(register, "DELETE FROM ir_pendampingan")
    page = report(register)
    for name, there in (("T2", True), ("T3", False), ("T4", False), ("T11", False), ("T12", True)):
        assert (f"<caption>Tabel {name}." in page) == there, name
    assert "register belum memuat datanya: T3 " in page and "T11 " in page
