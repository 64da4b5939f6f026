"""DBSCAN in parts: labels of each part by itself, then those that cores near its edge show to be one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.density_clusters import CONVEX, METHOD
from ir_plugin.core.methods.density_results import DBSCAN, cluster_rows, hull_rows, notes_of, paragraph_of
from ir_plugin.core.methods.density_words import NO_POINTS, NOWHERE_A_CATEGORY
from ir_plugin.core.methods.units import record_with
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.space.hulls import hull_corners, hull_round
from ir_plugin.core.space.positions import positions_of
from ir_plugin.core.space.wkb import centroids
from ir_plugin.core.statistics.dbscan import NOISE, core_points, linked_cores, nearest_cores
from ir_plugin.core.texts import Text

from .cluster_merging import CLUSTERS, LABELS, LINKS, NEAR, Ranks, merge
from .geoparquet import geometries
from .neighbourhood import Neighbourhood, categories_of, neighbourhood_of
from .part_files import Part, read_part, write_part
from .partitions import Partitions
from .result_columns import with_columns
from .running import Run, ScaledMethod, step_path

ONE_MACHINE = Text(
    "HDBSCAN dan selubung cekung dihitung di satu komputer: densityclusters tanpa scale. Di sini: dbscan dan convex.",
    "HDBSCAN and concave hulls are computed on one machine: densityclusters without scale. Here: dbscan and convex.",
)


class Settings(NamedTuple):
    """What the tasks need to know."""

    distance_m: float
    minimum: int
    field: Optional[str]
    hulls: bool


def problem(values: Mapping[str, Any]) -> Optional[Text]:
    """What this cannot do in parts."""
    return None if values["ALGORITHM"] == DBSCAN and values["HULL"] == CONVEX else ONE_MACHINE


def compute(run: Run, progress: Progress) -> Results:
    """The same clusters with the same numbers as on one machine."""
    values, parts = run.values, run.partitions
    hulled, field = "HULLS" in run.wanted, values.get("CATEGORY")
    settings = Settings(float(values["DISTANCE"]), int(values["MINIMUM"]), field, hulled)
    arguments = [(parts, number, settings) for number in run.numbers]
    counted = run.step("cores", find_cores, arguments, part(progress, 0.0, 0.4))
    used, nowhere = (sum(facts[name] for facts in counted) for name in ("used", "nowhere"))
    name = str(values["INPUT"])
    if nowhere == sum(parts.rows):
        raise UserError(NO_POINTS, name=name)
    if not used:
        raise UserError(NOWHERE_A_CATEGORY, field=field, name=name)
    cores = run.folder / "cores"
    labelled = run.step(LABELS, label_part, [(*each, cores) for each in arguments], part(progress, 0.4, 0.8))
    labels = run.folder / LABELS
    run.step(LINKS, find_links, [(number, labels) for number in run.numbers], part(progress, 0.8, 0.85))
    merged = merge(run.folder, [facts["labels"] for facts in labelled])
    numbers = {"N_CLUSTERS": len(merged.sizes), "N_NOISE": used - int(merged.sizes.sum())}
    joined = [(*each, run.folder, merged.ranks(each[1])) for each in arguments]
    run.result(join_result, joined, part(progress, 0.85, 1.0))
    layer = parts.space.layer([])
    hulls = [hull_round(layer, corners) for corners in merged.corners] if hulled else []
    unnamed = sum(parts.rows) - nowhere - used
    return Results(
        layers={"HULLS": hull_rows(hulls, merged.categories, merged.sizes)} if hulled else {},
        numbers=numbers,
        notes=(Note(positions_of(layer).note), *notes_of(nowhere, unnamed, field, numbers)),
        record=record_with(
            METHOD, values, run.digest, used, sum(parts.rows) - used, paragraph_of(values, used, numbers)
        ),
    )


def find_cores(partitions: Partitions, number: int, settings: Settings) -> Part:
    """Which rows of a part are core."""
    near = neighbourhood_of(partitions, number, settings.distance_m, settings.field)
    core = np.zeros(len(near.xyz), bool)
    for rows in near.by_category(np.ones(len(core), bool)):
        core[rows] = core_points(near.xyz[rows], settings.distance_m, settings.minimum)
    facts = {
        "used": int(np.isfinite(near.xyz[: near.own]).all(axis=1).sum()),
        "nowhere": int((~np.isfinite(partitions.positions(number)).all(axis=1)).sum()),
    }
    return Part(pa.table({"core": core[: near.own]}), facts)


def label_part(partitions: Partitions, number: int, settings: Settings, cores: Path) -> Part:
    """The label of each row of a part among the part's own labels 0, 1, ..., -1 outside of clusters.

    Beside it: the labels of cores in the halo, by which parts know that their clusters are one, and the clusters.
    """
    near = neighbourhood_of(partitions, number, settings.distance_m, settings.field)
    core = _cores_of(near, cores)
    labels, count = np.full(len(core), NOISE, np.int64), 0
    own = np.arange(len(core)) < near.own
    for rows in near.by_category(core | own):
        is_core = core[rows]
        placed = near.xyz[rows]
        _names, found = np.unique(linked_cores(placed[is_core], settings.distance_m), return_inverse=True)
        labels[rows[is_core]] = found + count
        count += int(found.max(initial=-1)) + 1
        nearest = nearest_cores(placed[~is_core], placed[is_core], settings.distance_m)
        labels[rows[~is_core]] = np.append(labels[rows[is_core]], NOISE)[nearest]
    shared = np.flatnonzero(core & ~own)
    halo = {"part": near.part[shared], "place": near.place[shared], "label": labels[shared]}
    folder = cores.parent
    for name in (NEAR, CLUSTERS):
        (folder / name).mkdir(exist_ok=True)
    write_part(step_path(folder / NEAR, number), Part(pa.table(halo), {}))
    write_part(
        step_path(folder / CLUSTERS, number), Part(_clusters_of(partitions, number, near, labels, settings.hulls), {})
    )
    return Part(pa.table({"label": labels[: near.own]}), {"labels": count})


def _cores_of(near: Neighbourhood, cores: Path) -> np.ndarray:
    core = np.zeros(len(near.part), bool)
    for other in np.unique(near.part).tolist():
        there = near.part == other
        core[there] = read_part(step_path(cores, other)).column("core").to_numpy()[near.place[there]]
    return core


def _clusters_of(partitions: Partitions, number: int, near: Neighbourhood, labels: np.ndarray, hulls: bool) -> pa.Table:
    """The labels of the part's own rows: how many have each, their first point, category, and corners of their hull."""
    rows = np.flatnonzero(labels[: near.own] != NOISE)
    rows = rows[np.lexsort((*near.xyz[rows].T[::-1], labels[rows]))]
    names, first, sizes = np.unique(labels[rows], return_index=True, return_counts=True)
    columns = {"label": names, "size": sizes, "category": near.categories[rows[first]]}
    columns |= {f"first_{axis}": values for axis, values in zip("xyz", near.xyz[rows[first]].T)}
    corners: list[np.ndarray] = [np.zeros(0)] * len(names)
    if hulls and len(names):
        space = partitions.space
        wkb = list(geometries(partitions.table(number, [space.column]), space.column))
        corners = [hull_corners(each).ravel() for each in np.split(centroids(wkb)[rows], first[1:])]
    return pa.table({**columns, "corners": pa.array(corners, pa.list_(pa.float64()))})


