"""What the check of a published catalogue finds: each thing that was slipped in, and nothing where nothing was."""

from __future__ import annotations

import json
import os
import shutil
from typing import Any

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.package_writing import package_bytes
from ir_plugin.core.publishing.business_scripts import part_file
from ir_plugin.core.publishing.document import ARCHIVE, BOUNDARIES, DATA
from ir_plugin.core.publishing.folder import MANIFEST
from ir_plugin.core.publishing.open_data import ABOUT, BUSINESSES, READ_ME, TABLE, TERMS, VILLAGES
from ir_plugin.core.publishing.published import inside
from tests.core.publishing.catalogues import EVERYTHING, SECRET_PLACE, TELLING, Desk, open_one, seen

WITHDRAW = "UPDATE ir_persetujuan SET ditarik_pada = '2025-06-01T00:00:00.000Z'"


@pytest.fixture
def published(desk: Desk) -> Desk:
    open_one(desk, **EVERYTHING)
    desk.publish()
    return desk


def found(desk: Desk) -> list[str]:
    """The sentences of the findings; the last one of the check repeats the first of them."""
    with pytest.raises(UserError) as refused:
        desk.check()
    said = [note.sentence.en for note in desk.said]
    assert all(note.warning for note in desk.said) and said[0] in refused.value.sentence.en
    assert f"has {len(said)} things beyond" in refused.value.sentence.en
    return said


def test_a_catalogue_as_it_was_published_is_fine(published: Desk) -> None:
    before = published.bytes_of()
    results = published.check()
    assert results.numbers == {"N_BUSINESSES": 1, "N_FILES": 11} and published.said == []
    assert published.bytes_of() == before


def test_a_withdrawn_consent(published: Desk) -> None:
    own = published.rows[0]["id"]
    published.scene.execute(WITHDRAW)
    said = found(published)
    rows = [f"{name}: the business {own} may not be shown" for name in (DATA, inside(BUSINESSES), inside(TABLE))]
    assert all(any(each.startswith(row) for each in said) for row in rows)
    assert f"foto/{own}.jpg: this photo may not be shown." in said
    assert f"{part_file('19.01.01')}: holds 1 phone that may not be shown." in said
    published.publish()
    published.check()


@pytest.mark.parametrize(
    "flag, columns",
    [
        ("boleh_nama", {"name", "owner", "description", "nama_usaha", "pemilik", "produk_asli"}),
        ("boleh_hp", {"phone", "no_hp"}),
        ("boleh_alamat", {"address", "alamat"}),
        ("boleh_titik", {"lon", "lat", "point_is_exact", "bujur", "lintang", "posisi"}),
        ("boleh_foto", {"photo", "foto"}),
    ],
)
def test_one_thing_that_is_not_allowed_any_more(published: Desk, flag: str, columns: set[str]) -> None:
    published.scene.execute(f"UPDATE ir_persetujuan SET {flag} = 0")
    told = {each.split(": ")[1].split(" of ")[0] for each in found(published) if "is not what may be shown" in each}
    assert told == columns


def test_foreign_missing_and_changed_files(published: Desk) -> None:
    (published.target / "foto" / "lain.jpg").write_bytes(b"x")
    (published.target / "app" / "evil.js").write_text("send();")
    (published.target / "app" / "start.js").write_text("other();")
    (published.target / ARCHIVE).unlink()
    os.symlink(published.scene.path, published.target / "register.gpkg")
    said = set(found(published))
    assert {
        "foto/lain.jpg: no part of the catalogue.",
        "app/evil.js: no part of the catalogue.",
        "app/start.js: changed after publication.",
        "register.gpkg: a link to another file.",
        f"{ARCHIVE}: missing.",
    } <= said


def test_its_own_list_is_not_trusted(published: Desk) -> None:
    (published.target / "app" / "evil.js").write_text("send();")
    published.list_anew("app/evil.js")
    published.change("app/start.js", "start", "send")
    assert found(published) == [
        "app/evil.js: no part of the catalogue.",
        "app/start.js: not the file of this plugin; changed, or written by another version.",
    ]


