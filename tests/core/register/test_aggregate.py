"""Businesses counted by region, and what is not known told apart from none."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any, Optional

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import classify
from ir_plugin.core.register.aggregate import OPERATION
from ir_plugin.core.register.aggregate_columns import columns_in_words
from ir_plugin.core.register.check_register import OPERATION as CHECK
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.geometry_blobs import blob_of
from ir_plugin.core.register.geopackage import insert, reading, transaction
from ir_plugin.core.texts import Text

VILLAGE, EMPTY = "19.01.01.1001", "19.01.01.1002"
RING = struct.pack("<8d", 105.9, -1.9, 106.0, -1.9, 106.0, -1.8, 105.9, -1.9)
AREA = struct.pack("<BII", 1, 6, 1) + struct.pack("<BIII", 1, 3, 1, 4) + RING


@pytest.fixture
def register(tmp_path: Path) -> str:
    """A register where two villages have a boundary."""
    path = str(tmp_path / "register.gpkg")
    CREATE.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        for code in (VILLAGE, EMPTY):
            connection.execute("UPDATE ref_wilayah SET geom = ? WHERE kode_dagri = ?", (blob_of(AREA), code))
    return path


def fill(register: str, businesses: list[tuple[Optional[str], dict[str, int]]]) -> None:
    """Businesses in VILLAGE, each with its owner's sex (None: no owner) and its workers."""
    with transaction(register) as connection:
        for number, (sex, workers) in enumerate(businesses):
            owner, business, observed = (f"{kind}0000000-0000-4000-8000-{number:012}" for kind in (1, 2, 3))
            if sex:
                person = {"pemilik_id": owner, "nama_lengkap": f"Pemilik {number}", "jenis_kelamin": sex}
                add(connection, "ir_pemilik", person)
            place = {
                "usaha_id": business,
                "kode_usaha": f"IR-1901-{number:04}",
                "nama_usaha": f"Usaha {number}",
                "pemilik_id": owner if sex else None,
                "kode_desa": VILLAGE,
                "lapangan_usaha": "IND",
                "status_usaha": "AKT",
            }
            add(connection, "ir_usaha", place)
            row = {"pengamatan_id": observed, "usaha_id": business, "periode": "2025", **workers}
            add(connection, "ir_pengamatan", row)


def add(connection: Any, table: str, row: dict[str, Any]) -> None:
    insert(connection, table, list(row), [list(row.values())])


def counted(register: str) -> dict[str, dict[str, Any]]:
    result = OPERATION.compute({"REGISTER": register, "LEVEL": "desa"}, Context()).layers["OUTPUT"]
    rows = [dict(zip(result.values, row)) for row in zip(*result.values.values())]
    return {row["kode"]: row for row in rows}


def test_the_share_of_women_is_of_owners_whose_sex_is_known(register: str) -> None:
    fill(register, [("P", {}), ("X", {}), (None, {})])
    row = counted(register)[VILLAGE]
    assert (row["ir_jumlah"], row["ir_perempuan"], row["ir_tanpa_kelamin"]) == (3, 1, 2)
    assert row["persen_perempuan"] == 100.0


def test_men_count_in_the_share(register: str) -> None:
    fill(register, [("P", {}), ("L", {}), ("L", {}), ("L", {}), ("X", {})])
    assert counted(register)[VILLAGE]["persen_perempuan"] == 25.0


def test_no_share_where_no_owner_is_known(register: str) -> None:
    fill(register, [("X", {}), (None, {})])
    rows = counted(register)
    assert rows[VILLAGE]["persen_perempuan"] is None and rows[VILLAGE]["ir_tanpa_kelamin"] == 2
    assert rows[EMPTY]["persen_perempuan"] is None and rows[EMPTY]["ir_tanpa_kelamin"] == 0


def test_workers_whom_nobody_tells_are_not_none(register: str) -> None:
    fill(register, [("P", {"tk_p_dibayar": 0}), ("P", {})])
    rows = counted(register)
    assert (rows[VILLAGE]["tk_l"], rows[VILLAGE]["tk_p"]) == (None, 0)
    assert (rows[EMPTY]["tk_l"], rows[EMPTY]["tk_p"]) == (0, 0)


