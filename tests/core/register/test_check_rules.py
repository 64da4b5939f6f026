"""Each rule of the checks: what breaks it is found, and what does not is not."""

from __future__ import annotations

from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.checks import RULES
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register.check_register import OPERATION
from ir_plugin.core.register.checks.people import NAMED
from ir_plugin.core.register.checks.queries import rules_by_query

TODAY = "2026-01-15"
NIK = "1901014101900001"  # a woman born on 1 January 1990


def found(scene: Any) -> set[tuple[str, str, Any]]:
    """Rule, field and proposed value of every finding."""
    OPERATION.compute({"REGISTER": scene.path, "DATE": TODAY}, Context())
    return set(scene.rows("SELECT kode_aturan, coalesce(kolom, ''), usulan FROM qa_temuan"))


def test_what_is_right_has_no_findings(scene: Any) -> None:
    licence = {"jenis": "NIB", "nomor": "9120001234567"}
    money = {"modal_kerja": 5_000_000, "omzet_bulan": 2_000_000, "omzet_tahun": 20_000_000, "bulan_produksi": 10}
    owner = {"nik": NIK, "tahun_lahir": 1990, "no_hp": "+6281234567890"}
    scene.business(owner, {"periode": "2025", **money, "tk_p_lain": 4, "laba_bulan": 2_000_000}, licence=licence)
    scene.business(product={"pirt_no": "2021901234567-30", "pirt_berlaku": TODAY, "kbli_kode": "10794"} | KBLI)
    assert found(scene) == set()


KBLI = {"kbli_edisi": "2020"}
OBSERVED = [
    ({"tk_l_dibayar": 15, "tk_p_lain": 5}, {("Q13a", "", None)}),
    ({"tk_l_dibayar": 15, "tk_p_lain": 4}, {("Q13b", "", None)}),
    ({"tk_p_tdk_dibayar": 5}, {("Q13b", "", None)}),
    ({"modal_kerja": 50_000_000}, set()),
    ({"modal_kerja": 50_000_001}, {("Q14a", "modal_kerja", None)}),
    ({"modal_kerja": 60_000_000, "aset_non_tanah": 40_000_000}, set()),
    ({"aset_non_tanah": 1_000_000_001}, {("Q14b", "aset_non_tanah", None)}),
    ({"omzet_bulan": 30_000_000, "bulan_produksi": 11}, {("Q14a", "omzet_bulan", None)}),
    ({"omzet_tahun": 2_000_000_001}, {("Q14b", "omzet_tahun", None)}),
    ({"omzet_bulan": 1_000_000, "laba_bulan": 1_000_001}, {("Q15a", "laba_bulan", None)}),
    ({"omzet_bulan": 1_000_000, "bulan_produksi": 10, "omzet_tahun": 15_000_000}, set()),
    (
        {"omzet_bulan": 1_000_000, "bulan_produksi": 10, "omzet_tahun": 15_000_001},
        {("Q15b", "omzet_tahun", "10000000")},
    ),
    ({"modal_awal": 9_999}, {("Q16", "modal_awal", "9999000")}),
    ({"modal_awal": 10_000, "modal_kerja": 0}, set()),
    ({"laba_bulan_maks": 500}, {("Q16", "laba_bulan_maks", "500000")}),
    ({"kelas_petugas": "1", "kelas_hitung": "2"}, {("Q19", "kelas_petugas", "2")}),
    ({"kelas_petugas": "1", "kelas_hitung": "9"}, set()),
    ({"kelas_petugas": "1", "kelas_hitung": "2", "kelas_akhir": "1", "alasan_akhir": "dilihat"}, set()),
]


@pytest.mark.parametrize("seen, expected", OBSERVED, ids=str)
def test_observations(scene: Any, seen: dict[str, Any], expected: set[Any]) -> None:
    scene.business(seen={"periode": "2025", **seen})
    assert found(scene) == expected


