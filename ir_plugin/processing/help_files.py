"""The help page of an algorithm as a file that QGIS opens, without a network."""

from __future__ import annotations

import os

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

from ..core.catalogue import ALGORITHMS
from ..core.declaration import Algorithm
from ..core.document_html import document_html
from ..core.documents import Document
from ..core.help_page import help_index, help_page

INDEX = "index"


def help_url(algorithm: Algorithm, language: str) -> str:
    """The address of the page in the profile, written anew; "" where the profile cannot be written."""
    return _written(algorithm.id, help_page(algorithm), language)


def index_url(language: str) -> str:
    """The address of the page that leads to all others, which are written with it; "" where that cannot be."""
    for algorithm in ALGORITHMS:
        help_url(algorithm, language)
    return _written(INDEX, help_index(ALGORITHMS), language)


def _written(name: str, page: Document, language: str) -> str:
    folder = os.path.join(QgsApplication.qgisSettingsDirPath(), "klaster_ir", "help", language)
    path = os.path.join(folder, f"{name}.html")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(document_html(page, language))
    except OSError:
        return ""  # help is never a reason to stop
    return QUrl.fromLocalFile(path).toString()
