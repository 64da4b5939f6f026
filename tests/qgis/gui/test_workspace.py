"""The workspace: opening a register, looking at some of its businesses, and losing it again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any, List

import pytest
from qgis.core import QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsLayerTreeMapCanvasBridge

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import create_register
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.geopackage import reading
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.recent import recent_registers
from ir_plugin.register.layers import show_only
from ir_plugin.register.marks import layers_in
from ir_plugin.register.project import PROJECT_CRS
from ir_plugin.register.widgets import LINE, REGION

from .conftest import wait_until


def test_an_opened_register_is_in_the_project_and_among_the_recent_ones(opened: Desktop, register: Path) -> None:
    assert opened.workspace.layer("usaha_ringkas").featureCount() == 2500
    assert opened.workspace.layer("ref_wilayah", "villages") is not None
    assert recent_registers()[0] == register


def test_the_forms_of_an_opened_register_have_the_widgets_of_the_plugin(opened: Desktop) -> None:
    layer = opened.workspace.layer("ir_usaha")
    kinds = {name: layer.editorWidgetSetup(layer.fields().indexOf(name)).type() for name in ("kode_desa", "nama_usaha")}
    assert kinds == {"kode_desa": REGION, "nama_usaha": LINE}


def test_the_first_rows_of_a_layer_come_into_view(desktop: Desktop, register: Path, tmp_path: Path) -> None:
    empty, workspace = tmp_path / "kosong.gpkg", desktop.workspace
    create_register.OPERATION.compute({"REGISTER": str(empty)}, Context())
    workspace.open_register(empty)
    wait_until(lambda: workspace.register == empty and workspace.background.is_idle)
    workspace.canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    with closing(connect(str(register))) as source, closing(connect(str(empty))) as target:
        source.backup(target)  # as an operation or its undo does
    workspace.refresh()
    wait_until(lambda: workspace.background.is_idle)
    layer = workspace.layer("usaha_ringkas")
    settings = workspace.canvas.mapSettings()
    assert settings.extent().intersects(settings.layerExtentToOutputExtent(layer, layer.extent()))
    workspace.canvas.setExtent(QgsRectangle(0, 0, 1, 1))
    workspace.refresh()
    wait_until(lambda: workspace.background.is_idle)
    assert workspace.canvas.extent().contains(QgsPointXY(0.5, 0.5))  # where somebody has gone since


def test_a_filter_leaves_the_same_businesses_in_every_layer(opened: Desktop, register: Path) -> None:
    chosen = BusinessFilter(region="19.01", sex="P", text="ke")
    opened.workspace.set_filter(chosen)
    with reading(str(register)) as connection:
        query = " ".join(("SELECT count(*) FROM usaha_ringkas WHERE", chosen.condition()))
        (expected,) = connection.execute(query).fetchone()
    assert 0 < expected < 2500
    assert opened.workspace.layer("usaha_ringkas").featureCount() == expected
    assert opened.workspace.layer("ir_usaha").featureCount() == expected
    opened.workspace.set_filter(BusinessFilter())
    assert opened.workspace.layer("ir_usaha").featureCount() == 2500


def test_a_project_without_the_register_closes_it(opened: Desktop, register: Path) -> None:
    project = QgsProject.instance()
    project.removeMapLayers([layer.id() for layer in layers_in(project, str(register))])
    assert opened.workspace.register is None


@pytest.mark.parametrize("answer", [False, [], 0, "x"])
def test_an_answer_that_is_empty_is_an_answer(desktop: Desktop, answer: Any) -> None:
    told: List[Any] = []
    desktop.workspace.background.run("test", lambda _: answer, told.append)
    wait_until(lambda: told)
    assert told == [answer]


@pytest.mark.parametrize("kept", [True, False], ids=["its filter", "a filter of somebody else's"])
def test_a_saved_project_shows_what_its_filter_bar_says(
    opened: Desktop, register: Path, tmp_path: Path, kept: bool
) -> None:
    workspace, project, chosen = opened.workspace, QgsProject.instance(), BusinessFilter(region="19.01", text="ke")
    workspace.set_filter(chosen)
    expected = workspace.layer("ir_usaha").featureCount()
    if not kept:
        show_only(workspace.layer("usaha_ringkas"), "kelas_ir = '1'")
    assert project.write(str(tmp_path / "proyek.qgz"))
    project.clear()
    assert workspace.register is None and not workspace.filter
    project.read(str(tmp_path / "proyek.qgz"))
    wait_until(lambda: workspace.register == register)
    assert workspace.filter == (chosen if kept else BusinessFilter())
    counts = {workspace.layer(table).featureCount() for table in ("usaha_ringkas", "ir_usaha")}
    assert counts == {expected if kept else 2500} and 0 < expected < 2500


def test_the_window_keeps_the_projection_of_a_new_project(desktop: Desktop, register: Path) -> None:
    project = QgsProject.instance()
    bridge = QgsLayerTreeMapCanvasBridge(project.layerTreeRoot(), desktop.workspace.canvas)  # as QGIS's own window has
    desktop.workspace.open_register(register)
    wait_until(lambda: desktop.workspace.register == register)
    wait_until(desktop.workspace.canvas.layers)  # which the bridge shows later, and sets a projection before
    assert project.crs().authid() == PROJECT_CRS
    bridge.deleteLater()
