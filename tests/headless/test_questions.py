"""The questions: every method of analysis answers one, and what the register suggests runs on the sample."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, Tuple

import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, Context
from ir_plugin.core.layer import Layer
from ir_plugin.core.parameters import LayerInput
from ir_plugin.core.questions.declaration import BUSINESSES, VILLAGES, Answer
from ir_plugin.core.questions.facts import Facts, Product, read_facts
from ir_plugin.core.questions.questions import QUESTIONS, answer_with
from ir_plugin.core.register.aggregate import OPERATION as AGGREGATE
from ir_plugin.core.register.geometry_blobs import wkb_of
from processing_scripts.geometry_engine import ShapelyEngine

SAMPLE = Path(__file__).parents[2] / "sample_data" / "register_contoh.gpkg"
ANALYSIS = ("neighbours", "hotspots", "clusters", "economy")
FEWEST = {"PERMUTATIONS": 99, "REPLICATES": 99, "RESAMPLES": 10, "STARTS": 2, "K_MAX": 3, "CELL": 5000.0}
"""So that the runs are quick; what is found is the business of other tests."""

ANSWERS = {(question.id, each.algorithm_id): each for question in QUESTIONS for each in question.answers}


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(str(SAMPLE))


@pytest.fixture(scope="module")
def layers() -> Dict[str, Layer]:
    """The sample's villages with their counts, and its businesses, as a face reads them."""
    counted = AGGREGATE.compute({"REGISTER": str(SAMPLE), "LEVEL": "desa"}, Context()).layers["OUTPUT"]
    with closing(sqlite3.connect(SAMPLE)) as connection:
        found = connection.execute("SELECT * FROM usaha_ringkas")
        names = [each[0] for each in found.description]
        columns = dict(zip(names, zip(*found)))
    wkb = [wkb_of(blob) for blob in columns.pop("geom")]
    return {VILLAGES: Layer(counted.wkb, counted.values, name="desa"), BUSINESSES: Layer(wkb, columns, name="usaha")}


def test_the_facts_of_the_sample(facts: Facts) -> None:
    assert (facts.villages, facts.unknown_households, facts.households_known) == (393, 0, True)
    assert (facts.businesses, facts.placed, facts.roughly_placed) == (2500, 2359, 0)
    assert facts.undecided == 2196 + 2500
    assert facts.products[0] == Product("PGN01", facts.products[0].name, 243)
    assert sum(each.businesses for each in facts.products) + facts.without_product <= 2500
    assert facts.closest_m is not None and 0 < facts.closest_m < 500


def test_every_method_of_analysis_answers_a_question() -> None:
    methods = {each.id for each in ALGORITHMS if each.group.id in ANALYSIS}
    assert methods == {each.algorithm_id for each in ANSWERS.values()}
    assert all(answer_with(method).algorithm.id == method for method in methods)


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=map("-".join, ANSWERS))
def test_an_answer_names_every_layer_and_only_what_is_declared(answer: Answer, facts: Facts) -> None:
    needed = {each.id for each in answer.algorithm.parameters if isinstance(each, LayerInput)}
    assert set(answer.layers) == needed
    assert set(answer.settings(facts)) <= {each.id for each in answer.algorithm.parameters}
    assert not answer.stops(facts)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=map("-".join, ANSWERS))
def test_suggested_settings_are_never_refused(answer: Answer, facts: Facts, known: bool) -> None:
    seen = facts if known else Facts(393, 0, 393, 2500, 2500, products=facts.products)
    assert answer.algorithm.problem(answer.values(seen)) is None


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=map("-".join, ANSWERS))
def test_what_is_suggested_runs_on_the_sample(answer: Answer, facts: Facts, layers: Dict[str, Layer]) -> None:
    values = with_layers(answer, {**answer.values(facts), **fewest(answer.algorithm)}, layers)
    results = answer.algorithm.compute(values, Context(geometry=ShapelyEngine()))
    outputs = [each.id for each in answer.algorithm.outputs]
    assert {*results.layers, *results.rasters} & set(outputs)
    assert results.record is not None and results.record.units_used >= 230


def fewest(algorithm: Algorithm) -> Dict[str, Any]:
    return {each.id: FEWEST[each.id] for each in algorithm.parameters if each.id in FEWEST}


def with_layers(answer: Answer, values: Dict[str, Any], layers: Dict[str, Layer]) -> Dict[str, Any]:
    """The values with each layer as it is asked for: with the fields that the settings name."""
    chosen = {}
    for name, kind in answer.layers.items():
        whole, named = layers[kind], answer.algorithm.fields_of(name, values)
        columns = {field: whole.columns[field] for field in named}
        chosen[name] = Layer(whole.wkb, columns, name=whole.name)
    return {**values, **chosen}


SAID: Tuple[Tuple[str, Facts, str], ...] = (
    ("hotspotgetisord", Facts(businesses=9), "The register has no village boundaries yet"),
    ("hotspotgetisord", Facts(villages=393), "The register holds no businesses yet"),
    ("hotspotgetisord", Facts(12, businesses=90), "There are only 12 villages; below 30"),
    ("hotspotgetisord", Facts(100, 51, businesses=90), "51 of 100 villages have no business"),
    ("hotspotgetisord", Facts(100, 0, 11, 90), "Households are not known for 11 of 100 villages"),
    ("scanclusters", Facts(100, 0, 11, 90), "This method needs the number of households"),
    ("densityclusters", Facts(9, 0, 0, 90, products=(Product("A", "a", 9),)), "No business has a point"),
    ("densityclusters", Facts(9, 0, 0, 90, 80, products=(Product("A", "a", 9),)), "10 businesses without a point"),
    ("densityclusters", Facts(9, 0, 0, 90, 90, 40, products=(Product("A", "a", 9),)), "40 of 90 points are the centre"),
    ("concentration", Facts(9, businesses=90), "No main product is recorded yet"),
    ("concentration", Facts(9, businesses=9, products=(Product("A", "a", 9),)), "There are only 9 businesses"),
    ("attributeclusters", Facts(9, businesses=90, undecided=7), "DRAFT: 7 classes of businesses are not decided"),
)


@pytest.mark.parametrize("method, seen, words", SAID)
def test_what_a_person_should_know_is_said_before_the_run(method: str, seen: Facts, words: str) -> None:
    said = [each.en for each in answer_with(method).warnings(seen)]
    assert any(each.startswith(words) for each in said), said


def test_only_what_is_lacking_stops() -> None:
    assert answer_with("scanclusters").stops(Facts(100, 0, 11, 90))
    assert not answer_with("hotspotgetisord").stops(Facts(100, 60, 11, 90))


def test_near_is_as_far_as_the_data_lie_apart() -> None:
    suggested = answer_with("densityclusters").settings
    assert suggested(Facts(closest_m=120.0))["DISTANCE"] == 500.0
    assert suggested(Facts(closest_m=1834.2))["DISTANCE"] == 1900.0
