"""What a plugin could leave behind in QGIS, to be compared before it was loaded and after."""

from __future__ import annotations

import logging
import sys
from typing import Any, Tuple

from qgis.core import QgsApplication, QgsExpression, QgsProject
from qgis.gui import QgsLocatorWidget
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMenu
from waiting import wait_until

NAME = "ir_plugin"


def surroundings(iface: Any) -> Tuple[Any, ...]:
    """What a plugin could leave behind."""
    wait_until(lambda: QgsApplication.taskManager().count() == 0)
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)
    window = iface.mainWindow()
    project, registry = QgsProject.instance(), QgsApplication.processingRegistry()
    return (
        sorted(provider.id() for provider in registry.providers()),
        len(registry.algorithms()),
        sorted(provider.name() for provider in QgsApplication.dataItemProviderRegistry().providers()),
        [each.name() for each in QgsExpression.Functions() if each.name().startswith("ir_")],
        [project.receivers(signal) for signal in (project.readProject, project.cleared, project.layersAdded)],
        [project.receivers(signal) for signal in (project.layersRemoved, project.writeMapLayer)],
        sorted(each.text() for each in window.findChildren(QAction)),
        [type(each).__name__ for each in window.findChildren(QDockWidget)],
        sorted(each.name() for bar in window.findChildren(QgsLocatorWidget) for each in bar.locator().filters()),
        sorted(each.title() for each in window.findChildren(QMenu)),
        [type(each).__name__ for each in QApplication.allWidgets() if type(each).__module__.startswith(NAME)],
        list(logging.getLogger(NAME).handlers),
        kept_results(),
        sorted(type(each).__name__ for each in QgsApplication.instance().children()),
    )


def kept_results() -> int:
    """How many layers the plugin still holds on to; of a plugin that is not loaded none."""
    loaded = sys.modules.get(f"{NAME}.processing.loaded_results")
    return len(loaded._kept) if loaded is not None else 0
