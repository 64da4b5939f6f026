"""The map templates: one drawn by hand, the others derived from it, one for each paper."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ir_plugin.core.cartography.map_sheet import PAPERS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "styles" / "layouts"


@pytest.fixture
def tool(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setattr(sys, "path", [str(ROOT / "tools"), *sys.path])
    import make_layouts

    return make_layouts


def test_there_is_a_template_for_each_paper_and_no_other() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {paper.id for paper in PAPERS}


def test_derived_templates_are_fresh(tool: object) -> None:
    kept = {name: (FOLDER / f"{name}.qpt").read_text(encoding="utf-8") for name in tool.SHEETS}
    assert kept == {name: tool.derived(name, sheet) for name, sheet in tool.SHEETS.items()}, "run `make layouts`"
    assert {tool.DRAWN, *tool.SHEETS} == {paper.id for paper in PAPERS}


def test_every_place_is_of_an_item_that_was_drawn(tool: object) -> None:
    drawn = (FOLDER / f"{tool.DRAWN}.qpt").read_text(encoding="utf-8")
    for places in (tool.A4_LANDSCAPE, tool.A4_PORTRAIT):
        assert [name for name in places if f' id="{name}"' not in drawn] == []
