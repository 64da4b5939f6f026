"""An office's part of the register: what it holds, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.register import classify, merge_package
from tests.core.register.made_packages import BUSINESS, NAME, ask, change, content, export, make_register, merge


@pytest.fixture
def register(tmp_path: Path) -> str:
    return make_register(tmp_path)


def test_a_package_is_a_register_with_the_rows_of_its_region(register: str) -> None:
    package = export(register)
    held = content(package)
    assert [each[-1] for each in held["ir_usaha"]] == ["0", "1", "2"]
    assert [each[-1] for each in held["ir_pemilik"]] == ["0", "1", "2"]
    assert len(held["ir_produk"]) == len(held["ir_pengamatan"]) == len(held["impor_baris"]) == 3
    assert ask(package, "SELECT count(*) FROM ref_wilayah") == ask(register, "SELECT count(*) FROM ref_wilayah")
    assert ask(package, "SELECT wilayah, arah, paket_id FROM paket") == ask(
        register, "SELECT wilayah, arah, paket_id FROM paket"
    )
    assert ask(package, "PRAGMA foreign_key_check") == [] and ask(package, "PRAGMA integrity_check") == [("ok",)]
    classify.OPERATION.compute({"REGISTER": package, "PROFILE": None}, Context())
    base = ask(package, "SELECT isi, versi_baris FROM paket_dasar WHERE tabel = 'ir_usaha' ORDER BY baris_id")
    assert json.loads(base[0][0])["geom"] == "POINT (106.1 -2.1)" and base[0][1] == 1


def test_a_district_has_a_package_too(register: str) -> None:
    assert [each[-1] for each in content(export(register, "19.01.02"))["ir_usaha"]] == ["2"]


@pytest.mark.parametrize("region", ["19", "19.01.01.1001", "1901", "19.99", "", "x' OR 1=1"])
def test_another_region_is_refused(register: str, region: str) -> None:
    with pytest.raises(UserError, match="19.01 Bangka"):
        export(register, region)
    assert ask(register, "SELECT count(*) FROM paket") == [(0,)]
    assert len(os.listdir(Path(register).parent)) == 1


def test_what_is_no_package_of_this_register_is_refused(register: str, tmp_path: Path) -> None:
    package = export(register)
    (tmp_path / "other").mkdir()
    other = make_register(tmp_path / "other")
    for one, of, words in ((other, package, "not made from"), (register, register, "not made from")):
        with pytest.raises(UserError, match=words):
            merge(one, of)
    with pytest.raises(UserError, match="is a register, but no package"):
        merge(register, other)
    copy = str(tmp_path / "copy.gpkg")
    shutil.copy(package, copy)
    with pytest.raises(UserError, match="not made from"):
        merge(package, copy)


def test_a_newer_older_or_altered_package_is_refused(register: str) -> None:
    package = export(register)
    for version, words in (("999", "newer"), ("1", "older")):
        change(package, "UPDATE register_info SET nilai = ? WHERE kunci = 'versi_skema'", version)
        with pytest.raises(UserError, match=words):
            merge(register, package)
    change(package, "UPDATE register_info SET nilai = '2' WHERE kunci = 'versi_skema'")
    change(package, "DELETE FROM paket_dasar WHERE tabel = 'ir_usaha' AND baris_id = ?", BUSINESS.format(1))
    with pytest.raises(UserError, match="as it was sent"):
        merge(register, package)


def test_a_cancel_changes_nothing(register: str) -> None:
    package = export(register)
    change(package, NAME, "Paket", BUSINESS.format(1))

    def stop(fraction: float) -> None:
        if fraction >= 0.4:
            raise Cancelled

    before = Path(register).read_bytes()
    with pytest.raises(Cancelled):
        merge_package.OPERATION.compute({"REGISTER": register, "PACKAGE": package}, Context(progress=stop))
    assert Path(register).read_bytes() == before


def test_a_package_of_a_package(register: str) -> None:
    regency = export(register)
    district = export(regency, "19.01.02")
    change(district, NAME, "Dari kecamatan", BUSINESS.format(2))
    with pytest.raises(UserError, match="not made from"):
        merge(register, district)
    merge(regency, district)
    merge(register, regency)
    assert content(register)["ir_usaha"][BUSINESS.format(2)]["nama_usaha"] == "Dari kecamatan"
