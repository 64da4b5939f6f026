"""The register as a file: whole or not at all, its hard rules, its layers."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geometry_blobs import blob_of, bounds_in_blob, bounds_of, wkb_of
from ir_plugin.core.register.geopackage import insert, layer_names, new_file, reading, transaction
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text

UUID = "00000000-0000-4000-8000-00000000000{}"
POINT = bytes.fromhex("0101000000") + b"\x00" * 6 + bytes.fromhex("5a40") + b"\x00" * 6 + bytes.fromhex("00c0")


@pytest.fixture
def register(tmp_path: Path) -> str:
    path = str(tmp_path / "register.gpkg")
    OPERATION.compute({"REGISTER": path}, Context())
    return path


def owner(**given: object) -> dict[str, object]:
    return {"pemilik_id": UUID.format(1), "nama_lengkap": "Siti", "jenis_kelamin": "P", **given}


def business(**given: object) -> dict[str, object]:
    return {"usaha_id": UUID.format(2), "kode_usaha": "IR-1901-0001", "nama_usaha": "Getas", **given}


def add(register: str, table: str, row: dict[str, object]) -> None:
    with transaction(register) as connection:
        insert(connection, table, list(row), [list(row.values())])


def test_every_declared_table_is_a_layer(register: str) -> None:
    with reading(register) as connection:
        assert set(TABLES) | {"usaha_ringkas"} == set(layer_names(connection))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        levels = "SELECT tingkat, count(*) FROM ref_wilayah GROUP BY tingkat"
        assert connection.execute(levels).fetchall() == [("1", 1), ("2", 7), ("3", 47), ("4", 393)]


@pytest.mark.parametrize(
    "table, row",
    [
        ("ir_pemilik", owner(jenis_kelamin="W")),
        ("ir_pemilik", owner(nik="123")),
        ("ir_pemilik", owner(no_hp="0812")),
        ("ir_pemilik", owner(pemilik_id="not-a-uuid")),
        ("ir_pemilik", owner(nama_lengkap=None)),
        ("ir_pemilik", owner(nama_lengkap=" ")),
        ("ir_pemilik", owner(jumlah_tanggungan=21)),
        ("ir_pemilik", owner(tahun_lahir=1919)),
        ("ir_usaha", business(kode_desa="19.01.01.9999")),
        ("ir_usaha", business(kode_usaha="IR-19-1")),
        ("ir_usaha", business(akurasi_m=10001.0)),
        ("ir_usaha", business(pemilik_id=UUID.format(9))),
    ],
)
def test_hard_rules_are_the_databases_own(register: str, table: str, row: dict[str, object]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        add(register, table, row)


def test_what_is_right_is_taken(register: str) -> None:
    add(register, "ir_pemilik", owner(nik="1901015001900001", no_hp="+6281200000001"))
    add(register, "ir_usaha", business(kode_desa="19.01.01.1001", pemilik_id=UUID.format(1), geom=blob_of(POINT)))
    with reading(register) as connection:
        row = connection.execute("SELECT desa, kecamatan, kabupaten, jenis_kelamin FROM usaha_ringkas").fetchone()
        assert row == ("Sungailiat", "Sungailiat", "Bangka", "P")
        assert connection.execute("SELECT count(*) FROM rtree_ir_usaha_geom").fetchone() == (1,)


def test_a_business_has_one_main_product(register: str) -> None:
    add(register, "ir_usaha", business())
    product = {"produk_id": UUID.format(3), "usaha_id": UUID.format(2), "nama_produk_asli": "getas", "utama": 1}
    add(register, "ir_produk", product)
    with pytest.raises(sqlite3.IntegrityError):
        add(register, "ir_produk", {**product, "produk_id": UUID.format(4)})


def test_a_failure_in_the_middle_changes_nothing(register: str) -> None:
    before = Path(register).read_bytes()
    with pytest.raises(sqlite3.IntegrityError), transaction(register) as connection:
        insert(connection, "ir_pemilik", list(owner()), [list(owner().values()), list(owner().values())])
    assert Path(register).read_bytes() == before
    assert not list(Path(register).parent.glob("*-journal"))


def test_a_new_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), new_file(str(tmp_path / "a.gpkg")):
        raise RuntimeError("half way")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_overwritten(register: str) -> None:
    with pytest.raises(UserError, match="exists already"):
        OPERATION.compute({"REGISTER": register}, Context())


def test_no_folder_and_no_file_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be written"):
        OPERATION.compute({"REGISTER": str(tmp_path / "none" / "a.gpkg")}, Context())
    with pytest.raises(UserError, match="does not exist"), transaction(str(tmp_path / "none.gpkg")):
        pass


def test_what_is_no_database_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_text("not a database at all, but long enough to look like something")
    with pytest.raises(UserError, match="cannot be written"), transaction(str(path)):
        pass
    with pytest.raises(UserError, match="cannot be read"), reading(str(path)) as connection:
        layer_names(connection)
    assert path.read_text().startswith("not a database")


def test_geometry_blobs_round_trip() -> None:
    blob = blob_of(POINT)
    assert blob is not None
    assert wkb_of(blob) == POINT
    assert bounds_in_blob(blob) == bounds_of(POINT)
    assert blob_of(b"") is None and wkb_of(None) == b""


def test_a_run_record_can_be_read_back(tmp_path: Path) -> None:
    path = str(tmp_path / "result.gpkg")
    with new_file(path):
        pass
    record = RunRecord("hotspotgetisord", {"K": 6}, 10, 2, "abc", Text("Metode", "Method"), seed=5)
    write_record(path, record, "hasil")
    write_record(path, record, "hasil")
    with reading(path) as connection:
        rows = connection.execute("SELECT jenis, lapisan, parameter, seed, jumlah_baris FROM analisis_jalan").fetchall()
    assert rows == [("hotspotgetisord", "hasil", '{"K": 6}', 5, 10)] * 2
