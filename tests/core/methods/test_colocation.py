"""Co-location as the user gets it: pairs that are known, what is judged, and what is said."""

from __future__ import annotations

import struct
from typing import Any, Optional

import numpy as np
import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.documents import Table
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.colocation import METHOD


def businesses(rows: list[tuple[Optional[tuple[float, float]], Optional[str]]]) -> Layer:
    wkb = [struct.pack("<BI2d", 1, 1, *point) if point else b"" for point, _product in rows]
    return Layer(wkb=wkb, columns={"produk": [product for _point, product in rows]}, geographic=False, name="usaha")


def streets() -> list[tuple[Optional[tuple[float, float]], Optional[str]]]:
    """Thirty makers of getas, each with a seller of fish 10 m beside it; thirty weavers in pairs; two of honey."""
    rows: list[tuple[Optional[tuple[float, float]], Optional[str]]] = []
    for at in range(30):
        rows += [((1000.0 * at, 0.0), "getas"), ((1000.0 * at + 10, 0.0), "ikan")]
    rows += [((1000.0 * (at // 2) + 10 * (at % 2), 50_000.0), "tenun") for at in range(30)]
    return [*rows, ((0.0, 90_000.0), "madu"), ((500.0, 90_000.0), "madu")]


def run(rows: list[Any], **given: Any) -> tuple[Results, list[str]]:
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    said: list[str] = []
    context = Context(say=lambda note: said.append(note.sentence.en))
    given = {"INPUT": businesses(rows), "CATEGORY": "produk", "PERMUTATIONS": 999, **given}
    return METHOD.compute({**values, **given}, context), said


def pairs(results: Results, name: str) -> dict[tuple[str, str], Any]:
    found = results.layers["OUTPUT"].values
    return dict(zip(zip(found["produk"], found["tetangga"]), found[name]))


@pytest.mark.parametrize("given", [{}, {"NEIGHBOURS": "band", "DISTANCE": 15.0}], ids=["nearest", "band"])
def test_pairs_that_are_known(given: dict[str, Any]) -> None:
    results, said = run(streets(), **given)
    quotient, kind = pairs(results, "clq"), pairs(results, "kelas")
    assert len(quotient) == 9  # honey is not judged
    assert quotient["getas", "ikan"] == pytest.approx(1 / (30 / 91))
    assert quotient["tenun", "tenun"] == pytest.approx(1 / (29 / 91))
    assert quotient["getas", "getas"] == quotient["getas", "tenun"] == 0
    assert kind["getas", "ikan"] == kind["ikan", "getas"] == kind["tenun", "tenun"] == "berdekatan"
    assert kind["getas", "tenun"] == kind["getas", "getas"] == "berjauhan"
    assert results.numbers == {"N_NEAR": 3, "N_FAR": 6}
    assert said == []


def test_significant_pairs_stand_above_a_matrix_of_the_products_that_matter() -> None:
    """Fifteen frequent products strewn at random, and two rare ones beside each other."""
    rng = np.random.default_rng(5)
    rows: list[Any] = [((*rng.uniform(0, 1e5, 2),), f"acak {at % 15:02d}") for at in range(300 - 15)]
    for at in range(9):
        rows += [((1e6 + 1000.0 * at, 0.0), "getas"), ((1e6 + 1000.0 * at + 10, 0.0), "ikan")]
    results, _said = run(rows, PERMUTATIONS=9999)
    pairs_listed, matrix = (block for block in results.pages["PAGE"].blocks if isinstance(block, Table))
    assert {row[:2] for row in pairs_listed.rows} >= {("getas", "ikan"), ("ikan", "getas")}
    named = {name for row in pairs_listed.rows for name in row[:2]}
    assert named == {"getas", "ikan"}
    first_twelve = {f"acak {at:02d}" for at in range(12)}
    assert [row[0] for row in matrix.rows] == [heading.en for heading in matrix.headings[1:]]
    assert {row[0] for row in matrix.rows} == named | first_twelve
    cells = {(row[0], b.en): cell for row in matrix.rows for b, cell in zip(matrix.headings[1:], row[1:])}
    assert all(cells[pair] == value for pair, value in pairs(results, "clq").items() if pair in cells)


def test_without_significant_pairs_no_list_of_them_stands_there() -> None:
    results, _said = run(streets(), PERMUTATIONS=9)
    assert results.numbers == {"N_NEAR": 0, "N_FAR": 0}
    (matrix,) = (block for block in results.pages["PAGE"].blocks if isinstance(block, Table))
    assert [row[0] for row in matrix.rows] == ["getas", "ikan", "tenun"]


def test_the_order_of_rows_does_not_matter() -> None:
    rows = streets()
    order = np.random.default_rng(2).permutation(len(rows)).tolist()
    one, two = (run(each)[0] for each in (rows, [rows[row] for row in order]))
    assert pairs(one, "p") == pairs(two, "p")
    assert pairs(one, "clq") == pytest.approx(pairs(two, "clq"))


def test_what_takes_no_part_and_points_of_villages_are_said() -> None:
    rows = [*streets(), (None, "getas"), ((3.0, 3.0), None)] + [((7.0, 7.0), "roti")] * 40
    _results, said = run(rows)
    assert said[0] == "2 businesses without a point or without produk take no part."
    assert said[1].startswith("30 % of the businesses share their very point")


@pytest.mark.parametrize(
    ("rows", "given", "sentence"),
    [
        (streets()[:2], {}, "Only 2 businesses have a point and produk; at least 3"),
        ([row for row in streets() if row[1] == "getas"], {}, "All businesses have the same produk"),
        (streets(), {"NEIGHBOURS": "band", "DISTANCE": 5.0}, "No two businesses are within that distance"),
    ],
)
def test_what_cannot_be_compared_is_refused(rows: list[Any], given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        run(rows, **given)
