"""One algorithm run on files: read what it takes, compute, write what it gives."""

from __future__ import annotations

import configparser
import dataclasses
from pathlib import Path
from typing import Any, Mapping, Optional, Union

import geopandas

from ir_plugin.core.declaration import Algorithm, Context, NewLayer, Results, Rows
from ir_plugin.core.errors import UserError
from ir_plugin.core.parameters import FieldChoice, LayerInput, WorkbookInput
from ir_plugin.core.progress import Progress, no_progress, part
from ir_plugin.core.register.run_records import write_record
from ir_plugin.core.run_record import RunRecord, completed

from .geometry_engine import ShapelyEngine
from .layer_files import frame_of, layer_of, layer_place, read_frame, with_columns, write_frame
from .workbook_files import read_workbook


def run(
    algorithm: Algorithm, values: Mapping[str, Any], targets: Mapping[str, str], progress: Progress = no_progress
) -> Results:
    """The results of an algorithm on files; its layers are written to ``targets`` (output id -> file).

    values: every parameter by id as a face gives it: layers, workbooks and registers as paths. The record in the
    results carries the versions and the time.
    """
    if algorithm.compute is None:
        raise ValueError(f"{algorithm.id} needs QGIS")
    refusal = algorithm.problem(values)
    if refusal:
        raise UserError(refusal)
    frames = {each.id: read_frame(values[each.id]) for each in algorithm.parameters if isinstance(each, LayerInput)}
    read = {each.id: _read(algorithm, each, values, frames) for each in algorithm.parameters}
    context = Context(progress=part(progress, 0.1, 0.9), geometry=ShapelyEngine())
    results = algorithm.compute(read, context)
    results = dataclasses.replace(results, record=_completed(results.record))
    for output in algorithm.outputs:
        if isinstance(output, (Rows, NewLayer)) and output.id in targets and output.id in results.layers:
            write_frame(_frame(output, results, frames), targets[output.id])
            _keep_record(results.record, targets[output.id])
    progress(1.0)
    return results


def _read(algorithm: Algorithm, parameter: Any, values: Mapping[str, Any], frames: Mapping[str, Any]) -> Any:
    value: Any = values.get(parameter.id)
    if isinstance(parameter, WorkbookInput):
        return read_workbook(value)
    if not isinstance(parameter, LayerInput):
        return value
    fields = None
    if parameter.fields == "named":
        choices = [each for each in algorithm.parameters if isinstance(each, FieldChoice) and each.of == parameter.id]
        fields = [values[each.id] for each in choices if values.get(each.id)]
    return layer_of(frames[parameter.id], value, parameter.geometry, parameter.crs, fields)


def _frame(output: Union[Rows, NewLayer], results: Results, frames: Mapping[str, Any]) -> geopandas.GeoDataFrame:
    result = results.layers[output.id]
    if isinstance(output, Rows):
        return with_columns(frames[output.of], result)
    return frame_of(result, frames[output.crs_of].crs if output.crs_of else "EPSG:4326")


def _completed(record: Optional[RunRecord]) -> Optional[RunRecord]:
    return completed(record, {"klaster_ir": _version()}) if record else None


def _version() -> str:
    metadata = configparser.ConfigParser()
    metadata.read(Path(__file__).parents[1] / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def _keep_record(record: Optional[RunRecord], reference: str) -> None:
    place = layer_place(reference)
    if record is not None and place.path.lower().endswith(".gpkg"):
        write_record(place.path, record, place.layer or Path(place.path).stem)