def test_workers_add_up_over_those_who_tell(register: str) -> None:
    told = {"tk_l_dibayar": 2, "tk_l_tdk_dibayar": 1, "tk_p_tdk_dibayar": 4}
    fill(register, [("P", told), ("P", {}), ("L", {"tk_l_lain": 5, "tk_p_lain": 6})])
    row = counted(register)[VILLAGE]
    assert (row["tk_l"], row["tk_p"]) == (8, 10)


def test_each_of_several_periods_has_a_field_of_its_count(register: str) -> None:
    fill(register, [("P", {}), ("L", {})])
    assert "ir_2025" not in counted(register)[VILLAGE]
    with transaction(register) as connection:
        business = "20000000-0000-4000-8000-000000000000"
        add(connection, "ir_pengamatan", {"usaha_id": business, "periode": "2024-S2"})
    rows = counted(register)
    assert [rows[VILLAGE][name] for name in ("ir_2024_s2", "ir_2025", "ir_jumlah")] == [1, 2, 2]
    assert (rows[EMPTY]["ir_2024_s2"], rows[EMPTY]["ir_2025"]) == (0, 0)


def test_it_warns_where_households_are_unknown_and_says_what_to_do(register: str) -> None:
    with transaction(register) as connection:
        connection.execute("UPDATE ref_wilayah SET rumah_tangga = 400 WHERE kode_dagri = ?", (VILLAGE,))
    (warning,) = warnings(register)
    assert warning.startswith("The number of households is not known, or zero, for 1 of 2 villages;")
    assert "Import population and households from a table" in warning
    assert "rumah_tangga, jumlah_rumah_tangga, jumlah_kk, kk" in warning
    with transaction(register) as connection:
        connection.execute("UPDATE ref_wilayah SET rumah_tangga = 400 WHERE kode_dagri = ?", (EMPTY,))
    assert warnings(register) == []


def warnings(register: str) -> list[str]:
    notes = OPERATION.compute({"REGISTER": register, "LEVEL": "desa"}, Context()).notes
    return [note.sentence.en for note in notes if note.warning]


def test_products_are_named_in_the_labels(register: str) -> None:
    fill(register, [("P", {})])
    with transaction(register) as connection:
        (business,) = connection.execute("SELECT usaha_id FROM ir_usaha").fetchone()
        row = {"produk_id": "40000000-0000-4000-8000-000000000000", "usaha_id": business, "nama_produk_asli": "getas"}
        add(connection, "ir_produk", {**row, "produk_kode": "PGN03", "utama": 1})
    columns = OPERATION.compute({"REGISTER": register, "LEVEL": "desa"}, Context()).layers["OUTPUT"].columns
    assert (columns[-1].name, columns[-1].label) == (
        "produk_pgn03",
        ("Produk utama: Getas", "Main product: Getas fish crackers"),
    )


def test_the_workers_of_the_summary_are_whole_numbers(register: str) -> None:
    told = {"tk_l_dibayar": 2, "tk_l_tdk_dibayar": 1, "tk_p_lain": 4}
    fill(register, [("P", told), ("L", {"tk_p_dibayar": 0}), (None, {})])
    with reading(register) as connection:
        types = dict(connection.execute("SELECT name, type FROM pragma_table_info('usaha_ringkas')"))
        workers = connection.execute("SELECT tk_l, tk_p FROM usaha_ringkas ORDER BY kode_usaha").fetchall()
    assert (types["tk_l"], types["tk_p"]) == ("INTEGER", "INTEGER")
    assert workers == [(3, 4), (None, 0), (None, None)]


PLACES = {"19.01.01.1001": 12, "19.01.01.1002": 3, "19.01.02.1001": 30, "19.02.01.1001": 40, "19.02.01.1002": 25}


