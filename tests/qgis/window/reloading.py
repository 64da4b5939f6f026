"""The plugin switched on and off again twice by QGIS itself, with its panel used meanwhile."""

from __future__ import annotations

import qgis.utils
from driver import Protocol, dock, press, wait_until
from qgis.core import QgsProject
from qgis.utils import iface
from surroundings import surroundings

PLUGIN = "ir_plugin"


def main(protocol: Protocol) -> None:
    """What there was before, and after each time."""
    qgis.utils.updateAvailablePlugins()
    before = surroundings(iface)
    for time in ("first", "second"):
        assert qgis.utils.loadPlugin(PLUGIN) and qgis.utils.startPlugin(PLUGIN)
        press("Coba dengan data contoh", dock())
        wait_until(lambda: qgis.utils.plugins[PLUGIN].desktop.workspace.register, "a register")
        QgsProject.instance().clear()
        assert qgis.utils.unloadPlugin(PLUGIN)
        after = surroundings(iface)
        protocol.note(time, [[was, now] for was, now in zip(before, after) if was != now])
