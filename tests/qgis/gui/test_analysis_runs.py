"""Runs into the open register: what they write, how it is shown, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

import pytest
from qgis.core import QgsProject, QgsRasterLayer

from ir_plugin.core.questions.declaration import Answer
from ir_plugin.core.questions.facts import Facts, read_facts
from ir_plugin.core.questions.questions import QUESTIONS, answer_with
from ir_plugin.core.register.geopackage import layer_names, reading
from ir_plugin.core.register.run_records import read_runs
from ir_plugin.gui.analysis_runs import Order, Outcome
from ir_plugin.gui.desktop import Desktop
from ir_plugin.register.marks import table_of
from tests.qgis.gui.conftest import SAMPLE, wait_until

FEWEST = {"PERMUTATIONS": 99, "REPLICATES": 99, "RESAMPLES": 10, "STARTS": 2, "K_MAX": 3, "CELL": 5000.0}
KINDS = ["hotspotgetisord", "globalautocorrelation", "weights", "densityclusters", "densitysurface", "regionalise"]
"""One for each kind of result: columns, a table, lines, points with outlines, a grid, two filled maps."""
METHODS = list(dict.fromkeys(each.algorithm_id for question in QUESTIONS for each in question.answers))


@pytest.fixture(scope="module")
def facts() -> Facts:
    return read_facts(str(SAMPLE))


def order(register: Path, facts: Facts, method: str, **other: Any) -> Order:
    """The suggested settings with few permutations."""
    answer: Answer = answer_with(method)
    fewest = {each.id: FEWEST[each.id] for each in answer.algorithm.parameters if each.id in FEWEST}
    return Order(register, answer, {**answer.values(facts), **fewest, **other})


def outcome_of(desktop: Desktop, wanted: Order) -> Optional[Outcome]:
    """Runs and waits."""
    ended: List[Optional[Outcome]] = []
    desktop.workspace.runs.ended.connect(ended.append)
    desktop.workspace.runs.run(wanted)
    wait_until(lambda: ended)
    desktop.workspace.runs.ended.disconnect(ended.append)
    return ended[0]


def tables(register: Path) -> List[str]:
    with reading(str(register)) as connection:
        return layer_names(connection)


def shown() -> Dict[str, bool]:
    """The results in the tree by table, with whether they are switched on."""
    group = QgsProject.instance().layerTreeRoot().findGroup("Hasil analisis")
    return {table_of(node.layer()): node.isVisible() for node in group.findLayers()}


@pytest.mark.parametrize("methods", [KINDS, pytest.param(METHODS, marks=pytest.mark.slow)], ids=["kinds", "all"])
def test_answers_run_into_the_register(opened: Desktop, register: Path, facts: Facts, methods: List[str]) -> None:
    written = set()
    for method in methods:
        before = set(tables(register))
        outcome = outcome_of(opened, order(register, facts, method))
        assert outcome is not None and outcome.record is not None and outcome.found, method
        assert outcome.record.algorithm == method
        if method == "densitysurface":
            assert QgsRasterLayer(outcome.layers["OUTPUT"]).isValid()
            continue
        new = set(tables(register)) - before - {"layer_styles"}
        assert new and new == set(outcome.layers.values()), method
        assert set(read_runs(str(register))[0].layers) == new
        assert all(opened.workspace.layer(table).isValid() for table in new)
        written |= new
    assert not list(register.parent.glob("*-wal"))
    for table, count in (("usaha_ringkas", 2500), ("ir_usaha", 2500)):  # the project still reads its layers
        assert sum(1 for _ in opened.workspace.layer(table).getFeatures()) == count
    assert set(shown()) >= written


def test_a_second_run_gets_a_name_of_its_own_and_the_map(opened: Desktop, register: Path, facts: Facts) -> None:
    for _ in range(2):
        outcome_of(opened, order(register, facts, "hotspotgetisord"))
    assert shown() == {"titik_panas_2": True, "titik_panas": False}
    layer = opened.workspace.layer("titik_panas_2")
    assert layer.name() == "Titik panas dan titik dingin (2)"
    assert type(layer.renderer()).__name__ == "QgsCategorizedSymbolRenderer"
    assert layer.attributeAlias(layer.fields().lookupField("ir_jumlah")) == "Jumlah IR"
    assert "Gi*" in layer.metadata().abstract()
    titles = [each.name() for each in QgsProject.instance().layerTreeRoot().children()]
    assert titles.index("Industri rumahan") < titles.index("Hasil analisis") < titles.index("Tabel pendataan")


def test_points_and_outlines_lie_over_the_filled_map(opened: Desktop, register: Path, facts: Facts) -> None:
    outcome_of(opened, order(register, facts, "hotspotgetisord"))
    clusters = outcome_of(opened, order(register, facts, "densityclusters"))
    assert list(shown())[-1] == "titik_panas"
    assert shown() == {**dict.fromkeys(clusters.layers.values(), True), "titik_panas": True}


def test_never_two_at_once(opened: Desktop, register: Path, facts: Facts) -> None:
    ended: List[Optional[Outcome]] = []
    runs = opened.workspace.runs
    runs.ended.connect(ended.append)
    runs.run(order(register, facts, "hotspotgetisord"))
    runs.run(order(register, facts, "localmoran"))
    wait_until(lambda: not runs.is_running)
    runs.ended.disconnect(ended.append)
    assert [each.layers["OUTPUT"] for each in ended if each] == ["titik_panas"]


def test_a_cancelled_run_writes_nothing(opened: Desktop, register: Path, facts: Facts) -> None:
    before = tables(register)
    runs = opened.workspace.runs
    ended: List[Optional[Outcome]] = []
    runs.ended.connect(ended.append)
    runs.progressed.connect(lambda share: runs.cancel() if share > 0.3 else None)
    runs.run(order(register, facts, "hotspotgetisord", PERMUTATIONS=9_999_999))
    wait_until(lambda: ended)
    assert ended == [None]
    assert tables(register) == before


def test_a_refusal_is_told(opened: Desktop, register: Path, facts: Facts, monkeypatch: pytest.MonkeyPatch) -> None:
    told: List[str] = []
    monkeypatch.setattr(opened.workspace, "refuse", lambda sentence: told.append(sentence.id))
    assert outcome_of(opened, order(register, facts, "hotspotgetisord", FIELD="tidak_ada")) is None
    assert len(told) == 1 and "tidak_ada" in told[0]


def test_a_project_that_is_closed_in_the_middle_keeps_the_result(opened: Desktop, register: Path, facts: Facts) -> None:
    ended: List[Optional[Outcome]] = []
    runs = opened.workspace.runs
    runs.ended.connect(ended.append)
    runs.run(order(register, facts, "hotspotgetisord"))
    QgsProject.instance().clear()
    wait_until(lambda: ended)
    assert ended[0] is not None and "titik_panas" in tables(register)
    assert not QgsProject.instance().mapLayers()
