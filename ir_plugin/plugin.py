"""The shell that QGIS loads: wiring only, each line of set-up with its line of undoing."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication, QgsProject

from .gui import editor_widgets, row_versions
from .processing import loaded_results
from .processing.provider import IrProvider
from .qgis_support import message_log


class KlasterIrPlugin:
    """The plugin in QGIS; qgis_process calls only ``initProcessing``."""

    def __init__(self, iface: object) -> None:
        self._iface = iface
        self._provider: Optional[IrProvider] = None
        self._has_window = False

    def initGui(self) -> None:
        """Called by the QGIS window."""
        self.initProcessing()
        row_versions.start(QgsProject.instance())
        editor_widgets.start()
        self._has_window = True

    def initProcessing(self) -> None:
        """Called by qgis_process, which has no window, and by ``initGui``."""
        message_log.start()
        self._provider = IrProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def unload(self) -> None:
        """Takes away whatever the plugin has added."""
        if self._has_window:
            row_versions.stop(QgsProject.instance())
            editor_widgets.stop()
            self._has_window = False
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        loaded_results.forget_all()
        message_log.stop()
