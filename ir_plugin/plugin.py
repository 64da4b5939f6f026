"""The shell that QGIS loads: wiring only, each line of set-up with its line of undoing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from qgis.core import QgsApplication

from .processing import loaded_results
from .processing.provider import IrProvider
from .qgis_support import message_log

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .gui.desktop import Desktop


class KlasterIrPlugin:
    """The plugin in QGIS; qgis_process calls only ``initProcessing``."""

    def __init__(self, iface: Optional[QgisInterface]) -> None:
        self._iface = iface
        self._provider: Optional[IrProvider] = None
        self.desktop: Optional[Desktop] = None

    def initGui(self) -> None:
        """Called by the QGIS window."""
        from .gui.desktop import Desktop

        self.initProcessing()
        self.desktop = Desktop(self._iface)

    def initProcessing(self) -> None:
        """Called by qgis_process, which has no window, and by ``initGui``."""
        message_log.start()
        self._provider = IrProvider()
        QgsApplication.processingRegistry().addProvider(self._provider)

    def unload(self) -> None:
        """Takes away whatever the plugin has added."""
        if self.desktop is not None:
            self.desktop.stop()
            self.desktop = None
        if self._provider is not None:
            QgsApplication.processingRegistry().removeProvider(self._provider)
            self._provider = None
        loaded_results.forget_all()
        message_log.stop()
