"""Killed at any moment of an import, a merge or an upgrade: the register is as before or complete, never between."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import create_register
from ir_plugin.core.register.geopackage import transaction
from processing_scripts.workbook_files import read_workbook
from tests.core.register.made_packages import BANGKA, export
from tests.headless.register_states import State, command, moments, state

ROOT = Path(__file__).parents[2]
SAMPLE, OLDEST = ROOT / "sample_data" / "survei_ir_2025.xlsx", ROOT / "tests" / "expected" / "register_skema_1.gpkg.gz"
ROWS = 300
LONGER = 1.1


class Case(NamedTuple):
    """The register before, the arguments behind its path, both states, and how long it works until its last write."""

    register: Path
    algorithm: str
    arguments: tuple[str, ...]
    before: State
    complete: State
    seconds: float


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first rows of the sample."""
    book, sheet = openpyxl.Workbook(), read_workbook(str(SAMPLE))[0]
    book.active.title = sheet.name
    for row in sheet.rows[:ROWS]:
        book.active.append(list(row))
    path = tmp_path_factory.mktemp("workbook") / "survei.xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="module", params=["importsurvey", "mergepackage", "upgraderegister"])
def case(request: pytest.FixtureRequest, workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp(request.param)
    register, arguments = folder / "register.gpkg", (str(workbook), "--period", "2025")
    if request.param == "upgraderegister":
        register.write_bytes(gzip.decompress(OLDEST.read_bytes()))
        arguments = ()
    else:
        create_register.OPERATION.compute({"REGISTER": str(register)}, Context())
    if request.param == "mergepackage":
        assert command("importsurvey", str(register), *arguments).code == 0
        package = export(str(register), BANGKA)
        with transaction(package) as connection:
            connection.execute("UPDATE ir_usaha SET nama_usaha = nama_usaha || ' baru'")
            connection.execute("UPDATE ir_pengamatan SET modal_kerja = 7")
            connection.execute("DELETE FROM ir_produk WHERE fid % 3 = 0")
        arguments = (package,)
    whole = shutil.copy(register, folder / "whole.gpkg")
    ended = command(request.param, str(whole), *arguments)
    assert ended.code == 0, ended.words
    before, complete = state(str(register)), state(str(whole))
    assert before != complete
    return Case(register, request.param, arguments, before, complete, whole.stat().st_mtime - ended.begun)


@pytest.mark.parametrize("count", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_killed_at_a_random_moment(case: Case, count: int, tmp_path: Path) -> None:
    states = []
    for number, moment in enumerate(moments(count, LONGER * case.seconds)):
        register = str(shutil.copy(case.register, tmp_path / f"{number}.gpkg"))
        command(case.algorithm, register, *case.arguments, kill_after=moment)
        found = state(register)
        assert found in (case.before, case.complete), f"killed after {moment:.3f} s"
        states.append(found == case.complete)
    assert not all(states)
    ended = command(case.algorithm, register, *case.arguments)
    assert ended.code == 0, ended.words
    assert state(register) == case.complete