@pytest.fixture
def spread(scene: Any) -> str:
    """Businesses of classes 1 to 3 in five villages, every fifth owned by a man, one of a rare product."""
    for village, count in PLACES.items():
        for number in range(count):
            kelas = "3" if number == 0 else "2" if number % 3 == 0 else "1"
            decided = {"periode": "2025", "kelas_akhir": kelas, "alasan_akhir": "uji", "tk_p_lain": 1}
            rare = {"produk_kode": "PGN03" if number or village != VILLAGE else "PGN04"}
            sex = {"jenis_kelamin": "P" if number % 5 else "L"}
            scene.business(sex, seen=decided, product=rare, kode_desa=village, status_usaha="AKT")
    return str(scene.path)


def rows_of(register: str, level: str, **values: Any) -> dict[str, dict[str, Any]]:
    result = OPERATION.compute({"REGISTER": register, "LEVEL": level, **values}, Context()).layers["OUTPUT"]
    names = [column.name for column in result.columns]
    lines = zip(*(result.values[name] for name in names))
    return {row["kode"]: row for row in (dict(zip(names, line)) for line in lines)}


def test_small_counts_are_kept_back_and_told_from_zero(spread: str) -> None:
    plain, kept = rows_of(spread, "desa"), rows_of(spread, "desa", SUPPRESS=True)
    small = kept["19.01.01.1002"]
    assert (small["ir_jumlah"], small["rahasia"]) == (None, "jumlah, pemilik, kelas, produk, pekerja")
    assert kept["19.01.01.1001"]["ir_jumlah"] is None  # the district's number would give the other away
    empty = kept[next(code for code in plain if code not in PLACES)]
    assert (empty["ir_jumlah"], empty["kelas_1"], empty["rahasia"]) == (0, 0, None)
    assert kept["19.02.01.1001"]["ir_jumlah"] == 40 and kept["19.02.01.1001"]["kelas_3"] is None
    assert "produk_pgn04" in plain[VILLAGE] and "produk_pgn04" not in small and "produk_lain" in small
    assert "rahasia" not in plain[VILLAGE] and plain["19.01.01.1002"]["ir_jumlah"] == 3


def test_every_number_that_is_shown_is_the_true_one(spread: str) -> None:
    for level in ("desa", "kecamatan", "kabupaten"):
        plain, kept = rows_of(spread, level), rows_of(spread, level, SUPPRESS=True)
        counted = [name for name in plain[next(iter(plain))] if not name.startswith(("produk_", "kelengkapan"))]
        for code, row in kept.items():
            assert all(row[name] in (None, plain[code][name]) for name in counted)
            assert all((row[name] or 5) >= 5 for name in row if name.startswith(("kelas_", "produk_", "tk_")))


def test_the_status_of_the_class_rules_goes_with_the_classes(spread: str) -> None:
    assert rows_of(spread, "desa")[VILLAGE]["status_aturan"] is None
    classify.OPERATION.compute({"REGISTER": spread, "PROFILE": None}, Context())
    assert rows_of(spread, "desa")[VILLAGE]["status_aturan"] is None  # a person decided every class
    with transaction(spread) as connection:
        connection.execute("UPDATE ir_pengamatan SET kelas_akhir = NULL, alasan_akhir = NULL WHERE fid = 1")
    results = OPERATION.compute({"REGISTER": spread, "LEVEL": "desa"}, Context())
    assert set(results.layers["OUTPUT"].values["status_aturan"]) == {"DRAF"}
    assert any(note.warning and "DRAFT" in note.sentence.en for note in results.notes)


def wish(register: str, business: int, *services: str) -> None:
    """What the business of this number in ``fill`` asks for."""
    with transaction(register) as connection:
        for service in services:
            key = f"4000000{service}-0000-4000-8000-{business:012}"
            owner = f"20000000-0000-4000-8000-{business:012}"
            row = {"kebutuhan_id": key, "usaha_id": owner, "periode": "2025", "layanan": service}
            add(connection, "ir_kebutuhan", row)


def test_needs_are_shares_of_those_that_name_any(register: str) -> None:
    fill(register, [("P", {})] * 5)
    wish(register, 0, "2", "6")
    wish(register, 1, "2")
    wish(register, 2, "5")
    row = counted(register)[VILLAGE]
    assert row["ir_sebut_kebutuhan"] == 3
    assert (row["persen_butuh_pelatihan"], row["persen_butuh_modal"]) == pytest.approx((200 / 3, 100 / 3))
    assert row["persen_butuh_sarana"] == 0
    empty = counted(register)[EMPTY]
    assert (empty["ir_sebut_kebutuhan"], empty["persen_butuh_pelatihan"]) == (0, None)


