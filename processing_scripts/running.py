"""One algorithm run on files: read what it takes, compute, write what it gives."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any, Callable, Mapping, Optional, Sequence, Union

import geopandas

from ir_plugin.core.declaration import Algorithm, Context, NewLayer, Note, Page, Raster, Results, Rows, TextFile
from ir_plugin.core.errors import UserError
from ir_plugin.core.parameters import LayerInput, WorkbookInput
from ir_plugin.core.progress import Progress, no_progress, part
from ir_plugin.core.register.aggregate_columns import label_of
from ir_plugin.core.register.privacy import left_out_note, personal_columns
from ir_plugin.core.register.run_records import read_record, write_record
from ir_plugin.core.run_record import RunRecord, completed

from .file_writing import refuse_unwritable_files, write_files
from .geometry_engine import ShapelyEngine
from .layer_files import frame_of, layer_of, name_of, read_frame, source_place, table_of, with_columns, with_named
from .layer_formats import Frame
from .layer_writing import refuse_unwritable, write_frames
from .photo_engine import PillowEngine
from .places import is_database, layer_place
from .version import version
from .workbook_files import read_workbook

LayerOutput = Union[Rows, NewLayer]


def run(
    algorithm: Algorithm,
    values: Mapping[str, Any],
    targets: Mapping[str, str],
    progress: Progress = no_progress,
    language: str = "id",
    say: Callable[[Note], None] = lambda note: None,
) -> Results:
    """The results of an algorithm on files; layers, grids and pages are written to ``targets`` (output id -> file).

    values: every parameter by id as a face gives it: layers, workbooks and registers as paths. The record in the
    results carries the versions and the time. say: hears notes while the run goes on.
    """
    if algorithm.compute is None:
        raise ValueError(f"{algorithm.id} needs QGIS")
    refusal = algorithm.problem(values)
    if refusal:
        raise UserError(refusal)
    _refuse_targets(algorithm, targets)
    inputs = [
        each.id for each in algorithm.parameters if isinstance(each, LayerInput) and values.get(each.id) is not None
    ]
    frames = {each: read_frame(values[each]) for each in inputs}
    read = {each.id: _read(algorithm, each, values, frames) for each in algorithm.parameters}
    context = Context(part(progress, 0.1, 0.9), ShapelyEngine(), PillowEngine(), language, say, label_of)
    results = algorithm.compute(read, context)
    results = dataclasses.replace(
        results, record=_completed(results.record, {each: name_of(values[each]) for each in frames})
    )
    layers = [each for each in algorithm.outputs if isinstance(each, (Rows, NewLayer))]
    wanted = [each for each in layers if each.id in targets and each.id in results.layers]
    left_out = {each.id: _left_out(each, values, targets, frames) for each in wanted}
    lost = write_frames([(_frame(each, results, frames, left_out[each.id]), targets[each.id]) for each in wanted])
    for each in wanted:
        _keep_record(results.record, targets[each.id])
    systems = {each: frame.crs for each, frame in frames.items() if isinstance(frame, geopandas.GeoDataFrame)}
    write_files(algorithm, results, systems, targets, language)
    notes = [*lost, *(left_out_note(columns) for columns in left_out.values() if columns)]
    results = dataclasses.replace(results, notes=(*results.notes, *notes))
    progress(1.0)
    return results


def _refuse_targets(algorithm: Algorithm, targets: Mapping[str, str]) -> None:
    """UserError where a result cannot be written."""
    others = {each.id for each in algorithm.outputs if isinstance(each, (Page, TextFile, Raster))}
    refuse_unwritable([place for output, place in targets.items() if output not in others])
    refuse_unwritable_files([targets[output] for output in others & set(targets)])


def _read(algorithm: Algorithm, parameter: Any, values: Mapping[str, Any], frames: Mapping[str, Any]) -> Any:
    value: Any = values.get(parameter.id)
    if isinstance(parameter, WorkbookInput):
        return read_workbook(value) if value else None
    if parameter.id not in frames:
        return value
    named, frame = algorithm.fields_of(parameter.id, values), frames[parameter.id]
    fields = named if parameter.fields == "named" else with_named(frame, named)
    layer = layer_of(frame, value, parameter.geometry, parameter.crs, fields)
    return dataclasses.replace(layer, record=_record_of(value)) if parameter.record else layer


def _record_of(reference: str) -> Optional[RunRecord]:
    """The record of the run that made a layer of a GeoPackage."""
    place = source_place(reference)
    return read_record(place.path, place.layer or "") if place.path.lower().endswith(".gpkg") else None


def _left_out(
    output: LayerOutput, values: Mapping[str, Any], targets: Mapping[str, str], frames: Mapping[str, Frame]
) -> Sequence[str]:
    """The personal columns of a register's table that a file of its own does not get."""
    if not isinstance(output, Rows):
        return ()
    source, target = source_place(values[output.of]), layer_place(targets[output.id])
    in_files = not is_database(source.path)
    if in_files and Path(source.path).resolve() == Path(target.path).resolve():
        return ()
    table = source.layer or Path(source.path).stem
    personal = personal_columns(table if in_files else table.rpartition(".")[2])
    return [name for name in frames[output.of].columns if name.lower() in personal]


def _frame(output: LayerOutput, results: Results, frames: Mapping[str, Any], left_out: Sequence[str]) -> Frame:
    result = results.layers[output.id]
    if isinstance(output, Rows):
        return with_columns(frames[output.of], result, left_out)
    if output.geometry == "none":
        return table_of(result)
    return frame_of(result, frames[output.crs_of].crs if output.crs_of else "EPSG:4326")


def _completed(record: Optional[RunRecord], inputs: Mapping[str, str]) -> Optional[RunRecord]:
    return completed(record, {"klaster_ir": version()}, inputs) if record else None


def _keep_record(record: Optional[RunRecord], reference: str) -> None:
    place = layer_place(reference)
    if record is not None and place.path.lower().endswith(".gpkg"):
        write_record(place.path, record, place.layer or Path(place.path).stem)
