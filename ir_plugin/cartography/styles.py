"""From a theme of the core to a QGIS renderer: classes, hatches and words as declared."""

from __future__ import annotations

from dataclasses import replace
from typing import Collection, Dict, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpression,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsMapLayer,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.cartography.breaks import circle_limits, class_labels, class_limits, number_text
from ..core.cartography.themes import THEMES, theme_for, themes_for
from ..core.classes import Circles, ClassTable, Graduated, Theme
from ..core.register.aggregate_columns import HIDDEN
from ..core.texts import Text
from .circles import TYPICAL_SPACING_M, circle_symbol, spacing_of
from .labels import LESS_IMPORTANT, label_by
from .symbols import class_symbol

THEME_PROPERTY = "klaster_ir/theme"
"""The layer's custom property that remembers by which theme it is drawn; it travels with projects and style files."""

GEOMETRIES = {QgsWkbTypes.GeometryType.PointGeometry: "point", QgsWkbTypes.GeometryType.LineGeometry: "line"}
NO_DATA = Text("Tidak ada data", "No data")
NO_DATA_COLOUR = "#d9d9d9"
ZERO_COLOUR = "#ffffff"
KEPT_BACK = Text("Dirahasiakan", "Kept back for publication")
HIDDEN_COLOUR = "#ececec"
NO_NUMBERS = np.empty(0)


class _Rule(NamedTuple):
    """A class of a graduated theme."""

    condition: str
    label: Text
    symbol: QgsSymbol


def apply_theme(layer: QgsVectorLayer, theme: Theme, language: str) -> None:
    """Draws the layer by the theme, in Indonesian ("id") or English ("en") words; limits follow the layer's values."""
    values = _numbers(layer, theme.field) if isinstance(theme, Graduated) else NO_NUMBERS
    shown = _as_many_as(layer, theme) if isinstance(theme, ClassTable) and theme.numbered.id else theme
    spacing = spacing_of(layer) if isinstance(theme, Circles) else TYPICAL_SPACING_M
    layer.setRenderer(theme_renderer(shown, language, geometry_of(layer), values, _has_hidden(layer), spacing))
    if isinstance(theme, ClassTable) and layer.fields().lookupField(theme.named_by) >= 0:
        found = ", ".join(f"'{each.code}'" for each in theme.classes if not each.quiet)
        name = f'if("{theme.field}" IN ({found}), "{theme.named_by}", NULL)'
        label_by(layer, name, colour=theme.classes[0].colour, priority=LESS_IMPORTANT)
    layer.setCustomProperty(THEME_PROPERTY, theme.id)
    layer.triggerRepaint()


def theme_shown(layer: QgsMapLayer) -> Optional[Theme]:
    """The theme that the layer was last drawn by, or None."""
    return {theme.id: theme for theme in THEMES}.get(layer.customProperty(THEME_PROPERTY))


def class_words(theme: Theme, language: str) -> Dict[str, str]:
    """The labels of a theme's classes in the language, by what they are called in any."""
    labels = [each.label for each in theme.classes] if isinstance(theme, ClassTable) else [NO_DATA, KEPT_BACK]
    return {word: label.in_language(language) for label in labels for word in label}


def theme_of(layer: QgsVectorLayer, without: Collection[str] = ()) -> Optional[Theme]:
    """The theme that this layer can show by its fields, those ``without`` aside, or None."""
    return theme_for([name for name in layer.fields().names() if name not in without], geometry_of(layer))


def themes_of(layer: QgsVectorLayer, without: Collection[str] = ()) -> Tuple[Theme, ...]:
    """The themes that a person can choose for this layer, by its fields, those ``without`` aside."""
    return themes_for([name for name in layer.fields().names() if name not in without], geometry_of(layer))


def theme_renderer(
    theme: Theme,
    language: str,
    geometry: str,
    values: np.ndarray = NO_NUMBERS,
    may_be_hidden: bool = False,
    spacing_m: float = TYPICAL_SPACING_M,
) -> QgsFeatureRenderer:
    """The renderer of a theme for "point", "line" or "polygon" geometry; ``values`` are the numbers by which a
    graduated one is cut. may_be_hidden: whether small counts were kept back for publication, which then have a class of
    their own. spacing_m: how far the regions are apart, after which circles are sized.
    """
    if isinstance(theme, ClassTable):
        return _categorized(theme, language, geometry)
    if isinstance(theme, Circles):
        limits = circle_limits(values, theme.sizes)
        shares = np.sqrt(np.array(limits) / limits[-1]) if limits else ()
        ranks = range(len(limits), 0, -1)
        symbols = [circle_symbol(theme.colour, share, spacing_m, rank) for share, rank in zip(shares, ranks)]
    else:
        limits = class_limits(values, len(theme.colours))
        symbols = [class_symbol(geometry, colour) for colour in _spread(theme.colours, len(limits))]
    apart = _not_counted(theme.field, geometry, may_be_hidden)
    return _graduated(theme.field, language, values, limits, symbols, apart)


