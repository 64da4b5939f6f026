"""What the PDF files of this plugin say of themselves."""

from __future__ import annotations

from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR

from ..core.pdf_information import Information
from ..qgis_support.paths import plugin_version


def programs() -> str:
    """What a file is made with."""
    return f"Klaster IR {plugin_version()}, QGIS {Qgis.QGIS_VERSION.split('-')[0]}"


def information(title: str, author: str, subject: str, language: str) -> Information:
    """Of a file: what it is called, who publishes it ("" for nobody), what it is about."""
    return Information(title, author, subject, language, programs(), f"Qt {QT_VERSION_STR}")
