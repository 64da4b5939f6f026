"""Words into the room that a sheet has for them: smaller where they must be, refused where they cannot be read."""

from __future__ import annotations

from typing import List, Mapping, Tuple

import numpy as np
from qgis.core import QgsLayoutItemLabel, QgsPrintLayout
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QFont, QFontMetricsF

from ..core.cartography.sheet_parameters import label_of
from ..core.errors import UserError
from ..core.texts import Text
from .fonts import label_font, label_points, set_label_points

GIVEN_BY: Mapping[str, str] = {
    "title": "TITLE",
    "subtitle": "SUBTITLE",
    "source": "SOURCE",
    "agency": "AGENCY",
    "edition": "EDITION",
}
"""The labels that hold words of the user, each with the parameter that they come from."""

SMALLEST_SHARE, SMALLEST_POINTS = 0.6, 5.5
"""How far the letters of a label may shrink: to this share of their size, and not below this size."""

STEPS = 9
MM_PER_POINT = 25.4 / 72
PIXELS = 200
"""The size of letters at which they are measured, large enough for fractions to count."""

TOO_LONG = Text(
    "{label} ({id}) terlalu panjang untuk tempatnya pada lembar peta; persingkat, atau kurangi barisnya.",
    "{label} ({id}) is too long for its place on the sheet; shorten it, or give it fewer lines.",
)


def fit_words(layout: QgsPrintLayout) -> None:
    """Shrinks the letters of each label until its words fit; UserError, naming the parameter, where they would be too
    small to read."""
    for item_id, parameter_id in GIVEN_BY.items():
        label: QgsLayoutItemLabel = layout.itemById(item_id)
        full = label_points(label)
        sizes = map(float, np.linspace(full, _smallest(full, SMALLEST_SHARE), STEPS))
        fitting = next((points for points in sizes if _fits(label, points)), None)
        if fitting is None:
            raise UserError(TOO_LONG, label=label_of(parameter_id), id=parameter_id)
        set_label_points(label, fitting)


def fits_at(label: QgsLayoutItemLabel, share: float) -> bool:
    """Whether the words of a label fit in letters of this share of their size, or of the smallest that can be read."""
    return _fits(label, _smallest(label_points(label), share))


def _smallest(full: float, share: float) -> float:
    return min(full, max(share * full, SMALLEST_POINTS))


def _fits(label: QgsLayoutItemLabel, points: float) -> bool:
    place = label.rect()
    width, height = words_mm(label.text(), label_font(label), points, place.width() - 2 * label.marginX())
    return width <= place.width() - 2 * label.marginX() and height <= place.height() - 2 * label.marginY()


def in_lines(words: str, font: QFont, points: float, width_mm: float) -> str:
    """Words broken at spaces into lines of at most a width, wider where one word is."""
    lines: List[str] = []
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and words_mm(longer, font, points, 1e6)[0] <= width_mm:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def words_mm(words: str, font: QFont, points: float, width_mm: float) -> Tuple[float, float]:
    """Width and height in millimetres of words that are wrapped at a width; wider than it where one word is."""
    large = QFont(font)
    large.setPixelSize(PIXELS)
    mm = points * MM_PER_POINT / PIXELS
    room = QRectF(0, 0, width_mm / mm, 1e6)
    taken = QFontMetricsF(large).boundingRect(room, int(Qt.TextFlag.TextWordWrap), words)
    return taken.width() * mm, taken.height() * mm
