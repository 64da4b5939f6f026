"""One run of an algorithm in QGIS: read what it takes, compute, write what it gives, say what there is to say."""

from __future__ import annotations

import dataclasses
from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback

from ..core.declaration import Algorithm, Column, Context, NewLayer, Note, Output, Raster, Results, Rows
from ..core.errors import Cancelled, UserError
from ..core.progress import Progress, part
from ..core.register.aggregate_columns import label_of
from ..core.register.privacy import left_out_note
from ..core.register.run_records import write_record
from ..core.run_record import RunRecord, completed
from ..qgis_support.geometry_engine import QgisGeometryEngine
from ..qgis_support.paths import plugin_version
from ..qgis_support.photo_engine import QtPhotoEngine
from .destinations import Place, make_one_file, place_of
from .file_results import write_files
from .input_reading import Inputs, read_inputs
from .input_sources import columns_left_out, input_names
from .loaded_results import ResultFinisher, finish_when_loaded
from .qgis_computes import QGIS_COMPUTES
from .result_styles import keep_grid_style, keep_style
from .result_writing import ResultLayers, Table, new_table, rows_table
from .settings_reading import Given, refusal

READ, COMPUTED = 0.05, 0.85
"""Where reading and computing end on the progress bar; writing takes the rest."""


def run(declaration: Algorithm, given: Given, feedback: QgsProcessingFeedback, language: str) -> dict[str, Any]:
    """The results by output id: destinations of layers, numbers, texts.

    Raises UserError, or Cancelled once ``feedback`` is; then nothing has been written.
    """
    problem = refusal(declaration, given)  # models and scripts may run without asking checkParameterValues
    if problem:
        raise UserError(problem)
    progress = progress_of(feedback)
    inputs = read_inputs(declaration, given, part(progress, 0.0, READ))
    say = _speaker(feedback, language)
    lent = Context(part(progress, READ, COMPUTED), QgisGeometryEngine(), QtPhotoEngine(), language, say, label_of)
    results = _computed(declaration, inputs, given, lent)
    results = dataclasses.replace(results, record=_completed(results.record, input_names(given, inputs.layers)))
    left_out = columns_left_out(declaration, given)
    written = _write(declaration, results, inputs, left_out, given, lent, part(progress, COMPUTED, 1.0))
    for note in (*results.notes, *map(left_out_note, left_out.values())):
        say(note)
    if results.record:
        say(Note(results.record.paragraph))  # last, for a report to quote
    _finish_layers(declaration, results, inputs, written, given.context, language)
    values = {**results.numbers, **results.strings, **written}
    if results.record and any(output.id == "RECORD" for output in declaration.outputs):
        values["RECORD"] = results.record.to_json()
    return values


def progress_of(feedback: QgsProcessingFeedback) -> Progress:
    """The progress bar and the cancel button as the core knows them."""

    def progress(fraction: float) -> None:
        feedback.setProgress(100.0 * fraction)
        if feedback.isCanceled():
            raise Cancelled

    return progress


def _computed(declaration: Algorithm, inputs: Inputs, given: Given, lent: Context) -> Results:
    if declaration.id in QGIS_COMPUTES:
        return QGIS_COMPUTES[declaration.id](inputs.values, lent, given.context)
    return declaration.compute(inputs.values, lent)


def _write(
    declaration: Algorithm,
    results: Results,
    inputs: Inputs,
    left_out: Mapping[str, Sequence[str]],
    given: Given,
    lent: Context,
    progress: Progress,
) -> dict[str, str]:
    """Writes every result that is wanted, and the record beside its layers; destinations by output id."""
    if results.layers or results.rasters:  # of others what they write is there: a stop would come too late
        progress(0.0)
    wanted = [each for each in declaration.outputs if each.id in results.layers and given.parameters.get(each.id)]
    written = {}
    with ResultLayers(given) as layers:
        for number, output in enumerate(wanted):
            share = part(progress, number / len(wanted), (number + 1) / len(wanted))
            written[output.id] = layers.write(output.id, _table(output, results, inputs, left_out), share)
        for output in wanted:
            place = place_of(written[output.id])
            if place.path.lower().endswith(".gpkg"):
                keep_style(place, output.theme, _shown_columns(output, results, inputs), lent.language)
                _finish_geopackage(place, results.record)
        crs = {name: layer.crs for name, layer in inputs.layers.items()}
        written.update(write_files(declaration, results, crs, given, lent.language))
    for output in declaration.outputs:
        if output.id in written and isinstance(output, Raster):
            keep_grid_style(written[output.id], output.theme, lent.language)
    return written


def _shown_columns(output: Output, results: Results, inputs: Inputs) -> Sequence[Column]:
    """The columns of a result that have labels: first those that it takes along from its input."""
    carried = inputs.labels.get(output.of, []) if isinstance(output, Rows) else []
    return (*carried, *(results.layers[output.id].columns if output.id in results.layers else ()))


def _table(output: Output, results: Results, inputs: Inputs, left_out: Mapping[str, Sequence[str]]) -> Table:
    result = results.layers[output.id]
    if isinstance(output, Rows):
        return rows_table(inputs.sources[output.of], inputs.layers[output.of].ids, result, left_out.get(output.id, ()))
    crs = inputs.layers[output.crs_of].crs if output.crs_of else QgsCoordinateReferenceSystem("EPSG:4326")
    return new_table(output.geometry, crs, result)


def _completed(record: Optional[RunRecord], inputs: Mapping[str, str]) -> Optional[RunRecord]:
    """The record with what only this face knows."""
    versions = {"klaster_ir": plugin_version(), "qgis": Qgis.QGIS_VERSION}
    return completed(record, versions, inputs) if record else None


def _finish_geopackage(place: Place, record: Optional[RunRecord]) -> None:
    if record is not None:
        write_record(place.path, record, place.layer_name)
    make_one_file(place.path)


def _speaker(feedback: QgsProcessingFeedback, language: str) -> Callable[[Note], None]:
    """Says a note at once, a warning as such."""

    def say(note: Note) -> None:
        (feedback.pushWarning if note.warning else feedback.pushInfo)(note.sentence.in_language(language))

    return say


def _finish_layers(
    declaration: Algorithm,
    results: Results,
    inputs: Inputs,
    written: Mapping[str, str],
    context: QgsProcessingContext,
    language: str,
) -> None:
    for output in declaration.outputs:
        if output.id in written and isinstance(output, (Rows, NewLayer, Raster)):
            columns = _shown_columns(output, results, inputs)
            finisher = ResultFinisher(output.theme, columns, results.record, language)
            finish_when_loaded(written[output.id], output.label.in_language(language), finisher, context)
