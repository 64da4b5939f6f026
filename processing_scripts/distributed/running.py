"""A method run in parts: its input laid out, its steps as tasks, its results written whole or not at all."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Collection, Mapping, Optional, Sequence

from ir_plugin.core.declaration import Algorithm, NewLayer, Results, Rows
from ir_plugin.core.errors import UserError
from ir_plugin.core.input_hash import input_hash
from ir_plugin.core.parameters import LayerInput
from ir_plugin.core.progress import Progress, no_progress, part
from ir_plugin.core.run_record import completed
from ir_plugin.core.texts import Text

from ..layer_files import frame_of, layer_of, read_frame, table_of, with_named
from ..layer_writing import NO_FOLDER, refuse_unwritable, write_frames
from ..places import layer_place, short_name, without_password
from ..version import version
from .cluster import Engine, Task, files_in_words
from .geoparquet import Source, read_source
from .partitions import ROWS, Partitions, make_partitions, read_partitions, source_digest
from .streaming import is_streamed, layout_of, streamed
from .work_folder import UNWRITABLE, Fault, work_folder

EXISTS = Text(
    "{path} sudah ada; pilih nama lain atau hapus dahulu.", "{path} exists already; choose another name or remove it."
)
RECORD = "_record.json"
"""Beside the parts of a result; readers of such folders pass over names that begin so."""
RESULT = "result"


@dataclass(frozen=True)
class Run:
    """What a method in parts works with. source: INPUT; digest: what tells whether it is the same; laid_out: its rows
    by place, if the method asks for that. values: parameters by id, INPUT being a path and other layers Layers. wanted:
    ids of the outputs that go to files. folder: of the files of the run, which workers see too."""

    engine: Engine
    source: Source
    digest: str
    laid_out: Optional[Partitions]
    values: Mapping[str, Any]
    wanted: Collection[str]
    folder: Path

    @property
    def partitions(self) -> Partitions:
        """The rows of INPUT by place."""
        if self.laid_out is None:
            raise ValueError("this method did not ask for parts by place")
        return self.laid_out

    @property
    def numbers(self) -> range:
        """The numbers of the parts."""
        return range(len(self.partitions))

    def step(
        self, name: str, task: Task, arguments: Sequence[Sequence[Any]], progress: Progress = no_progress
    ) -> list[dict[str, Any]]:
        """Makes ``name/00000.arrow`` and so on by the task, and gives their facts; what exists is used again."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        paths = [step_path(folder, number) for number in range(len(arguments))]
        return self.engine.parts(paths, task, arguments, progress)

    def result(
        self, task: Task, arguments: Sequence[Sequence[Any]], progress: Progress = no_progress
    ) -> list[dict[str, Any]]:
        """Makes the GeoParquet parts of the Rows output by the task, and gives their facts."""
        folder = self.folder / RESULT
        folder.mkdir(exist_ok=True)
        paths = [folder / f"part-{number:05}.parquet" for number in range(len(arguments))]
        return self.engine.parts(paths, task, arguments, progress)


def step_path(folder: Path, number: int) -> Path:
    """The file that a step made of a part."""
    return folder / f"{number:05}.arrow"


@dataclass(frozen=True)
class ScaledMethod:
    """A method in parts: the declaration of one machine, and how it is computed on many.

    compute(run, progress) writes the Rows output by ``run.result`` and gives all else, such as small layers.
    problem(values): what cannot be done in parts, or None. by_place: whether it needs the rows laid out.
    """

    algorithm: Algorithm
    compute: Callable[[Run, Progress], Results]
    problem: Callable[[Mapping[str, Any]], Optional[Text]] = lambda values: None
    by_place: bool = True


def run_scaled(
    method: ScaledMethod,
    engine: Engine,
    values: Mapping[str, Any],
    targets: Mapping[str, str],
    rows: int = ROWS,
    keep_on_cancel: bool = False,
    progress: Progress = no_progress,
) -> Results:
    """The results of a method on many workers; layers go to ``targets`` (output id -> folder of parts, or file).

    values: every parameter by id; INPUT: a layer in a file, a folder of GeoParquet, or one of ``make_partitions``.
    rows: of a part, about. UserError for what a person can fix; then and after a kill the same call goes on.
    """
    refusal = method.algorithm.problem(values) or method.problem(values)
    if refusal:
        raise UserError(refusal)
    main = _refuse_targets(method.algorithm, targets)
    layout = layout_of(values["INPUT"]) if is_streamed(values["INPUT"]) else None
    source = layout.source if layout else read_source(values["INPUT"])
    _refuse_source(method.algorithm, source, values)
    laid_out = read_partitions(Path(values["INPUT"]))
    digest = laid_out.digest if laid_out else source_digest(engine, source)
    read = _read_others(method.algorithm, values)
    told = {name: without_password(each) if isinstance(each, str) else each for name, each in values.items()}
    settings = {"algorithm": method.algorithm.id, "values": told, "wanted": sorted(targets), "rows": rows}
    settings |= {"version": version(), "layers": _digests(method.algorithm, read), "input": digest}
    with work_folder(main, settings, keep_on_cancel) as folder, files_in_words():
        engine.require_folder(folder)
        if layout:
            source = streamed(layout, folder, part(progress, 0.0, 0.1))
        if laid_out is None and method.by_place:
            parts = folder / "parts"
            parts.mkdir(exist_ok=True)
            laid_out = make_partitions(engine, source, parts, rows, digest, part(progress, 0.1, 0.4))
        run = Run(engine, source, digest, laid_out, read, set(targets), folder)
        results = _completed(method.compute(run, part(progress, 0.4, 0.95)), method.algorithm, values)
        _write(method.algorithm, results, source.space.crs, targets, folder)
    progress(1.0)
    return results


