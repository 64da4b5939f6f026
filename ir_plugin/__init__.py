"""Klaster IR: home industries in a register, their clusters and their maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .plugin import KlasterIrPlugin


def classFactory(iface: object) -> KlasterIrPlugin:
    """What QGIS calls to load the plugin."""
    from .plugin import KlasterIrPlugin

    return KlasterIrPlugin(iface)
