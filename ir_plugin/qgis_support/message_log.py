"""What the code logs, shown in the message log of QGIS under the plugin's name."""

from __future__ import annotations

import logging

from qgis.core import Qgis, QgsMessageLog

TAG = "Klaster IR"
LOGGER = logging.getLogger(__name__.partition(".")[0])
"""The parent of every logger of the plugin; modules log to ``logging.getLogger(__name__)``."""


class _MessageLogHandler(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        QgsMessageLog.logMessage(self.format(record), TAG, _level(record.levelno))


def start() -> None:
    """Sends log messages to QGIS; once, however often it is called."""
    if not any(isinstance(each, _MessageLogHandler) for each in LOGGER.handlers):
        LOGGER.addHandler(_MessageLogHandler())


def stop() -> None:
    """Leaves the loggers as they were before ``start``."""
    for each in [each for each in LOGGER.handlers if isinstance(each, _MessageLogHandler)]:
        LOGGER.removeHandler(each)


def _level(number: int) -> Qgis.MessageLevel:
    if number >= logging.ERROR:
        return Qgis.MessageLevel.Critical
    return Qgis.MessageLevel.Warning if number >= logging.WARNING else Qgis.MessageLevel.Info
