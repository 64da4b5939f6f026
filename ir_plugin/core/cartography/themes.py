"""Every theme a map can show: the results of the methods and the layers of the register."""

from __future__ import annotations

from typing import Collection, Optional, Tuple

from ..classes import Theme
from ..industry.themes import THEMES as REGISTER_THEMES
from ..methods.themes import THEMES as RESULT_THEMES

THEMES: Tuple[Theme, ...] = (*RESULT_THEMES, *REGISTER_THEMES)


def themes_for(field_names: Collection[str], geometry: str) -> Tuple[Theme, ...]:
    """The themes whose field a layer has and that are made for its geometry ("point", "line", "polygon")."""
    return tuple(theme for theme in THEMES if theme.field in field_names and theme.geometry == geometry)


def theme_for(field_names: Collection[str], geometry: str) -> Optional[Theme]:
    """The first theme whose field a layer has; one made for its geometry ("point", "polygon") goes before others."""
    fitting = [theme for theme in THEMES if theme.field and theme.field in field_names]
    return next((theme for theme in fitting if theme.geometry == geometry), fitting[0] if fitting else None)
