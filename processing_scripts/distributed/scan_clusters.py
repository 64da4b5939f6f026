"""The scan in parts: the centres of its windows are shared out, and every task draws all replicates.

The units themselves (villages, not businesses) are read by the client, and so is the search in what was observed: it is
one replicate among all. Replicates are the same whoever draws them, so that the largest ratio of each is the largest
that any task found.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any, Mapping

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import Context, LayerResult, Note, Results
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.inference_settings import generator_of
from ir_plugin.core.methods.scan_clusters import COLUMNS, METHOD
from ir_plugin.core.methods.scan_clusters import compute as compute_scan
from ir_plugin.core.methods.scan_parameters import scan_settings
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.statistics.scan.maxima import null_maxima
from ir_plugin.core.statistics.scan.study import Study, study_of

from .geoparquet import Piece, geometries, read_piece
from .part_files import Part, read_part, write_part
from .result_columns import with_columns
from .running import Run, ScaledMethod, step_path

TASKS, CENTRES = 16, 100
"""Tasks at most, and centres of a task at least: each draws all replicates anew."""


def compute(run: Run, progress: Progress) -> Results:
    """The same clusters, ratios and p-values as on one machine."""
    notes: list[Note] = []
    context = Context(part(progress, 0.0, 0.9), say=notes.append)
    values = {**run.values, "INPUT": _whole_layer(run)}
    results = compute_scan(values, context, lambda study, rest: _maxima(run, study, rest))
    rows = results.layers["OUTPUT"]
    arguments = []
    for piece in run.source.pieces:
        there = slice(piece.first, piece.first + piece.rows)
        some = {column.name: np.asarray(rows.values[column.name])[there] for column in COLUMNS}
        arguments.append((piece, run.source.schema.names, some))
    run.result(write_piece, arguments, part(progress, 0.9, 1.0))
    return Results(
        layers={"CLUSTERS": results.layers["CLUSTERS"]},
        numbers=results.numbers,
        notes=(*notes, *results.notes),
        record=results.record,
    )


def write_piece(piece: Piece, names: list[str], columns: Mapping[str, np.ndarray]) -> Part:
    """A piece of the input with the columns of the result."""
    return Part(with_columns(read_piece(piece, names), LayerResult(COLUMNS, columns)), {})


def find_maxima(file: Path, values: Mapping[str, Any], centres: range) -> Part:
    """The largest ratio of each replicate among the windows around some centres."""
    table = read_part(file)

    def columns(prefix: str) -> np.ndarray:
        return np.column_stack([table.column(name) for name in table.column_names if name.startswith(prefix)])

    points = columns("point")
    study = study_of(columns("cases"), columns("population"), points, scan_settings(values), columns("key"))
    maxima = null_maxima(study, int(values["REPLICATES"]), generator_of(values), threads=1, centres=centres)
    return Part(pa.table({"maximum": maxima}), {})


def _maxima(run: Run, study: Study, progress: Progress) -> np.ndarray:
    n, file = len(study.points), run.folder / "study.arrow"
    arrays = {"cases": study.cases, "population": study.population, "point": study.points, "key": np.arange(n)[:, None]}
    columns = {f"{name}_{at:05}": each for name, array in arrays.items() for at, each in enumerate(array.T)}
    write_part(file, Part(pa.table(columns), {}))
    size = max(CENTRES, math.ceil(n / TASKS))
    settings = {name: value for name, value in run.values.items() if not isinstance(value, Layer)}
    tasks = [(file, settings, range(first, min(first + size, n))) for first in range(0, n, size)]
    run.step("maxima", find_maxima, tasks, progress)
    found = [read_part(step_path(run.folder / "maxima", number)).column("maximum") for number in range(len(tasks))]
    maxima: np.ndarray = np.max([each.to_numpy() for each in found], axis=0)
    return maxima


def _whole_layer(run: Run) -> Layer:
    """The input with the fields of the method, in the order of its rows."""
    source, values = run.source, run.values
    named = METHOD.fields_of("INPUT", values)
    space = source.space
    table = pa.concat_tables([read_piece(piece, [*named, space.column]) for piece in source.pieces])
    return Layer(
        list(geometries(table, space.column)),
        {name: table.column(name).to_pylist() for name in named},
        space.geographic,
        space.metres_per_unit,
        space.crs,
        str(values["INPUT"]),
    )


SCALED = ScaledMethod(METHOD, compute, by_place=False)