def test_planted_values(published: Desk) -> None:
    (part,) = published.document["parts"]
    published.change(DATA, '"lon":[106.', '"lon":[107.')
    published.change(part["file"], '"Rohani"', '"Siti Aminah"')
    published.change(inside(BUSINESSES), '"alamat":"RT 1"', '"alamat":"RT 2"')
    published.change(inside(TABLE), "+6281234567890", "+6281111111111")
    own = published.rows[0]["id"]
    assert found(published) == [
        f"{DATA}: lon of the business {own} is not what may be shown now.",
        f"{part['file']}: owner of the business {own} is not what may be shown now.",
        f"{inside(BUSINESSES)}: alamat of the business {own} is not what may be shown now.",
        f"{inside(TABLE)}: no_hp of the business {own} is not what may be shown now.",
    ]


def test_planted_columns(published: Desk) -> None:
    published.change(DATA, '"draft":', '"omzet":[8000000],"draft":')
    published.change(inside(BUSINESSES), '"alamat":', '"omzet":8000000,"alamat":')
    published.change(inside(TABLE), "lintang", "lintang,omzet")
    part = published.target / part_file("19.01.01")
    part.write_text(part.read_text().replace('";', '"; send();'))
    published.list_anew(part_file("19.01.01"))
    said = found(published)
    own = published.features[0]["properties"]["id"]
    assert said == [
        f"{DATA}: its content is not as the plugin writes.",
        f"{part_file('19.01.01')}: its content is not as the plugin writes.",
        f"{inside(BUSINESSES)}: omzet of the business {own} is not what may be shown now.",
        f"{inside(TABLE)}: its content is not as the plugin writes.",
    ]


@pytest.mark.parametrize(
    "name, old, new, part",
    [
        (DATA, "Getas", "Getas Rohani", "lists"),
        (DATA, '"name":"Kepulauan', '"name":"Rohani, Kepulauan', "regions"),
        (DATA, "Usaha tanpa izin titik", "Rohani. Usaha tanpa izin titik", "notes"),
        (DATA, '"layers":[]', '"layers":[{"title":"Rohani"}]', "layers"),
        (DATA, "CC BY 4.0", "CC BY 4.0, Rohani", "licence"),
        (DATA, '"villages":["19.01.01.1001"]', '"villages":["19.01.01.1001","Rohani"]', "parts"),
        (inside(ABOUT), "Usaha tanpa izin titik", "Rohani. Usaha tanpa izin titik", "notes"),
        (inside(READ_ME), "Usaha, CSV", "Usaha, CSV Rohani", "“usaha.csv          Usaha, CSV Rohani”"),
        (inside(TERMS), "CC BY 4.0)", "CC0)", "“Creative Commons Atribusi 4.0 (CC0)”"),
    ],
)
def test_planted_words(published: Desk, name: str, old: str, new: str, part: str) -> None:
    """What the catalogue says besides its businesses is held against the register too."""
    published.change(name, old, new)
    assert found(published) == [f"{name}: {part} is not what the register holds now."]


def test_planted_in_villages_and_boundaries(published: Desk) -> None:
    published.change(inside(VILLAGES), '"nama":"', '"nama":"Rohani ')
    published.change(BOUNDARIES, '"properties":{', '"properties":{"name":"Rohani",')
    code = json.loads(published.files[VILLAGES])["features"][0]["properties"]["code"]
    assert found(published) == [
        f"{BOUNDARIES}: its content is not as the plugin writes.",
        f"{inside(VILLAGES)} {code}: nama is not what the register holds now.",
    ]


def test_something_hidden_in_the_archive(published: Desk) -> None:
    path = published.target / ARCHIVE
    written = path.read_bytes()
    hidden = [written + b"Rohani", package_bytes({**published.files, "rohani.txt": "Rohani"}.items())]
    at = len(TABLE) + 30 + written.index(b"PK\x03\x04")
    for content in (*hidden, written[:at] + b"Rohani" + written[at:]):
        path.write_bytes(content)
        published.list_anew(ARCHIVE)
        assert f"{ARCHIVE}: its content is not as the plugin writes." in found(published)


def test_what_was_added_to_the_register_since_is_no_finding(published: Desk) -> None:
    """A product nobody made before, and a business in another district."""
    published.scene.business({"no_hp": "+6281234567000"}, consent=EVERYTHING, kode_desa="19.02.01.1001")
    published.scene.execute("UPDATE ir_produk SET produk_kode = 'PGN08' WHERE fid > 1")
    published.check()


