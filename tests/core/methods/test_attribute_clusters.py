"""Attribute clusters as the user gets them: types that are known, what takes part, the cross table, the doubts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ir_plugin.core.charts import Chart
from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.attribute_clusters import METHOD

SIZES = (30, 20, 10)


def businesses() -> Layer:
    """Three types: 30 with 1 to 2 million of money that work by hand, 20 with a hundredfold, 10 of these by machine."""
    rng = np.random.default_rng(4)
    kind = np.repeat([0, 1, 2], SIZES)
    columns: dict[str, list[Any]] = {
        "modal": (np.array([1e6, 1e8, 1e8])[kind] * rng.uniform(1, 2, 60)).round().tolist(),
        "alat": np.array(["tangan", "tangan", "mesin"])[kind].tolist(),
        "hari": rng.integers(3, 6, 60).tolist(),
        "kelas": ["1"] * 25 + [None] * 5 + ["2"] * 30,
        "tetap": [7] * 60,
    }
    return Layer(wkb=[b""] * 60, columns=columns, name="usaha")


def taken(layer: Layer, rows: list[int]) -> Layer:
    columns = {name: [column[row] for row in rows] for name, column in layer.columns.items()}
    return Layer(wkb=[layer.wkb[row] for row in rows], columns=columns, name=layer.name)


def run(layer: Layer, **given: Any) -> tuple[Results, list[str]]:
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    said: list[str] = []
    context = Context(say=lambda note: said.append(note.sentence.en))
    given = {"INPUT": layer, "MONEY": ["modal"], "CATEGORIES": ["alat"], "RESAMPLES": 10, **given}
    return METHOD.compute({**values, **given}, context), said


def test_types_on_a_log_scale_and_by_category() -> None:
    results, said = run(businesses(), CLASS="kelas")
    assert results.layers["OUTPUT"].values["klaster_atribut"].tolist() == np.repeat([1.0, 2.0, 3.0], SIZES).tolist()
    profiles = results.layers["PROFILES"].values
    assert profiles["banyak"] == [30, 20, 10]
    assert profiles["modus_alat"] == ["tangan (100 %)", "tangan (100 %)", "mesin (100 %)"]
    first = np.array(businesses().columns["modal"][:30])
    assert profiles["geo_modal"][0] == pytest.approx(np.exp(np.log1p(first).mean()) - 1)
    cross = results.layers["CROSS"].values
    assert list(zip(cross["klaster"], cross["kelas"], cross["banyak"])) == [
        *((1, "1", 25), (1, "2", 0), (1, "–", 5)),
        *((2, "1", 0), (2, "2", 20), (2, "–", 0)),
        *((3, "1", 0), (3, "2", 10), (3, "–", 0)),
    ]
    assert cross["persen"][2] == pytest.approx(100 * 5 / 30)
    assert results.numbers["N_CLUSTERS"] == 3 and results.numbers["LEAST_STABILITY"] > 0.95
    assert said == []


def test_plots_show_the_elbow_from_one_cluster_and_the_silhouette_from_two() -> None:
    results, _said = run(businesses(), K_MAX=5)
    elbow, silhouette = (block for block in results.pages["PAGE"].blocks if isinstance(block, Chart))
    assert (elbow.series[0].x, silhouette.series[0].x) == ([1, 2, 3, 4, 5], [2, 3, 4, 5])
    assert all(later < earlier for earlier, later in zip(elbow.series[0].y, elbow.series[0].y[1:]))
    assert max(silhouette.series[0].y) == results.numbers["SILHOUETTE"] == silhouette.series[0].y[1]
    assert elbow.rules[0].value == 3


def test_the_order_of_rows_does_not_matter() -> None:
    order = np.random.default_rng(9).permutation(60).tolist()
    fields = {"NUMBERS": ["hari"], "K": 4}
    one, two = (run(layer, **fields)[0].layers["OUTPUT"].values for layer in (businesses(), taken(businesses(), order)))
    assert one["klaster_atribut"][order].tolist() == two["klaster_atribut"].tolist()
    assert one["ka_stabil"][order].tolist() == pytest.approx(two["ka_stabil"].tolist())


def test_missing_numbers_take_no_part_and_missing_categories_are_one() -> None:
    layer = businesses()
    modal, tools = list(layer.columns["modal"]), list(layer.columns["alat"])
    modal[0], tools[50:] = None, [None] * 10
    layer = Layer(layer.wkb, {**layer.columns, "modal": modal, "alat": tools}, name="usaha")
    results, said = run(layer, K=3)
    assert np.flatnonzero(np.isnan(results.layers["OUTPUT"].values["klaster_atribut"])).tolist() == [0]
    assert results.layers["PROFILES"].values["modus_alat"][2] == "– (100 %)"
    assert said == ["1 row with a missing number takes no part; they stay in the result."]


def test_what_is_the_same_everywhere_and_zeros_in_money_are_said() -> None:
    layer = businesses()
    modal = [0, 0, *layer.columns["modal"][2:]]
    _results, said = run(Layer(layer.wkb, {**layer.columns, "modal": modal}, name="usaha"), NUMBERS=["tetap"], K=4)
    assert said[0] == "The field tetap is the same for all rows and is not used."
    assert said[1].startswith("2 rows hold 0 in the field of money modal; on a log scale")


@pytest.mark.parametrize(("given", "count"), [({"K_MAX": 3}, 1), ({"K_MAX": 4}, 0), ({"K": 3, "K_MAX": 3}, 0)])
def test_a_best_number_at_the_edge_of_what_was_tried_is_said(given: dict[str, int], count: int) -> None:
    results, said = run(businesses(), **given)
    assert results.numbers["N_CLUSTERS"] == 3
    assert len([each for each in said if "3, is the largest that was tried; raise that limit" in each]) == count


def test_clusters_of_noise_are_doubted() -> None:
    rng = np.random.default_rng(1)
    columns = {f"x{at}": rng.normal(size=200).tolist() for at in range(6)}
    layer = Layer(wkb=[b""] * 200, columns=columns, name="derau")
    _results, said = run(layer, NUMBERS=list(columns), MONEY=[], CATEGORIES=[], K=5)
    assert "these data do not fall into real types" in said[0]
    assert said[1].startswith("5 clusters do not hold when the data are resampled")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"K": 1}, "A single cluster tells nothing apart"),
        ({"K": 50, "MONEY": [], "NUMBERS": ["hari"]}, "Only 6 rows are complete and different; at least 51"),
        ({"MONEY": [], "CATEGORIES": []}, "Choose at least one field"),
        ({"NUMBERS": ["modal"]}, "The field modal is chosen twice"),
        ({"MONEY": [], "CATEGORIES": ["tetap"]}, "All chosen fields are the same"),
    ],
)
def test_what_cannot_be_grouped_is_refused(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        run(businesses(), **given)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "by modal, alat with k-prototypes (Huang 1998): money on a log scale, standardised."),
        ({"MONEY": [], "NUMBERS": ["modal"], "CATEGORIES": []}, "by modal with k-means: numbers standardised."),
        ({"MONEY": [], "CATEGORIES": ["alat", "kelas"], "K": 2}, "by alat, kelas with k-modes (Huang 1998)."),
    ],
)
def test_the_paragraph_names_the_method_that_was_used(given: dict[str, Any], sentence: str) -> None:
    results, _said = run(businesses(), **given)
    assert results.record is not None and f"were grouped {sentence} " in results.record.paragraph.en
