"""A layer as the source of an import: as a sheet of its fields with its points as positions."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer, Sheet
from ir_plugin.core.register.import_survey import OPERATION
from ir_plugin.core.register.survey.layers import sheet_of_layer

from .survey_workbooks import everything, rows_of

COLUMNS: dict[str, list[Any]] = {
    "fid": [1, 2, 3],
    "nama_pemilik": ["Rina", "Siti", "Amir"],
    "desa": ["Kenanga", "Kenanga", "Kenanga"],
    "kecamatan": ["Sungailiat"] * 3,
    "kabupaten": ["Bangka"] * 3,
    "produk": ["Getas", "Kemplang", "Terasi"],
    "modal": [1500000.0, None, 2e6],
    "lat": ["", "-1,86", ""],
    "long": ["", "106,13", ""],
}


def point(longitude: float, latitude: float) -> bytes:
    return struct.pack("<BI2d", 1, 1, longitude, latitude)


POINTS = [point(106.12, -1.85), b"", point(float("nan"), float("nan"))]


def run(register: str, layer: Layer, **settings: Any) -> Any:
    return OPERATION.compute({"REGISTER": register, "LAYER": layer, "PERIOD": "2025", **settings}, Context())


def test_points_are_positions_and_where_there_is_none_the_fields_are(register: str) -> None:
    results = run(register, Layer(POINTS, COLUMNS, name="/data/a.gpkg|layername=survei"))
    assert results.numbers["N_IMPORTED"] == 3
    assert len(results.notes) == 1  # no field is unknown: not the row numbers either
    query = "SELECT nama_lengkap, lat_asli, lon_asli, geom IS NOT NULL FROM ir_usaha JOIN ir_pemilik USING (pemilik_id)"
    assert sorted(rows_of(register, query)) == [
        ("Amir", None, None, 0),
        ("Rina", "-1.8500000", "106.1200000", 1),
        ("Siti", "-1,86", "106,13", 1),
    ]
    assert rows_of(register, "SELECT lembar, baris FROM impor_perbaikan WHERE aturan = 'koma_desimal'") == [
        ("survei", 3)
    ]
    assert rows_of(register, "SELECT modal_kerja FROM ir_pengamatan ORDER BY modal_kerja") == [
        (None,),
        (1500000,),
        (2000000,),
    ]


def test_a_table_is_a_sheet_of_its_fields() -> None:
    sheet = sheet_of_layer(Layer((), COLUMNS, name="a.csv"))
    assert sheet == Sheet("a", [list(COLUMNS)[1:], *(list(row)[1:] for row in zip(*_texts().values()))], "a")


def test_several_points_of_a_row_are_told_by_the_first() -> None:
    points = struct.pack("<BII", 1, 4, 2) + point(106.5, -2.5) + point(107.0, -3.0)
    assert sheet_of_layer(Layer([points], {"desa": ["Kenanga"]}, name="a")).rows == [
        ["desa", "Lintang", "Bujur"],
        ["Kenanga", "-2.5000000", "106.5000000"],
    ]


def test_the_same_layer_twice_changes_nothing(register: str) -> None:
    run(register, Layer(POINTS, COLUMNS, name="survei"))
    before = everything(register)
    again = run(register, Layer(POINTS, COLUMNS, name="survei"))
    assert everything(register) == before
    assert again.numbers["N_UNCHANGED"] == 3


def test_what_cannot_be_placed_is_rejected_with_its_row(register: str) -> None:
    run(register, Layer(POINTS, {**COLUMNS, "desa": ["Kenanga", "Atlantis", ""]}, name="survei"))
    found = rows_of(register, "SELECT lembar, baris, kode_alasan FROM impor_tolak ORDER BY baris")
    assert found == [("survei", 3, "desa_tak_dikenal"), ("survei", 4, "desa_kosong")]


@pytest.mark.parametrize("source", [{}, {"INPUT": [Sheet("a", [])], "LAYER": Layer()}], ids=["none", "two"])
def test_one_source_is_wanted(register: str, source: dict[str, Any]) -> None:
    with pytest.raises(UserError, match="Choose one source"):
        OPERATION.compute({"REGISTER": register, "PERIOD": "2025", **source}, Context())


def _texts() -> dict[str, list[str]]:
    return {**COLUMNS, "modal": ["1500000", "", "2000000"]}