def _refuse_source(algorithm: Algorithm, source: Source, values: Mapping[str, Any]) -> None:
    """UserError where the input lacks what the method asks for."""
    source.require_geometry(algorithm.parameter("INPUT"))
    for field in algorithm.fields_of("INPUT", values):
        source.require(field)


def _completed(results: Results, algorithm: Algorithm, values: Mapping[str, Any]) -> Results:
    """The results with what a face adds to their record: versions, the time and the names of the layers."""
    if results.record is None:
        return results
    layers = [each.id for each in algorithm.parameters if isinstance(each, LayerInput) and values.get(each.id)]
    names = {each: short_name(layer_place(values[each])) for each in layers}
    return dataclasses.replace(results, record=completed(results.record, {"klaster_ir": version()}, names))


def _refuse_targets(algorithm: Algorithm, targets: Mapping[str, str]) -> Path:
    """The first target, beside which the run's files go. UserError where one cannot be written."""
    rows = [each.id for each in algorithm.outputs if isinstance(each, Rows) and each.id in targets]
    files = [targets[each.id] for each in algorithm.outputs if isinstance(each, NewLayer) and each.id in targets]
    for each in rows:
        target = Path(targets[each]).resolve()
        if target.exists():
            raise UserError(EXISTS, path=target)
        if not target.parent.is_dir():
            raise UserError(UNWRITABLE, path=target, reason=NO_FOLDER.format(folder=target.parent))
    refuse_unwritable(files)
    first = [targets[each] for each in rows] + files
    return Path(first[0].partition("|")[0]).resolve()


def _other_layers(algorithm: Algorithm, values: Mapping[str, Any]) -> list[LayerInput]:
    """The parameters of the layers beside INPUT that are given."""
    layers = [each for each in algorithm.parameters if isinstance(each, LayerInput) and each.id != "INPUT"]
    return [each for each in layers if values.get(each.id) is not None]


def _digests(algorithm: Algorithm, read: Mapping[str, Any]) -> list[str]:
    """What tells whether the other layers are still the same, from wherever they came."""
    layers = [read[each.id] for each in _other_layers(algorithm, read)]
    return [input_hash(each, tuple(each.columns), each.wkb or [b""] * len(each)) for each in layers]


def _read_others(algorithm: Algorithm, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, layers other than INPUT read."""
    read = dict(values)
    for each in _other_layers(algorithm, values):
        place, named = values[each.id], algorithm.fields_of(each.id, values)
        frame = read_frame(place)
        fields = named if each.fields == "named" else with_named(frame, named)
        read[each.id] = layer_of(frame, place, each.geometry, each.crs, fields)
    return read


def _write(algorithm: Algorithm, results: Results, crs: str, targets: Mapping[str, str], folder: Path) -> None:
    frames = []
    for each in algorithm.outputs:
        if isinstance(each, NewLayer) and each.id in targets and each.id in results.layers:
            layer = results.layers[each.id]
            frame = table_of(layer) if each.geometry == "none" else frame_of(layer, crs if each.crs_of else "EPSG:4326")
            frames.append((frame, targets[each.id]))
    try:
        write_frames(frames)
    except UserError as error:  # such as a database that another program has locked
        raise Fault(Text("{id}", "{en}"), **error.sentence._asdict()) from error
    for each in algorithm.outputs:
        if isinstance(each, Rows) and each.id in targets:
            if results.record is not None:
                (folder / RESULT / RECORD).write_text(results.record.to_json(), encoding="utf-8")
            for draft in (folder / RESULT).glob(".*"):  # of a worker that was killed
                draft.unlink()
            os.rename(folder / RESULT, Path(targets[each.id]).resolve())
