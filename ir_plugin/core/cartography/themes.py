"""Every theme a map can show: the results of the methods and the layers of the register."""

from __future__ import annotations

from typing import Tuple

from ..classes import Theme
from ..industry.themes import THEMES as REGISTER_THEMES
from ..methods.themes import THEMES as RESULT_THEMES

THEMES: Tuple[Theme, ...] = (*RESULT_THEMES, *REGISTER_THEMES)
