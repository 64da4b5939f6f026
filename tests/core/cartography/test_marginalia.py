"""The words around a map, and the declaration of ``exportmap``."""

from __future__ import annotations

from ir_plugin.core.cartography.export_map import OPERATION
from ir_plugin.core.cartography.map_sheet import PAPERS, SIZES
from ir_plugin.core.cartography.marginalia import ITEMS, date_text, edition_text, projection_text, source_text
from ir_plugin.core.texts import same


def test_item_ids_are_unique_and_fixed_words_are_complete() -> None:
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert all(item.kind == "label" and all(item.words) for item in ITEMS if item.words)


def test_source_and_history() -> None:
    made = date_text(2026, 5, 5)
    text = source_text(None, "desa; kabupaten", "Natural Earth", made, "QGIS 3.40.6")
    assert text.id.splitlines() == [
        "Sumber: desa; kabupaten",
        "Daratan sekitar: Natural Earth.",
        "Riwayat: dibuat 5 Mei 2026 dengan QGIS 3.40.6.",
    ]
    assert source_text("Sumber: Dinas", "desa", "", made, "QGIS").id.splitlines()[0] == "Sumber: Dinas"
    assert source_text("Dinas", "desa", "", same("x"), "QGIS").en.startswith("Source: Dinas\nHistory: made on x")


def test_edition_is_the_users_or_the_first_of_the_year() -> None:
    assert edition_text("Edisi II, 2025", 2026).id == "Edisi II, 2025\nLembar 1 dari 1"
    assert edition_text(None, 2026) == ("Edisi 1, tahun 2026\nLembar 1 dari 1", "Edition 1, 2026\nSheet 1 of 1")


def test_projection_names_grid_and_datum() -> None:
    lines = projection_text("Transverse Mercator", "Indonesia TM-3 zone 48.2", "DGN95 (EPSG:23834)", "30'").id
    assert [words for words in ("TM-3 zona 48.2", "selang 30'", "DGN95") if words not in lines] == []


def test_exportmap_is_declared_for_qgis_alone() -> None:
    assert OPERATION.id == "exportmap"
    assert OPERATION.compute is None
    papers = [*(paper.id for paper in PAPERS), *SIZES]
    assert [option.code for option in OPERATION.parameter("PAPER").options] == papers
    assert [parameter.id for parameter in OPERATION.parameters if not parameter.optional] == [
        "LAYERS",
        "PROFILE",
        "THEME",
        "DRAFT",
        "PAPER",
        "OUTPUT",
    ]