def test_where_nobody_names_a_need_there_are_no_columns_of_needs(register: str) -> None:
    fill(register, [("P", {})] * 5)
    assert [name for name in counted(register)[VILLAGE] if "butuh" in name] == []


def test_a_need_of_few_is_kept_back_alone(register: str) -> None:
    fill(register, [("P", {})] * 12)
    for business in range(12):
        wish(register, business, "2", *(["6"] if business < 3 else []))
    row = rows_of(register, "desa", SUPPRESS=True)[VILLAGE]
    assert (row["ir_sebut_kebutuhan"], row["persen_butuh_pelatihan"], row["rahasia"]) == (12, 100, "kebutuhan")
    assert (row["persen_butuh_modal"], row["persen_butuh_sarana"]) == (None, 0)
    assert rows_of(register, "desa")[VILLAGE]["persen_butuh_modal"] == 25


def test_no_share_tells_a_number_that_is_kept_back(register: str) -> None:
    fill(register, [("P", {})] * 12)
    for business in range(3):
        wish(register, business, "2")
    row = rows_of(register, "desa", SUPPRESS=True)[VILLAGE]
    assert row["ir_jumlah"] == 12
    assert {row[name] for name in row if "butuh" in name} == {None}


def tell_use_of_it(register: str, codes: str) -> None:
    """Owners by their number in ``fill`` with the code at that place; "-" tells nothing."""
    with transaction(register) as connection:
        for number, code in enumerate(codes):
            query = "UPDATE ir_pemilik SET penguasaan_ti = ? WHERE pemilik_id = ?"
            connection.execute(query, (None if code == "-" else code, f"10000000-0000-4000-8000-{number:012}"))


def test_use_of_it_is_a_share_of_those_that_tell(register: str) -> None:
    fill(register, [("P", {})] * 6)
    assert [name for name in counted(register)[VILLAGE] if "_ti" in name] == []
    tell_use_of_it(register, "01233-")
    row = counted(register)[VILLAGE]
    assert (row["ir_sebut_ti"], row["persen_ti_usaha"]) == (5, 60)
    assert counted(register)[EMPTY]["persen_ti_usaha"] is None


def test_a_use_of_it_by_few_is_kept_back(register: str) -> None:
    fill(register, [("P", {})] * 12)
    tell_use_of_it(register, "222000000000")
    row = rows_of(register, "desa", SUPPRESS=True)[VILLAGE]
    assert (row["ir_sebut_ti"], row["persen_ti_usaha"], row["rahasia"]) == (12, None, "ti")


def test_the_quality_of_the_data_is_counted_but_not_published(register: str) -> None:
    """Of five key facts two are told: the village and the owner's sex, which one owner does not tell."""
    fill(register, [("P", {}), ("L", {}), ("P", {}), ("X", {})])
    row = counted(register)[VILLAGE]
    assert row["kelengkapan"] == pytest.approx(100 * (3 * 2 + 1) / (4 * 5))
    assert [name for name in row if "temuan" in name] == []  # nobody has checked
    CHECK.compute({"REGISTER": register}, Context())
    with reading(register) as connection:
        (expected,) = connection.execute("SELECT count(*) FROM qa_temuan WHERE status = 'BARU'").fetchone()
    row = counted(register)[VILLAGE]
    assert expected > 0 and (row["temuan_terbuka"], row["temuan_per_100"]) == (expected, 25 * expected)
    kept = rows_of(register, "desa", SUPPRESS=True)[VILLAGE]
    assert [name for name in kept if "temuan" in name or "kelengkapan" in name] == []


def test_names_of_columns_are_told_in_words_and_words_stay() -> None:
    told = columns_in_words(Text("dari ir_per_1000_rt di kecamatan", "of ir_per_1000_rt by produk_utama"))
    assert told.id == "dari IR per 1.000 rumah tangga di kecamatan"
    assert told.en == "of home industries per 1,000 households by main product"
