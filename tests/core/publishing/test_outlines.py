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


def test_a_catalogue_is_called_after_its_province(desk: Desk) -> None:
    """Another one without boundaries counts for nothing; with several that have some it bears no name."""
    desk.publish()
    assert desk.document["title"]["en"] == "Home industries of Kepulauan Bangka Belitung"
    columns = [name for _, name, *_ in desk.scene.rows("PRAGMA table_info(ref_wilayah)") if name not in ("fid", "geom")]
    copied = ["'33'" if name == "kode_dagri" else "NULL" if name == "kode_bps" else name for name in columns]
    names, values = ", ".join(columns), ", ".join(copied)
    desk.scene.execute(f"INSERT INTO ref_wilayah ({names}) SELECT {values} FROM ref_wilayah WHERE tingkat = '1'")
    desk.publish()
    assert desk.document["title"]["en"] == "Home industries of Kepulauan Bangka Belitung"
    shape = "SELECT geom FROM ref_wilayah WHERE tingkat = '2' AND geom IS NOT NULL"
    desk.scene.execute(f"UPDATE ref_wilayah SET geom = ({shape}) WHERE kode_dagri = '33'")
    desk.publish()
    assert desk.document["title"]["en"] == "Home industries"
