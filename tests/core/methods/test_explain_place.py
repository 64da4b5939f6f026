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
from ir_plugin.core.methods.units import part_of
from ir_plugin.core.texts import Text
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
    assert sentence.startswith("D00: ") and "; nilai = 0 (the mean of 36 units is " in sentence
    assert ", its 2 neighbours (D01, D06) have a mean of" in sentence
    assert "(p = " in sentence


def test_fields_are_named_by_their_labels() -> None:
    layer = result_layer(local_moran.METHOD, made(36, square), NEIGHBOURS="rook", OTHER="populasi")
    values = {"INPUT": layer, "PLACE": "D00", "NAME_FIELD": "kode", "RESULT": None}
    labels = {"nilai": Text("Usaha", "Businesses"), "populasi": Text("Penduduk", "People")}
    sentence = METHOD.compute(values, Context(language="en", label=labels.__getitem__)).strings["SENTENCE"]
    assert "; Businesses = 0 (the mean of 36 units is " in sentence and " (People), and" in sentence


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


def without(layer: Layer, *rows: int) -> Layer:
    """A layer that was cut, with the record of the whole."""
    return replace(part_of(layer, ~np.isin(np.arange(len(layer)), rows)), record=layer.record)


def test_a_record_of_another_run_is_not_taken_for_its_own() -> None:
    first = result_layer(local_moran.METHOD, made(36, square), NEIGHBOURS="queen")
    both = result_layer(hotspot_getis_ord.METHOD, replace(first, record=None), NEIGHBOURS="knn", K=1)
    results, said = explained(both, "D14", RESULT="localmoran")
    assert "no run record of that result" in said[0]
    assert len(results.layers["NEIGHBOURS"].values["nama"]) == 8
    assert "Value analysed = " in results.strings["SENTENCE"]
    both_ways = explained(both, "D14")[0]
    assert len(both_ways.layers["NEIGHBOURS"].values["nama"]) == 1
    assert "its one neighbour (" in both_ways.strings["SENTENCE"]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_neighbours_that_are_not_those_of_the_run_are_refused(method: Algorithm) -> None:
    """The record is lost, belongs to another method, or the layer was cut beside the place."""
    layer = result_layer(method, made(36, square), NEIGHBOURS="knn", K=7)
    other = next(each for each in METHODS if each is not method)
    prefix = next(name[:2] for name in layer.columns if name.endswith("_lag"))
    uncounted = {name: column for name, column in layer.columns.items() if name != f"{prefix}_tetangga"}
    assert explained(layer, "D00")[0].strings["SENTENCE"].startswith("D00: ")
    damaged = (
        replace(layer, record=None),
        replace(layer, record=None, columns=uncounted),
        result_layer(other, layer, NEIGHBOURS="queen"),
        without(layer, 1),
        without(layer, *range(7, 36)),
        without(layer, *range(1, 36)),
    )
    for each in damaged:
        with pytest.raises(UserError, match="neighbours of D00 .* cannot be found again"):
            explained(each, "D00", RESULT=method.id)


def test_neighbours_of_the_same_number_but_another_mean_are_refused() -> None:
    layer = result_layer(hotspot_getis_ord.METHOD, made(36, square), NEIGHBOURS="rook")
    values = [value + (row == 8) for row, value in enumerate(layer.columns["gi_nilai"])]
    changed = replace(layer, columns={**layer.columns, "gi_nilai": values})
    assert explained(changed, "D35")[0].numbers["P"] == layer.columns["gi_p"][35]
    with pytest.raises(UserError, match="cannot be found again"):
        explained(changed, "D14")


def test_away_from_the_cut_a_place_is_explained_also_from_rounded_figures() -> None:
    layer = result_layer(hotspot_getis_ord.METHOD, made(36, square), NEIGHBOURS="queen")
    lags = [round(float(lag), 6) for lag in layer.columns["gi_lag"]]
    cut = without(replace(layer, record=None, columns={**layer.columns, "gi_lag": lags}), 35)
    assert "its 8 neighbours (" in explained(cut, "D14")[0].strings["SENTENCE"]


def test_a_layer_that_lost_a_field_of_the_run_is_refused() -> None:
    layer = result_layer(local_moran.METHOD, made(36, square), NEIGHBOURS="rook", OTHER="populasi")
    columns = {name: column for name, column in layer.columns.items() if name != "populasi"}
    with pytest.raises(UserError, match="cannot be found again"):
        explained(replace(layer, columns=columns), "D14")


@pytest.mark.parametrize("given, words", [({}, "nilai / populasi = "), ({"RATE": "eb"}, "Marshall 1991) = ")])
def test_the_sentence_names_a_rate(given: dict[str, Any], words: str) -> None:
    layer = result_layer(hotspot_getis_ord.METHOD, made(36, square), DENOMINATOR="populasi", **given)
    assert words in explained(layer, "D14")[0].strings["SENTENCE"]


def test_the_sentence_of_join_counts_counts_neighbours() -> None:
    """Rows 0, 3, 6 ... are of the category; of the neighbours of D07 (1, 6, 8 and 13) D06 alone."""
    layer = result_layer(local_join_count.METHOD, made(36, square), NEIGHBOURS="rook")
    sentence = explained(layer, "D07")[0].strings["SENTENCE"]
    assert (
        "; kategori = 'getas' in 12 of 36 units, 1 of its 4 neighbours (" in sentence and ") is 'getas', " in sentence
    )
    own = explained(layer, "D00")[0].strings["SENTENCE"]
    assert "1 of its 2 neighbours (D01, D06) is also 'getas', and " in own and "mean" not in own


def test_a_place_by_its_code() -> None:
    """Names first, then codes; the same code twice is refused."""
    layer = result_layer(hotspot_getis_ord.METHOD, made(36, square), NEIGHBOURS="rook")
    layer = replace(layer, columns={**layer.columns, "nama": ["D03", *(f"desa {row}" for row in range(1, 36))]})
    assert explained(layer, "d14", NAME_FIELD="nama")[0].strings["SENTENCE"].startswith("desa 14: ")
    assert "(desa 1, desa 6)" in explained(layer, "D03", NAME_FIELD="nama")[0].strings["SENTENCE"]
    with pytest.raises(UserError, match='no "D99" in the field nama, kode;'):
        explained(layer, "D99", NAME_FIELD="nama")
    columns = {**layer.columns, "kode_desa": ["x"] * 36}
    with pytest.raises(UserError, match="36 times in the field kode_desa"):
        explained(replace(layer, columns=columns), "X", NAME_FIELD="nama")


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
