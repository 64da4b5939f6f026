"""Co-location in parts: neighbours part by part, and the permutations shared out.

A permutation deals the products of all businesses out anew, so that each task holds the links of all: some 100 bytes
for each business.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Mapping, Sequence

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.colocation import (
    ALONE,
    CROWDED,
    KNN,
    METHOD,
    ONE_KIND,
    TOO_FEW_POINTS,
    notes_of,
    pairs_judged,
    results_of,
    shared_places,
)
from ir_plugin.core.methods.inference_settings import generator_of, inference_notes
from ir_plugin.core.methods.units import record_with
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.space.neighbours import within_distance
from ir_plugin.core.space.tied_neighbours import TooManyLinks, tied_nearest
from ir_plugin.core.space.weight_forms import row_standardised
from ir_plugin.core.statistics.economy.colocation import TOGETHER, PointsInOrder, dealt_anew, quotients
from ir_plugin.core.statistics.permutation import Ranks
from ir_plugin.core.texts import Text

from .analysed_values import VALUES
from .drawing import DRAWN, SORTED, Buckets, merge_units, sorted_units, turns_of
from .linked_units import LinkedUnits, candidates, gathered, halo_within, with_links
from .neighbourhood import categories_of
from .part_files import Part, read_part
from .partitions import ROW, Partitions
from .running import Run, ScaledMethod, step_path

LINKS = "placed_links"
BLOCKS = 4
"""Streams of random numbers that a task takes: 64 permutations."""


def compute(run: Run, progress: Progress) -> Results:
    """The quotients and p-values of one machine."""
    values, folder = run.values, run.folder
    field = str(values["CATEGORY"])
    arguments = [(run.partitions, number, field) for number in run.numbers]
    counted = run.step("kinds", count_kinds, arguments, part(progress, 0.0, 0.05))
    names, members, used = _kinds(counted, values, field)
    notes = notes_of(sum(run.partitions.rows) - used, sum(facts["shared"] for facts in counted) / used, field)
    notes += inference_notes({**values, "ALTERNATIVE": "two-sided"}, pairs_judged(members, values))
    run.step(VALUES, find_codes, [(*each, names) for each in arguments])
    found = run.step(SORTED, sort_points, [(run.partitions, number, folder) for number in run.numbers])
    buckets = merge_units(run, [facts["samples"] for facts in found])
    linking = [(run.partitions, number, folder, dict(values), buckets) for number in run.numbers]
    linked = run.step(LINKS, link_points, linking, part(progress, 0.1, 0.4))
    if any(facts["crowded"] for facts in linked):
        raise UserError(CROWDED)
    if not sum(facts["links"] for facts in linked):
        raise UserError(ALONE)
    run.step("points", order_points, [(folder, len(run.partitions), used)])
    permutations, size = int(values["PERMUTATIONS"]), BLOCKS * TOGETHER
    ranges = [range(first, min(first + size, permutations)) for first in range(0, permutations, size)]
    run.step("dealt", deal, [(folder, len(names), dict(values), each) for each in ranges], part(progress, 0.45, 1.0))
    points = _points(folder, len(names))
    observed = points.shares(points.codes)
    tallies = [read_part(step_path(folder / "dealt", number)) for number in range(len(ranges))]
    low, high = (sum(each.column(name).to_numpy() for each in tallies) for name in ("low", "high"))
    ranks = Ranks(np.reshape(low, observed.shape), np.reshape(high, observed.shape), permutations)

    def recorded(paragraph: Text) -> RunRecord:
        return record_with(METHOD, values, run.digest, used, sum(run.partitions.rows) - used, paragraph)

    results = results_of(values, names, members, quotients(points, observed, ranks), recorded)
    return replace(results, notes=(*notes, *results.notes))


def count_kinds(partitions: Partitions, number: int, field: str) -> Part:
    """How many businesses with a place a part has of each kind."""
    xyz, words = partitions.positions(number), categories_of(partitions, number, field)
    used = (words != "") & np.isfinite(xyz).all(axis=1)
    names, counts = np.unique(words[used], return_counts=True)
    facts = {"names": names.tolist(), "counts": counts.tolist(), "shared": shared_places(xyz[used])}
    return Part(pa.table({}), facts)


def _kinds(
    counted: Sequence[Mapping[str, Any]], values: Mapping[str, Any], field: str
) -> tuple[np.ndarray, np.ndarray, int]:
    """The names of all kinds, ascending, how many businesses each has, and how many all have."""
    words = np.array([name for facts in counted for name in facts["names"]], dtype=str)
    names, kind = np.unique(words, return_inverse=True)
    counts = np.array([count for facts in counted for count in facts["counts"]], np.int64)
    members = np.bincount(kind.ravel(), counts, len(names)).astype(np.int64)
    used, needed = int(members.sum()), max(3, int(values["K"]) + 1)
    if used < needed:
        raise UserError(TOO_FEW_POINTS, found=used, field=field, needed=needed)
    if len(names) == 1:
        raise UserError(ONE_KIND, field=field)
    return names, members, used


def find_codes(partitions: Partitions, number: int, field: str, names: np.ndarray) -> Part:
    """The code of each row of a part among the names, NaN where it takes no part."""
    words = categories_of(partitions, number, field)
    used = (words != "") & np.isfinite(partitions.positions(number)).all(axis=1)
    return Part(pa.table({"value": np.where(used, np.searchsorted(names, words), np.nan)}), {})


def sort_points(partitions: Partitions, number: int, folder: Path) -> Part:
    """The businesses of a part in the order in which products are dealt out: by place, product and row."""
    units = gathered(partitions, number, folder)
    row = partitions.table(number, [ROW]).column(ROW).to_numpy()[units.place]
    table, samples = sorted_units(units.place, np.column_stack([units.xyz, units.values, row]), units.values)
    return Part(table, {"samples": samples})


def link_points(partitions: Partitions, number: int, folder: Path, values: Mapping[str, Any], buckets: Buckets) -> Part:
    """The links of a part's businesses, as their turns."""
    try:
        units = _linked(partitions, number, folder, values)
    except TooManyLinks:
        return Part(pa.table({}), {"crowded": True, "links": 0})
    turn = np.empty(len(units.place), np.int64)
    for other in np.unique(units.part).tolist():
        there = units.part == other
        turn[there] = turns_of(folder, other, buckets, partitions.rows[other])[units.place[there]]
    links = units.weights
    columns = {"source": turn[links.sources], "target": turn[links.neighbours], "value": links.linked}
    return Part(pa.table(columns), {"crowded": False, "links": len(links.neighbours)})


