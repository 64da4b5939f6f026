"""What becomes of a result layer once QGIS has loaded it: name, style, field labels and the run record."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRasterLayer,
)

from ..cartography.raster_styles import apply_raster_theme
from ..core.classes import Ramp, Theme
from ..core.declaration import Column
from ..core.run_record import RunRecord
from ..qgis_support.version_differences import set_layer_group
from .result_styles import dress_result

GROUP = "Klaster IR"
_kept: list[ResultFinisher] = []
"""QGIS does not own post-processors: each stays here until it has done its work."""


class ResultFinisher(QgsProcessingLayerPostProcessorInterface):
    """Finishes one result layer, in the main thread."""

    def __init__(
        self, theme: Optional[Theme], columns: Sequence[Column], record: Optional[RunRecord], language: str
    ) -> None:
        super().__init__()
        self.done = False
        self._theme = theme
        self._columns = columns
        self._record = record
        self._language = language

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsRasterLayer):
            if isinstance(self._theme, Ramp):
                apply_raster_theme(layer, self._theme, self._language)
        else:
            dress_result(layer, self._theme, self._columns, self._language)
        if self._record is not None:
            keep_record(layer, self._record, self._language)
        self.done = True


def keep_record(layer: QgsMapLayer, record: RunRecord, language: str) -> None:
    """Writes the methods paragraph and the record into the layer's metadata."""
    metadata = layer.metadata()
    metadata.setTitle(layer.name())
    metadata.setLanguage(language)
    metadata.setAbstract(record.paragraph.in_language(language))
    metadata.addHistoryItem(record.to_json())
    layer.setMetadata(metadata)


def finish_when_loaded(destination: str, name: str, finisher: ResultFinisher, context: QgsProcessingContext) -> None:
    """Has a destination named and finished, if QGIS is going to load it; a name that a model or person gave stays."""
    if not context.willLoadLayerOnCompletion(destination):
        return
    _kept[:] = [each for each in _kept if not each.done]
    _kept.append(finisher)
    details = context.layerToLoadOnCompletionDetails(destination)
    if not details.forceName:
        details.name = name
    set_layer_group(details, GROUP)
    details.setPostProcessor(finisher)


def forget_all() -> None:
    """Lets go of what QGIS will not ask for any more, when the plugin is unloaded."""
    _kept.clear()
