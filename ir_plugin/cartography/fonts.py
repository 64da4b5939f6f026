"""One font family for every word on a map, named explicitly because the default differs from machine to machine."""

from __future__ import annotations

from qgis.core import QgsFontUtils, QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes
from qgis.PyQt.QtGui import QColor, QFont

FAMILIES = ("Open Sans", "Noto Sans", "DejaVu Sans", "Arial")
"""In order of preference: the family that QGIS itself uses, then what Linux, then what Windows and macOS have."""

NO_LIGATURES = 0.05
"""In points: Qt joins no letters of a text with letter spacing; it counts in 64ths, so less would be nothing."""


def family() -> str:
    """The first of FAMILIES that this machine has; Open Sans where it has none, for Qt to substitute."""
    return next((name for name in FAMILIES if QgsFontUtils.fontFamilyOnSystem(name)), FAMILIES[0])


def set_family(font: QFont) -> QFont:
    """Puts the font into our family, without ligatures: a search in the PDF finds words with fi or fl."""
    font.setFamily(family())
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, NO_LIGATURES)
    return font


def text_format(
    points: float, colour: str, bold: bool = False, italic: bool = False, halo_mm: float = 0.0
) -> QgsTextFormat:
    """A text format of this size; ``halo_mm`` puts a white edge around the letters so that they stay legible."""
    font = set_family(QFont())
    font.setBold(bold)
    font.setItalic(italic)
    result = QgsTextFormat()
    result.setFont(font)
    result.setFamilies(list(FAMILIES))
    result.setSize(points)
    result.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    result.setColor(QColor(colour))
    if halo_mm:
        result.setBuffer(_halo(halo_mm))
    return result


def _halo(width_mm: float) -> QgsTextBufferSettings:
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(width_mm)
    halo.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    halo.setColor(QColor("#ffffff"))
    return halo
