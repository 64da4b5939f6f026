"""The files that rows name travel beside a package: none is lost, written over or fetched from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.register import export_package, geopackage
from tests.core.register.made_packages import BANGKA, BUSINESS, ask, change, counts, make_register, merge, resolve

PHOTO = "60000000-0000-4000-8000-00000000000{}"
ADD = "INSERT INTO ir_foto (foto_id, usaha_id, berkas) VALUES (?, ?, ?)"
RENAME = "UPDATE ir_foto SET berkas = ? WHERE foto_id = ?"


@pytest.fixture
def register(tmp_path: Path) -> str:
    """A photo of businesses 0, 1 and 3 each; only 0 and 1 are of the regency."""
    (tmp_path / "prov").mkdir()
    path = make_register(tmp_path / "prov")
    for number in (0, 1, 3):
        photo(path, number, f"foto/{number}.jpg", f"photo {number}")
    return path


def photo(register: str, number: int, name: str, content: str, photo_id: int | None = None) -> None:
    put(register, name, content)
    change(register, ADD, PHOTO.format(number if photo_id is None else photo_id), BUSINESS.format(number), name)


def put(register: str, name: str, content: str) -> None:
    path = Path(register).parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)


def send(register: str, folder: str = "office") -> tuple[str, Results]:
    package = Path(register).parent.parent / folder / "paket.gpkg"
    package.parent.mkdir(exist_ok=True)
    values = {"REGISTER": register, "REGION": BANGKA, "OUTPUT": str(package)}
    return str(package), export_package.OPERATION.compute(values, Context(language="en"))


def files(register: str) -> dict[str, str]:
    """What lies beside a register, by name."""
    folder = Path(register).parent
    found = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".gpkg"]
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


def named(register: str) -> list[str]:
    return [name for (name,) in ask(register, "SELECT berkas FROM ir_foto ORDER BY foto_id")]


def words(results: Results) -> str:
    return " ".join(note.sentence.in_language("en") for note in results.notes)


ALL = {f"foto/{number}.jpg": f"photo {number}" for number in (0, 1, 3)}


def test_the_photos_of_the_region_lie_beside_the_package(register: str) -> None:
    package, results = send(register)
    assert files(package) == {"foto/0.jpg": "photo 0", "foto/1.jpg": "photo 1"}
    assert "2 files" in words(results) and "hand over its whole folder" in words(results)


def test_a_package_in_the_registers_own_folder_shares_its_photos(register: str) -> None:
    _, results = send(register, "prov")
    assert files(register) == ALL and "its 2 photo files were not copied" in words(results)


def test_another_file_of_that_name_is_not_written_over(register: str) -> None:
    office = Path(register).parent.parent / "office"
    (office / "foto").mkdir(parents=True)
    (office / "foto" / "1.jpg").write_text("another")
    with pytest.raises(UserError, match="another file called foto/1.jpg already"):
        send(register)
    assert files(str(office / "x")) == {"foto/1.jpg": "another"} and not (office / "paket.gpkg").exists()
    assert ask(register, "SELECT count(*) FROM paket") == [(0,)]
    (office / "foto" / "1.jpg").write_text("photo 1")
    send(register)


def test_new_photos_come_home(register: str) -> None:
    package, _ = send(register)
    photo(package, 2, "foto/baru.jpg", "new", photo_id=7)
    results = merge(register, package)
    assert files(register) == {**ALL, "foto/baru.jpg": "new"} and "1 file of photos was copied" in words(results)
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert files(register) == {**ALL, "foto/baru.jpg": "new"}


def test_two_offices_with_one_name(register: str) -> None:
    first, _ = send(register, "first")
    second, _ = send(register, "second")
    photo(first, 1, "foto/IMG_1.jpg", "first", photo_id=7)
    photo(second, 2, "foto/IMG_1.jpg", "second", photo_id=8)
    for package in (first, second, first, second):
        merge(register, package)
    new = "foto/IMG_1-16367aacb67a.jpg"
    assert named(register)[3:] == ["foto/IMG_1.jpg", new]
    assert files(register) == {**ALL, "foto/IMG_1.jpg": "first", new: "second"}
    assert named(second)[2:] == ["foto/IMG_1.jpg"]
    change(second, "UPDATE ir_foto SET keterangan = 'dapur' WHERE foto_id = ?", PHOTO.format(8))
    assert counts(register, second) == [0, 1, 0, 0, 0]
    assert named(register)[4] == new


@pytest.mark.parametrize(("choice", "name"), [("register", "foto/r.jpg"), ("package", "foto/p.jpg")])
def test_a_photo_that_both_sides_replaced(register: str, choice: str, name: str) -> None:
    package, _ = send(register)
    for path, new in ((register, "foto/r.jpg"), (package, "foto/p.jpg")):
        put(path, new, new)
        change(path, RENAME, new, PHOTO.format(1))
    assert counts(register, package)[3:] == [1, 1]
    resolve(register, choice)
    assert named(register)[1] == name and files(register)[name] == name


def test_a_photo_that_the_office_removed_stays_on_the_disk(register: str) -> None:
    package, _ = send(register)
    change(package, "DELETE FROM ir_foto WHERE foto_id = ?", PHOTO.format(1))
    assert counts(register, package)[2] == 1
    assert named(register) == ["foto/0.jpg", "foto/3.jpg"] and files(register) == ALL
    log = "SELECT json_extract(sebelum, '$.berkas') FROM log_perubahan WHERE kejadian = 'HAPUS'"
    assert ask(register, log) == [("foto/1.jpg",)]


def test_a_folder_that_was_forgotten_may_follow(register: str) -> None:
    package, _ = send(register)
    photo(package, 2, "foto/baru.jpg", "new", photo_id=7)
    kept = Path(package).parent / "foto"
    kept.rename(kept.with_name("later"))
    assert "1 are missing, there too" in words(merge(register, package))
    kept.with_name("later").rename(kept)
    assert "1 file of photos was copied" in words(merge(register, package))
    assert files(register)["foto/baru.jpg"] == "new"


@pytest.mark.parametrize(
    "name", ["../secret.txt", "/etc/hostname", "foto/../../secret.txt", "a\0b", "..\\secret.txt", "."]
)
def test_nothing_outside_of_the_folder_is_touched(register: str, tmp_path: Path, name: str) -> None:
    package, _ = send(register)
    (tmp_path / "secret.txt").write_text("secret")
    change(package, ADD, PHOTO.format(7), BUSINESS.format(1), name)
    results = merge(register, package)
    assert files(register) == ALL and "1 are missing" in words(results)
    assert (tmp_path / "secret.txt").read_text() == "secret"


def test_a_merge_that_fails_leaves_no_photo(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geopackage, "BUSY_SECONDS", 0.05)
    package, _ = send(register)
    photo(package, 2, "foto/baru.jpg", "new", photo_id=7)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UserError, match="the disk is full; make room"):
        merge(register, package)
    assert files(register) == ALL and named(register) == list(ALL)
    assert [path.name for path in Path(register).parent.glob(".*")] == []


@pytest.mark.parametrize("name", ["register.gpkg", "survei.xlsx", ".register.undo/1.gpkg", ".rahasia/1.jpg", "tanpa"])
def test_no_row_fetches_another_file_of_the_folder(register: str, name: str) -> None:
    path = Path(register).parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("personal data") if not path.exists() else None
    change(register, RENAME, name, PHOTO.format(0))
    package, results = send(register)
    assert not (Path(package).parent / name).exists()
    assert files(package) == {"foto/1.jpg": "photo 1"} and "1 file of photos is not" in words(results)
