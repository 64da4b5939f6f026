"""Who writes into the register: never two at once, and nobody keeps the others waiting for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, List, Optional

import pytest
from qgis.core import QgsPointXY

from ir_plugin.core.errors import UserError
from ir_plugin.core.questions.facts import read_facts
from ir_plugin.core.questions.questions import answer_with
from ir_plugin.core.register import undo
from ir_plugin.core.register.run_records import Run
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text
from ir_plugin.gui.analysis_runs import Outcome
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage
from ir_plugin.gui.run_history import settings_of
from ir_plugin.qgis_support.language import set_language
from ir_plugin.register.marks import layers_in

from .conftest import SAMPLE, count, wait_until
from .test_analysis_runs import order, outcome_of, tables

TITLE = Text("Impor survei", "Import a survey")


@pytest.fixture
def told(opened: Desktop, monkeypatch: pytest.MonkeyPatch) -> List[str]:
    """What the person is refused, in Indonesian."""
    sentences: List[str] = []
    workspace = opened.workspace
    for who, name in ((workspace, "refuse"), (workspace.turns, "_refuse"), (workspace.background, "_refuse")):
        monkeypatch.setattr(who, name, lambda sentence: sentences.append(sentence.id))
    return sentences


def test_who_is_second_is_refused_or_waits_and_goes_on_in_its_order(opened: Desktop, told: List[str]) -> None:
    turns, went = opened.workspace.turns, []
    first, second, third = object(), object(), object()
    assert turns.take(first, TITLE) and not turns.take(second, TITLE) and turns.is_taken()
    assert told == ["Tunggu sampai Impor survei selesai, atau batalkan dahulu."] * 2
    turns.wait(second, TITLE, lambda: went.append("second"))
    turns.wait(third, TITLE, lambda: went.append("third"))
    turns.leave(first)
    wait_until(lambda: went)
    assert went == ["second"]
    turns.leave(third)
    turns.leave(second)
    assert turns.take(third, TITLE) and went == ["second"]
    turns.leave(third)


def test_a_result_is_kept_only_when_the_operation_is_done(opened: Desktop, register: Path, told: List[str]) -> None:
    workspace, other = opened.workspace, object()
    ended: List[Optional[Outcome]] = []
    workspace.runs.ended.connect(ended.append)
    assert workspace.turns.take(other, TITLE)
    workspace.runs.run(order(register, read_facts(str(SAMPLE)), "hotspotgetisord"))
    wait_until(lambda: workspace.runs._is_waiting)
    assert "titik_panas" not in tables(register) and not ended
    workspace.turns.leave(other)
    wait_until(lambda: ended)
    assert ended[0] is not None and "titik_panas" in tables(register) and not workspace.turns.is_taken()


def test_a_run_that_waits_for_its_turn_can_be_cancelled(opened: Desktop, register: Path) -> None:
    workspace, other = opened.workspace, object()
    ended: List[Optional[Outcome]] = []
    workspace.runs.ended.connect(ended.append)
    workspace.turns.take(other, TITLE)
    workspace.runs.run(order(register, read_facts(str(SAMPLE)), "hotspotgetisord"))
    wait_until(lambda: workspace.runs._is_waiting)
    workspace.runs.cancel()
    assert ended == [None] and not workspace.runs.is_running
    workspace.turns.leave(other)
    assert workspace.turns.take(other, TITLE) and "titik_panas" not in tables(register)
    workspace.turns.leave(other)


def test_nothing_is_undone_while_a_result_is_written(opened: Desktop, register: Path, told: List[str]) -> None:
    saved = undo.save(str(register), "classify")
    other = object()
    opened.workspace.turns.take(other, TITLE)
    opened.workspace.operations.undo(saved)
    assert len(told) == 1 and not opened.workspace.operations.running
    opened.workspace.turns.leave(other)


def test_a_result_that_cannot_be_shown_ends_its_run(
    opened: Desktop, register: Path, told: List[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> Iterator[float]:
        yield 0.5
        raise UserError(TITLE)

    monkeypatch.setattr("ir_plugin.gui.analysis_runs.show_results", refused)
    outcome = outcome_of(opened, order(register, read_facts(str(SAMPLE)), "hotspotgetisord"))
    assert outcome is not None and not opened.workspace.runs.is_running
    assert "titik_panas" in tables(register)


def test_a_register_that_cannot_be_opened_to_the_end_leaves_no_layer(
    opened: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace, other = opened.workspace, tmp_path / "lain.gpkg"
    other.write_bytes(SAMPLE.read_bytes())

    def refused(*_: object) -> Iterator[None]:
        raise UserError(TITLE)
        yield

    monkeypatch.setattr("ir_plugin.register.project.add_forms", refused)
    shares: List[float] = []
    workspace.opening.connect(shares.append)
    workspace.open_register(other)
    wait_until(lambda: shares and shares[-1] == 1.0)
    assert not layers_in(workspace.project, str(other)) and workspace.register != other


def test_a_register_that_vanished_is_told_when_a_business_is_placed(
    layers_page: LayersPage, register: Path, told: List[str]
) -> None:
    hidden = register.with_name("pindah.gpkg")
    register.rename(hidden)
    layers_page.editing.place(QgsPointXY(106.1, -1.9))
    wait_until(lambda: told)
    hidden.rename(register)
    assert "register.gpkg" in told[0] and count(register, "SELECT count(*) FROM ir_usaha") == 2500


def test_a_setting_that_only_another_version_has_is_listed_as_it_stands() -> None:
    record = RunRecord("hotspotgetisord", {"NEIGHBOURS": "voronoi"}, 1, 0, "", TITLE)
    label = answer_with("hotspotgetisord").algorithm.parameter("NEIGHBOURS").label.id
    set_language("id")
    assert settings_of(Run(record, ("x",))) == f"{label}: voronoi"
    assert settings_of(Run(record.__class__("unknown", {}, 1, 0, "", TITLE), ("x",))) == ""
