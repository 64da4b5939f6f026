"""What a result is about, in words out of the record of its run: a map of hot spots says of what."""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional

from qgis.core import QgsMapLayer

from ..core.errors import UserError
from ..core.register.aggregate_columns import columns_in_words, label_of
from ..core.register.run_records import read_record
from ..core.run_record import RunRecord
from ..core.texts import Text
from .layer_places import place_of

ONLY = ("SHOWN", "VALUE")
"""Parameters that name one product or category."""

MEASURED = (("FIELD", "DENOMINATOR"), ("CASES", "POPULATION"))
"""Parameters that name a column, and the one that it is divided by."""

FULL_STOP = re.compile(r"(?<=[.!?]) (?=[A-Z])")
"""Between two sentences."""

PER = Text("{field} terhadap {other}", "{field} relative to {other}")


def about_of(layer: QgsMapLayer) -> Optional[Text]:
    """The product or column that a method was run on; None where its file keeps no record of that."""
    record = _record(layer)
    return _words(record.parameters) if record else None


def method_of(layer: QgsMapLayer) -> Text:
    """The first sentence of the record of a result: what was reckoned, by which method, of how many; empty without."""
    record = _record(layer)
    return Text(*map(_first_sentence, columns_in_words(record.paragraph))) if record else Text("", "")


def _first_sentence(words: str) -> str:
    return FULL_STOP.split(words, maxsplit=1)[0]


def _record(layer: QgsMapLayer) -> Optional[RunRecord]:
    path, table = place_of(layer)
    try:
        return read_record(path, table) if path.lower().endswith(".gpkg") and table else None
    except UserError:
        return None


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
