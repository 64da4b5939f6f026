"""The plugin switched on and off again twice by QGIS itself, with a register open meanwhile."""

from __future__ import annotations

from collections import Counter
from typing import Any, List, Tuple

import qgis.utils
from driver import Protocol, dock, press, wait_until
from qgis.core import QgsProject, QgsVectorLayer
from qgis.utils import iface
from surroundings import surroundings

PLUGIN = "ir_plugin"


def main(protocol: Protocol) -> None:
    """What is not as it was before, after each time."""
    qgis.utils.updateAvailablePlugins()
    before = without_plugin()
    for time in ("first", "second"):
        assert qgis.utils.loadPlugin(PLUGIN) and qgis.utils.startPlugin(PLUGIN)
        press("Coba dengan data contoh", dock())
        wait_until(lambda: qgis.utils.plugins[PLUGIN].desktop.workspace.register, "a register")
        assert qgis.utils.unloadPlugin(PLUGIN)
        after = without_plugin()
        protocol.note(time, [changed(was, now) for was, now in zip(before, after) if was != now])


def changed(was: Any, now: Any) -> List[str]:
    """What is missing and what is more, of two lists; else both."""
    if isinstance(was, list):
        was, now = Counter(map(str, was)) - Counter(map(str, now)), Counter(map(str, now)) - Counter(map(str, was))
    return [str(was), str(now)]


def without_plugin() -> Tuple[Any, ...]:
    """The surroundings with one layer that is none of ours: QGIS's menus keep what the active layer has to offer."""
    QgsProject.instance().clear()
    layer = QgsVectorLayer("Point", "plain", "memory")
    QgsProject.instance().addMapLayer(layer)
    iface.setActiveLayer(layer)
    return surroundings(iface)
