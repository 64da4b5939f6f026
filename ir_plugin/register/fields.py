"""What the schema knows about a field, put into a layer: its name for the reader and the words of its codes."""

from __future__ import annotations

from typing import Dict, Iterator, Optional, Tuple

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from ..core.catalogue import ALGORITHMS
from ..core.declaration import Rows
from ..core.industry.schema import TABLES, Field
from ..core.texts import Text
from .widgets import value_map


def describe_fields(layer: QgsVectorLayer, table: str, language: str) -> None:
    """Gives every field its label and its value map; a layer that is no table of the schema takes what it can."""
    for index, name in enumerate(layer.fields().names()):
        field = schema_field(table, name)
        label = field.label if field else _result_labels().get(name)
        if label:
            layer.setFieldAlias(index, label.in_language(language))
        if field and field.values and not field.several:
            layer.setEditorWidgetSetup(
                index, QgsEditorWidgetSetup("ValueMap", value_map(field, language, not field.required))
            )


def schema_field(table: str, name: str) -> Optional[Field]:
    """The field of the table, or of the first table that has one of this name: views and results carry them on."""
    tables = [TABLES[table]] if table in TABLES else list(TABLES.values())
    return next((field for each in tables for field in each.fields if field.name == name), None)


def _result_labels() -> Dict[str, Text]:
    """The label of every column that a method adds to the rows of its input."""
    return dict(_declared_columns())


def _declared_columns() -> Iterator[Tuple[str, Text]]:
    for algorithm in ALGORITHMS:
        for output in algorithm.outputs:
            if isinstance(output, Rows):
                yield from ((column.name, column.label) for column in output.columns)
