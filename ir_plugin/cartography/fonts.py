"""One font family for every word on a map, named explicitly because the default differs from machine to machine."""

from __future__ import annotations

from qgis.core import QgsFontUtils, QgsLayoutItemLabel, QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes
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


def use_family(label: QgsLayoutItemLabel) -> None:
    """Writes a label of a layout in our family."""
    if hasattr(label, "setTextFormat"):
        form = label.textFormat()
        form.setFont(set_family(form.font()))
        label.setTextFormat(form)
    else:
        label.setFont(set_family(label.font()))


def label_font(label: QgsLayoutItemLabel) -> QFont:
    """The font of a label; its size is what ``label_points`` says."""
    return label.textFormat().font() if hasattr(label, "textFormat") else label.font()


def label_points(label: QgsLayoutItemLabel) -> float:
    """The size of a label's letters in points."""
    return float(label.textFormat().size() if hasattr(label, "textFormat") else label.font().pointSizeF())


def set_label_points(label: QgsLayoutItemLabel, points: float) -> None:
    """Writes a label in letters of this size."""
    if hasattr(label, "setTextFormat"):
        form = label.textFormat()
        form.setSize(points)
        label.setTextFormat(form)
    else:
        font = label.font()
        font.setPointSizeF(points)
        label.setFont(font)


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
