"""Who may do what in a shared register, and what it remembers of it: as each login finds it."""

from __future__ import annotations

import json
from typing import Any, Callable

import psycopg2
import pytest
from postgres_server import Server

from ir_plugin.core.industry.privacy.columns import BY_NAME
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.schema.declaration import OPEN
from ir_plugin.core.register.postgis.access import is_open
from ir_plugin.core.register.postgis.views import OPEN_COLUMNS

Connect = Callable[[str], Any]

FIRST, SECOND = "11111111-0000-4000-8000-000000000001", "11111111-0000-4000-8000-000000000002"
ALL = {"IR-1901-0001", "IR-1902-0002", "IR-1901-0003"}
RENAME = "UPDATE ir.ir_usaha SET nama_usaha = %s, versi_baris = versi_baris + 1 WHERE usaha_id = %s"
ADD = "INSERT INTO ir.ir_usaha (kode_usaha, nama_usaha, kode_desa) VALUES (%s, 'Baru', %s) RETURNING fid"
ADD_PRODUCT = "INSERT INTO ir.ir_produk (usaha_id, nama_produk_asli) VALUES (%s, 'Getas') RETURNING fid"


def codes(cursor: Any) -> set[str]:
    cursor.execute("SELECT kode_usaha FROM ir.ir_usaha")
    return {code for (code,) in cursor.fetchall()}


def one(cursor: Any, query: str, *values: Any) -> Any:
    cursor.execute(query, values)
    return cursor.fetchone()


def test_an_office_sees_its_own_region_and_the_province_all(connect: Connect) -> None:
    assert codes(connect("provinsi")) == ALL
    assert codes(connect("bangka")) == {"IR-1901-0001", "IR-1901-0003"}
    assert codes(connect("belitung")) == {"IR-1902-0002"}
    cursor = connect("belitung")
    cursor.execute("SELECT pemilik_id FROM ir.ir_pemilik")
    assert cursor.fetchall() == [("00000000-0000-4000-8000-000000000002",)]
    cursor.execute("SELECT kode_usaha, kabupaten FROM ir.usaha_ringkas")
    assert cursor.fetchall() == [("IR-1902-0002", "Belitung")]


def test_an_office_edits_only_there_and_is_told(connect: Connect) -> None:
    cursor = connect("belitung")
    cursor.execute(RENAME, ("Getas", SECOND))
    with pytest.raises(psycopg2.DatabaseError, match="lies in another office's region; nothing was saved"):
        cursor.execute(RENAME, ("Getas", FIRST))
    with pytest.raises(psycopg2.DatabaseError, match="lies in another office's region; nothing was saved"):
        cursor.execute("DELETE FROM ir.ir_usaha WHERE usaha_id = %s", (FIRST,))
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
        cursor.execute(ADD, ("IR-1901-0009", "19.01.01.1001"))
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
        cursor.execute(
            "UPDATE ir.ir_usaha SET kode_desa = '19.01.01.1001', versi_baris = versi_baris + 1 WHERE usaha_id = %s",
            (SECOND,),
        )
    with pytest.raises(psycopg2.errors.InsufficientPrivilege, match="row-level security"):
        cursor.execute(ADD_PRODUCT, (FIRST,))
    cursor.execute(ADD_PRODUCT, (SECOND,))
    assert codes(connect("provinsi")) == ALL


def test_a_business_without_a_village_belongs_to_the_regency_of_its_code(connect: Connect) -> None:
    assert one(connect("belitung"), ADD, "IR-1902-0010", None)[0] > 0
    assert "IR-1902-0010" in codes(connect("belitung"))
    assert "IR-1902-0010" not in codes(connect("bangka"))


def test_an_office_enters_an_owner_before_the_business(connect: Connect) -> None:
    cursor = connect("bangka")
    add = "INSERT INTO ir.ir_pemilik (nama_lengkap) VALUES ('Ani') RETURNING pemilik_id, dibuat_oleh, versi_baris"
    owner, by, version = one(cursor, add)
    assert (by, version) == ("bangka", 1)
    count = "SELECT count(*) FROM ir.ir_pemilik WHERE pemilik_id = %s"
    assert one(connect("bangka2"), count, owner) == (0,)
    add = "INSERT INTO ir.ir_usaha (kode_usaha, nama_usaha, kode_desa, pemilik_id) VALUES (%s, 'Ani', %s, %s)"
    cursor.execute(add, ("IR-1901-0011", "19.01.01.1001", owner))
    assert one(connect("bangka2"), count, owner) == (1,)
    assert one(connect("belitung"), count, owner) == (0,)


def test_a_viewer_reads_only_what_is_open(connect: Connect) -> None:
    cursor = connect("pembaca")
    for name, table in TABLES.items():
        if is_open(table):
            cursor.execute(f"SELECT * FROM ir.{name} LIMIT 1")
        else:
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                cursor.execute(f"SELECT * FROM ir.{name} LIMIT 1")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute(f"DELETE FROM ir.{name}")
    cursor.execute("SELECT * FROM ir.usaha_terbuka")
    assert [column.name for column in cursor.description] == ["fid", "geom", *OPEN_COLUMNS]
    assert len(cursor.fetchall()) == len(ALL)
    personal = [name for name, table in TABLES.items() if any(each.access != OPEN for each in table.fields)]
    assert personal and not any(is_open(TABLES[name]) for name in personal)


def test_the_open_view_keeps_to_the_gate_of_the_exports() -> None:
    kept = [BY_NAME[name] for name in OPEN_COLUMNS]
    assert not [each.name for each in kept if each.access != OPEN or each.consent or each.is_id or each.masked]


