"""Where the pictures of the window go."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import numpy as np
from driver import idle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QWidget
from qgis.utils import iface

COLOURS, COMMON = 256, 160
"""Of a picture, and how many of them are its most frequent ones."""


class Album:
    """Pictures in a folder, and the words of the window in their language."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder, self._language = folder, language

    def said(self, text: Any) -> str:
        """What a button or a list of the plugin is called."""
        return str(text.in_language(self._language)).replace("&", "")

    def take(self, name: str, widget: Optional[QWidget] = None) -> None:
        """Writes a widget, or the whole window, as soon as nothing moves."""
        idle()
        image = in_few_colours((widget or iface.mainWindow()).grab().toImage())
        assert image.save(str(self._folder / f"{name}_{self._language}.png"), quality=0)


def in_few_colours(image: QImage) -> QImage:
    """The same in 256 colours, a third of the size: the most frequent ones, and those that these leave furthest off."""
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(whole.constBits().asstring(whole.sizeInBytes()), dtype=np.uint32)
    found, counts = np.unique(pixels, return_counts=True)
    found = found[np.argsort(-counts, kind="stable")]
    parts = found.view(np.uint8).reshape(-1, 4)[:, :3].astype(np.float32)
    table = list(range(min(COMMON, len(found))))
    off = np.min([((parts - parts[at]) ** 2).sum(axis=1) for at in table], axis=0)
    while len(table) < COLOURS and off.max() > 0:
        table.append(int(off.argmax()))
        off = np.minimum(off, ((parts - parts[table[-1]]) ** 2).sum(axis=1))
    plain = Qt.ImageConversionFlag.AvoidDither | Qt.ImageConversionFlag.ThresholdDither
    return whole.convertToFormat(QImage.Format.Format_Indexed8, [int(found[at]) for at in table], plain)
