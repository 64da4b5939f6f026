"""Where register and package contradict each other: listed side by side, and decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.core.register.made_packages import (
    ADDED,
    BUSINESS,
    NAME,
    NEW,
    OBSERVATION,
    OWNER,
    PRODUCT,
    ask,
    change,
    conflicts,
    content,
    counts,
    export,
    make_register,
    merge,
    remove,
    resolve,
)


@pytest.fixture
def register(tmp_path: Path) -> str:
    return make_register(tmp_path)


def test_a_field_changed_differently_stays_and_is_listed_side_by_side(register: str) -> None:
    package = export(register)
    change(package, NAME, "Paket", BUSINESS.format(1))
    change(register, NAME, "Register", BUSINESS.format(1))
    assert counts(register, package) == [0, 0, 0, 1, 1]
    assert conflicts(register) == [("ir_usaha", "1", "nama_usaha", "Getas 1", "Register", "Paket", "BEDA")]
    assert content(register)["ir_usaha"][BUSINESS.format(1)]["nama_usaha"] == "Register"
    before = content(register)
    assert counts(register, package) == [0, 0, 0, 0, 1]
    assert content(register) == before and len(conflicts(register)) == 1


def test_removed_in_the_package_and_edited_in_the_register(register: str) -> None:
    package = export(register)
    remove(package, 1)
    change(register, "UPDATE ir_produk SET merek = 'A' WHERE usaha_id = ?", BUSINESS.format(1))
    before = content(register)
    assert counts(register, package) == [0, 0, 0, 3, 3]
    assert content(register) == {**before, "impor_baris": content(register)["impor_baris"]}
    assert {(each[0], each[2], each[6]) for each in conflicts(register)} == {
        (table, "*", "HAPUS_PAKET") for table in ("ir_pengamatan", "ir_produk", "ir_usaha")
    }
    resolve(register, "package")
    assert BUSINESS.format(1) not in content(register)["ir_usaha"] and conflicts(register) == []


def test_removed_in_the_register_and_edited_in_the_package(register: str) -> None:
    package = export(register)
    remove(register, 1)
    change(package, "UPDATE ir_produk SET merek = 'A' WHERE usaha_id = ?", BUSINESS.format(1))
    assert counts(register, package) == [0, 0, 0, 3, 3]
    assert BUSINESS.format(1) not in content(register)["ir_usaha"]
    assert counts(register, package) == [0, 0, 0, 0, 3]
    assert resolve(register, "package").numbers == {"N_RESOLVED": 3, "N_LEFT": 0}
    assert content(register)["ir_produk"][PRODUCT.format(1)]["merek"] == "A"
    assert content(register)["ir_usaha"] == {**content(register)["ir_usaha"], **content(package)["ir_usaha"]}
    assert ask(register, "SELECT versi_baris FROM ir_usaha WHERE usaha_id = ?", BUSINESS.format(1)) == [(3,)]


def test_an_owner_with_a_business_elsewhere_is_not_removed(register: str) -> None:
    package = export(register)
    remove(package, 0)
    change(package, "DELETE FROM ir_pemilik WHERE pemilik_id = ?", OWNER.format(0))
    assert counts(register, package) == [0, 0, 3, 1, 1]
    assert OWNER.format(0) in content(register)["ir_pemilik"]
    assert conflicts(register)[0][:3] == ("ir_pemilik", "0", "*")
    assert resolve(register, "package").numbers == {"N_RESOLVED": 0, "N_LEFT": 1}


def test_a_code_in_use_is_replaced_and_told(register: str) -> None:
    package = export(register)
    change(package, NEW, ADDED, "IR-1901-0007", "Baru")
    change(register, NEW, BUSINESS.format(8), "IR-1901-0007", "Lain")
    assert counts(register, package) == [1, 0, 0, 1, 1]
    assert content(register)["ir_usaha"][ADDED]["kode_usaha"] == "IR-1901-0008"
    told = ("ir_usaha", "9", "kode_usaha", None, "IR-1901-0008", "IR-1901-0007", "ATURAN")
    assert conflicts(register) == [told]
    assert resolve(register, "package").numbers == {"N_RESOLVED": 0, "N_LEFT": 1}
    change(register, "UPDATE ir_usaha SET kode_usaha = 'IR-1901-0099' WHERE usaha_id = ?", BUSINESS.format(8))
    assert resolve(register, "package").numbers == {"N_RESOLVED": 1, "N_LEFT": 0}
    assert content(register)["ir_usaha"][ADDED]["kode_usaha"] == "IR-1901-0007"


def test_two_main_products(register: str) -> None:
    package = export(register)
    for path, number in ((package, 8), (register, 9)):
        change(path, "UPDATE ir_produk SET utama = 0 WHERE usaha_id = ?", BUSINESS.format(1))
        main = "INSERT INTO ir_produk (produk_id, usaha_id, nama_produk_asli, utama) VALUES (?, ?, 'kemplang', 1)"
        change(path, main, PRODUCT.format(number), BUSINESS.format(1))
    assert counts(register, package) == [1, 0, 0, 1, 1]
    assert conflicts(register) == [("ir_produk", "8", "utama", None, "0", "1", "ATURAN")]
    resolve(register, "package")
    chosen = ask(
        register, "SELECT substr(produk_id, -1) FROM ir_produk WHERE usaha_id = ? AND utama", BUSINESS.format(1)
    )
    assert chosen == [("8",)]


def test_an_observation_that_both_sides_made_is_one(register: str) -> None:
    package = export(register)
    for path, number, answers in ((package, 8, "listrik = 1, teknologi = 'MAN'"), (register, 9, "teknologi = 'MEK'")):
        row = "INSERT INTO ir_pengamatan (pengamatan_id, usaha_id, periode) VALUES (?, ?, '2026')"
        change(path, row, OBSERVATION.format(number), BUSINESS.format(1))
        change(path, f"UPDATE ir_pengamatan SET {answers} WHERE periode = '2026'")
    assert counts(register, package) == [0, 1, 0, 1, 1]
    assert conflicts(register) == [("ir_pengamatan", "9", "teknologi", None, "MEK", "MAN", "BEDA")]
    assert content(register)["ir_pengamatan"][OBSERVATION.format(9)]["listrik"] == 1


def test_a_village_that_the_register_does_not_know(register: str) -> None:
    package = export(register)
    columns = "kode_dagri, tingkat, jenis, nama, nama_norm, edisi_kode"
    change(package, f"INSERT INTO ref_wilayah ({columns}) VALUES ('19.01.01.2999', '4', 'DESA', 'A', 'a', 'x')")
    moved = "UPDATE ir_usaha SET kode_desa = '19.01.01.2999', nama_usaha = 'A' WHERE usaha_id = ?"
    change(package, moved, BUSINESS.format(1))
    assert counts(register, package) == [0, 1, 0, 1, 1]
    before, after = "19.01.01.1002", "19.01.01.2999"
    assert conflicts(register) == [("ir_usaha", "1", "kode_desa", before, before, after, "RUJUKAN")]


def test_text_stays_text(register: str) -> None:
    package = export(register)
    words = "'; DROP TABLE ir_usaha; --<script>alert(1)</script>=1+1"
    change(package, NAME, words, BUSINESS.format(1))
    change(register, NAME, "{braces}", BUSINESS.format(1))
    merge(register, package)
    resolve(register, "package")
    assert content(register)["ir_usaha"][BUSINESS.format(1)]["nama_usaha"] == words


def test_a_stale_conflict_is_not_decided(register: str) -> None:
    package = export(register)
    change(package, NAME, "Paket", BUSINESS.format(1))
    change(register, NAME, "Register", BUSINESS.format(1))
    merge(register, package)
    change(register, NAME, "Lebih baru", BUSINESS.format(1))
    assert resolve(register, "package").numbers == {"N_RESOLVED": 0, "N_LEFT": 1}
    assert conflicts(register)[0][4] == "Lebih baru"
    assert resolve(register, "register").numbers == {"N_RESOLVED": 1, "N_LEFT": 0}
    assert content(register)["ir_usaha"][BUSINESS.format(1)]["nama_usaha"] == "Lebih baru"


def test_personal_data_are_not_shown_outside(register: str) -> None:
    package = export(register)
    for path, name in ((package, "Aminah"), (register, "Zubaidah")):
        change(path, "UPDATE ir_pemilik SET nama_lengkap = ? WHERE pemilik_id = ?", name, OWNER.format(1))
    results = merge(register, package)
    assert "Aminah" not in str(results) and "Zubaidah" not in str(results)
    assert results.layers["CONFLICTS"].values["kolom"] == ["nama_lengkap"]
    assert conflicts(register)[0][3:6] == ("Siti 1", "Zubaidah", "Aminah")
