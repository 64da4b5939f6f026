"""Work beside the window that ends without an answer: interrupted, or by a bug."""

from __future__ import annotations

import sys
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Callable, List

import pytest
from qgis.core import QgsFeedback, QgsLocatorContext
from qgis.PyQt.QtCore import Qt, QThread

from ir_plugin.core.progress import Progress
from ir_plugin.core.register import undo
from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.locator import RegisterLocator

from .conftest import wait_until
from .operating import wait_for_end


def test_a_job_that_is_interrupted_says_so(desktop: Desktop) -> None:
    ends: List[str] = []
    background = desktop.workspace.background

    def work(progress: Progress) -> None:
        while True:
            progress(0.0)
            time.sleep(0.01)

    background.run("a", work, lambda _: ends.append("then"), lambda: ends.append("otherwise"))
    background.interrupt("a")
    wait_until(lambda: ends)
    assert ends == ["otherwise"]
    wait_until(lambda: background.is_idle)


class _AtOnce:
    """Threads that have done the work before anybody can look."""

    def submit(self, work: Callable[[Progress], Any], progress: Progress) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(progress))
        return done

    def shutdown(self, **_: Any) -> None:
        pass


def test_who_asked_hears_of_the_end_however_soon_it_comes(desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    ends: List[str] = []
    monkeypatch.setattr(desktop.workspace.background, "_threads", _AtOnce())
    job = desktop.workspace.background.run("a", lambda _: "answer", ends.append)
    job.ended.connect(lambda: ends.append("ended"))
    wait_until(lambda: len(ends) == 2)
    assert ends == ["ended", "answer"]


def test_more_jobs_than_threads_all_have_their_turn(desktop: Desktop) -> None:
    ends: List[int] = []
    count = 2 * QThread.idealThreadCount() + 1
    for number in range(count):
        desktop.workspace.background.run(f"{number}", lambda _: time.sleep(0.6) or 1, ends.append)
    wait_until(lambda: len(ends) == count)
    wait_until(lambda: desktop.workspace.background.is_idle)


def test_a_cancel_while_the_copy_is_kept_ends_the_operation(data_page: DataPage, register: Path) -> None:
    operations = data_page.workspace.operations
    assert operations.start("classify", {"REGISTER": str(register)})
    operations.cancel()
    wait_for_end(data_page)
    assert operations.notes[0].sentence == "Dibatalkan; tidak ada yang berubah."
    assert undo.copies(str(register)) == []


def test_a_cancel_after_all_was_written_is_too_late(data_page: DataPage, register: Path) -> None:
    operations = data_page.workspace.operations
    assert operations.start("classify", {"REGISTER": str(register)})
    wait_until(lambda: operations._run is not None)
    feedback = operations._run._feedback

    def cancel(sentence: str, _: bool) -> None:
        if not sentence.startswith("DRAF"):  # that is said before anything is written
            feedback.cancel()

    operations._run.noted.connect(cancel, Qt.ConnectionType.DirectConnection)
    wait_for_end(data_page)
    assert operations.results["REGISTER"] == str(register)
    assert "Dibatalkan; tidak ada yang berubah." not in [each.sentence for each in operations.notes]


def test_a_bug_is_shown_and_ends_the_operation(data_page: DataPage, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: List[Any] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, *_: shown.append(kind))
    monkeypatch.setattr(undo, "save", lambda *_: 1 / 0)
    operations = data_page.workspace.operations
    assert operations.start("classify", {"REGISTER": str(data_page.workspace.register)})
    wait_for_end(data_page)
    assert shown == [ZeroDivisionError] and not operations.running


def test_the_locator_finds_nothing_in_what_is_no_register(opened: Desktop, register: Path) -> None:
    found: List[Any] = []
    locator = RegisterLocator(opened.workspace).clone()
    locator.resultFetched.connect(found.append)
    whole = register.read_bytes()
    register.write_bytes(b"no register" * 1000)
    locator.fetchResults("Sungai Daeng", QgsLocatorContext(), QgsFeedback())
    register.write_bytes(whole)
    assert found == []