def find_links(number: int, labels: Path) -> Part:
    """Which labels of a part and of its neighbours are one, for they share a core."""
    halo = read_part(step_path(labels.parent / NEAR, number))
    part, place, label = (halo.column(name).to_numpy() for name in ("part", "place", "label"))
    found = [np.zeros((0, 3), np.int64)]
    for other in np.unique(part).tolist():
        there = part == other
        others = read_part(step_path(labels, other)).column("label").to_numpy()[place[there]]
        pairs = np.unique(np.column_stack([label[there], others]), axis=0)
        found.append(np.insert(pairs, 1, other, axis=1))
    return Part(pa.table(dict(zip(("label", "part", "other"), np.concatenate(found).T))), {})


def join_result(partitions: Partitions, number: int, settings: Settings, folder: Path, merged: Ranks) -> Part:
    """The rows of a part with the columns of the result."""
    table = partitions.table(number)
    label = read_part(step_path(folder / LABELS, number)).column("label").to_numpy()
    core = read_part(step_path(folder / "cores", number)).column("core").to_numpy()
    used = np.isfinite(partitions.positions(number)).all(axis=1)
    used &= (categories_of(partitions, number, settings.field) != "") if settings.field else True
    numbers, members = (np.append(each, NOISE)[label] for each in merged)
    result = cluster_rows(numbers, core, np.full(len(label), np.nan), members, used)
    return Part(with_columns(table, result), {})


SCALED = ScaledMethod(METHOD, compute, problem)