def _linked(partitions: Partitions, number: int, folder: Path, values: Mapping[str, Any]) -> LinkedUnits:
    k, is_nearest = int(values["K"]), values["NEIGHBOURS"] == KNN
    others = (
        candidates(partitions, number, folder, k)
        if is_nearest
        else halo_within(partitions, number, folder, float(values["DISTANCE"]))
    )
    near = gathered(partitions, number, folder, others)
    if not near.is_own.any():
        return near
    weights = (
        tied_nearest(near.xyz, k)
        if is_nearest
        else row_standardised(within_distance(near.xyz, float(values["DISTANCE"])))
    )
    return with_links(near, weights, near.own_weights)


def order_points(folder: Path, parts: int, used: int) -> Part:
    """The links of all parts, ascending by source and target."""
    table = pa.concat_tables([read_part(step_path(folder / LINKS, number)) for number in range(parts)])
    source, target, value = (table.column(name).to_numpy() for name in ("source", "target", "value"))
    order = np.argsort(source * np.int64(used) + target)
    return Part(pa.table({"source": source[order], "target": target[order], "value": value[order]}), {})


def deal(folder: Path, kinds: int, values: Mapping[str, Any], permutations: range) -> Part:
    """What some of the permutations give of each pair of kinds."""
    points = _points(folder, kinds)
    low, high = dealt_anew(points, points.shares(points.codes), permutations, generator_of(values))
    return Part(pa.table({"low": low.ravel(), "high": high.ravel()}), {})


def _points(folder: Path, kinds: int) -> PointsInOrder:
    drawn = [read_part(path).column("drawn").to_numpy() for path in sorted((folder / DRAWN).glob("*.arrow"))]
    codes = np.concatenate(drawn).astype(np.int64)
    table = read_part(step_path(folder / "points", 0))
    source, target, value = (table.column(name).to_numpy() for name in ("source", "target", "value"))
    return PointsInOrder(codes, source, target, value, np.bincount(source, minlength=len(codes)) > 0, kinds)


SCALED = ScaledMethod(METHOD, compute)
