"""Results that the register holds as layers of the catalogue, with the legend of their class table."""

from __future__ import annotations

from typing import Any

from ir_plugin.core.methods.themes import HOT, HOT_SPOTS, NOT_SIGNIFICANT
from ir_plugin.core.register.geopackage import register_layer, transaction
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text
from tests.core.publishing.catalogues import Desk

PARAGRAPH = Text("Titik panas dari 393 desa.", "Hot spots of 393 villages.")


def result(desk: Desk, layer: str, rows: list[tuple[Any, Any]], field: str = "gi_kelas", key: str = "kode") -> None:
    with transaction(desk.scene.path) as connection:
        connection.execute(f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY, {key} TEXT, {field} TEXT)")
        register_layer(connection, layer, layer, None)
        connection.executemany(f"INSERT INTO {layer} ({key}, {field}) VALUES (?, ?)", rows)
    write_record(desk.scene.path, RunRecord("hotspotgetisord", {}, 393, 0, "x", PARAGRAPH), layer)


def test_a_layer_with_its_legend(desk: Desk) -> None:
    result(
        desk, "titik_panas", [("19.01.01.1001", HOT), ("19.01.01.1002", NOT_SIGNIFICANT), ("99.01", HOT), (None, HOT)]
    )
    desk.publish()
    (layer,) = desk.document["layers"]
    hot = {each.code: each for each in HOT_SPOTS.classes}[HOT]
    assert layer["values"] == {"19.01.01.1001": HOT, "19.01.01.1002": NOT_SIGNIFICANT}
    assert (layer["id"], layer["field"], layer["draft"]) == ("titik_panas", "gi_kelas", False)
    assert layer["title"]["en"] == "High and low areas" and layer["method_name"]["en"] == HOT_SPOTS.title.en
    assert layer["method"]["en"] == PARAGRAPH.en
    assert layer["classes"][0] == {
        "value": HOT,
        "label": {"id": "Tinggi, seperti desa di sekitarnya", "en": "High, like the villages around it"},
        "color": hot.colour,
        "hatch": None,
        "quiet": False,
    }
    assert [each["quiet"] for each in layer["classes"]] == [False, True]
    desk.check()


def test_a_method_names_no_column(desk: Desk) -> None:
    result(desk, "titik_panas", [("19.01.01.1001", HOT)])
    told = Text("Titik panas dari ir_per_1000_rt.", "Hot spots of ir_per_1000_rt.")
    write_record(desk.scene.path, RunRecord("hotspotgetisord", {}, 393, 0, "x", told), "titik_panas")
    desk.publish()
    assert desk.document["layers"][0]["method"]["en"] == "Hot spots of home industries per 1,000 households."


def test_villages_share_the_class_of_their_district(desk: Desk) -> None:
    result(desk, "panas_kecamatan", [("19.01.01", HOT), ("19.01.02", NOT_SIGNIFICANT)])
    desk.publish()
    (layer,) = desk.document["layers"]
    villages = [each["code"] for each in desk.document["regions"] if each["level"] == 4]
    assert {code for code, value in layer["values"].items() if value == HOT} == {
        code for code in villages if code.startswith("19.01.01.")
    }
    assert {code[:8] for code in layer["values"]} == {"19.01.01", "19.01.02"}


def test_two_of_a_kind_are_told_apart_and_a_later_run_counts(desk: Desk) -> None:
    result(desk, "panas_2024", [("19.01.01.1001", HOT)])
    result(desk, "panas_2025", [("19.01.01.1002", HOT)])
    later = RunRecord("hotspotgetisord", {"SEED": 2}, 393, 0, "y", Text("Lagi.", "Again."))
    write_record(desk.scene.path, later, "panas_2024")
    desk.publish()
    titles = {each["id"]: (each["title"]["en"], each["method"]["en"]) for each in desk.document["layers"]}
    assert titles == {
        "panas_2024": ("High and low areas (1)", "Again."),
        "panas_2025": ("High and low areas (2)", PARAGRAPH.en),
    }


def test_places_of_businesses_and_what_names_no_region_stay_inside(desk: Desk) -> None:
    result(desk, "usaha_klaster", [("IR-1901-0001", "inti")], field="klaster_peran", key="kode_usaha")
    result(desk, "tanpa_kode", [("19.01.01.1001", HOT)], key="nama")
    result(desk, "kosong", [("19.01.01.1001", "tidak_dikenal")])
    desk.publish()
    assert desk.document["layers"] == []