def _as_many_as(layer: QgsVectorLayer, table: ClassTable) -> ClassTable:
    """A numbered table with the groups that the layer has, and what belongs to none if there is some."""
    found = layer.uniqueValues(layer.fields().lookupField(table.field))
    numbers = sorted(value for value in found if isinstance(value, int))
    groups = [each for each in table.classes if each.code is not None]
    rest = [each for each in table.classes if each.code is None and len(numbers) < len(found)]
    shown = [
        replace(groups[(number - 1) % len(groups)], code=number, label=table.numbered.format(number=number))
        for number in numbers
    ]
    return replace(table, classes=(*shown, *rest))


def _categorized(table: ClassTable, language: str, geometry: str) -> QgsCategorizedSymbolRenderer:
    categories = [
        QgsRendererCategory(
            each.code,
            class_symbol(geometry, each.colour, each.hatch, each.quiet),
            each.label.in_language(language),
        )
        for each in table.classes
    ]
    renderer = QgsCategorizedSymbolRenderer(table.field, categories)
    renderer.setUsingSymbolLevels(geometry != "polygon")
    return renderer


def _has_hidden(layer: QgsVectorLayer) -> bool:
    return layer.fields().lookupField(HIDDEN.name) >= 0


def _not_counted(field: str, geometry: str, may_be_hidden: bool) -> List[_Rule]:
    """What has no number to be drawn by: kept back, without data, zero. Nothing is counted below zero: such a number is
    no datum, and the region no hole in the map."""
    name, hidden = QgsExpression.quotedColumnRef(field), f"{QgsExpression.quotedColumnRef(HIDDEN.name)} IS NOT NULL"
    missing = f"({name} IS NULL OR {name} < 0)"
    kept_back = _Rule(f"{missing} AND {hidden}", KEPT_BACK, class_symbol(geometry, HIDDEN_COLOUR, "x", quiet=True))
    if may_be_hidden:
        missing += f" AND NOT ({hidden})"
    return [
        *([kept_back] if may_be_hidden else []),
        _Rule(missing, NO_DATA, class_symbol(geometry, NO_DATA_COLOUR, "/", quiet=True)),
        _Rule(f"{name} = 0", number_text(0), class_symbol(geometry, ZERO_COLOUR)),
    ]


def _graduated(
    field: str,
    language: str,
    values: np.ndarray,
    limits: Sequence[float],
    symbols: Sequence[QgsSymbol],
    apart: Sequence[_Rule],
) -> QgsRuleBasedRenderer:
    """Rules rather than QGIS's graduated renderer, which has no place for NULL and puts zero into the first class."""
    name = QgsExpression.quotedColumnRef(field)
    rules = [
        _Rule(f"{name} > {low!r} AND {name} <= {high!r}", label, symbol)
        for low, high, label, symbol in zip((0.0, *limits), limits, class_labels(values, limits), symbols)
    ]
    root = QgsRuleBasedRenderer.Rule(None)
    for rule in (*apart, *rules):
        root.appendChild(QgsRuleBasedRenderer.Rule(rule.symbol, 0, 0, rule.condition, rule.label.in_language(language)))
    return QgsRuleBasedRenderer(root)


def _spread(colours: Sequence[str], count: int) -> Sequence[str]:
    """``count`` of the colours, from the first to the last as evenly as they allow."""
    positions = np.linspace(0, len(colours) - 1, count).round().astype(int) if count > 1 else [len(colours) - 1]
    return [colours[position] for position in positions]


def geometry_of(layer: QgsVectorLayer) -> str:
    """ "point", "line" or "polygon"."""
    return GEOMETRIES.get(layer.geometryType(), "polygon")


def _numbers(layer: QgsVectorLayer, field: str) -> np.ndarray:
    index = layer.fields().lookupField(field)
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
    values = (feature.attribute(index) for feature in layer.getFeatures(request))
    return np.array([value for value in values if isinstance(value, (int, float))], dtype=np.float64)
