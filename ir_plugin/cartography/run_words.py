"""What a result is about, in words out of the record of its run: a map of hot spots says of what."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import QgsMapLayer, QgsProviderRegistry

from ..core.errors import UserError
from ..core.register.aggregate_columns import label_of
from ..core.register.run_records import read_record
from ..core.texts import Text

ONLY = ("SHOWN", "VALUE")
"""Parameters that name one product or category."""

MEASURED = (("FIELD", "DENOMINATOR"), ("CASES", "POPULATION"))
"""Parameters that name a column, and the one that it is divided by."""

PER = Text("{field} terhadap {other}", "{field} relative to {other}")


def about_of(layer: QgsMapLayer) -> Optional[Text]:
    """The product or column that a method was run on; None where its file keeps no record of that."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path, table = parts.get("path") or "", parts.get("layerName") or ""
    try:
        record = read_record(path, table) if path.lower().endswith(".gpkg") and table else None
    except UserError:
        record = None
    return _words(record.parameters) if record else None


def _words(parameters: Mapping[str, Any]) -> Optional[Text]:
    only = [parameters[each] for each in ONLY if parameters.get(each)]
    if only:
        return label_of(str(only[0]))
    for column, divisor in MEASURED:
        if parameters.get(column):
            field, other = label_of(str(parameters[column])), parameters.get(divisor)
            return PER.format(field=field, other=_lower(label_of(str(other)))) if other else field
    return None


def _lower(label: Text) -> Text:
    return Text(label.id.lower(), label.en.lower())
