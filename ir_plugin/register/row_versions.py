"""The version on which an edit in a shared register was made, sent with it, so that the database can refuse a stale one.

QGIS sends only what changed, and reads the rest of a row at the moment of saving: neither tells the database what the
editor had before his eyes. So the versions are kept from when editing began; see ``functions.sql`` for the other side.
"""

from __future__ import annotations

from typing import Dict, Set

from qgis.core import NULL, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject

from ..core.industry.schema import TABLES
from ..core.register.postgis.tables import SCHEMA

VERSION = "versi_baris"
FIRST = 1
"""The version of every new row, so also of one that came after editing began."""


class RowVersions(QObject):
    """Watches one layer; belongs to it."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__(layer)
        self._layer = layer
        self._read: Dict[int, int] = {}
        self._sent: Set[int] = set()
        layer.beforeEditingStarted.connect(self._refresh_forms)
        layer.editingStarted.connect(self._read_all)
        layer.beforeCommitChanges.connect(self._send)
        layer.afterCommitChanges.connect(self._count)

    def seen(self, feature_id: int, version: int) -> None:
        """A form that was opened while editing shows this version of a row: an edit is made on that one."""
        self._read[feature_id] = max(version, self._version(feature_id))

    def _refresh_forms(self) -> None:
        """A form that is open already keeps its values when editing begins, unless the layer says that it changed."""
        self._layer.reload()

    def _read_all(self) -> None:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([self._column()])
        self._read = {row.id(): row[VERSION] for row in self._layer.dataProvider().getFeatures(request)}

    def _send(self) -> None:
        """Adds the next version to every changed row; a second attempt after a refusal adds the same."""
        buffer = self._layer.editBuffer()
        self._sent = {*buffer.changedAttributeValues(), *buffer.changedGeometries()}
        for feature_id in self._sent:
            self._layer.changeAttributeValue(feature_id, self._column(), self._version(feature_id) + 1)

    def _count(self) -> None:
        """What was saved is now one further; the other rows stay as they were read, for forms of them may be open."""
        self._read.update({feature_id: self._version(feature_id) + 1 for feature_id in self._sent})
        self._sent = set()

    def _version(self, feature_id: int) -> int:
        version = self._read.get(feature_id, FIRST)
        return FIRST if version == NULL else version

    def _column(self) -> int:
        return self._layer.fields().lookupField(VERSION)


def is_shared(layer: object) -> bool:
    """Whether a layer shows a table of a shared register that people edit."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "postgres":
        return False
    uri = layer.dataProvider().uri()
    return uri.schema() == SCHEMA and uri.table() in TABLES and TABLES[uri.table()].tracked


def watch(layers: object) -> None:
    """Begins to watch those of the layers that belong to a shared register and are not watched yet."""
    for layer in layers:
        if is_shared(layer) and layer.findChild(RowVersions) is None:
            RowVersions(layer)


def start(project: QgsProject) -> None:
    """Watches the shared layers of a project, those it has and those it will have."""
    project.layersAdded.connect(watch)
    watch(project.mapLayers().values())


def stop(project: QgsProject) -> None:
    """Undoes ``start``."""
    project.layersAdded.disconnect(watch)
    for layer in project.mapLayers().values():
        versions = layer.findChild(RowVersions)
        if versions is not None:
            versions.deleteLater()
