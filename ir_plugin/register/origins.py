"""Where a layer is from, in its metadata: the source of boundaries, and how a result was computed."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsFeature, QgsVectorLayer

from ..core.industry.schema import TABLES
from ..qgis_support.version_differences import is_null
from .sources import RegisterSource

SOURCE_FIELD, RECORDS = "sumber_batas", "analisis_jalan"
JOINED_BY = "; "
"""Between the sources of a region that was put together out of several."""


def keep_origin(layer: QgsVectorLayer, register: RegisterSource, table: str, language: str) -> None:
    """Writes the sources of boundaries as rights, and the methods paragraph of a result as abstract."""
    metadata = layer.metadata()
    metadata.setTitle(layer.name())
    metadata.setLanguage(language)
    metadata.setRights(_boundary_sources(layer))
    record = _latest_record(register, table)
    if record:
        metadata.setAbstract(_text(record[f"paragraf_{language}"]))
        metadata.addHistoryItem(f"{record['jenis']}: {_text(record['parameter'])}")
    layer.setMetadata(metadata)


def _boundary_sources(layer: QgsVectorLayer) -> list[str]:
    index = layer.fields().lookupField(SOURCE_FIELD)
    values = layer.uniqueValues(index) if index >= 0 else set()
    return sorted({source for value in values if not is_null(value) for source in str(value).split(JOINED_BY)})


def _latest_record(register: RegisterSource, table: str) -> Optional[QgsFeature]:
    """The last run whose result was written to the table, where the register has run records; None for tables of its
    own."""
    if table in TABLES or RECORDS not in register.tables():
        return None
    records = register.layer(RECORDS, RECORDS)
    fitting = [each for each in records.getFeatures() if each["lapisan"] == table]
    return max(fitting, key=lambda each: each.id(), default=None)


def _text(value: Any) -> str:
    return "" if is_null(value) else str(value)
