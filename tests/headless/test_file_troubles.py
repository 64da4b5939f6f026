"""What a disk, a right or another program may do to a register: a sentence, and nothing lost."""

from __future__ import annotations

import shlex
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.register import classify, geopackage, merge_package
from ir_plugin.core.register.geopackage import transaction
from tests.core.register.made_packages import BANGKA, BUSINESS, change, export, make_register
from tests.headless.made_runs import ROOT, WRITERS, Run, made_run
from tests.headless.register_states import state
from tests.headless.small_disks import NAMESPACE, mounted, needs_mounts

ROOM = 40_000
"""Bytes; more than the first page of a journal, less than any of the runs needs."""


@pytest.fixture(scope="module", params=WRITERS)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    return made_run(request.param, tmp_path_factory.mktemp(request.param))


@needs_mounts
def test_a_full_disk(run: Run, tmp_path: Path) -> None:
    blocks = (run.register.stat().st_size + ROOM) // 4096
    ended = mounted(f"nr_blocks={blocks}", run, tmp_path)
    assert ended.returncode == 2 and "the disk is full; make room. Nothing was changed." in ended.stderr, ended.stderr
    assert state(str(tmp_path / run.register.name)) == state(str(run.register))


@needs_mounts
def test_a_file_system_that_is_read_only(run: Run, tmp_path: Path) -> None:
    ended = mounted("size=50m", run, tmp_path, after="mount -o remount,ro {place}")
    assert ended.returncode == 2 and "it is read-only; check the rights of file and folder" in ended.stderr
    assert state(str(tmp_path / run.register.name)) == state(str(run.register))


@needs_mounts
def test_a_package_that_does_not_fit_is_not_noted(tmp_path: Path) -> None:
    register = make_register(tmp_path)
    small = tmp_path / "small"
    small.mkdir()
    words = [sys.executable, "-m", "processing_scripts", "exportpackage", register, str(small / "p.gpkg")]
    words += ["--region", BANGKA, "--language", "en"]
    script = f"mount -t tmpfs -o size=100k tmpfs {small}; {shlex.join(words)} || code=$?; ls -A {small}; exit $code"
    before = state(register)
    ended = subprocess.run([*NAMESPACE, script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and "the disk is full" in ended.stderr and ended.stdout == ""
    assert state(register) == before


@pytest.fixture
def register(tmp_path: Path) -> str:
    return make_register(tmp_path)


def test_an_office_that_is_editing_its_package(register: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has not saved is not merged; where it is just saving, a sentence."""
    monkeypatch.setattr(geopackage, "BUSY_SECONDS", 0.05)
    package = export(register)
    values = {"REGISTER": register, "PACKAGE": package}
    with closing(sqlite3.connect(package, isolation_level=None)) as office:
        office.execute("BEGIN IMMEDIATE")
        office.execute("UPDATE paket SET waktu = '2026-01-01T00:00:00.000Z'")
        assert merge_package.OPERATION.compute(values, Context()).numbers["N_CHANGED"] == 0
        office.execute("ROLLBACK")
        office.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="another program is using it"):
            merge_package.OPERATION.compute(values, Context())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_half_copied_file(register: str, tmp_path: Path, share: float) -> None:
    package = export(register)
    before = state(register)
    for damaged in (package, register):
        half = tmp_path / "half.gpkg"
        half.write_bytes(Path(damaged).read_bytes()[: int(Path(damaged).stat().st_size * share)])
        content = half.read_bytes()
        of = {"REGISTER": register, "PACKAGE": package}
        values = {**of, ("PACKAGE" if damaged == package else "REGISTER"): str(half)}
        with pytest.raises(UserError, match="it is damaged; use a backup copy"):
            merge_package.OPERATION.compute(values, Context())
        assert half.read_bytes() == content
    assert state(register) == before


def test_a_register_without_a_version(register: str) -> None:
    with transaction(register) as connection:
        connection.execute("UPDATE register_info SET nilai = 'dua'")
    with pytest.raises(UserError, match="is no register of home industries"):
        classify.OPERATION.compute({"REGISTER": register, "PROFILE": None}, Context())


@needs_mounts
def test_a_photo_that_does_not_fit(tmp_path: Path) -> None:
    register = make_register(tmp_path)
    package = export(register)
    (tmp_path / "dapur.jpg").write_bytes(bytes(2_000_000))
    add = "INSERT INTO ir_foto (usaha_id, berkas) VALUES (?, 'dapur.jpg')"
    change(package, add, BUSINESS.format(1))
    run = Run(Path(register), "mergepackage", (package,))
    (tmp_path / "back").mkdir()
    ended = mounted(f"size={Path(register).stat().st_size + 1_000_000}", run, tmp_path / "back", after="ls -A {place}")
    assert ended.returncode == 2 and "the disk is full; make room" in ended.stderr, ended.stderr
    assert state(str(tmp_path / "back" / "register.gpkg")) == state(register)
    assert [path.name for path in (tmp_path / "back").iterdir() if path.is_file()] == ["register.gpkg"]
