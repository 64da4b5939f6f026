"""A method run in parts: looked at before a worker starts, its input laid out, its results written whole or not at
all."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Collection, Mapping, Optional

from ir_plugin.core.declaration import Algorithm, NewLayer, Results, Rows
from ir_plugin.core.errors import UserError
from ir_plugin.core.input_hash import input_hash
from ir_plugin.core.parameters import FieldChoice, FieldsChoice, LayerInput
from ir_plugin.core.progress import Progress, no_progress, part
from ir_plugin.core.register.privacy import left_out_note
from ir_plugin.core.run_record import completed
from ir_plugin.core.texts import Text

from ..layer_files import frame_of, layer_of, read_frame, table_of, with_named
from ..layer_writing import NO_FOLDER, refuse_unwritable, write_frames
from ..places import layer_place, short_name, without_password
from ..version import version
from .geoparquet import Source, read_source
from .partitions import ROWS, Partitions, make_partitions, read_partitions, source_digest
from .running import RESULT, Run, ScaledMethod
from .streaming import Layout, is_streamed, layout_of, streamed
from .work_folder import UNWRITABLE, Fault, files_in_words, work_folder

if TYPE_CHECKING:  # brings Dask with it
    from .cluster import Engine

EXISTS = Text(
    "{path} sudah ada; pilih nama lain atau hapus dahulu.", "{path} exists already; choose another name or remove it."
)
NO_TARGET = Text("{label} ({id}): sebutkan tempat hasilnya.", "{label} ({id}): say where this result goes.")
RECORD = "_record.json"
"""Beside the parts of a result; readers of such folders pass over names that begin so."""


@dataclass(frozen=True)
class Job:
    """A method with all that it is asked for, in which nothing is wrong that can be known without workers.

    given: the values as they came. values: the same as the method gets them: fields of INPUT in its own spelling, other
    layers read. layout: of an INPUT that is to be made GeoParquet. laid_out: its rows by place, if they come so.
    """

    method: ScaledMethod
    given: Mapping[str, Any]
    values: Mapping[str, Any]
    targets: Mapping[str, str]
    layout: Optional[Layout]
    source: Source
    laid_out: Optional[Partitions]

    @property
    def algorithm(self) -> Algorithm:
        """The declaration."""
        return self.method.algorithm

    @property
    def main(self) -> Path:
        """The target beside which the files of the run go."""
        first = next(self.targets[each.id] for each in self.algorithm.outputs if each.id in self.targets)
        return Path(layer_place(first).path).resolve()

    def settings(self, rows: int, digest: str) -> dict[str, Any]:
        """What tells whether an interrupted run was the same one."""
        told = {name: without_password(each) if isinstance(each, str) else each for name, each in self.given.items()}
        asked = {"algorithm": self.algorithm.id, "values": told, "wanted": sorted(self.targets), "rows": rows}
        return {**asked, "version": version(), "layers": _digests(self.algorithm, self.values), "input": digest}


def looked_at(method: ScaledMethod, given: Mapping[str, Any], targets: Mapping[str, str]) -> Job:
    """What is to be run. UserError for what a person can fix, before any worker starts.

    given: every parameter by id; INPUT: a layer in a file, a folder of GeoParquet, or one of ``make_partitions``.
    targets: by id of an output the folder of parts or the file that it goes to.
    """
    refusal = method.refusal(given) or missing_target(method.algorithm, targets)
    if refusal:
        raise UserError(refusal)
    _refuse_targets(method.algorithm, targets)
    layout = layout_of(given["INPUT"]) if is_streamed(given["INPUT"]) else None
    source = layout.source if layout else read_source(given["INPUT"])
    source.require_geometry(method.algorithm.parameter("INPUT"))
    values = _read_others(method.algorithm, _own_spelling(method.algorithm, source, given))
    return Job(method, given, values, targets, layout, source, read_partitions(Path(given["INPUT"])))


def run_job(
    job: Job, engine: Engine, rows: int = ROWS, keep_on_cancel: bool = False, progress: Progress = no_progress
) -> Results:
    """The results of a method on many workers, its layers written. rows: of a part, about.

    UserError for what a person can fix; then and after a kill the same call goes on.
    """
    source, laid_out = job.source, job.laid_out
    digest = laid_out.digest if laid_out else source_digest(engine, source)
    with work_folder(job.main, job.settings(rows, digest), keep_on_cancel) as folder, files_in_words():
        engine.require_folder(folder)
        if job.layout:
            source = streamed(job.layout, folder, part(progress, 0.0, 0.1))
        if laid_out is None and job.method.by_place:
            parts = folder / "parts"
            parts.mkdir(exist_ok=True)
            laid_out = make_partitions(engine, source, parts, rows, digest, part(progress, 0.1, 0.4))
        run = Run(engine, source, digest, laid_out, job.values, set(job.targets), folder)
        results = _completed(job.method.compute(run, part(progress, 0.4, 0.95)), job)
        _write(job, results, folder)
    progress(1.0)
    return results


def missing_target(algorithm: Algorithm, targets: Collection[str]) -> Optional[Text]:
    """What is to be said where a result has no place to go to, or None."""
    for each in algorithm.outputs:
        needed = isinstance(each, Rows) or (isinstance(each, NewLayer) and not each.optional)
        if needed and each.id not in targets:
            return NO_TARGET.format(label=each.label, id=each.id)
    return None


def _refuse_targets(algorithm: Algorithm, targets: Mapping[str, str]) -> None:
    """UserError where a result cannot be written."""
    for each in algorithm.outputs:
        if isinstance(each, Rows):
            target = Path(targets[each.id]).resolve()
            if target.exists():
                raise UserError(EXISTS, path=target)
            if not target.parent.is_dir():
                raise UserError(UNWRITABLE, path=target, reason=NO_FOLDER.format(folder=target.parent))
    layers = [each.id for each in algorithm.outputs if isinstance(each, NewLayer)]
    refuse_unwritable([targets[each] for each in layers if each in targets])


def _own_spelling(algorithm: Algorithm, source: Source, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the fields of INPUT as it spells them. UserError where it has no such field."""
    values = dict(given)
    for each in algorithm.parameters:
        if isinstance(each, (FieldChoice, FieldsChoice)) and each.of == "INPUT" and given.get(each.id):
            named = given[each.id]
            values[each.id] = source.field(named) if isinstance(named, str) else [source.field(one) for one in named]
    return values


