"""Where the layers of a sheet are kept: a file and its table, and whether that is a register."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

from qgis.core import QgsMapLayer, QgsProviderRegistry

from ..core.register.registers import is_register

TABLE = "ref_wilayah"
"""The register's table of boundaries."""


class Place(NamedTuple):
    """A file and the table in it; "" for what a layer has not got, as one in memory."""

    path: str
    table: str


def place_of(layer: QgsMapLayer) -> Place:
    """Where a layer is kept."""
    parts: Mapping[str, Any] = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return Place(str(parts.get("path") or ""), str(parts.get("layerName") or ""))


def is_boundary(layer: QgsMapLayer) -> bool:
    """Whether the layer is one of the register's boundaries, which an atlas draws by itself."""
    return place_of(layer).table == TABLE


def register_of(layer: QgsMapLayer) -> str:
    """The register that a layer lies in; "" where it lies elsewhere. UserError where its file cannot be read."""
    path = place_of(layer).path
    return path if is_register(path) else ""
