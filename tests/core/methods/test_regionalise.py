"""Regions of villages as the user gets them: the floor, what is apart, and what the run says of it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.regionalise import METHOD
from ir_plugin.core.space.wkb import read_rings
from tests.core.methods.made_layers import bow_tie, lent_engine, point


def square(x: float, y: float) -> bytes:
    ring = [(x, y), (x + 1000, y), (x + 1000, y + 1000), (x, y + 1000), (x, y)]
    return struct.pack("<BIII", 1, 3, 1, 5) + b"".join(struct.pack("<2d", *corner) for corner in ring)


def villages() -> Layer:
    """Two rows of six whose western half is poor, and an island of one village 50 km off."""
    places = [(column, row) for row in range(2) for column in range(6)]
    columns = {
        "nilai": [float(column >= 3) + 0.01 * row for column, row in places] + [1.0],
        "rt": [100 + column for column, _row in places] + [40],
    }
    wkb = [square(1000.0 * column, 1000.0 * row) for column, row in places] + [square(50_000, 0)]
    return Layer(wkb=wkb, columns=columns, geographic=False, name="desa")


def run(**given: Any) -> tuple[Results, list[str]]:
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    said: list[str] = []
    context = Context(geometry=lent_engine(), say=lambda note: said.append(note.sentence.en))
    given = {"INPUT": villages(), "ATTRIBUTES": ["nilai"], "FLOOR_FIELD": "rt", **given}
    return METHOD.compute({**values, **given}, context), said


def regions(results: Results) -> list[float]:
    return results.layers["OUTPUT"].values["rg_wilayah"].tolist()


WEST_EAST = [1.0, 1, 1, 2, 2, 2] * 2


@pytest.mark.parametrize("algorithm", ["skater", "maxp"])
def test_the_halves_are_found_and_the_island_joins_its_nearest(algorithm: str) -> None:
    results, said = run(ALGORITHM=algorithm, REGION_COUNT=2, FLOOR=600)
    east_is_larger = [3 - each for each in WEST_EAST] + [1.0]
    assert regions(results) == east_is_larger
    assert results.layers["REGIONS"].values["rg_jumlah"] == [664, 606]
    assert results.numbers["N_REGIONS"] == 2 and results.numbers["EXPLAINED"] > 0.99
    assert not any("floor" in each for each in said)
    assert results.record is not None and "with at least 600 (rt) in each region" in results.record.paragraph.en


def test_a_region_that_is_apart_and_below_the_floor_is_said() -> None:
    results, said = run(REGION_COUNT=3, FLOOR=600, JOIN_ISLANDS=False)
    assert regions(results) == [*WEST_EAST, 3.0]
    assert [each for each in said if "floor" in each] == [
        "1 region does not reach the floor, for it is apart from all others; join islands or lower the floor."
    ]


def test_max_p_refuses_what_is_apart_and_below_the_floor() -> None:
    with pytest.raises(UserError, match="1 unit is in separate parts"):
        run(ALGORITHM="maxp", FLOOR=600, JOIN_ISLANDS=False)


def test_a_floor_beyond_everything_is_said_or_refused() -> None:
    results, said = run(REGION_COUNT=2, FLOOR=10_000)
    assert set(regions(results)) == {1.0}
    assert sum("floor" in each for each in said) == 2  # fewer regions than asked, and that one is short
    with pytest.raises(UserError, match="below the floor of 10,000"):
        run(ALGORITHM="maxp", FLOOR=10_000)


def test_without_a_floor_the_paragraph_says_none() -> None:
    results, _said = run(REGION_COUNT=2, FLOOR_FIELD=None)
    assert results.record is not None
    assert "(Assunção et al. 2006). Neighbours" in results.record.paragraph.en


def test_a_village_without_households_takes_no_part_and_keeps_its_row() -> None:
    layer = villages()
    layer.columns["rt"][0] = None
    results, said = run(INPUT=layer, REGION_COUNT=2, FLOOR=500)
    assert np.isnan(regions(results)[0]) and not np.isnan(regions(results)[1:]).any()
    assert "1 unit without a geometry or a value takes no part." in said


@pytest.mark.parametrize(
    "broken, missing",
    [(bow_tie(0), 0), (point(500.0, 500.0), 1), (square(float("nan"), 0), 1)],
    ids=["bow-tie", "point", "not a number"],
)
def test_a_broken_village_is_mended_or_missing_from_its_region(broken: bytes, missing: int) -> None:
    layer = villages()
    layer.wkb[0] = broken
    results, said = run(INPUT=layer, REGION_COUNT=2, NEIGHBOURS="knn", K=3)
    areas = results.layers["REGIONS"].wkb
    assert areas is not None and len(areas) == 2
    assert sum(area_of(each) for each in areas) == pytest.approx(12e6 + (0 if missing else 405_000))
    assert len([each for each in said if "not drawn" in each]) == missing


@pytest.mark.parametrize("rule", ["inverse", "kernel", "adaptive", "file"])
def test_rules_that_cannot_join_islands_say_so_and_run(rule: str, tmp_path: Path) -> None:
    layer = villages()
    layer.columns["kode"] = [str(row) for row in range(len(layer))]
    path = tmp_path / "a.gal"
    links = [(row, [str(other) for other in (row - 1, row + 1) if 0 <= other < 12]) for row in range(12)] + [(12, [])]
    lines = [f"{row} {len(others)}\n{' '.join(others)}" for row, others in links]
    path.write_text("\n".join(["0 13 desa kode", *lines]) + "\n", encoding="utf-8")
    given = {"NEIGHBOURS": rule, "K": 2, "BAND": 1500.0, "WEIGHTS_FILE": str(path), "WEIGHTS_ID": "kode"}
    results, said = run(INPUT=layer, REGION_COUNT=3, **given)
    assert any(each.startswith("With these neighbours islands") for each in said)
    assert results.record is not None and results.record.weights["joined"] == []
    _results, said = run(INPUT=layer, REGION_COUNT=3, JOIN_ISLANDS=False, **given)
    assert not any(each.startswith("With these neighbours islands") for each in said)


def test_raw_counts_are_warned_of() -> None:
    _results, said = run(ATTRIBUTES=["nilai", "rt"], REGION_COUNT=2)
    assert [each for each in said if "raw counts" in each] == [
        "These look like raw counts: rt. Regions then follow how many people there are; use rates per household."
    ]
    assert not [each for each in run(REGION_COUNT=2)[1] if "raw counts" in each]


def area_of(wkb: bytes) -> float:
    """The area of a geometry without holes."""
    rings = read_rings([wkb])
    parts = [rings.xy[start:end].T for start, end in zip(rings.starts, rings.starts[1:])]
    return sum(abs(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2 for x, y in parts)
