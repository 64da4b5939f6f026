"""A QGIS without a window, with the plugin's algorithms in Processing."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from qgis.core import QgsApplication

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def headless_qgis() -> Iterator[QgsApplication]:
    """A running QgsApplication with the provider ``ir``; everything of QGIS must be let go before it ends."""
    application = QgsApplication([], False)
    application.initQgis()
    sys.path[:0] = [str(ROOT), str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins")]
    from processing.core.Processing import Processing

    from ir_plugin.processing.provider import IrProvider

    Processing.initialize()
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        yield application
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)
        application.exitQgis()