OWNERS = [
    ({"nik": "9901014101900001"}, {("Q09a", "nik", None)}),
    ({"nik": "1901014101900000"}, {("Q09b", "nik", None)}),
    ({"nik": NIK, "jenis_kelamin": "L"}, {("Q09c", "jenis_kelamin", "P")}),
    ({"nik": NIK, "tahun_lahir": 1991}, {("Q09d", "tahun_lahir", "1990")}),
    ({"nik": "1901014101080001", "tahun_lahir": 1980}, {("Q09d", "tahun_lahir", "2008")}),
    ({"nik": "1901014101150001", "tahun_lahir": 1980}, {("Q09d", "tahun_lahir", "1915")}),
    ({"tahun_lahir": 2011}, set()),
    ({"tahun_lahir": 2012}, {("Q12", "tahun_lahir", None)}),
    ({"tahun_lahir": 1936}, set()),
    ({"tahun_lahir": 1935}, {("Q12", "tahun_lahir", None)}),
    ({"jenis_kelamin": "X"}, {("Q23", "jenis_kelamin", None)}),
    ({"no_hp": "+621234567"}, {("Q24", "no_hp", None)}),
    ({"no_hp": "+62812345678901234"[:16]}, {("Q24", "no_hp", None)}),
    ({"no_hp": "+60123456789"}, set()),
]


@pytest.mark.parametrize("owner, expected", OWNERS, ids=str)
def test_owners(scene: Any, owner: dict[str, Any], expected: set[Any]) -> None:
    scene.business(owner)
    assert found(scene) == expected


PRODUCTS = [
    ({"pirt_no": "123456789012"}, set()),
    ({"pirt_no": "1234567890123"}, {("Q11a", "pirt_no", None)}),
    ({"pirt_no": "P-IRT 123456789"}, {("Q11a", "pirt_no", None)}),
    ({"produk_kode": "PGN11", "pirt_no": "123456789012"}, {("Q11b", "pirt_no", None)}),
    ({"produk_kode": None, "nama_produk_asli": "Nugget BEKU", "pirt_no": "123456789012"}, {("Q11b", "pirt_no", None)}),
    ({"produk_kode": "PGN11"}, set()),
    ({"pirt_no": "123456789012", "pirt_berlaku": "2026-01-14"}, {("Q11c", "pirt_berlaku", None)}),
    ({"kbli_kode": "10794"}, {("Q17c", "kbli_kode", None)}),
    ({"kbli_kode": "10792", "kbli_edisi": "2020"}, {("Q17b", "kbli_kode", "10794")}),
    ({"produk_kode": "PGN18", "kbli_kode": "10772", "kbli_edisi": "2025"}, {("Q17b", "kbli_kode", "10779")}),
    ({"produk_kode": "PGN08", "kbli_kode": "10211", "kbli_edisi": "2020"}, set()),  # our code is a judgement
    ({"produk_kode": None, "kbli_kode": "56101", "kbli_edisi": "2020"}, {("Q18", "kbli_kode", None)}),
]


@pytest.mark.parametrize("product, expected", PRODUCTS, ids=str)
def test_products(scene: Any, product: dict[str, Any], expected: set[Any]) -> None:
    scene.business(product=product)
    assert found(scene) == expected


LICENCES = [
    ({"jenis": "NIB", "nomor": "912000123456"}, {("Q10", "nomor", None)}),
    ({"jenis": "NIB", "nomor": "9120-001234567"}, {("Q10", "nomor", None)}),
    ({"jenis": "SKU", "nomor": "7"}, set()),
    ({"jenis": "PIRT", "nomor": "77"}, {("Q11a", "nomor", None)}),
    ({"jenis": "PIRT", "nomor": "123456789012", "berlaku_sampai": "2025-12-31"}, {("Q11c", "berlaku_sampai", None)}),
]


@pytest.mark.parametrize("licence, expected", LICENCES, ids=str)
def test_licences(scene: Any, licence: dict[str, Any], expected: set[Any]) -> None:
    scene.business(licence=licence)
    assert found(scene) == expected


def test_a_code_is_looked_up_where_the_full_list_is_loaded(scene: Any) -> None:
    scene.execute("INSERT INTO ref_kbli (edisi, kode, tingkat) VALUES ('2020', '10794', 5)")
    scene.business(product={"kbli_kode": "10794", **KBLI})
    scene.business(product={"produk_kode": None, "kbli_kode": "10799", **KBLI})
    assert found(scene) == {("Q17a", "kbli_kode", None)}


