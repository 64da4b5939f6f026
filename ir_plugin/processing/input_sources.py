"""What an input is: the layer's name for the record, its labels, and which columns a result may not take along."""

from __future__ import annotations

import os
from typing import Iterable, NamedTuple, Optional, Sequence

from qgis.core import QgsProviderRegistry, QgsVectorLayer

from ..core.declaration import Algorithm, Column, Rows
from ..core.register.privacy import personal_columns
from ..core.register.run_records import read_record
from ..core.run_record import RunRecord
from ..core.texts import same
from .destinations import file_of
from .settings_reading import Given


class Source(NamedTuple):
    """A layer by its file (empty where it has none), its name there, its columns, and its name in QGIS."""

    path: str
    layer: str
    columns: Sequence[str]
    title: str

    @property
    def name(self) -> str:
        """As the record keeps it: without folders."""
        if not self.path:
            return self.layer or self.title
        file = os.path.basename(self.path)
        return f"{file}|layername={self.layer}" if self.layer else file


def source_of(given: Given, parameter_id: str) -> Optional[Source]:
    """The layer that a parameter names; None where it names none, or a source without a layer."""
    layer = given.algorithm.parameterAsVectorLayer(given.parameters, parameter_id, given.context)
    if layer is None:
        return None
    parts = QgsProviderRegistry.instance().decodeUri(layer.dataProvider().name(), layer.source())
    in_file = parts.get("layerName") or parts.get("table") or ""
    return Source(parts.get("path") or "", in_file, layer.fields().names(), layer.name())


def input_names(given: Given, parameter_ids: Iterable[str]) -> dict[str, str]:
    """What each layer parameter was given, for the record."""
    sources = {each: source_of(given, each) for each in parameter_ids}
    return {each: source.name for each, source in sources.items() if source}


def record_of(given: Given, parameter_id: str) -> Optional[RunRecord]:
    """The record of the run that made a layer: from its GeoPackage, else from the layer's own metadata."""
    source = source_of(given, parameter_id)
    if source is None:
        return None
    if source.path.lower().endswith(".gpkg"):
        found = read_record(source.path, source.layer or os.path.splitext(os.path.basename(source.path))[0])
        if found:
            return found
    layer = given.algorithm.parameterAsVectorLayer(given.parameters, parameter_id, given.context)
    records = [RunRecord.from_json(item) for item in layer.metadata().history()]
    return next((record for record in records[::-1] if record), None)


def labels_of(given: Given, parameter_id: str) -> list[Column]:
    """The columns of an input that have a label, for a result that takes them along: as the layer shows them, else as
    the style in its file does, which Processing does not load."""
    layer = given.algorithm.parameterAsVectorLayer(given.parameters, parameter_id, given.context)
    if layer is None:
        return []
    if not any(field.alias() for field in layer.fields()):
        layer = QgsVectorLayer(layer.source(), layer.name(), layer.providerType())
    return [Column(field.name(), "text", same(field.alias())) for field in layer.fields() if field.alias()]


def columns_left_out(declaration: Algorithm, given: Given) -> dict[str, Sequence[str]]:
    """The personal columns of the input, by the output whose rows would carry them out of the register."""
    outputs = [each for each in declaration.outputs if isinstance(each, Rows) and given.parameters.get(each.id)]
    found = {output.id: _personal(output, given) for output in outputs}
    return {output: columns for output, columns in found.items() if columns}


def _personal(output: Rows, given: Given) -> Sequence[str]:
    source = source_of(given, output.of)
    if source is None:
        return ()
    target = file_of(given.parameters.get(output.id), given.context)
    if target and source.path and os.path.exists(target) and os.path.samefile(target, source.path):
        return ()
    personal = personal_columns(source.layer)
    return [name for name in source.columns if name.lower() in personal]
