"""What a killed program leaves beside a file is taken away by the next one, and what a living one uses is not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import create_register
from ir_plugin.core.register.drafts import PREFIX, YOUNG_SECONDS
from tests.core.register.made_packages import BANGKA, make_register
from tests.headless.register_states import ROOT, command, state

WRITERS = ("createregister", "exportpackage", "exportregister")
DEADLINE = 60.0


@pytest.fixture(params=WRITERS)
def arguments(request: pytest.FixtureRequest, tmp_path: Path) -> list[str]:
    """An algorithm that writes ``new.gpkg`` into an empty folder."""
    (tmp_path / "there").mkdir()
    new = str(tmp_path / "there" / "new.gpkg")
    more = {"createregister": [], "exportpackage": ["--region", BANGKA], "exportregister": []}[request.param]
    register = [] if request.param == "createregister" else [make_register(tmp_path)]
    return [request.param, *register, new, *more]


@pytest.fixture
def stopped(arguments: list[str], tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The algorithm on its way, halted as soon as its draft lies there, which looks old."""
    line = [sys.executable, "-m", "processing_scripts", *arguments]
    while True:
        with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
            try:
                if halted(running, tmp_path / "there"):
                    yield running
                    return
            finally:
                running.kill()
        (tmp_path / "there" / "new.gpkg").unlink()


def halted(running: subprocess.Popen[bytes], folder: Path) -> bool:
    """Halts the algorithm at its draft. False where it was through before that could be seen, on a busy machine."""
    until = time.monotonic() + DEADLINE
    while not list(folder.glob(f"{PREFIX}*/new.gpkg")):
        assert time.monotonic() < until and not running.poll()
        if running.poll() == 0:
            return False
    running.send_signal(signal.SIGSTOP)
    long_ago = time.time() - 2 * YOUNG_SECONDS
    for draft in folder.glob(f"{PREFIX}*"):
        os.utime(draft, (long_ago, long_ago))
    return True


def drafts(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "there").glob(f"{PREFIX}*"))


def write_beside(tmp_path: Path) -> None:
    create_register.OPERATION.compute({"REGISTER": str(tmp_path / "there" / "beside.gpkg")}, Context())


def test_what_a_killed_program_left_is_taken_away(
    stopped: subprocess.Popen[bytes], arguments: list[str], tmp_path: Path
) -> None:
    before = state(arguments[1]) if len(arguments) > 2 else None
    stopped.kill()
    stopped.wait()
    assert drafts(tmp_path) and not (tmp_path / "there" / "new.gpkg").exists()
    write_beside(tmp_path)
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["beside.gpkg"]
    assert before is None or state(arguments[1]) == before
    assert command(*arguments).code == 0


def test_what_a_living_program_writes_is_left_alone(stopped: subprocess.Popen[bytes], tmp_path: Path) -> None:
    before = drafts(tmp_path)
    write_beside(tmp_path)
    assert drafts(tmp_path) == before
    stopped.send_signal(signal.SIGCONT)
    assert stopped.wait() == 0
    assert {path.name for path in (tmp_path / "there").iterdir()} == {"beside.gpkg", "new.gpkg"}


def test_a_young_folder_and_one_of_another_program_are_left_alone(tmp_path: Path) -> None:
    others = [tmp_path / "there" / name for name in (f"{PREFIX}young", ".other-old")]
    for path in others:
        path.mkdir(parents=True)
    os.utime(others[1], (0, 0))
    write_beside(tmp_path)
    assert all(path.is_dir() for path in others)
