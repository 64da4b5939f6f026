"""A register of a province that the plugin does not bring: its regions, and where its coordinates may lie."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.industry.cleaning.coordinates import Window, clean_position
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.check_register import OPERATION as CHECK
from ir_plugin.core.register.exports.candidates import candidates
from ir_plugin.core.register.extents import extents_of
from ir_plugin.core.register.geometry_blobs import blob_of
from ir_plugin.core.register.geopackage import insert, reading, transaction
from ir_plugin.core.register.import_survey import OPERATION
from tests.core.register.survey_workbooks import edit, rows_of

HEADING = ("Nama Pemilik", "Produk", "Desa", "Kecamatan", "Kabupaten", "Lat", "Long")
VILLAGES = {
    "13.01.01.2001": ("Tapan Hulu", (100.40, -0.10)),
    "13.01.01.2002": ("Muara Tapan", (100.44, 0.02)),
    "13.02.01.1001": ("Pasar Lama", (99.95, 0.10)),
}
ABOVE = {"13": "Provinsi Contoh", "13.01": "Tapan", "13.02": "Lama", "13.01.01": "Tapan", "13.02.01": "Lama"}
COLUMNS = ("kode_dagri", "tingkat", "jenis", "nama", "nama_norm", "induk", "edisi_kode", "geom")


def square(west: float, south: float, side: float = 0.04) -> bytes:
    ring = ((west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south))
    polygon = struct.pack("<BIII", 1, 3, 1, 5) + b"".join(struct.pack("<2d", *point) for point in ring)
    return struct.pack("<BII", 1, 6, 1) + polygon


@pytest.fixture
def built(register: str) -> str:
    """The register with a province on the equator beside Bangka Belitung, which has no boundaries."""
    kinds = {2: "PROV", 5: "KAB", 8: "KEC", 13: "DESA"}
    names = {**ABOVE, **{code: name for code, (name, _) in VILLAGES.items()}}
    rows = []
    for code in sorted(names, key=len):
        parent = code[: {2: 0, 5: 2, 8: 5, 13: 8}[len(code)]] or None
        geom = blob_of(square(*VILLAGES[code][1])) if code in VILLAGES else None
        level = str((2, 5, 8, 13).index(len(code)) + 1)
        plain = names[code].replace(" ", "").lower()
        rows.append((code, level, kinds[len(code)], names[code], plain, parent, "contoh", geom))
    with transaction(register) as connection:
        insert(connection, "ref_wilayah", COLUMNS, rows)
    return register


def imported(register: str, *rows: Any) -> Results:
    sheet = Sheet("Data", [HEADING, *rows], "contoh.xlsx")
    return OPERATION.compute({"REGISTER": register, "INPUT": [sheet], "PERIOD": "2025"}, Context())


def test_a_survey_of_the_province_comes_in_with_its_villages_and_points(built: str) -> None:
    result = imported(
        built,
        ("Rina", "Getas", "Tapan Hulu", "Tapan", "Kab. Tapan", "-0,08", "100,42"),
        ("Siti", "Getas", "Ds. Muara Tapann", "Tapan", "Tapan", "100.46", "0.04"),
        ("Ani", "Getas", "Pasar Lama", "", "Lama", "13265.5", "607941.7"),
        ("Yuli", "Getas", "Sungailiat", "Sungailiat", "Bangka", "-1.85", "106.12"),
    )
    assert result.numbers["N_REJECTED"] == 0
    query = """SELECT p.nama_lengkap, u.kode_desa, u.mutu_posisi FROM ir_usaha AS u JOIN ir_pemilik AS p
    USING (pemilik_id) ORDER BY 1"""
    assert rows_of(built, query) == [
        ("Ani", "13.02.01.1001", "B"),
        ("Rina", "13.01.01.2001", "B"),
        ("Siti", "13.01.01.2002", "B"),
        ("Yuli", "19.01.01.1001", "B"),
    ]


def test_places_of_another_province_are_outside(built: str) -> None:
    """Each row is judged by the province of its village."""
    imported(
        built,
        ("Rina", "Getas", "Tapan Hulu", "Tapan", "Tapan", "-1.85", "106.12"),
        ("Yuli", "Getas", "Sungailiat", "Sungailiat", "Bangka", "-0.08", "100.42"),
    )
    assert rows_of(built, "SELECT aturan FROM impor_perbaikan WHERE kolom = 'koordinat'") == [("di_luar_provinsi",)] * 2
    assert rows_of(built, "SELECT count(*) FROM ir_usaha WHERE geom IS NOT NULL") == [(0,)]


def test_the_check_judges_by_the_same_window(built: str) -> None:
    imported(
        built,
        ("Rina", "Getas", "Tapan Hulu", "Tapan", "Tapan", "-0.08", "100.42"),
        ("Siti", "Getas", "Muara Tapan", "Tapan", "Tapan", "0.04", "100.46"),
    )
    CHECK.compute({"REGISTER": built}, Context())
    assert rows_of(built, "SELECT count(*) FROM qa_temuan WHERE kode_aturan = 'Q01'") == [(0,)]


def test_findings_and_exports_know_its_villages_by_the_register(built: str) -> None:
    imported(built, ("Rina", "Getas", "Tapan Hulu", "Tapan", "Tapan", "", ""))
    checked = CHECK.compute({"REGISTER": built}, Context())
    layer = checked.layers["FINDINGS"]
    assert set(zip(layer.values["desa"], layer.values["kabupaten"])) == {("Tapan Hulu", "Kabupaten Tapan")}
    with reading(built) as connection:
        (candidate,) = candidates(connection, "id")
    assert candidate.point is None
    assert candidate.village_point == pytest.approx((100.42, -0.08))


def test_extents_are_those_of_the_boundaries(built: str) -> None:
    with reading(built) as connection:
        extents = extents_of(connection)
    (west, east), (south, north) = extents.window_of("13.01.01.2001")
    assert (west, east, south, north) == pytest.approx((99.45, 100.98, -0.6, 0.64), abs=1e-4)
    assert extents.window_of("19.01.01.1001") == Window((104.8, 109.5), (-4.2, -0.8))
    assert (extents.zone_of("13.01"), extents.zone_of("19.01"), extents.zone_of("19.06")) == (47, 48, 49)


def test_a_province_of_which_a_regency_has_no_boundary_is_not_judged(built: str) -> None:
    edit(built, "UPDATE ref_wilayah SET geom = NULL WHERE kode_dagri = '13.02.01.1001'")
    with reading(built) as connection:
        assert extents_of(connection).window_of("13.01.01.2001") == Window((95.0, 141.1), (-11.1, 6.1))


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected", "repairs"),
    [
        ("0.05", "100.2", (100.2, 0.05), ()),
        ("-0.05", "100.2", (100.2, -0.05), ()),
        ("100.2", "-0.05", (100.2, -0.05), ("tertukar",)),
        ("3° 0' 0\" LU", "100° 0' 0\" BT", None, ()),
        ("5527.35", "611280.61", (100.0, 0.05), ("utm",)),
        ("9994472.65", "611280.61", (100.0, -0.05), ("utm",)),
    ],
)
def test_coordinates_on_both_sides_of_the_equator(latitude: str, longitude: str, expected: Any, repairs: Any) -> None:
    cleaned = clean_position(latitude, longitude, Window((99.5, 100.8), (-0.4, 0.4)), 47)
    assert cleaned.value == (None if expected is None else pytest.approx(expected, abs=1e-6))
    assert cleaned.repairs == repairs
