"""Everything that differs between QGIS 3.22 and 4.x, in one place."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.core import (
    NULL,
    Qgis,
    QgsApplication,
    QgsAttributeEditorContainer,
    QgsField,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsTask,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType, QThreadPool, QVariant

QMETATYPE_FIELDS = 33800
"""The first version whose QgsField is made with QMetaType; older ones know only QVariant."""


def make_field(name: str, kind: str) -> QgsField:
    """A field of kind "integer" (64 bits), "real" or "text"."""
    if Qgis.QGIS_VERSION_INT >= QMETATYPE_FIELDS:
        types = {"integer": QMetaType.Type.LongLong, "real": QMetaType.Type.Double, "text": QMetaType.Type.QString}
    else:
        types = {"integer": QVariant.LongLong, "real": QVariant.Double, "text": QVariant.String}
    return QgsField(name, types[kind])


def is_null(value: Any) -> bool:
    """Whether an attribute is NULL: a null QVariant under Qt 5, None under Qt 6."""
    return value is None or value == NULL


def set_layer_group(details: QgsProcessingContext.LayerDetails, group: str) -> None:
    """Puts a result into a group of the layer tree where QGIS can (3.32 and newer)."""
    if hasattr(details, "groupName"):
        details.groupName = group


def set_container_kind(container: QgsAttributeEditorContainer, is_tab: bool) -> None:
    """Makes a part of a form a tab or a box; the words for it changed in 3.32."""
    if hasattr(container, "setType"):
        kinds = Qgis.AttributeEditorContainerType
        container.setType(kinds.Tab if is_tab else kinds.GroupBox)
    else:
        container.setIsGroupBox(not is_tab)


def edit_together(project: QgsProject) -> None:
    """Edits of all layers begin, are saved and are undone as one where QGIS can (3.26 and newer)."""
    if hasattr(Qgis, "TransactionMode"):
        project.setTransactionMode(Qgis.TransactionMode.BufferedGroups)


def forget_edits(project: QgsProject) -> None:
    """Ends edits that went with an earlier project; QGIS (3.26 and newer) would take them as going on, and begin none.

    Nothing happens where a layer of this project is being edited.
    """
    layers = project.mapLayers().values()
    is_edited = any(isinstance(each, QgsVectorLayer) and each.isEditable() for each in layers)
    if not is_edited and _edits_together(project):
        project.rollBack()


def _edits_together(project: QgsProject) -> bool:
    return hasattr(Qgis, "TransactionMode") and project.transactionMode() == Qgis.TransactionMode.BufferedGroups


def task_of(
    algorithm: QgsProcessingAlgorithm,
    values: Mapping[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> QgsProcessingAlgRunnerTask:
    """A task that can be cancelled; of its end QGIS says nothing where it can be asked to (3.26 and newer)."""
    given = (algorithm, dict(values), context, feedback)
    if not hasattr(QgsTask.Flag, "Silent"):
        return QgsProcessingAlgRunnerTask(*given)
    return QgsProcessingAlgRunnerTask(*given, QgsTask.Flag.CanCancel | QgsTask.Flag.Silent)


def save_style(layer: QgsVectorLayer, name: str, description: str) -> str:
    """Makes the look of a layer its default style in its database; gives what went wrong, "" for nothing."""
    if hasattr(layer, "saveStyleToDatabaseV2"):
        return str(layer.saveStyleToDatabaseV2(name, description, True, "")[1])
    return str(layer.saveStyleToDatabase(name, description, True, ""))


def task_threads() -> QThreadPool:
    """The threads in which tasks run: of their own since QGIS 3.26, before that those of the application."""
    manager = QgsApplication.taskManager()
    return manager.threadPool() if hasattr(manager, "threadPool") else QThreadPool.globalInstance()


def show_tab(tabs: Any, at: int, is_shown: bool) -> None:
    """Shows or hides a tab of a QTabWidget where Qt can (5.15 and newer); else it stays."""
    if hasattr(tabs, "setTabVisible"):
        tabs.setTabVisible(at, is_shown)
