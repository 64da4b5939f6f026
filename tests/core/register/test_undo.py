"""Undo: copies from before an operation, and the register given back what it held, whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.register import classify, create_register, undo
from ir_plugin.core.register.geopackage import reading

COUNT = "SELECT count(*) FROM ir_usaha"
CLASSED = "SELECT count(kelas_hitung) FROM ir_pengamatan"


def folder(scene: Any) -> Path:
    return Path(scene.path).with_name(".register.undo")


def test_an_operation_is_undone(scene: Any) -> None:
    scene.business()
    saved = undo.save(scene.path, "importsurvey")
    scene.business()
    settled = undo.settle(scene.path, saved)
    assert undo.copies(scene.path) == [settled]
    assert (settled.operation, undo.is_edited(scene.path, settled)) == ("importsurvey", False)
    undo.restore(scene.path, settled)
    assert scene.rows(COUNT) == [(1,)] and scene.rows("PRAGMA integrity_check") == [("ok",)]
    assert undo.copies(scene.path) == [] and list(folder(scene).iterdir()) == []
    scene.business()
    assert scene.rows(COUNT) == [(2,)]


def test_classes_are_undone_and_not_lost_unasked(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "omzet_bulan": 2_000_000})
    classify.OPERATION.compute({"REGISTER": scene.path}, Context())  # so that the profile is known
    scene.execute("UPDATE ir_pengamatan SET kelas_hitung = NULL, alasan_kelas = NULL, kelengkapan = NULL")
    saved = undo.save(scene.path, "classify")
    classify.OPERATION.compute({"REGISTER": scene.path}, Context())
    settled = undo.settle(scene.path, saved)
    assert settled is not None and scene.rows(CLASSED) == [(1,)]
    classify.OPERATION.compute({"REGISTER": scene.path}, Context())
    assert not undo.is_edited(scene.path, settled), "the same classes again are no edit"
    scene.execute("UPDATE ir_pengamatan SET kelas_hitung = NULL")
    assert undo.is_edited(scene.path, settled)
    undo.restore(scene.path, settled, even_if_edited=True)
    assert scene.rows(CLASSED) == [(0,)]


def test_what_changed_nothing_leaves_no_copy(scene: Any) -> None:
    scene.business()
    assert undo.settle(scene.path, undo.save(scene.path, "checkregister")) is None
    assert list(folder(scene).iterdir()) == []


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE ir_usaha SET nama_usaha = 'Lain'",
        "DELETE FROM ir_produk",
        "INSERT INTO register_info (kunci, nilai) VALUES ('a', 'b')",
        "UPDATE ref_wilayah SET penduduk_l = 7 WHERE kode_dagri = '19.01'",
    ],
)
def test_an_edit_since_is_not_lost_unasked(scene: Any, edit: str) -> None:
    scene.business()
    saved = undo.save(scene.path, "importsurvey")
    scene.business()
    settled = undo.settle(scene.path, saved)
    scene.execute(edit)
    before = Path(scene.path).read_bytes()
    with pytest.raises(UserError, match="has been changed since"):
        undo.restore(scene.path, settled)
    assert Path(scene.path).read_bytes() == before
    undo.restore(scene.path, settled, even_if_edited=True)
    assert scene.rows(COUNT) == [(1,)]


def test_a_project_that_was_saved_since_is_not_lost_unasked(scene: Any) -> None:
    saved = undo.save(scene.path, "importsurvey")
    scene.business()
    settled = undo.settle(scene.path, saved)
    scene.execute("CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)")
    scene.execute("INSERT INTO qgis_projects VALUES ('peta', NULL, x'00')")
    with pytest.raises(UserError, match="has been changed since"):
        undo.restore(scene.path, settled)


def test_no_register_takes_the_copy_of_another(scene: Any, tmp_path: Path) -> None:
    saved = undo.save(scene.path, "importsurvey")
    other = tmp_path / "lain.gpkg"
    shutil.copy(scene.path, other)
    with pytest.raises(UserError, match="is gone"):
        undo.restore(str(other), saved, even_if_edited=True)


def test_a_copy_whose_operation_never_ended_asks_first(scene: Any) -> None:
    saved = undo.save(scene.path, "importsurvey")
    with pytest.raises(UserError, match="has been changed since"):
        undo.restore(scene.path, saved)


def test_only_the_last_three_stay_and_undoing_goes_back_one_by_one(scene: Any) -> None:
    for _ in range(5):
        saved = undo.save(scene.path, "importsurvey")
        scene.business()
        undo.settle(scene.path, saved)
    assert len(undo.copies(scene.path)) == undo.KEPT == 3
    for left in (4, 3, 2):
        undo.restore(scene.path, undo.copies(scene.path)[0])
        assert scene.rows(COUNT) == [(left,)]
    assert undo.copies(scene.path) == []


def test_undoing_an_older_operation_takes_the_newer_ones_along(scene: Any) -> None:
    for _ in range(2):
        saved = undo.save(scene.path, "importsurvey")
        scene.business()
        undo.settle(scene.path, saved)
    undo.restore(scene.path, undo.copies(scene.path)[1], even_if_edited=True)
    assert scene.rows(COUNT) == [(0,)] and undo.copies(scene.path) == []


def test_a_program_that_has_the_register_open_sees_it(scene: Any) -> None:
    with closing(sqlite3.connect(scene.path, isolation_level=None)) as other:
        assert other.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)  # as QGIS opens it
        saved = undo.save(scene.path, "importsurvey")
        scene.business()
        assert other.execute(COUNT).fetchone() == (1,)
        undo.restore(scene.path, undo.settle(scene.path, saved))
        assert other.execute(COUNT).fetchone() == (0,)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert list(folder(scene).iterdir()) == []


def test_a_lock_is_a_sentence_and_changes_nothing(scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = undo.save(scene.path, "importsurvey")
    scene.business()
    settled = undo.settle(scene.path, saved)
    monkeypatch.setattr("ir_plugin.core.register.geopackage.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(scene.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="another program"):
            undo.restore(scene.path, settled)
    assert scene.rows(COUNT) == [(1,)] and undo.copies(scene.path) == [settled]


def test_a_cancel_leaves_register_and_copies_as_they_were(scene: Any) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        undo.save(scene.path, "importsurvey", stop)
    assert list(folder(scene).iterdir()) == []
    saved = undo.save(scene.path, "importsurvey")
    scene.business()
    settled = undo.settle(scene.path, saved)
    undo.PAGES, whole = 10, undo.PAGES
    try:
        with pytest.raises(Cancelled):
            undo.restore(scene.path, settled, stop)
    finally:
        undo.PAGES = whole
    assert scene.rows(COUNT) == [(1,)] and scene.rows("PRAGMA integrity_check") == [("ok",)]


SLOW = """
import sys, time
from ir_plugin.core.register import undo
undo.PAGES = 5
def slow(fraction):
    if fraction > 0.5:
        print("half", flush=True)
        time.sleep(60)
{call}
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("call", ["restore", "save"])
def test_a_kill_in_the_middle_leaves_it_as_it_was(scene: Any, root: Path, call: str) -> None:
    saved = undo.save(scene.path, "importsurvey")
    scene.business()
    settled = undo.settle(scene.path, saved)
    calls = {
        "restore": "undo.restore(sys.argv[1], undo.copies(sys.argv[1])[0], slow)",
        "save": "undo.save(sys.argv[1], 'classify', slow)",
    }
    program = [sys.executable, "-c", SLOW.format(call=calls[call]), scene.path]
    with subprocess.Popen(program, cwd=root, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stdout.readline() == b"half\n"
        time.sleep(0.1)
        running.send_signal(signal.SIGKILL)
    assert scene.rows(COUNT) == [(1,)]
    with reading(scene.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert undo.copies(scene.path) == [settled]
    undo.restore(scene.path, settled)
    assert scene.rows(COUNT) == [(0,)]
    undo.save(scene.path, "importsurvey")
    assert not [path for path in folder(scene).iterdir() if path.suffix == ".part"]


def test_a_copy_that_is_gone_is_a_sentence(scene: Any) -> None:
    saved = undo.save(scene.path, "importsurvey")
    undo.discard(saved)
    with pytest.raises(UserError, match="is gone"):
        undo.restore(scene.path, saved)


def test_a_damaged_note_hides_its_copy(scene: Any) -> None:
    saved = undo.save(scene.path, "importsurvey")
    saved.path.with_suffix(".json").write_text("{", encoding="utf-8")
    assert undo.copies(scene.path) == []


def test_copies_go_with_their_register_when_another_takes_its_name(scene: Any) -> None:
    scene.business()
    undo.save(scene.path, "importsurvey")
    os.remove(scene.path)
    create_register.OPERATION.compute({"REGISTER": scene.path}, Context())
    assert undo.copies(scene.path) == [] and not folder(scene).exists()
