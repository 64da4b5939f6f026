"""The day after: QGIS opens with the project of the day before, and once more with nothing but the panel."""

from __future__ import annotations

from typing import Any

from driver import Protocol, click, dock, named, open_tab, wait_until
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QListWidget
from qgis.utils import iface, plugins


def main(protocol: Protocol) -> None:
    """What is there, by the project and by the list of the registers that were open lately."""
    protocol.note("with_project", what_is_there())
    iface.newProject(False)
    wait_until(lambda: workspace().register is None, "an empty window")
    lately = named("Terakhir dibuka", QListWidget, dock())
    protocol.note("lately", [lately.item(row).toolTip() for row in range(lately.count())])
    click(lately.viewport(), lately.visualItemRect(lately.item(0)).center())
    QTest.keyClick(lately, Qt.Key.Key_Return)
    protocol.note("from_list", what_is_there())


def workspace() -> Any:
    return plugins["ir_plugin"].desktop.workspace


def what_is_there() -> dict[str, Any]:
    """The register, the result with its look, and the history, once they are shown."""
    register = wait_until(lambda: workspace().register, "the register")
    assert dock().isVisible()
    open_tab("Analisis", dock())
    history = named("Riwayat", QListWidget, dock())
    wait_until(history.count, "the history")
    result = workspace().layer("titik_panas")
    return {
        "register": str(register),
        "crs": QgsProject.instance().crs().authid(),
        "history": [history.item(row).text() for row in range(history.count())],
        "result": [result.name(), result.featureCount(), [each.value() for each in result.renderer().categories()]],
    }