def test_the_log_tells_who_when_before_and_after(connect: Connect) -> None:
    connect("bangka").execute(RENAME, ("Getas O'Ben", FIRST))
    province = connect("provinsi")
    with pytest.raises(
        psycopg2.DatabaseError, match=r"last changed by bangka at .* \(version 2\).*Nothing was removed"
    ):
        province.execute("DELETE FROM ir.ir_usaha WHERE usaha_id = %s", (FIRST,))
    province.execute("UPDATE ir.ir_usaha SET versi_baris = 3 WHERE usaha_id = %s", (FIRST,))
    province.execute("DELETE FROM ir.ir_usaha WHERE usaha_id = %s", (FIRST,))
    query = "SELECT pengguna, tabel, baris_id, kejadian, versi_baris, sebelum, sesudah FROM ir.log_perubahan"
    province.execute(f"{query} WHERE waktu > now() - interval '1 minute' ORDER BY fid")
    changed, removed = province.fetchall()
    assert changed[:5] == ("bangka", "ir_usaha", FIRST, "UBAH", 2)
    assert json.loads(changed[5]) == {"nama_usaha": "Kemplang 1"}
    assert json.loads(changed[6]) == {"nama_usaha": "Getas O'Ben"}
    assert removed[:5] == ("provinsi", "ir_usaha", FIRST, "HAPUS", 4)
    assert json.loads(removed[5])["nama_usaha"] == "Getas O'Ben" and removed[6] is None


def test_a_removed_row_is_put_back_with_all_it_held(connect: Connect) -> None:
    office, province = connect("bangka"), connect("provinsi")
    fill = "UPDATE ir.ir_usaha SET geom = 'SRID=4326;POINT(106.123456789012 -2.1)', alamat_rt_rw = %s, versi_baris = 2 "
    office.execute(f"{fill} WHERE usaha_id = %s", ("RT 1 'Mawar' {\"a\"}", FIRST))
    held = "SELECT to_jsonb(ir_usaha) - '{fid,versi_baris,dibuat,dibuat_oleh,diubah,diubah_oleh}'::text[]"
    held += ", st_asewkb(geom) FROM ir.ir_usaha WHERE usaha_id = %s"
    before = one(province, held, FIRST)
    office.execute("DELETE FROM ir.ir_usaha WHERE usaha_id = %s", (FIRST,))
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        office.execute("SELECT ir.pulihkan(%s)", (FIRST,))
    province.execute("SELECT ir.pulihkan(%s)", (FIRST,))
    after = one(province, held, FIRST)
    assert (after[0], bytes(after[1])) == (before[0], bytes(before[1]))
    with pytest.raises(psycopg2.errors.UniqueViolation):
        province.execute("SELECT ir.pulihkan(%s)", (FIRST,))
    with pytest.raises(psycopg2.DatabaseError, match="holds no removal of the row x; nothing was put back"):
        province.execute("SELECT ir.pulihkan('x')")


def test_nobody_writes_to_the_log(connect: Connect) -> None:
    for login in ("provinsi", "bangka", "pembaca"):
        for statement in ("DELETE FROM ir.log_perubahan", "UPDATE ir.log_perubahan SET pengguna = 'x'"):
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                connect(login).execute(statement)


def test_who_and_when_are_the_servers(connect: Connect) -> None:
    cursor = connect("bangka")
    change = "UPDATE ir.ir_usaha SET versi_baris = 2, dibuat_oleh = 'x', diubah_oleh = 'x', diubah = '2000-01-01' "
    cursor.execute(f"{change} WHERE usaha_id = %s", (FIRST,))
    query = "SELECT diubah_oleh, dibuat_oleh, diubah > now() - interval '1 minute' FROM ir.ir_usaha WHERE usaha_id = %s"
    assert one(cursor, query, FIRST) == ("bangka", None, True)


def test_a_change_names_the_version_that_it_was_made_on(connect: Connect) -> None:
    cursor, change = connect("bangka"), "UPDATE ir.ir_usaha SET nama_usaha = 'x', versi_baris = %s WHERE usaha_id = %s"
    for version in (1, 3, None):
        with pytest.raises(psycopg2.DatabaseError, match="version 1"):
            cursor.execute(change, (version, FIRST))
    cursor.execute(change, (2, FIRST))
    with pytest.raises(psycopg2.DatabaseError, match=r"changed by bangka at .* \(version 2\) after you opened it"):
        connect("bangka2").execute(change, (2, FIRST))
    with pytest.raises(psycopg2.DatabaseError, match="version 2"):  # who names none would overwrite unseen
        connect("bangka2").execute("UPDATE ir.ir_usaha SET nama_usaha = 'y' WHERE usaha_id = %s", (FIRST,))


def test_sets_of_codes_become_those_of_the_register(connect: Connect) -> None:
    add = "INSERT INTO ir.ir_pengamatan (usaha_id, periode, kanal_pasar, sumber_modal) VALUES (%s, '2025', %s, '{}')"
    query = "RETURNING kanal_pasar, sumber_modal"
    assert one(connect("bangka"), f"{add} {query}", FIRST, '{"LGS","WRG"}') == ("{LGS,WRG}", None)


def test_a_database_that_holds_a_register_is_left_as_it_is(server: Server, script: str, database: str) -> None:
    with pytest.raises(AssertionError) as told:
        server.psql(database, "-f", script)
    (line,) = [each for each in str(told.value).splitlines() if "ERROR" in each]
    assert "holds a shared register already (schema ir, version of its tables 2); nothing was changed" in line
    server.psql(database, "-c", "SELECT FROM ir.ir_usaha")
    server.psql(database, "-c", "DROP SCHEMA ir CASCADE", "-c", "CREATE SCHEMA ir")
    with pytest.raises(AssertionError, match=r"version of its tables \?\); nothing was changed"):
        server.psql(database, "-f", script)
