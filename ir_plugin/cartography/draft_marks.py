"""Whether a map shows classes by rules that nobody has confirmed."""

from __future__ import annotations

from typing import Sequence

from qgis.core import QgsMapLayer, QgsRenderContext, QgsVectorLayer

from ..core.classes import ClassTable
from ..core.industry.class_rules import DRAFT
from ..core.register.aggregate_columns import CLASS_PREFIX, STATUS
from .styles import theme_shown


def is_draft(layers: Sequence[QgsMapLayer]) -> bool:
    """Whether any of the layers draws such classes: a sheet of them is marked."""
    return any(_shows_draft_classes(layer) for layer in layers if isinstance(layer, QgsVectorLayer))


def _shows_draft_classes(layer: QgsVectorLayer) -> bool:
    """By a theme of them, or by a column of the layer in whatever style. A layer may name the status of its rules; a
    theme is of a draft where it does not."""
    theme, renderer = theme_shown(layer), layer.renderer()
    by_theme = isinstance(theme, ClassTable) and theme.draft
    used = renderer.usedAttributes(QgsRenderContext()) if renderer else set()
    status = layer.fields().lookupField(STATUS.name)
    if status < 0:
        return by_theme
    known = {value for value in layer.uniqueValues(status) if isinstance(value, str)}
    is_of_classes = any(name.startswith(CLASS_PREFIX) for name in used)
    return DRAFT in known and (by_theme or is_of_classes) or by_theme and not known
