"""The algorithm that draws links: lines, parts, isolated units, the files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.weights import METHOD
from ir_plugin.core.space.wkb import read_rings
from tests.core.methods.made_layers import made, settings, square

PLACES = [0, 1, 6, 7, 3, 4, 35]
"""Cells of a lattice of six by six: four that touch, two that touch, one alone."""
LAYER = replace(made(7, lambda number: square(PLACES[number])), crs="EPSG:23833")


def run(layer: Layer = LAYER, **given: Any) -> Results:
    values = {**settings(METHOD, layer), "WEIGHTS_ID": "kode", "NEIGHBOURS": "rook", **given}
    return METHOD.compute(values, Context())


def test_parts_and_isolated_units() -> None:
    results = run()
    found = results.layers["OUTPUT"].values
    assert found["w_tetangga"].tolist() == [2, 2, 2, 2, 1, 1, 0]
    assert found["w_bagian"].tolist() == [1, 1, 1, 1, 2, 2, 3]
    assert found["w_kelas"].tolist() == ["terhubung"] * 4 + ["terpisah"] * 2 + ["tanpa_tetangga"]
    assert results.numbers == {"N_LINKS": 10, "N_PARTS": 3, "N_ISOLATED": 1, "N_JOINED": 0}
    words = str(results.pages["PAGE"].blocks)
    assert "Without a neighbour: D06" in words and "D00, D01, D02" in words


def test_lines_join_the_centres_and_carry_their_weights() -> None:
    links = run().layers["LINKS"]
    pairs = list(zip(links.values["dari"], links.values["ke"]))
    assert pairs == [("D00", "D01"), ("D00", "D02"), ("D01", "D03"), ("D02", "D03"), ("D04", "D05")]
    assert links.values["bobot"].tolist() == links.values["bobot_balik"].tolist() == [0.5] * 4 + [1.0]
    assert links.values["jarak_m"].tolist() == [1000.0] * 5
    ends = read_rings(links.wkb).xy.reshape(5, 2, 2)
    assert ends[4].tolist() == [[3500.0, 500.0], [4500.0, 500.0]]


def test_links_that_go_one_way_have_no_weight_back() -> None:
    links = run(NEIGHBOURS="knn", K=1).layers["LINKS"].values
    one_way = [(a, b) for a, b, back in zip(links["dari"], links["ke"], links["bobot_balik"]) if np.isnan(back)]
    assert ("D06", "D05") in one_way


def test_joined_parts_are_marked() -> None:
    results = run(JOIN_ISLANDS=True)
    links = results.layers["LINKS"].values
    joined = {(a, b) for a, b, mark in zip(links["dari"], links["ke"], links["disambung"]) if mark}
    assert joined == {("D01", "D04"), ("D03", "D06")} or joined == {("D01", "D04"), ("D05", "D06")}
    assert (results.numbers["N_PARTS"], results.numbers["N_JOINED"]) == (1, 2)


@pytest.mark.parametrize("form, own, near", [("row", 1 / 3, 1 / 3), ("binary", 1.0, 1.0)])
def test_each_unit_with_itself(form: str, own: float, near: float) -> None:
    results = run(SELF=True, FORM=form)
    lines = [line.split() for line in results.files["GWT"]().splitlines()[1:]]
    weights = {(a, b): float(value) for a, b, value in lines}
    assert len(weights) == 17
    assert (weights["D00", "D00"], weights["D00", "D01"], weights["D06", "D06"]) == (own, near, 1.0)
    assert results.files["GAL"]().splitlines()[1:3] == ["D00 3", "D00 D01 D02"]
    assert results.numbers["N_LINKS"] == 10 and results.numbers["N_ISOLATED"] == 1
    assert results.layers["OUTPUT"].values["w_jumlah"][0] == pytest.approx(1.0 if form == "row" else 3.0)
    assert len(results.layers["LINKS"].values["dari"]) == 5
