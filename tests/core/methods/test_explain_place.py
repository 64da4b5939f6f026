"""The explanation of a place, from results of real runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Algorithm, Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods import hotspot_getis_ord, local_geary, local_join_count, local_moran
from ir_plugin.core.methods.explain_place import METHOD
from tests.core.methods.made_layers import made, settings, square

METHODS = [each.METHOD for each in (hotspot_getis_ord, local_geary, local_join_count, local_moran)]


def result_layer(method: Algorithm, layer: Layer, **given: Any) -> Layer:
    results = method.compute({**settings(method, layer), **given}, Context())
    return replace(layer, columns={**layer.columns, **results.layers["OUTPUT"].values}, record=results.record)


def explained(layer: Layer, place: str, **given: Any) -> tuple[Results, list[str]]:
    said: list[str] = []
    values = {"INPUT": layer, "PLACE": place, "NAME_FIELD": "kode", "RESULT": None, **given}
    return METHOD.compute(values, Context(language="en", say=lambda note: said.append(note.sentence.en))), said


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
@pytest.mark.parametrize("given", [{"NEIGHBOURS": "rook"}, {"NEIGHBOURS": "knn", "K": 4}, {"NEIGHBOURS": "inverse"}])
def test_neighbours_are_those_of_the_run(method: Algorithm, given: dict[str, Any]) -> None:
    """Their mean, weighted as the page has it, is the lag that the run wrote."""
    layer = result_layer(method, made(36, square), **given)
    prefix = next(name[:2] for name in layer.columns if name.endswith("_lag"))
    results, said = explained(layer, "d14")
    near = results.layers["NEIGHBOURS"].values
    assert not said and len(near["nama"]) == layer.columns[f"{prefix}_tetangga"][14]
    assert np.average(near["nilai"], weights=near["bobot"]) == pytest.approx(layer.columns[f"{prefix}_lag"][14])
    assert results.numbers["P"] == pytest.approx(layer.columns[f"{prefix}_p"][14], nan_ok=True)
    assert results.numbers["P_ADJUSTED"] == pytest.approx(layer.columns[f"{prefix}_p_koreksi"][14], nan_ok=True)


def test_the_sentence_says_value_neighbours_and_p() -> None:
    layer = result_layer(hotspot_getis_ord.METHOD, made(36, square), NEIGHBOURS="rook")
    sentence = explained(layer, "D00")[0].strings["SENTENCE"]
    assert sentence.startswith("D00: ") and "its 2 neighbours (D01, D06) have a mean of" in sentence
    assert "(p = " in sentence


def test_another_category_was_not_tested() -> None:
    layer = result_layer(local_join_count.METHOD, made(36, square), NEIGHBOURS="rook")
    kinds = np.array(layer.columns["kategori"])
    other, own = (str(np.array(layer.columns["kode"])[kinds == kind][0]) for kind in ("batik", "getas"))
    assert "it was not tested" in explained(layer, other)[0].strings["SENTENCE"]
    assert "(p = " in explained(layer, own)[0].strings["SENTENCE"]


def test_both_fields_of_a_bivariate_moran() -> None:
    layer = result_layer(local_moran.METHOD, made(36, square), NEIGHBOURS="rook", OTHER="populasi")
    results, _said = explained(layer, "D00")
    other = layer.numbers("populasi")
    assert results.layers["NEIGHBOURS"].values["nilai"].tolist() == [other[1], other[6]]
    assert "(populasi)" in results.strings["SENTENCE"]


def test_without_permutations_the_analytic_p_is_told() -> None:
    layer = result_layer(hotspot_getis_ord.METHOD, made(36, square), NEIGHBOURS="rook", PERMUTATIONS=0)
    assert explained(layer, "D07")[0].numbers["P"] == layer.columns["gi_p_analitik"][7]


def test_a_record_of_another_run_is_not_taken_for_its_own() -> None:
    first = result_layer(local_moran.METHOD, made(36, square), NEIGHBOURS="queen")
    both = result_layer(hotspot_getis_ord.METHOD, replace(first, record=None), NEIGHBOURS="knn", K=1)
    results, said = explained(both, "D14", RESULT="localmoran")
    assert "no run record of that result" in said[0]
    assert len(results.layers["NEIGHBOURS"].values["nama"]) == 8
    assert len(explained(both, "D14")[0].layers["NEIGHBOURS"].values["nama"]) == 1


def test_places_without_a_value_and_without_neighbours() -> None:
    layer = made(20, square)
    layer = replace(
        layer,
        wkb=[*layer.wkb[:19], square(35)],
        columns={**layer.columns, "nilai": [None, *layer.columns["nilai"][1:]]},
    )
    layer = result_layer(hotspot_getis_ord.METHOD, layer, NEIGHBOURS="queen")
    assert "it took no part" in explained(layer, "D00")[0].strings["SENTENCE"]
    assert "nothing to compare" in explained(layer, "D19")[0].strings["SENTENCE"]


@pytest.mark.parametrize("place, words", [("D99", "no .D99."), ("twice", "2 times")])
def test_a_place_that_is_not_there_or_twice(place: str, words: str) -> None:
    layer = result_layer(hotspot_getis_ord.METHOD, made(20, square))
    names = ["twice", " TWICE ", *layer.columns["kode"][2:]]
    with pytest.raises(UserError, match=words):
        explained(replace(layer, columns={**layer.columns, "kode": names}), place)
