"""Every algorithm that asks for a register, where the register is not as it should be: a sentence, and nothing lost."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ir_plugin.core.register import geopackage
from processing_scripts.command_line import command_line
from tests.core.register.made_packages import change
from tests.headless.made_runs import Run
from tests.headless.register_runs import OF_REGISTERS, OUT, READERS, WRITERS, register_run
from tests.headless.register_states import state
from tests.headless.small_disks import mounted, needs_mounts

VERSION = "UPDATE register_info SET nilai = ? WHERE kunci = 'versi_skema'"


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    return {each: register_run(each, tmp_path_factory.mktemp(each)) for each in OF_REGISTERS}


@pytest.fixture
def run(request: pytest.FixtureRequest, runs: dict[str, Run], tmp_path: Path) -> Run:
    """The run of an algorithm on a copy of its register."""
    made = runs[request.param]
    return made._replace(register=Path(shutil.copy(made.register, tmp_path)))


every_one = pytest.mark.parametrize("run", OF_REGISTERS, indirect=True)
writers = pytest.mark.parametrize("run", WRITERS, indirect=True)


def invoke(run: Run) -> Result:
    return CliRunner().invoke(command_line("en"), [run.algorithm, str(run.register), *run.arguments])


def refused(run: Run, words: str) -> None:
    """The run says a sentence; register and folders are as they were."""
    before, files = run.register.read_bytes(), sorted(run.register.parent.iterdir())
    ended = invoke(run)
    assert ended.exit_code == 2 and words in ended.output, ended.output
    assert run.register.read_bytes() == before and sorted(run.register.parent.iterdir()) == files
    results = [Path(each) for each in run.arguments if Path(each).name.startswith(OUT)]
    assert not any(each.exists() for each in results)


@every_one
def test_without_trouble_it_runs_and_writers_write(run: Run) -> None:
    before = state(str(run.register))
    ended = invoke(run)
    assert ended.exit_code == 0, ended.output
    assert (state(str(run.register)) == before) == (run.algorithm in READERS)
    for each in run.arguments:
        if Path(each).name.startswith(OUT):
            shutil.rmtree(each) if Path(each).is_dir() else Path(each).unlink()


@every_one
def test_another_program_that_writes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused_beside("BEGIN EXCLUSIVE", run, monkeypatch)


@writers
def test_another_program_that_is_about_to_write(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused_beside("BEGIN IMMEDIATE", run, monkeypatch)


def refused_beside(lock: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geopackage, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(run.register, isolation_level=None)) as other:
        other.execute(lock)
        refused(run, "another program is using it; close that program")


@every_one
def test_a_register_of_a_newer_program(run: Run) -> None:
    change(str(run.register), VERSION, "999")
    refused(run, "newer Klaster IR; update the plugin first")


@pytest.mark.parametrize("run", [each for each in OF_REGISTERS if each != "upgraderegister"], indirect=True)
def test_a_register_of_an_older_program(run: Run) -> None:
    change(str(run.register), VERSION, "1")
    refused(run, "run Upgrade a register first")


@every_one
@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.99])
def test_a_half_copied_register(run: Run, share: float) -> None:
    content = run.register.read_bytes()
    run.register.write_bytes(content[: int(len(content) * share)])
    refused(run, "it is damaged; use a backup copy" if share else "is empty and no register")


@every_one
def test_a_register_that_is_not_there(run: Run) -> None:
    before = run.register.read_bytes()
    gone = run._replace(register=run.register.with_name("lain.gpkg"))
    ended = invoke(gone)
    assert ended.exit_code == 2 and "lain.gpkg" in ended.output and "does not exist" in ended.output
    assert run.register.read_bytes() == before and not gone.register.exists()


@needs_mounts
@writers
def test_a_full_disk(run: Run, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    ended = mounted(f"nr_blocks={run.register.stat().st_size // 4096}", run, tmp_path / "back")
    assert ended.returncode == 2 and "the disk is full; make room" in ended.stderr, ended.stderr
    assert state(str(tmp_path / "back" / run.register.name)) == state(str(run.register))


@needs_mounts
@writers
def test_a_file_system_that_is_read_only(run: Run, tmp_path: Path) -> None:
    (tmp_path / "back").mkdir()
    ended = mounted("size=50m", run, tmp_path / "back", after="mount -o remount,ro {place}")
    assert ended.returncode == 2 and "it is read-only; check the rights" in ended.stderr, ended.stderr
    assert state(str(tmp_path / "back" / run.register.name)) == state(str(run.register))
