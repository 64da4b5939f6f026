"""The language of the plugin, which has its own switch because QGIS often ships without Indonesian."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsSettings

from ..core.texts import LANGUAGES

SETTING = "klaster_ir/language"


def language() -> str:
    """ "id" or "en": the plugin's own setting, else the locale of QGIS, which is the system's unless overridden."""
    chosen = QgsSettings().value(SETTING, "")
    if chosen in LANGUAGES:
        return str(chosen)
    return "id" if QgsApplication.locale().lower().startswith("id") else "en"


def set_language(chosen: str) -> None:
    """Keeps the choice of "id" or "en"; "" follows QGIS again."""
    if chosen:
        QgsSettings().setValue(SETTING, chosen)
    else:
        QgsSettings().remove(SETTING)
