"""A run in the background, as the toolbox does it while the person goes on working."""

from __future__ import annotations

import time

from qgis.core import QgsApplication, QgsProcessingAlgRunnerTask, QgsProcessingContext, QgsProject, QgsVectorLayer

from ir_plugin.processing.declared_algorithm import DeclaredAlgorithm
from tests.qgis.processing.standard_scores import STANDARD_SCORES

PATIENCE_S = 30


def run_in_the_background(parameters, feedback):
    """Success, results and context of a task."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    task = QgsProcessingAlgRunnerTask(DeclaredAlgorithm(STANDARD_SCORES).create(), parameters, context, feedback)
    outcome = []
    task.executed.connect(lambda done, results: outcome.append((done, results)))
    QgsApplication.taskManager().addTask(task)
    end = time.monotonic() + PATIENCE_S
    while not outcome and time.monotonic() < end:
        QgsApplication.processEvents()
    return (*outcome[0], context)


def test_a_result_comes_out(lattice, saved, feedback, tmp_path):
    layer = QgsVectorLayer(saved(lattice(side=30), tmp_path / "desa.gpkg"), "desa", "ogr")
    QgsProject.instance().addMapLayer(layer)
    target = str(tmp_path / "skor.gpkg")
    parameters = {"INPUT": layer.id(), "FIELD": "n", "OUTPUT": target}
    done, results, _context = run_in_the_background(parameters, feedback())
    assert done
    assert results["OUTPUT"] == target
    assert QgsVectorLayer(target, "skor", "ogr").featureCount() == 900


def test_a_cancel_leaves_nothing(lattice, feedback, tmp_path):
    layer = lattice(side=60)
    QgsProject.instance().addMapLayer(layer)
    watch = feedback(cancel_at=88)
    parameters = {"INPUT": layer.id(), "FIELD": "n", "OUTPUT": str(tmp_path / "skor.gpkg")}
    done, results, context = run_in_the_background(parameters, watch)
    assert not done
    assert results == {}
    assert not context.layersToLoadOnCompletion()
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_is_told(lattice, feedback):
    layer = lattice()
    QgsProject.instance().addMapLayer(layer)
    watch = feedback()
    parameters = {"INPUT": layer.id(), "FIELD": "tetap", "OUTPUT": "TEMPORARY_OUTPUT"}
    done, _results, _context = run_in_the_background(parameters, watch)
    assert not done
    assert watch.htmlLog() or watch.textLog()
    assert "The field tetap does not vary; choose another." in watch.textLog()