def _other_layers(algorithm: Algorithm, values: Mapping[str, Any]) -> list[LayerInput]:
    """The parameters of the layers beside INPUT that are given."""
    layers = [each for each in algorithm.parameters if isinstance(each, LayerInput) and each.id != "INPUT"]
    return [each for each in layers if values.get(each.id) is not None]


def _read_others(algorithm: Algorithm, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values, layers other than INPUT read."""
    read = dict(values)
    for each in _other_layers(algorithm, values):
        place, named = values[each.id], algorithm.fields_of(each.id, values)
        frame = read_frame(place)
        fields = named if each.fields == "named" else with_named(frame, named)
        read[each.id] = layer_of(frame, place, each.geometry, each.crs, fields)
    return read


def _digests(algorithm: Algorithm, read: Mapping[str, Any]) -> list[str]:
    """What tells whether the other layers are still the same, from wherever they came."""
    layers = [read[each.id] for each in _other_layers(algorithm, read)]
    return [input_hash(each, tuple(each.columns), each.wkb or [b""] * len(each)) for each in layers]


def _completed(results: Results, job: Job) -> Results:
    """The results with what a face adds: what was left out of them, and to their record versions, the time and the
    names of the layers."""
    if job.layout and job.layout.left_out:
        results = dataclasses.replace(results, notes=(*results.notes, left_out_note(job.layout.left_out)))
    if results.record is None:
        return results
    layers = [each.id for each in job.algorithm.parameters if isinstance(each, LayerInput) and job.given.get(each.id)]
    names = {each: short_name(layer_place(job.given[each])) for each in layers}
    return dataclasses.replace(results, record=completed(results.record, {"klaster_ir": version()}, names))


def _write(job: Job, results: Results, folder: Path) -> None:
    frames, crs = [], job.source.space.crs
    for each in job.algorithm.outputs:
        if isinstance(each, NewLayer) and each.id in job.targets and each.id in results.layers:
            layer = results.layers[each.id]
            frame = table_of(layer) if each.geometry == "none" else frame_of(layer, crs if each.crs_of else "EPSG:4326")
            frames.append((frame, job.targets[each.id]))
    try:
        write_frames(frames)
    except UserError as error:  # such as a database that another program has locked
        raise Fault(Text("{id}", "{en}"), **error.sentence._asdict()) from error
    for each in job.algorithm.outputs:
        if isinstance(each, Rows) and each.id in job.targets:
            if results.record is not None:
                (folder / RESULT / RECORD).write_text(results.record.to_json(), encoding="utf-8")
            for draft in (folder / RESULT).glob(".*"):  # of a worker that was killed
                draft.unlink()
            os.rename(folder / RESULT, Path(job.targets[each.id]).resolve())
