"""One run from the window: results, sentences, failure and cancel come back to the main thread."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any, Dict, List, Mapping

import pytest
from qgis.core import QgsApplication, QgsProcessing, QgsProject, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QThread

from ir_plugin.gui.algorithm_run import AlgorithmRun, _running
from ir_plugin.gui.desktop import Desktop
from ir_plugin.qgis_support.version_differences import task_threads

from .conftest import SAMPLE, wait_until

VILLAGES = f"{SAMPLE}|layername=ref_wilayah|subset=tingkat = '4'"


class Watched:
    """A run and what it has told; ``elsewhere``: whether anything came in another thread."""

    def __init__(self, algorithm_id: str, values: Mapping[str, Any]) -> None:
        self.run = AlgorithmRun(algorithm_id, values, QgsProject.instance())
        self.results: List[Dict[str, Any]] = []
        self.failures: List[str] = []
        self.shares: List[float] = []
        self.elsewhere = False
        home = QThread.currentThread()

        def here(keep: Any) -> Any:
            def told(*given: Any) -> None:
                self.elsewhere |= QThread.currentThread() is not home
                keep(given[0])

            return told

        self.run.progressed.connect(here(self.shares.append))
        self.run.succeeded.connect(here(self.results.append))
        self.run.failed.connect(here(self.failures.append))

    def wait(self) -> None:
        self.run.start()
        wait_until(lambda: self.results or self.failures)


@pytest.fixture(autouse=True)
def _toolbox(desktop: Desktop) -> None:
    """The algorithms, a project and Indonesian."""


def test_results_and_sentences_come_to_the_main_thread(register: Path) -> None:
    watched = Watched("checkregister", {"REGISTER": str(register), "DATE": "2026-01-15"})
    watched.wait()
    assert watched.failures == [] and watched.results[0]["N_ERRORS"] == 0
    assert watched.run.notes[0].sentence.startswith("0 galat") and not watched.run.notes[0].warning
    assert watched.shares and max(watched.shares) <= 1.0 and not watched.elsewhere


def test_what_a_person_can_fix_is_one_sentence(tmp_path: Path) -> None:
    watched = Watched("checkregister", {"REGISTER": str(tmp_path / "none.gpkg")})
    watched.wait()
    assert watched.results == [] and len(watched.failures) == 1
    assert watched.failures[0].startswith("Berkas") and "tidak ditemukan" in watched.failures[0]


def test_a_cancel_says_nothing_and_leaves_everything(register: Path) -> None:
    before = register.read_bytes()
    watched = Watched("checkregister", {"REGISTER": str(register)})
    watched.run.start()
    watched.run.cancel()
    watched.run.cancel()
    wait_until(lambda: watched.failures)
    assert watched.failures == [""] and watched.results == [] and register.read_bytes() == before


def test_a_task_that_qgis_loses_is_queued_anew(register: Path) -> None:
    end = threading.Event()
    all_busy = [QgsTask.fromFunction("busy", lambda _: end.wait()) for _ in range(task_threads().maxThreadCount())]
    for each in all_busy:
        QgsApplication.taskManager().addTask(each)
    wait_until(lambda: task_threads().activeThreadCount() == len(all_busy))
    watched = Watched("checkregister", {"REGISTER": str(register)})
    watched.run.start()
    lost = watched.run._task
    assert lost is not None
    lost.hold()
    lost.unhold()  # which takes it out of the threads' queue, and QGIS does not put it in again
    end.set()
    wait_until(lambda: watched.results)
    assert watched.failures == [] and watched.run not in _running


def test_a_task_that_qgis_deletes_before_its_turn_ends_the_run(register: Path) -> None:
    watched = Watched("checkregister", {"REGISTER": str(register)})
    watched.run.start()
    task = watched.run._task
    assert task is not None
    task.hold()
    task.cancel()
    watched.run._look_for_a_lost_task()
    wait_until(lambda: watched.failures)
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)
    assert sip.isdeleted(task)
    watched.run._look_for_a_lost_task()
    watched.run.cancel()
    assert watched.failures == [""] and watched.run not in _running


def test_what_may_only_run_in_the_main_thread_does(tmp_path: Path) -> None:
    target = tmp_path / "peta.xyz"
    watched = Watched("exportmap", {"LAYERS": [VILLAGES], "OUTPUT": str(target)})
    watched.wait()
    assert watched.failures == [f"Berkas peta harus berupa berkas berakhiran .pdf, .png, .svg, bukan {target}."]
    assert not target.exists()


def test_a_temporary_layer_is_handed_over(register: Path) -> None:
    watched = Watched("checkregister", {"REGISTER": str(register), "FINDINGS": QgsProcessing.TEMPORARY_OUTPUT})
    watched.wait()
    layer = watched.run.result_layer("FINDINGS")
    assert layer is not None and layer.featureCount() > 300
    assert watched.run.result_layer("FINDINGS") is None and watched.run not in _running