PLACES = [  # village, point (of a village, or itself), findings
    ("19.01.01.1001", "19.01.01.1004", {("Q04", "geom", "19.01.01.1004")}),
    ("19.01.01.1001", "19.01.04.2003", {("Q03", "geom", "19.01.04.2003")}),
    ("19.01.01.1001", "19.02.01.1001", {("Q02", "geom", "19.02.01.1001")}),
    ("19.01.01.1001", (107.0, -1.2), {("Q05", "geom", None)}),
    ("19.01.01.1001", (-1.86, 106.12), {("Q01", "geom", "-1.86, 106.12")}),
    ("19.01.01.1001", (106.12, 1.86), {("Q01", "geom", "-1.86, 106.12")}),
    ("19.01.01.1001", (0.0, 0.0), {("Q01", "geom", None)}),
    ("19.03.01.1001", "19.05.01.1001", {("Q08", "kode_desa", "19.05.01.1001")}),
    (None, "19.05.01.1001", {("Q25", "kode_desa", None)}),
    (None, (107.0, -1.2), {("Q25", "kode_desa", None), ("Q05", "geom", None)}),
]


@pytest.mark.parametrize("village, point, expected", PLACES, ids=str)
def test_places(scene: Any, point_in: Any, village: Any, point: Any, expected: set[Any]) -> None:
    scene.business(kode_desa=village, point=point_in(point) if isinstance(point, str) else point)
    assert found(scene) == expected


def test_a_point_outside_its_village_is_less_grave_in_mentok(scene: Any, point_in: Any) -> None:
    scene.business(kode_desa="19.05.01.1001", point=point_in("19.05.01.2005"))
    scene.business(kode_desa="19.01.01.1001", point=point_in("19.01.01.1004"))
    found(scene)
    assert scene.rows("SELECT tingkat FROM qa_temuan WHERE kode_aturan = 'Q04' ORDER BY nilai_lama") == [
        ("GALAT",),
        ("PERINGATAN",),
    ]


def test_a_code_of_bps_in_the_business_code(scene: Any) -> None:
    scene.business(kode_desa="19.03.01.1001", kode_usaha="IR-1905-0001")
    scene.business(kode_desa="19.03.01.1001", kode_usaha="IR-1903-0001")
    assert found(scene) == {("Q08", "kode_desa", None)}


@pytest.mark.parametrize("owners, method, count", [(3, "HP", 3), (2, "HP", 0), (3, "SNT", 0)])
def test_shared_points(scene: Any, owners: int, method: str, count: int) -> None:
    for _ in range(owners):
        scene.business(point=(106.122, -1.8595), metode_koordinat=method)
    assert found(scene) == ({("Q06", "geom", None)} if count else set())
    assert scene.rows("SELECT count(*) FROM qa_temuan") == [(count,)]


def test_the_middle_of_the_village_has_to_say_so(scene: Any, point_in: Any) -> None:
    scene.business(point=point_in("19.01.01.1001"))
    assert found(scene) == {("Q07", "geom", "SNT")}
    scene.execute("UPDATE ir_usaha SET metode_koordinat = 'SNT'")
    found(scene)
    assert scene.rows("SELECT status FROM qa_temuan") == [("DIPERBAIKI",)]


def test_two_owners_with_one_nik(scene: Any) -> None:
    scene.business({"nik": NIK})
    scene.business({"nik": NIK}, product={"produk_kode": "PGN04"})
    assert found(scene) == {("Q20a", "nik", scene.id("0", 1))}


@pytest.mark.parametrize(
    "second, product, is_twin",
    [
        ({"nama_lengkap": "Ibu Rohani"}, {}, True),
        ({"nama_lengkap": "Rohani"}, {"produk_kode": "PGN04"}, False),
        ({"nama_lengkap": "Rohani", "nik": "1901014101900002"}, {}, False),
        ({"nama_lengkap": "Rohani Wati", "no_hp": "+6281234567890"}, {}, True),
        ({"nama_lengkap": "Lestari", "no_hp": "+6281234567890"}, {}, False),  # one phone for a whole village
    ],
)
def test_the_same_business_twice(scene: Any, second: Any, product: Any, is_twin: bool) -> None:
    scene.business({"nama_lengkap": "Rohani", "nik": NIK, "no_hp": "+6281234567890"})
    scene.business(second, product=product)
    assert found(scene) == ({("Q20b", "", None)} if is_twin else set())
    assert scene.rows("SELECT nilai_lama FROM qa_temuan") == ([("IR-1901-0001",)] if is_twin else [])


def test_of_a_large_group_each_names_the_first_few(scene: Any) -> None:
    for _ in range(NAMED + 4):
        scene.business({"nama_lengkap": "Rohani", "no_hp": "+6281234567890"})
    assert found(scene) == {("Q20b", "", None)}
    told = [value.split(", ") for (value,) in scene.rows("SELECT nilai_lama FROM qa_temuan ORDER BY temuan_id")]
    first = [f"IR-1901-{number:04d}" for number in range(1, NAMED + 1)]
    assert len(told) == NAMED + 3
    assert sorted(told, key=len)[:NAMED] == [first[:count] for count in range(1, NAMED + 1)]
    assert sorted(told, key=len)[NAMED:] == 3 * [[*first, "…"]]


