"""How fine boundaries are drawn, by how many regions there are."""

from __future__ import annotations

from typing import Any

import pytest

from ir_plugin.core.publishing import outlines
from ir_plugin.core.publishing.report import NO_VILLAGE_LINES
from tests.core.publishing.catalogues import Desk


def corners(desk: Desk, level: str) -> int:
    features = desk.boundaries[level]["features"]
    return sum(len(ring) for each in features for part in each["geometry"]["coordinates"] for ring in part)


def test_a_boundary_is_simpler_where_there_are_more(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.publish()
    fine = corners(desk, "desa")
    monkeypatch.setattr(outlines, "VERTICES", 0)
    monkeypatch.setattr(outlines, "OF_EACH", 15)
    desk.publish()
    levels = ("kabupaten", "kecamatan", "desa")
    assert corners(desk, "desa") < fine and sum(corners(desk, each) for each in levels) <= 15 * 448
    assert len(desk.boundaries["desa"]["features"]) == 393


def test_a_country_is_drawn_without_its_villages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of which the page still knows where they are."""
    monkeypatch.setattr(outlines, "MOST", 447 * outlines.LEAST)
    said: list[Any] = [note.sentence for note in desk.publish().notes if note.warning]
    assert NO_VILLAGE_LINES.format(count=448) in said
    assert {name: len(each["features"]) for name, each in desk.boundaries.items()} == {
        "kabupaten": 7,
        "kecamatan": 47,
        "desa": 0,
    }
    assert all(each["box"] for each in desk.document["regions"])
