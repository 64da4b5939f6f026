"""The version on which an edit in a shared register was made, sent with it: the database refuses what is stale.

QGIS sends only what changed, and reads the rest of a row at the moment of saving: neither tells the database what the
editor saw. So the versions are kept from when editing began, or from when a later form of the row was opened; see
``functions.sql`` for the other side.
"""

from __future__ import annotations

import time
from typing import Dict, Iterable, List, Set

from qgis.core import QgsApplication, QgsFeatureRequest, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ..core.industry.schema import TABLES
from ..core.register.postgis.tables import SCHEMA
from ..qgis_support.version_differences import is_null

VERSION = "versi_baris"
FIRST = 1
"""The version of every new row, so also of one that came after editing began."""

FORMS_KEPT_SECONDS = 0.5
"""How long a list of the open forms serves: changes by the thousand must not look for them each time."""


class RowVersions(QObject):
    """Watches one layer; belongs to it."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__(layer)
        self._layer = layer
        self._read: Dict[int, int] = {}
        self._sent: Set[int] = set()
        self._forms: List[QgsAttributeForm] = []
        self._forms_found = -FORMS_KEPT_SECONDS
        layer.beforeEditingStarted.connect(self._refresh_forms)
        layer.editingStarted.connect(self._read_all)
        layer.attributeValueChanged.connect(self._note)
        layer.beforeCommitChanges.connect(self._send)
        layer.afterCommitChanges.connect(self._count)

    def _refresh_forms(self) -> None:
        """A form that is open already would keep its values when editing begins."""
        for form in self._open_forms(max_age=0):
            form.refreshFeature()

    def _read_all(self) -> None:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes([self._column()])
        self._read = {row.id(): row[VERSION] for row in self._layer.dataProvider().getFeatures(request)}

    def _note(self, feature_id: int, column: int, *_: object) -> None:
        """What a form changes it changes on the version that it shows, be that newer than when editing began.

        Not so where the row has been changed before: a look at the other's values makes an older edit no fresher.
        """
        if column == self._column():
            return
        forms = self._open_forms(max_age=FORMS_KEPT_SECONDS)
        shown = [each.feature()[VERSION] for each in forms if each.isVisible() and each.feature().id() == feature_id]
        if shown and not any(map(is_null, shown)) and self._is_first_change(feature_id, column):
            self._read[feature_id] = max(min(shown), self._version(feature_id))

    def _is_first_change(self, feature_id: int, column: int) -> bool:
        buffer = self._layer.editBuffer()
        changed = set(buffer.changedAttributeValues().get(feature_id, ()))
        return changed - {self._column()} == {column} and feature_id not in buffer.changedGeometries()

    def _open_forms(self, max_age: float) -> Iterable[QgsAttributeForm]:
        now = time.monotonic()
        if now - self._forms_found >= max_age:
            widgets = QgsApplication.allWidgets()
            self._forms = [each for each in widgets if isinstance(each, QgsAttributeForm)]
            self._forms_found = now
        return [each for each in self._forms if not sip.isdeleted(each) and each.layer() == self._layer]

    def _send(self) -> None:
        """Adds the next version to every changed row, as one step to undo; another attempt adds the same."""
        buffer = self._layer.editBuffer()
        self._announce_removals(buffer.deletedFeatureIds())
        self._sent = {*buffer.changedAttributeValues(), *buffer.changedGeometries()}
        if not self._sent:
            return
        self._layer.beginEditCommand(self._layer.attributeDisplayName(self._column()))
        for feature_id in self._sent:
            self._layer.changeAttributeValue(feature_id, self._column(), self._version(feature_id) + 1)
        self._layer.endEditCommand()

    def _announce_removals(self, feature_ids: Iterable[int]) -> None:
        """Sets the next version of rows about to be removed, for the removal itself can name none.

        The database lets only who changed a row last remove it; so what fails here is refused, and told, by that. One
        by one where all together fail, so that it is told of the row that others have changed.
        """
        versions = {feature_id: {self._column(): self._version(feature_id) + 1} for feature_id in feature_ids}
        provider = self._layer.dataProvider()
        if not versions:
            return
        if provider.changeAttributeValues(versions):
            told = versions
        else:
            told = {each: value for each, value in versions.items() if provider.changeAttributeValues({each: value})}
        self._read.update({feature_id: value[self._column()] for feature_id, value in told.items()})

    def _count(self) -> None:
        """What was saved is now one further; the other rows stay as they were read, for forms of them may be open."""
        self._read.update({feature_id: self._version(feature_id) + 1 for feature_id in self._sent})
        self._sent = set()

    def _version(self, feature_id: int) -> int:
        return self._read.get(feature_id, FIRST)

    def _column(self) -> int:
        return self._layer.fields().lookupField(VERSION)


def is_shared(layer: QgsMapLayer) -> bool:
    """Whether a layer shows a table of a shared register that people edit."""
    if not isinstance(layer, QgsVectorLayer) or layer.providerType() != "postgres":
        return False
    uri = layer.dataProvider().uri()
    return uri.schema() == SCHEMA and uri.table() in TABLES and TABLES[uri.table()].tracked


def watch(layers: Iterable[QgsMapLayer]) -> None:
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
