"""Everything an algorithm computes from: settings, layers and workbooks, read as the core takes them."""

from __future__ import annotations

import dataclasses
from typing import Any, NamedTuple, Optional

from qgis.core import QgsFeatureRequest, QgsProcessingFeatureSource

from ..core import parameters as kinds
from ..core.declaration import Algorithm, Column
from ..core.errors import UserError
from ..core.progress import Progress, part
from ..core.texts import Text
from ..qgis_support.layer_reading import ReadLayer, read_layer
from ..qgis_support.workbook_reading import read_workbook
from .input_sources import labels_of, record_of
from .settings_reading import Given, settings_of

ABSENT = Text(
    "Layer untuk {label} ({id}) tidak dapat dibuka; periksa nama berkas dan nama layernya.",
    "The layer for {label} ({id}) cannot be opened; check the names of the file and of the layer.",
)


class Inputs(NamedTuple):
    """The values for the computation, and by parameter id what results need of the layers that were read."""

    values: dict[str, Any]
    sources: dict[str, QgsProcessingFeatureSource]
    layers: dict[str, ReadLayer]
    labels: dict[str, list[Column]]


def read_inputs(declaration: Algorithm, given: Given, progress: Progress) -> Inputs:
    """Reads whatever the declaration asks for. UserError for what is missing or of the wrong kind."""
    inputs = Inputs(settings_of(declaration, given), {}, {}, {})
    layers = [each for each in declaration.parameters if isinstance(each, kinds.LayerInput)]
    for number, parameter in enumerate(layers):
        share = part(progress, number / len(layers), (number + 1) / len(layers))
        _read_layer(declaration, parameter, given, inputs, share)
    for parameter in declaration.parameters:
        if isinstance(parameter, kinds.WorkbookInput) and inputs.values[parameter.id]:
            inputs.values[parameter.id] = read_workbook(inputs.values[parameter.id])
        if isinstance(parameter, kinds.LayersInput):
            chosen = given.algorithm.parameterAsLayerList(given.parameters, parameter.id, given.context)
            inputs.values[parameter.id] = chosen
    return inputs


def _read_layer(
    declaration: Algorithm, parameter: kinds.LayerInput, given: Given, inputs: Inputs, progress: Progress
) -> None:
    if inputs.values[parameter.id] is None:
        return
    source = given.algorithm.parameterAsSource(given.parameters, parameter.id, given.context)
    if source is None:
        raise UserError(ABSENT, label=parameter.label, id=parameter.id)
    # Each row is a unit of the statistics: none is left out for an invalid outline; the core repairs where it matters.
    source.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck.GeometryNoCheck)
    fields = _named_fields(declaration, parameter, inputs.values)
    read = read_layer(source, parameter, fields, given.context.transformContext(), progress)
    if parameter.record:
        layer = dataclasses.replace(read.layer, record=record_of(given, parameter.id))
        read = read._replace(layer=layer)
    inputs.values[parameter.id] = read.layer
    inputs.sources[parameter.id] = source
    inputs.layers[parameter.id] = read
    inputs.labels[parameter.id] = labels_of(given, parameter.id)


def _named_fields(declaration: Algorithm, parameter: kinds.LayerInput, values: dict[str, Any]) -> Optional[list[str]]:
    """The fields that the settings name; None for all."""
    if parameter.fields == "all":
        return None
    return declaration.fields_of(parameter.id, values)
