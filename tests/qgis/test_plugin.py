"""The plugin as QGIS loads it, and gone again without a trace."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, Iterator

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingParameterDefinition,
    QgsTask,
)
from surroundings import surroundings
from waiting import wait_until

import ir_plugin
from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.qgis_support.language import set_language

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def loaded(qgis_iface: Any) -> Iterator[Any]:
    """The plugin in a QGIS with a window."""
    plugin = ir_plugin.classFactory(qgis_iface)
    plugin.initGui()
    yield plugin
    plugin.unload()
    set_language("")


def test_loading_twice_leaves_nothing_behind(qgis_iface: Any) -> None:
    before = surroundings(qgis_iface)
    for _ in range(2):
        plugin = ir_plugin.classFactory(qgis_iface)
        plugin.initGui()
        assert QgsApplication.processingRegistry().providerById("ir") is not None
        plugin.unload()
        assert surroundings(qgis_iface) == before
    plugin.unload()
    assert surroundings(qgis_iface) == before


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux lists threads there")
def test_the_threads_of_tasks_end_with_the_plugin(qgis_iface: Any) -> None:
    """QGIS crashes when it closes where such a thread has been to the network and outlives the store of passwords."""
    plugin, seen = ir_plugin.classFactory(qgis_iface), []
    plugin.initGui()
    task = QgsTask.fromFunction("a task of QGIS", lambda _: seen.append(threading.get_native_id()))
    QgsApplication.taskManager().addTask(task)
    wait_until(lambda: seen and not QgsApplication.taskManager().countActiveTasks())
    thread = Path(f"/proc/self/task/{seen[0]}")
    assert thread.is_dir()
    plugin.unload()
    # Qt waits until a thread has done its work, the system lists it a moment longer; left alone it would idle for 30 s
    wait_until(lambda: not thread.exists(), 10)


def test_qgis_process_needs_no_window() -> None:
    plugin = ir_plugin.classFactory(None)
    plugin.initProcessing()
    provider = QgsApplication.processingRegistry().providerById("ir")
    assert provider.name() == "Klaster IR"
    assert not provider.icon().isNull()
    plugin.unload()
    assert QgsApplication.processingRegistry().providerById("ir") is None


def test_every_declared_algorithm_is_offered(loaded: Any) -> None:
    offered = {each.name() for each in QgsApplication.processingRegistry().providerById("ir").algorithms()}
    assert offered == {each.id for each in ALGORITHMS}


def algorithm(declaration: Any) -> QgsProcessingAlgorithm:
    return QgsApplication.processingRegistry().createAlgorithmById(f"ir:{declaration.id}")


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("declaration", ALGORITHMS, ids=lambda each: each.id)
def test_each_algorithm_speaks_the_language(loaded: Any, declaration: Any, language: str) -> None:
    set_language(language)
    made = algorithm(declaration)
    assert made.displayName() == declaration.title.in_language(language)
    assert made.group() == declaration.group.title.in_language(language)
    assert declaration.help.in_language(language) in made.shortHelpString()
    for parameter in declaration.parameters:
        definition = made.parameterDefinition(parameter.id)
        assert definition.description().startswith(parameter.label.in_language(language))
        assert definition.help() == parameter.help.in_language(language)
        optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
        assert bool(optional) == parameter.optional


@pytest.mark.parametrize("declaration", ALGORITHMS, ids=lambda each: each.id)
def test_each_algorithm_has_every_declared_output(loaded: Any, declaration: Any) -> None:
    made = algorithm(declaration)
    assert {each.name() for each in made.outputDefinitions()} >= {each.id for each in declaration.outputs}


def test_importing_the_plugin_loads_only_what_every_qgis_has() -> None:
    """In a new interpreter, where nothing else has been imported yet."""
    program = (
        "import sys; import ir_plugin; early = 'ir_plugin.plugin' in sys.modules; import ir_plugin.plugin; "
        "foreign = {'geopandas', 'shapely', 'fiona', 'scipy', 'pandas', 'openpyxl', 'pyogrio'} & set(sys.modules); "
        "print(early, sorted(foreign))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=REPOSITORY, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False []"
