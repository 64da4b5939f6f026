"""Killed at any moment of an import, a merge or an upgrade: the register is as before or complete, never between."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.headless.made_runs import WRITERS, Run, made_run
from tests.headless.register_states import State, command, moments, state

LONGER = 1.1


class Case(NamedTuple):
    """A run, the states of its register before and after, and how long it works until its last write."""

    run: Run
    before: State
    complete: State
    seconds: float


@pytest.fixture(scope="module", params=WRITERS)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    run = made_run(request.param, tmp_path_factory.mktemp(request.param))
    whole = shutil.copy(run.register, run.register.with_name("whole.gpkg"))
    ended = command(run.algorithm, str(whole), *run.arguments)
    assert ended.code == 0, ended.words
    before, complete = state(str(run.register)), state(str(whole))
    assert before != complete
    return Case(run, before, complete, whole.stat().st_mtime - ended.begun)


@pytest.mark.parametrize("count", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_a_random_moment(case: Case, count: int, tmp_path: Path) -> None:
    run, complete = case.run, 0
    for number, moment in enumerate(moments(count, LONGER * case.seconds)):
        register = str(shutil.copy(run.register, tmp_path / f"{number}.gpkg"))
        command(run.algorithm, register, *run.arguments, kill_after=moment)
        found = state(register)
        assert found in (case.before, case.complete), f"killed after {moment:.3f} s"
        complete += found == case.complete
    assert complete < count
    ended = command(run.algorithm, register, *run.arguments)
    assert ended.code == 0, ended.words
    assert state(register) == case.complete
