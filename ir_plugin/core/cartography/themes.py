"""Every theme a map can show: the results of the methods and the layers of the register."""

from __future__ import annotations

from typing import Collection, Optional, Tuple

from ..classes import ClassTable, Theme
from ..industry.themes import THEMES as REGISTER_THEMES
from ..methods.themes import THEMES as RESULT_THEMES

THEMES: Tuple[Theme, ...] = (*RESULT_THEMES, *REGISTER_THEMES)


def themes_for(field_names: Collection[str], geometry: str) -> Tuple[Theme, ...]:
    """The themes whose field a layer has and that are made for its geometry ("point", "line", "polygon"), or for
    polygons where it holds the results of a method on points."""
    return tuple(
        theme
        for theme in THEMES
        if theme.field in field_names and (theme.geometry == geometry or _fits(theme, geometry))
    )


def theme_for(field_names: Collection[str], geometry: str) -> Optional[Theme]:
    """The first theme whose field a layer has. Results go before what is known of a business anyway, and themes made
    for the layer's geometry ("point", "polygon") before others."""
    fitting = [theme for theme in THEMES if theme.field and theme.field in field_names]
    made_for_it = [theme for theme in fitting if theme.geometry == geometry or _fits(theme, geometry)]
    return next(iter(made_for_it or fitting), None)


def _fits(theme: Theme, geometry: str) -> bool:
    """Whether a method on polygons may have been run on points."""
    return (
        theme in RESULT_THEMES and isinstance(theme, ClassTable) and (theme.geometry, geometry) == ("polygon", "point")
    )
