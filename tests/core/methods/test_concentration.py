"""Concentration as the user gets it: every figure by its definition on twelve businesses, levels, and what is said."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.charts import Chart
from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.concentration import METHOD

ROWS = [
    *[("getas", "A1", "A", 2)] * 4,
    *[("getas", "A2", "A", 1)] * 1,
    *[("batik", "A2", "A", 3)] * 2,
    *[("batik", "B1", "B", 1)] * 3,
    *[("madu", "B2", "B", 1)] * 2,
]


def businesses(rows: list[tuple[Any, ...]]) -> Layer:
    product, region, district, workers = ([*column] for column in zip(*rows))
    columns = {"produk": product, "desa": region, "kec": district, "pekerja": workers}
    return Layer(wkb=[b""] * len(rows), columns=columns, name="usaha")


def run(rows: list[tuple[Any, ...]] = ROWS, **given: Any) -> tuple[Results, list[str]]:
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    fields = {"PRODUCT": "produk", "REGION": "desa", "LEVELS_FIELDS": ["kec"], "SIZE": "pekerja"}
    said: list[str] = []
    context = Context(say=lambda note: said.append(note.sentence.en))
    return METHOD.compute({**values, **fields, "INPUT": businesses(rows), **given}, context), said


def test_figures_by_definition() -> None:
    results, said = run()
    found = results.layers["OUTPUT"].values
    assert (found["produk"], found["usaha"], found["wilayah"]) == (["batik", "getas", "*"], [5, 5, 12], [2, 2, 4])
    assert found["hhi"] == pytest.approx([0.52, 0.68, 0.25 + 2 / 144])
    assert found["gini"][1] == pytest.approx(2 * (3 * 1 + 4 * 4) / (4 * 5) - 5 / 4)
    assert found["theil"][1] == pytest.approx(0.8 * math.log(3.2) + 0.2 * math.log(0.8))
    share, base, sizes = np.array([8, 1, 0, 0]) / 9, np.array([8, 7, 3, 2]) / 20, np.array([2, 2, 2, 2, 1]) / 9
    gathered, room, plants = np.square(share - base).sum(), 1 - np.square(base).sum(), np.square(sizes).sum()
    assert found["ellison_glaeser"][1] == pytest.approx((gathered - room * plants) / (room * (1 - plants)))
    assert np.isnan([found["gini_lokasi"][2], found["ellison_glaeser"][2]]).all()
    assert (said, results.numbers) == ([], {"N_PRODUCTS": 2})


def test_theil_between_and_within_districts() -> None:
    levels = run()[0].layers["LEVELS"].values
    assert (levels["produk"], levels["kelompok"]) == (["batik", "getas", "*"], [2, 2, 2])
    within = 0.8 * math.log(1.6) + 0.2 * math.log(0.4)
    assert (levels["antara"][1], levels["dalam"][1]) == (pytest.approx(math.log(2)), pytest.approx(within))
    assert levels["persen_antara"][1] == pytest.approx(100 * math.log(2) / (math.log(2) + within))


def test_the_most_gathered_is_not_merely_the_rarest() -> None:
    """Five businesses in five villages of forty have a high locational Gini and gather nowhere."""
    rows = [("langka", f"D{at}", "K", 1) for at in range(5)]
    rows += [("getas", f"D{at % 3}", "K", 1) for at in range(30)] + [("roti", f"D{at}", "K", 1) for at in range(40)]
    results, _said = run(rows)
    found = results.layers["OUTPUT"].values
    by_product = dict(zip(found["produk"], zip(found["gini_lokasi"], found["ellison_glaeser"])))
    assert by_product["langka"][0] > 0.5 and by_product["langka"][1] < 0 < by_product["getas"][1]
    assert results.notes[0].sentence.en.startswith("Most gathered: getas (Ellison-Glaeser 0.")
    assert "(Ellison-Glaeser 0," in results.notes[0].sentence.id


def test_the_chart_shows_the_most_gathered_first_however_rare() -> None:
    """Thirty-five products in all villages alike, and a rarer one in a single village."""
    rows = [(f"roti {kind}", f"D{at}", "K", 1) for kind in range(35) for at in range(10)]
    results, _said = run([*rows, *[("pewter", "D3", "K", 1)] * 6])
    (chart,) = (block for block in results.pages["PAGE"].blocks if isinstance(block, Chart))
    heights = list(chart.series[0].y)
    assert chart.names[0] == "pewter" and len(chart.names) == len(heights) == 30
    assert heights == sorted(heights, reverse=True)
    assert results.notes[0].sentence.en.startswith("Most gathered: pewter")


def test_the_order_of_rows_does_not_matter() -> None:
    one, two = (run(rows)[0].layers["OUTPUT"].values for rows in (ROWS, ROWS[::-1]))
    for name in ("hhi", "gini", "theil", "gini_lokasi", "ellison_glaeser"):
        assert one[name] == pytest.approx(two[name], nan_ok=True)


def test_unknown_sizes_and_districts_take_no_part_and_are_said() -> None:
    rows = [*ROWS, ("getas", "A1", None, None), (None, "A1", "A", 1)]
    results, said = run(rows)
    assert said == [
        "1 business without a product or a region code takes no part.",
        "1 business without pekerja takes no part in the Ellison-Glaeser index.",
    ]
    found, known = (
        each.layers["OUTPUT"].values["ellison_glaeser"][index] for each, index in ((results, 0), (run()[0], 1))
    )
    assert found == pytest.approx(known)
    assert results.layers["LEVELS"].values["kelompok"] == [2, 2, 2]


def test_no_product_is_large_enough() -> None:
    results, said = run(MINIMUM=6)
    assert results.layers["OUTPUT"].values["produk"] == ["*"]
    assert said == ["No product has 6 businesses or more; only all of them together are judged."]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([("getas", "A1", "A", 1)] * 9, "All businesses are in one region"),
        ([*ROWS, ("getas", "A1", "B", 1)], 'The field kec has several values in the region "A1"'),
        ([*ROWS, ("getas", "A1", "A", -1)], "The field of sizes pekerja is negative"),
    ],
)
def test_what_cannot_be_judged_is_refused(rows: list[tuple[Any, ...]], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        run(rows)
