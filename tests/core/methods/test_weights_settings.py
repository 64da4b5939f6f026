"""Weights as a person sets them, and weights files in their place."""

from __future__ import annotations

import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.weight_parameters import RULE, WEIGHT_PARAMETERS
from ir_plugin.core.methods.weight_settings import WeightsChoice, weights_from
from ir_plugin.core.space.grid import distances
from ir_plugin.core.space.positions import positions_of
from ir_plugin.core.space.weight_files import gal_text, gwt_text, read_weights_file
from ir_plugin.core.space.weight_forms import with_own

CODES = [f"19.71.{number:02d}" for number in range(12)]


def square(number: int) -> bytes:
    x, y = 100.0 * (number % 4), 100.0 * (number // 4)
    ring = [(x, y), (x + 100, y), (x + 100, y + 100), (x, y + 100), (x, y)]
    return struct.pack("<BIII", 1, 3, 1, 5) + b"".join(struct.pack("<2d", *point) for point in ring)


LAYER = Layer(wkb=[square(i) for i in range(12)], columns={"kode": CODES}, geographic=False, name="desa")


def chosen(**given: Any) -> WeightsChoice:
    defaults = {each.id: getattr(each, "default", None) for each in WEIGHT_PARAMETERS}
    return weights_from(LAYER, {**defaults, "K": 3, **given})


def refusal(**given: Any) -> str:
    with pytest.raises(UserError) as caught:
        chosen(**given)
    return caught.value.sentence.en


@pytest.mark.parametrize("rule", [option.code for option in RULE.options if option.code != "file"])
@pytest.mark.parametrize("ending", ["gal", "gwt"])
def test_a_file_gives_the_neighbours_it_was_written_from(rule: str, ending: str, tmp_path: Path) -> None:
    made = chosen(NEIGHBOURS=rule).weights
    text = gal_text(made, CODES, "kode") if ending == "gal" else gwt_text(made, CODES, "kode")
    path = tmp_path / f"desa.{ending}"
    path.write_text(text, encoding="utf-8")
    read = chosen(NEIGHBOURS="file", WEIGHTS_FILE=str(path), WEIGHTS_ID="kode").weights
    assert np.array_equal(read.starts, made.starts) and np.array_equal(read.neighbours, made.neighbours)
    assert ending == "gal" or np.array_equal(read.linked, made.linked)


def test_the_summary_counts_what_there_is() -> None:
    summary = chosen(NEIGHBOURS="rook").summary
    assert (summary["links"], summary["min"], summary["max"]) == (34, 2, 4)
    assert (summary["isolated"], summary["components"]) == (0, 1)


def test_second_order_adds_the_neighbours_neighbours() -> None:
    corner = chosen(NEIGHBOURS="rook", ORDER=2, LOWER_ORDERS=True).weights
    assert corner.neighbours[: corner.counts[0]].tolist() == [1, 2, 4, 5, 8]
    exactly = chosen(NEIGHBOURS="rook", ORDER=2, LOWER_ORDERS=False).weights
    assert exactly.neighbours[: exactly.counts[0]].tolist() == [2, 5, 8]


@pytest.mark.parametrize("rule", ["inverse", "kernel", "adaptive", "file"])
def test_orders_belong_to_plain_neighbours(rule: str) -> None:
    assert "Orders of neighbours" in refusal(NEIGHBOURS=rule, ORDER=2)


@pytest.mark.parametrize(
    "name, text, words",
    [
        ("a.gal", "0 2 desa kode\n19.71.00 1\n19.71.01\n", "the file is cut off"),
        ("a.gal", "0 1 desa kode\n19.71.00 2\n19.71.01\n", "line 3 is not understood"),
        ("a.gal", "halo\n", "line 1 is not understood"),
        ("a.gwt", "0 12 desa kode\n19.71.00 19.71.01 dekat\n", "line 2 is not understood"),
        ("a.gwt", "0 12 desa kode\n19.71.00 19.71.01\n", "line 2 is not understood"),
        ("a.gwt", "0 12 desa kode\n19.71.00 19.71.01 nan\n", "the weight in line 2 is no number from 0"),
        ("a.gwt", "0 12 desa kode\n19.71.00 19.71.01 1e101\n", "the weight in line 2 is no number from 0"),
        ("a.gwt", "0 12 desa kode\n19.71.00 19.71.01 -1\n", "the weight in line 2 is no number from 0"),
        ("a.gwt", "0 12 desa kode\n19.71.00 19.71.01 0\n19.71.01 19.71.00 1e-200\n", "No unit has a neighbour"),
        ("a.gal", "0 2 desa kode\n19.71.00 1\nX\n19.71.01 0\n\n", '"X" is named as a neighbour but is no unit'),
        ("a.gal", "0 2 desa kode\n19.71.00 0\n\n19.71.00 0\n\n", "line 4 is not understood"),
        ("a.gal", "", "line 1 is not understood"),
        ("a.gal", "0 1 desa kode\n99 0\n\n", "12 units, such as 19.71.00, are not in the weights file"),
    ],
)
def test_files_that_do_not_fit_are_refused(name: str, text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert words in refusal(NEIGHBOURS="file", WEIGHTS_FILE=str(path), WEIGHTS_ID="kode")


def test_a_file_needs_its_two_settings() -> None:
    assert "give both" in refusal(NEIGHBOURS="file")
    assert "cannot be read" in refusal(NEIGHBOURS="file", WEIGHTS_FILE="nowhere.gal", WEIGHTS_ID="kode")


def test_a_unit_that_neighbours_itself_brings_its_own_weight(tmp_path: Path) -> None:
    path = tmp_path / "a.gwt"
    links = [f"{code} {other} 1" for code in CODES for other in CODES[:3] if code != other]
    path.write_text("\n".join(["0 12 desa kode", *links, *(f"{code} {code} 2.5" for code in CODES)]), encoding="utf-8")
    found = chosen(NEIGHBOURS="file", WEIGHTS_FILE=str(path), WEIGHTS_ID="kode")
    assert found.own.tolist() == [2.5] * 12
    assert read_weights_file(str(path)).is_complete is False


@pytest.mark.parametrize("empty", ["", "\n"], ids=["left out", "written"])
def test_the_empty_line_of_a_unit_without_neighbours(empty: str, tmp_path: Path) -> None:
    path = tmp_path / "a.gal"
    path.write_text(f"\ufeff0 3 desa kode\na 1\nb\nc 0\n{empty}b 1\na\n", encoding="utf-8")
    file = read_weights_file(str(path))
    assert (file.ids, file.sources, file.targets) == (["a", "c", "b"], ["a", "b"], ["b", "a"])


@pytest.mark.parametrize("ending", ["gal", "gwt"])
@pytest.mark.parametrize("rule", ["rook", "kernel", "inverse"])
def test_files_hold_each_unit_with_itself_where_asked_for(rule: str, ending: str, tmp_path: Path) -> None:
    made = chosen(NEIGHBOURS=rule)
    path = tmp_path / f"a.{ending}"
    both = with_own(made.weights, made.own)
    path.write_text((gal_text if ending == "gal" else gwt_text)(both, CODES, "kode"), encoding="utf-8")
    read = chosen(NEIGHBOURS="file", WEIGHTS_FILE=str(path), WEIGHTS_ID="kode")
    assert np.array_equal(read.weights.neighbours, made.weights.neighbours)
    assert np.array_equal(read.own, made.own if ending == "gwt" else np.ones(12))


def test_distances_in_place_of_weights_are_warned_of(tmp_path: Path) -> None:
    made, path = chosen(NEIGHBOURS="knn", K=5), tmp_path / "a.gwt"
    for power, words in ((1.0, "grow with distance"), (-1.0, "")):
        apart = distances(positions_of(LAYER).xyz, made.weights.sources, made.weights.neighbours) ** power
        path.write_text(gwt_text(replace(made.weights, values=apart), CODES, "kode"), encoding="utf-8")
        notes = chosen(NEIGHBOURS="file", WEIGHTS_FILE=str(path), WEIGHTS_ID="kode").notes
        assert any(words in note.sentence.en for note in notes if note.warning) == bool(words)


@pytest.mark.parametrize(
    "given, words",
    [
        ({"NEIGHBOURS": "rook"}, "Sharing a side (rook), tolerance 1 m (34 links, 2.83 per unit on average, 0 units"),
        ({"NEIGHBOURS": "rook", "ORDER": 2, "LOWER_ORDERS": False}, "tolerance 1 m, of exactly order 2 ("),
        ({"NEIGHBOURS": "knn", "ORDER": 2, "LOWER_ORDERS": True}, "k nearest, k = 3, up to order 2 ("),
        ({"NEIGHBOURS": "band"}, "Within a distance, 100 m ("),
        ({"NEIGHBOURS": "inverse", "BAND": 250.0, "POWER": 1.5}, "within a distance, 250 m, power 1.5 ("),
        ({"NEIGHBOURS": "kernel", "BAND": 150.5}, "Kernel, fixed bandwidth, Triangular, 150.5 m ("),
        ({"NEIGHBOURS": "adaptive", "KERNEL": "gaussian"}, "by the k nearest, Gaussian, k = 3 ("),
    ],
)
def test_the_paragraph_tells_the_rule_with_its_settings(given: dict[str, Any], words: str) -> None:
    assert words in chosen(**given).phrase.en


def test_the_paragraph_names_the_file_without_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.gal"
    path.write_text(gal_text(chosen(NEIGHBOURS="rook").weights, CODES, "kode"), encoding="utf-8")
    phrase = chosen(NEIGHBOURS="file", WEIGHTS_FILE=str(path), WEIGHTS_ID="kode").phrase
    assert phrase.en.startswith("Weights file (GAL, GWT), a.gal (34 links")


def test_the_summary_tells_of_the_weights_as_they_are_used() -> None:
    """Second order alone: the squares of one colour of a chessboard see each other only; fifth: opposite corners."""
    assert chosen(NEIGHBOURS="rook", ORDER=2, LOWER_ORDERS=False).summary["components"] == 2
    corners = chosen(NEIGHBOURS="rook", ORDER=5, LOWER_ORDERS=False).summary
    assert (corners["links"], corners["isolated"], corners["components"]) == (4, 8, 10)


def warnings_of(layer: Layer = LAYER, **given: Any) -> list[str]:
    defaults = {each.id: getattr(each, "default", None) for each in WEIGHT_PARAMETERS}
    notes = weights_from(layer, {**defaults, "K": 3, **given}).notes
    return [note.sentence.en for note in notes if note.warning]


@pytest.mark.parametrize("rule", ["queen", "rook"])
def test_a_tolerance_that_is_wide_beside_the_units_is_warned_of(rule: str) -> None:
    """Squares of 100 m; the same squares in units of 100 m, where the tolerance of 1 m is a whole square."""
    assert warnings_of(NEIGHBOURS=rule, TOLERANCE=1.0) == []
    (said,) = warnings_of(NEIGHBOURS=rule, TOLERANCE=1.5)
    assert said.startswith(
        "The tolerance of boundaries of 1.5 m is more than 1 % of the size of a typical unit (100 m)"
    )
    (said,) = warnings_of(replace(LAYER, metres_per_unit=0.01), NEIGHBOURS=rule)
    assert "of 1 m is more than 1 % of the size of a typical unit (1 m)" in said


@pytest.mark.parametrize(
    "given",
    [{"NEIGHBOURS": "band", "BAND": 400.0}, {"NEIGHBOURS": "knn", "K": 11}, {"NEIGHBOURS": "rook", "ORDER": 5}],
    ids=lambda given: given["NEIGHBOURS"],
)
def test_neighbours_that_are_everybody_are_warned_of(given: dict[str, Any]) -> None:
    assert [said for said in warnings_of(**given) if said.startswith("Every unit is a neighbour of every other")]


@pytest.mark.parametrize(
    "given", [{"NEIGHBOURS": "band", "BAND": 360.0}, {"NEIGHBOURS": "inverse", "BAND": 400.0}, {"NEIGHBOURS": "rook"}]
)
def test_neighbours_that_are_not_everybody_or_fall_with_distance_are_not(given: dict[str, Any]) -> None:
    assert warnings_of(**given) == []
