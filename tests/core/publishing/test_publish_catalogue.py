"""What is published: only what the owner allows today, and nothing personal of anybody else in any byte."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.publishing.directory import FIELDS
from ir_plugin.core.publishing.document import DATA
from ir_plugin.core.publishing.folder import MANIFEST
from ir_plugin.core.publishing.open_data import VILLAGES
from ir_plugin.core.publishing.report import NOBODY
from ir_plugin.core.publishing.words import WORDS
from tests.core.publishing.catalogues import AT, EVERYTHING, PAGE, PICTURE, Desk, open_one, photo, seen


def test_all_that_an_owner_allows(desk: Desk) -> None:
    business = open_one(desk, **EVERYTHING)
    desk.scene.execute("UPDATE ir_produk SET merek = 'Rohani Jaya', pirt_no = '2061901010001-25'")
    results = desk.publish()
    (row,) = desk.rows
    own = row.pop("id")
    assert row == {
        "name": "Getas",
        "owner": "Rohani",
        "village": "19.01.01.1001",
        "point_is_exact": True,
        "lon": AT[0],
        "lat": AT[1],
        "address": "RT 1",
        "phone": "+6281234567890",
        "products": ["PGN03"],
        "brand": "Rohani Jaya",
        "sex": "P",
        "sector": "PGN",
        "licences": ["PIRT"],
        "photo": f"foto/{own}.jpg",
        "description": "getas",
    }
    assert (desk.target / row["photo"]).read_bytes() == PICTURE
    assert own not in (business, "IR-1901-0001") and len(own) == 12
    assert results.numbers == {"N_BUSINESSES": 1, "N_KEPT_BACK": 0, "N_EXACT": 1, "N_PHOTOS": 1}


@pytest.mark.parametrize(
    "flag, told",
    [
        ("boleh_nama", {"name", "owner", "brand", "description"}),
        ("boleh_hp", {"phone"}),
        ("boleh_alamat", {"address"}),
        ("boleh_titik", {"point_is_exact"}),
        ("boleh_foto", {"photo"}),
    ],
)
def test_each_consent_lets_out_its_own_fields(desk: Desk, flag: str, told: set[str], point_in: Any) -> None:
    business = open_one(desk, **{flag: 1})
    desk.scene.execute("UPDATE ir_produk SET merek = 'Rohani Jaya' WHERE usaha_id = ?", business)
    desk.publish()
    (row,) = desk.rows
    personal = {"name", "owner", "brand", "description", "phone", "address", "photo"}
    assert {each for each in personal if row[each] is not None} == told & personal
    place = AT if flag == "boleh_titik" else tuple(round(each, 5) for each in point_in("19.01.01.1001"))
    assert (row["lon"], row["lat"]) == place and row["point_is_exact"] == (flag == "boleh_titik")
    assert os.path.exists(desk.target / "foto") == (flag == "boleh_foto")


def test_a_consent_that_is_withdrawn_is_gone_with_the_next_publication(desk: Desk) -> None:
    open_one(desk, **EVERYTHING)
    desk.publish()
    before = desk.rows[0]["id"]
    desk.scene.execute("UPDATE ir_persetujuan SET ditarik_pada = '2025-06-01T00:00:00.000Z'")
    results = desk.publish()
    assert desk.rows == [] and desk.features == [] and desk.table == []
    assert results.numbers["N_KEPT_BACK"] == 1 and not (desk.target / "foto").exists()
    assert not any(before.encode() in content for _, content in desk.texts)


@pytest.mark.parametrize(
    "consent",
    [{"tujuan": "PRM"}, {"berlaku_sampai": "2025-12-31"}, {"tanggal": "2999-01-01"}, dict.fromkeys(EVERYTHING, 0)],
)
def test_a_consent_that_does_not_hold_today(desk: Desk, consent: dict[str, Any]) -> None:
    open_one(desk, **{**EVERYTHING, **consent})
    results = desk.publish()
    assert results.numbers["N_BUSINESSES"] == 0 and NOBODY in [note.sentence for note in results.notes if note.warning]


@pytest.mark.parametrize("state", [{"status_usaha": "TTP"}, {"status_usaha": "PND"}, {"lapangan_usaha": "DAG"}])
def test_closed_businesses_and_shops_are_not_listed(desk: Desk, state: dict[str, str]) -> None:
    desk.scene.business(consent=EVERYTHING, **state)
    assert desk.publish().numbers == {"N_BUSINESSES": 0, "N_KEPT_BACK": 1, "N_EXACT": 0, "N_PHOTOS": 0}


@pytest.mark.parametrize(
    "text",
    ["Getas 0812-3456-7890", "Rohani NIK 1901014101800001", "getas@contoh.id", "Modal Rp 500.000", "IR-1901-0001"],
)
def test_a_name_that_holds_something_private_is_left_out(desk: Desk, text: str) -> None:
    desk.scene.business(consent=EVERYTHING, nama_usaha=text)
    page = desk.publish().pages["PAGE"]
    assert desk.rows[0]["name"] is None and desk.rows[0]["owner"] == "Rohani"
    (table,) = [block for block in page.blocks if hasattr(block, "rows")]
    assert [(row[0].en, row[2]) for row in table.rows] == [("Name of the business", 1)]


@pytest.mark.parametrize("name", ["Toko 99", "Jl. Mawar RT 001/002 33172", "Getas 2025"])
def test_ordinary_numbers_stay(desk: Desk, name: str) -> None:
    desk.scene.business(consent=EVERYTHING, nama_usaha=name)
    desk.publish()
    assert desk.rows[0]["name"] == name


def test_a_photo_outside_of_the_register_or_of_no_picture(desk: Desk, tmp_path: Path) -> None:
    (tmp_path.parent / "luar.jpg").write_bytes(b"photo")
    first, second, third = (desk.scene.business(consent=EVERYTHING) for _ in range(3))
    photo(desk, first, "catatan.jpg", b"no picture")
    for business, name in ((second, "../luar.jpg"), (third, "register.gpkg")):
        desk.scene.execute("INSERT INTO ir_foto (usaha_id, berkas) VALUES (?, ?)", business, name)
    assert desk.publish().numbers["N_PHOTOS"] == 0
    assert [row["photo"] for row in desk.rows] == [None] * 3


def test_ids_stay_over_publications_and_differ_by_register(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        desk.scene.business(consent=EVERYTHING)
    desk.publish()
    first = [row["id"] for row in desk.rows]
    desk.publish()
    assert [row["id"] for row in desk.rows] == first == sorted(first)
    desk.scene.execute("DELETE FROM register_info WHERE kunci = 'rahasia_katalog'")
    desk.publish()
    assert not set(first) & {row["id"] for row in desk.rows}


def test_every_publication_is_logged_and_has_a_record(desk: Desk) -> None:
    desk.scene.business(consent=EVERYTHING)
    record = desk.publish(TITLE="Oleh-oleh", PUBLISHER="Dinas").record
    digest = hashlib.sha256((desk.target / MANIFEST).read_bytes()).hexdigest()
    assert desk.scene.rows("SELECT profil, n_baris, berkas, hash FROM log_ekspor") == [
        ("PUBLIK", 1, str(desk.target), digest)
    ]
    assert record and (record.algorithm, record.units_used, record.input_hash) == ("publishcatalogue", 1, digest)
    assert record.parameters["TITLE"] == "Oleh-oleh" and record.parameters["PUBLISHER"] == "Dinas"


def test_the_list_of_files_has_every_sum(desk: Desk) -> None:
    open_one(desk, **EVERYTHING)
    desk.publish()
    files = {name: hashlib.sha256(content).hexdigest() for name, content in desk.bytes_of().items() if name != MANIFEST}
    manifest = json.loads((desk.target / MANIFEST).read_text())
    assert manifest["files"] == files and set(PAGE) < set(files) and manifest["program"] == "Klaster IR"


def test_a_name_is_only_a_name(desk: Desk) -> None:
    name = "</script><script>alert(1)</script>"
    desk.scene.business(consent=EVERYTHING, nama_usaha=name)
    desk.publish()
    assert desk.rows[0]["name"] == name
    assert b"<" not in (desk.target / DATA).read_bytes()


def test_the_page_has_its_words_regions_and_boundaries(desk: Desk) -> None:
    desk.scene.business(consent=EVERYTHING)
    desk.publish(language="id")
    page = desk.document
    assert (
        {*page["businesses"], *page["later"]} == set(FIELDS)
        and set(page["words"]) == set(WORDS)
        and page["default_language"] == "id"
    )
    assert page["title"]["en"] == "Home industries of Kepulauan Bangka Belitung"
    assert page["lists"]["product"]
    levels = [each["level"] for each in page["regions"]]
    assert [levels.count(level) for level in (1, 2, 3, 4)] == [1, 7, 47, 393]
    assert {name: len(each["features"]) for name, each in desk.boundaries.items()} == {
        "kabupaten": 7,
        "kecamatan": 47,
        "desa": 393,
    }
    (village,) = [each for each in page["regions"] if each["code"] == "19.01.01.1001"]
    west, south, east, north = village["box"]
    assert west < village["point"][0] < east and south < village["point"][1] < north
    assert village["parent"] == "19.01.01"
    assert len(json.loads(desk.files[VILLAGES])["features"]) == 393


def test_small_counts_are_kept_back_also_beside_the_list(desk: Desk) -> None:
    first, second, third = "19.01.01.1001", "19.01.01.1002", "19.01.01.1003"
    seen(desk, 4, first)
    seen(desk, 6, second, consent={"boleh_nama": 1})
    seen(desk, 6, third, consent={"boleh_nama": 1})
    seen(desk, 1, third)
    desk.publish()
    counts = desk.document["villages"]
    assert counts[first]["businesses"] is None
    assert counts[third]["businesses"] is None, "seven less the six of the list would be one"
    assert counts["19.02.01.1001"] == {"businesses": 0, "women": 0, "leading_product": None}
    assert counts[second]["leading_product"] == "PGN03" and counts[first]["leading_product"] is None


def test_only_files_of_a_catalogue_are_replaced(desk: Desk, tmp_path: Path) -> None:
    desk.scene.business(consent=EVERYTHING)
    desk.target.mkdir()
    desk.publish()
    (desk.target / "CNAME").write_text("katalog.contoh.id")
    before = desk.bytes_of()
    with pytest.raises(UserError, match="holds CNAME, which is no part of a catalogue"):
        desk.publish()
    assert desk.bytes_of() == before
    with pytest.raises(UserError, match="which is no part of a catalogue"):
        desk.publish(tmp_path)
    with pytest.raises(UserError, match="is no folder"):
        desk.publish(Path(desk.scene.path))
    with pytest.raises(UserError, match="its folder does not exist"):
        desk.publish(tmp_path / "tidak" / "ada")
    (desk.target / "CNAME").unlink()
    desk.publish()
    assert len(desk.scene.rows("SELECT 1 FROM log_ekspor")) == 2


def test_no_folder_without_a_log_and_no_secret_without_a_folder(desk: Desk, tmp_path: Path) -> None:
    desk.scene.business(consent=EVERYTHING)
    desk.scene.execute("CREATE TRIGGER penuh BEFORE INSERT ON log_ekspor BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(sqlite3.IntegrityError):
        desk.publish()
    assert sorted(os.listdir(tmp_path)) == ["page", "register.gpkg"]
    assert desk.scene.rows("SELECT 1 FROM register_info WHERE kunci = 'rahasia_katalog'") == []
    desk.scene.execute("DROP TRIGGER penuh")
    desk.publish()
    before = desk.bytes_of()
    desk.scene.execute("CREATE TRIGGER penuh BEFORE INSERT ON log_ekspor BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(sqlite3.IntegrityError):
        desk.publish()
    assert desk.bytes_of() == before and sorted(os.listdir(tmp_path)) == ["page", "register.gpkg", "web"]


def test_a_consent_that_is_withdrawn_meanwhile_stops_the_publication(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    business = desk.scene.business(consent=EVERYTHING)
    photo(desk, business)
    withdraw = "UPDATE ir_persetujuan SET ditarik_pada = '2025-06-01T00:00:00.000Z'"
    monkeypatch.setattr(
        "tests.core.publishing.catalogues.Camera.jpeg", lambda *_: desk.scene.execute(withdraw) or PICTURE
    )
    with pytest.raises(UserError, match="changed while the catalogue was made"):
        desk.publish()
    assert not desk.target.exists() and desk.scene.rows("SELECT 1 FROM log_ekspor") == []


def test_a_register_without_boundaries_has_a_catalogue_too(desk: Desk) -> None:
    desk.scene.business(consent=EVERYTHING)
    desk.scene.execute("UPDATE ref_wilayah SET geom = NULL")
    notes = desk.publish().notes
    assert [note.sentence.en for note in notes if note.warning][0].startswith("The register has no boundaries yet")
    assert len(desk.rows) == 1 and desk.boundaries["desa"]["features"] == []
    assert {each["box"] for each in desk.document["regions"]} == {None}
    desk.check()


def test_without_the_page_it_says_so(desk: Desk) -> None:
    (desk.front_end / "lib" / "maplibre-gl.js").unlink()
    with pytest.raises(UserError, match="lacks the page's file lib/maplibre-gl.js"):
        desk.publish()
    assert not desk.target.exists()
