"""Waiting for what QGIS does beside the test."""

from __future__ import annotations

import time
from typing import Any, Callable

from qgis.PyQt.QtCore import QCoreApplication

LONGEST_WAIT = 60.0


def wait_until(fulfilled: Callable[[], Any], longest: float = LONGEST_WAIT) -> None:
    """Lets QGIS work until something is so; AssertionError where it takes too long (seconds)."""
    end = time.monotonic() + longest
    while not fulfilled():
        assert time.monotonic() < end, "waited too long"
        QCoreApplication.processEvents()
        time.sleep(0.002)
