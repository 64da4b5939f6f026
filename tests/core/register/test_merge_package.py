"""A package comes back: what one side changed is taken, nothing is written over, nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import classify
from tests.core.register.made_packages import (
    ADDED,
    BANGKA,
    BELITUNG,
    BUSINESS,
    NAME,
    NEW,
    OWNER,
    PRODUCT,
    WISH,
    ask,
    change,
    content,
    counts,
    export,
    make_register,
    merge,
    remove,
)


@pytest.fixture
def register(tmp_path: Path) -> str:
    return make_register(tmp_path)


def test_a_package_that_nobody_edited_changes_nothing(register: str) -> None:
    before = content(register)
    assert counts(register, export(register)) == [0, 0, 0, 0, 0]
    assert content(register) == before
    assert ask(register, "SELECT arah FROM paket") == [("TERIMA",)]


def test_classes_that_the_office_computed_are_no_edit(register: str) -> None:
    package = export(register)
    classify.OPERATION.compute({"REGISTER": package, "PROFILE": None}, Context())
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert ask(register, "SELECT count(*) FROM ir_pengamatan WHERE kelas_hitung IS NOT NULL") == [(0,)]


def test_fields_of_one_row_from_both_sides(register: str) -> None:
    package = export(register)
    change(package, NAME, "Bu Siti", BUSINESS.format(1))
    change(register, "UPDATE ir_usaha SET tahun_mulai = 2001 WHERE usaha_id = ?", BUSINESS.format(1))
    assert counts(register, package) == [0, 1, 0, 0, 0]
    query = "SELECT nama_usaha, tahun_mulai, versi_baris FROM ir_usaha WHERE usaha_id = ?"
    assert ask(register, query, BUSINESS.format(1)) == [("Bu Siti", 2001, 3)]


def test_who_and_when_come_with_the_change(register: str) -> None:
    package = export(register)
    change(package, "UPDATE ir_usaha SET nama_usaha = 'A', diubah_oleh = 'rina' WHERE usaha_id = ?", BUSINESS.format(1))
    merge(register, package)
    query = "SELECT diubah, diubah_oleh FROM ir_usaha WHERE usaha_id = ?"
    assert ask(register, query, BUSINESS.format(1)) == ask(package, query, BUSINESS.format(1))
    assert ask(register, "SELECT pengguna, sebelum FROM log_perubahan") == [("rina", '{"nama_usaha":"Getas 1"}')]


def test_the_same_change_on_both_sides_is_none(register: str) -> None:
    package = export(register)
    for path in (register, package):
        change(path, NAME, "Bu Siti", BUSINESS.format(1))
    assert counts(register, package) == [0, 0, 0, 0, 0]


def test_a_moved_point(register: str) -> None:
    package = export(register)
    moved = "UPDATE ir_usaha SET geom = (SELECT geom FROM ir_usaha WHERE usaha_id = ?) WHERE usaha_id = ?"
    change(package, moved, BUSINESS.format(2), BUSINESS.format(1))
    assert counts(register, package) == [0, 1, 0, 0, 0]
    assert content(register)["ir_usaha"][BUSINESS.format(1)]["geom"] == "POINT (108.1 -2.1)"
    assert ask(register, "SELECT minx > 108 FROM rtree_ir_usaha_geom WHERE id = 2") == [(1,)]


def test_a_new_business_with_its_rows(register: str) -> None:
    package = export(register)
    change(package, NEW, ADDED, "IR-1901-0100", "Baru")
    change(package, "INSERT INTO ir_produk (usaha_id, nama_produk_asli, utama) VALUES (?, 'getas', 1)", ADDED)
    change(package, "UPDATE ir_usaha SET nama_usaha = 'Baru sekali' WHERE usaha_id = ?", ADDED)
    assert counts(register, package) == [2, 0, 0, 0, 0]
    assert content(register)["ir_usaha"][ADDED]["nama_usaha"] == "Baru sekali"
    change(register, "DELETE FROM ir_produk WHERE usaha_id = ?", ADDED)
    change(register, "DELETE FROM ir_usaha WHERE usaha_id = ?", ADDED)
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert ADDED not in content(register)["ir_usaha"]


def test_a_package_may_be_merged_edited_and_merged_again(register: str) -> None:
    package = export(register)
    for name in ("A", "B"):
        change(package, NAME, name, BUSINESS.format(1))
        assert counts(register, package) == [0, 1, 0, 0, 0]
    assert content(register)["ir_usaha"][BUSINESS.format(1)]["nama_usaha"] == "B"


def test_a_removed_business_is_removed_and_stays_in_the_log(register: str) -> None:
    package = export(register)
    remove(package, 1)
    assert counts(register, package) == [0, 0, 3, 0, 0]
    assert BUSINESS.format(1) not in content(register)["ir_usaha"]
    assert len(content(register)["impor_baris"]) == 3
    tombstones = ask(register, "SELECT tabel, versi_baris FROM log_perubahan WHERE kejadian = 'HAPUS' ORDER BY tabel")
    assert tombstones == [("ir_pengamatan", 2), ("ir_produk", 2), ("ir_usaha", 2)]


def test_a_business_that_was_removed_in_the_register_stays_removed(register: str) -> None:
    package = export(register)
    remove(register, 1)
    assert counts(register, package) == [0, 0, 0, 0, 0]
    assert BUSINESS.format(1) not in content(register)["ir_usaha"]


def test_two_offices_that_share_an_owner(register: str) -> None:
    one, other = export(register, BANGKA), export(register, BELITUNG)
    change(one, "UPDATE ir_pemilik SET no_hp = '+6281234567' WHERE pemilik_id = ?", OWNER.format(0))
    change(other, "UPDATE ir_pemilik SET email = 'a@b' WHERE pemilik_id = ?", OWNER.format(0))
    assert counts(register, one)[1] == counts(register, other)[1] == 1
    owner = content(register)["ir_pemilik"][OWNER.format(0)]
    assert (owner["no_hp"], owner["email"]) == ("+6281234567", "a@b")


def test_a_business_gets_another_main_product(register: str) -> None:
    package = export(register)
    change(package, "UPDATE ir_produk SET utama = 0 WHERE usaha_id = ?", BUSINESS.format(1))
    main = "INSERT INTO ir_produk (produk_id, usaha_id, nama_produk_asli, utama) VALUES (?, ?, 'kemplang', 1)"
    change(package, main, PRODUCT.format(9), BUSINESS.format(1))
    assert counts(register, package) == [1, 1, 0, 0, 0]
    assert content(register)["ir_produk"] == {**content(register)["ir_produk"], **content(package)["ir_produk"]}


def test_two_wishes_of_a_kind_are_one(register: str) -> None:
    package = export(register)
    change(package, WISH, BUSINESS.format(1), "oven")
    change(register, WISH, BUSINESS.format(1), None)
    assert counts(register, package) == [0, 1, 0, 0, 0]
    assert [each["keterangan"] for each in content(register)["ir_kebutuhan"].values()] == ["oven"]
