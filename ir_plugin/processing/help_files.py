"""The help page of an algorithm as a file that QGIS opens, without a network."""

from __future__ import annotations

import os

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

from ..core.declaration import Algorithm
from ..core.document_html import document_html
from ..core.help_page import help_page


def help_url(algorithm: Algorithm, language: str) -> str:
    """The address of the page in the profile, written anew; "" where the profile cannot be written."""
    folder = os.path.join(QgsApplication.qgisSettingsDirPath(), "klaster_ir", "help", language)
    path = os.path.join(folder, f"{algorithm.id}.html")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(document_html(help_page(algorithm), language))
    except OSError:
        return ""  # help is never a reason to stop
    return QUrl.fromLocalFile(path).toString()
