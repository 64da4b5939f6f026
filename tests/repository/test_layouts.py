"""The map templates: one drawn by hand, the others derived from it, one for each paper."""

from __future__ import annotations

from pathlib import Path

import make_layouts
from ir_plugin.core.cartography.map_sheet import FIGURE, PAPERS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "styles" / "layouts"


def test_there_is_a_template_for_each_paper_and_no_other() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {FIGURE, *(paper.id for paper in PAPERS)}


def test_derived_templates_are_fresh() -> None:
    kept = {name: (FOLDER / f"{name}.qpt").read_text(encoding="utf-8") for name in make_layouts.SHEETS}
    assert kept == {name: make_layouts.derived(name, sheet) for name, sheet in make_layouts.SHEETS.items()}, (
        "run `make layouts`"
    )
    assert {make_layouts.DRAWN, *make_layouts.SHEETS} == {FIGURE, *(paper.id for paper in PAPERS)}


def test_every_place_is_of_an_item_that_was_drawn() -> None:
    drawn = (FOLDER / f"{make_layouts.DRAWN}.qpt").read_text(encoding="utf-8")
    for places in (make_layouts.A4_LANDSCAPE, make_layouts.A4_PORTRAIT, make_layouts.FIGURE):
        assert [name for name in places if f' id="{name}"' not in drawn] == []