@pytest.mark.parametrize("status, count", [("BARU", 1), ("SAMA", 1), ("BEDA", 0)])
def test_what_people_decided_about_duplicates_counts(scene: Any, status: str, count: int) -> None:
    pair = [scene.business({"nama_lengkap": "Rohani"}) for _ in range(2)]
    insert = "INSERT INTO impor_ganda (usaha_a, usaha_b, alasan, status) VALUES (?, ?, 'NAMA', ?)"
    scene.execute(insert, *pair, status)
    assert len(found(scene)) == count


def test_a_class_that_fell_by_two(scene: Any) -> None:
    business = scene.business(seen={"periode": "2023", "kelas_petugas": "3"})
    for period, kelas in (("2024", "9"), ("2025", "1")):
        scene.execute(
            "INSERT INTO ir_pengamatan (usaha_id, periode, kelas_petugas) VALUES (?, ?, ?)", business, period, kelas
        )
    assert found(scene) == {("Q21", "", None)}
    assert scene.rows("SELECT nilai_lama FROM qa_temuan") == [("3 > 1",)]


def test_consent_is_missed_once_a_public_export_was_asked_for(scene: Any) -> None:
    scene.business(consent={"boleh_nama": 1})
    scene.business(consent={"boleh_hp": 1})
    scene.business()
    assert found(scene) == set()
    scene.execute("INSERT INTO log_ekspor (profil, n_baris, berkas) VALUES ('PUBLIK', 3, 'a.csv')")
    assert found(scene) == {("Q22", "", None)}
    states = scene.rows("SELECT nilai_lama FROM qa_temuan ORDER BY 1")
    assert states == [("bidang_tidak_diizinkan",), ("tidak_ada",)]


def test_what_an_import_could_not_read_is_found_until_it_is_filled_in(scene: Any) -> None:
    business = scene.business()
    imported = "90000000-0000-4000-8000-000000000001"
    scene.execute("INSERT INTO impor_berkas (impor_id, berkas, hash) VALUES (?, 'a.xlsx', ?)", imported, "0" * 64)
    row = (business, "2025", imported, "A", 3, "{}")
    into = "INSERT INTO impor_baris (usaha_id, periode, impor_id, lembar, baris, nilai)"
    scene.execute(f"{into} VALUES (?, ?, ?, ?, ?, ?)", *row)
    for column, rule in (
        *(("nik", "nik_rusak"), ("no_hp", "telepon_rusak"), ("nib", "nomor_rusak"), ("pirt", "nomor_rusak")),
        ("koordinat", "di_luar_provinsi"),
    ):
        lost = "INSERT INTO impor_perbaikan (impor_id, lembar, baris, kolom, nilai_asli, aturan)"
        scene.execute(f"{lost} VALUES (?, 'A', 3, ?, '1.9E+15', ?)", imported, column, rule)
    expected = {("Q09a", "nik"), ("Q24", "no_hp"), ("Q10", "nib"), ("Q11a", "pirt_no")}
    assert {each[:2] for each in found(scene)} == expected  # the business has a point
    scene.execute("UPDATE ir_usaha SET geom = NULL")
    assert {each[:2] for each in found(scene)} == {*expected, ("Q01", "geom")}
    scene.execute("UPDATE ir_pemilik SET nik = ?, no_hp = '+6281234567890'", NIK)
    found(scene)
    open_ones = scene.rows("SELECT kode_aturan FROM qa_temuan WHERE status = 'BARU' ORDER BY 1")
    assert open_ones == [("Q01",), ("Q10",), ("Q11a",)]


def test_every_amount_of_money_is_looked_at(scene: Any) -> None:
    money = [field.name for field in TABLES["ir_pengamatan"].fields if field.unit.en == "rupiah"]
    scene.business(seen={"periode": "2025", **dict.fromkeys(money, 5_000)})
    assert {field for rule, field, _ in found(scene) if rule == "Q16"} == set(money)


def test_every_query_belongs_to_a_rule() -> None:
    assert set(rules_by_query()) <= set(RULES)
    assert {f"Q{number:02d}" for number in range(1, 25)} <= {code[:3] for code in RULES}
