"""The colour of bars behind words: the theme's own, so strong that it is seen, so pale that the words can be read."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

ON_LIGHT, ON_DARK = (70, 130), (120, 170)
"""How opaque a bar is, and one that is marked: the same would be faint on a dark ground."""


def behind_words(palette: QPalette, is_marked: bool = False) -> QColor:
    """The colour of a bar."""
    words, ground = palette.color(QPalette.ColorRole.WindowText), palette.color(QPalette.ColorRole.Window)
    is_dark = words.lightness() > ground.lightness()
    colour = palette.color(QPalette.ColorRole.Highlight)
    colour.setAlpha((ON_DARK if is_dark else ON_LIGHT)[is_marked])
    return colour