@pytest.mark.parametrize("name", [DATA, inside(ABOUT), inside(BUSINESSES), inside(VILLAGES)])
def test_numbers_and_ids_anywhere(published: Desk, name: str) -> None:
    published.scene.business({"no_hp": "+6285550001111"})
    planted = "1901014101800001 IR-1901-0001 085550001111"
    old, new = "CC BY 4.0", planted
    if name in (inside(BUSINESSES), inside(VILLAGES)):
        old, new = '"FeatureCollection"', f'"FeatureCollection","name":"{planted}"'
    published.change(name, old, new)
    assert {
        f"{name}: holds 1 number like a NIK.",
        f"{name}: holds 1 id of the register.",
        f"{name}: holds 1 phone that may not be shown.",
    } <= set(found(published))


@pytest.mark.parametrize(
    "phone, written",
    [
        ("+6285550001111", "0855-5000-1111"),
        ("+6285550001111", "(+62) 855 5000.1111"),
        ("+6285550001111", "RT 01 85550001111"),
        ("+627174212345", "0717/4212345"),
        ("+6591234567", "+65 9123 4567"),
        ("+6591234567", "006591234567"),
    ],
)
def test_a_phone_however_it_is_written(published: Desk, phone: str, written: str) -> None:
    published.scene.business({"no_hp": phone})
    published.change(inside(READ_ME), "Usaha, CSV", f"Usaha, {written}")
    assert f"{inside(READ_ME)}: holds 1 phone that may not be shown." in found(published)


@pytest.mark.parametrize("planted", [TELLING, TELLING[:2] + b"\xff\xfe\0\x09kamera!" + TELLING[2:]])
def test_metadata_in_a_photo(published: Desk, planted: bytes) -> None:
    name = published.rows[0]["photo"]
    (published.target / name).write_bytes(planted)
    published.list_anew(name)
    (sentence,) = found(published)
    assert sentence.startswith(f"{name}: the photo holds metadata (") and "Exif" in sentence
    assert SECRET_PLACE in planted


def test_a_photo_that_is_none(published: Desk) -> None:
    name = published.rows[0]["photo"]
    (published.target / name).write_bytes(b"Rohani, 1901014101800001")
    published.list_anew(name)
    assert found(published) == [f"{name}: no sound JPEG photo."]


def test_a_count_that_is_kept_back_now(desk: Desk) -> None:
    seen(desk, 6, "19.01.01.1001")
    seen(desk, 6, "19.01.01.1002")
    desk.publish()
    assert desk.document["villages"]["19.01.01.1001"]["businesses"] == 6
    desk.scene.execute("UPDATE ir_usaha SET status_usaha = 'TTP' WHERE kode_desa = '19.01.01.1001' AND fid > 3")
    said = found(desk)
    assert f"{DATA}: businesses of the village 19.01.01.1001 is kept back now." in said
    assert f"{inside(VILLAGES)}: businesses of the village 19.01.01.1001 is kept back now." in said


def test_a_file_in_the_place_of_a_folder(published: Desk) -> None:
    shutil.rmtree(published.target / "unduhan")
    (published.target / "unduhan").write_text("Rohani")
    said = found(published)
    assert "unduhan: no part of the catalogue." in said and f"{ARCHIVE}: missing." in said


def test_a_photo_that_leads_elsewhere(published: Desk) -> None:
    """A link is a finding by itself, wherever it leads."""
    name = published.rows[0]["photo"]
    (published.target / name).unlink()
    (published.target / name).symlink_to(published.target / "tidak_ada.jpg")
    assert f"{name}: a link to another file." in found(published)


def test_no_catalogue_and_another_register(published: Desk, tmp_path: Any) -> None:
    with pytest.raises(UserError, match="holds no catalogue"):
        published.check(FOLDER=str(tmp_path))
    for content in ({}, {"program": "other"}, {"program": "Klaster IR", "format": 1, "files": []}, []):
        (tmp_path / MANIFEST).write_text(json.dumps(content))
        with pytest.raises(UserError, match="holds no catalogue"):
            published.check(FOLDER=str(tmp_path))
    published.scene.execute("DELETE FROM register_info WHERE kunci = 'rahasia_katalog'")
    with pytest.raises(UserError, match="has never published a catalogue"):
        published.check()


def test_many_findings_are_told_in_part(desk: Desk) -> None:
    for _ in range(80):
        desk.scene.business(consent={"boleh_nama": 1})
    desk.publish()
    desk.scene.execute(WITHDRAW)
    with pytest.raises(UserError, match=r"has 322 things beyond .* And 317 more\. Publish it again"):
        desk.check()
    assert len(desk.said) == 201 and desk.said[-1].sentence.en == "And 122 more."
