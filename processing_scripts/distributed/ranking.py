"""How the units of all parts stand among permuted ones: one table of draws, counted part by part."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Union

import numpy as np
import pyarrow as pa

from ir_plugin.core.progress import Progress, part
from ir_plugin.core.statistics.permutation import NeighbourSums, Ranks, Scale, neighbour_sums, sum_draws
from ir_plugin.core.statistics.weighted_permutation import (
    WeightedNeighbours,
    squared_differences,
    weighted_draws,
    weighted_sums,
)

from .analysed_values import Figures
from .drawing import SORTED, Buckets, draws_among, make_draws, merge_units, sorted_units, turns_of
from .linked_units import LinkedUnits, read_linked
from .part_files import Part, read_part
from .partitions import Partitions
from .running import Run, step_path

LINKS, RANKS = "links", "ranks"
"""Folders: of each part its units with their neighbours, and the ranks of its rows."""


class Common(NamedTuple):
    """What is the same for all parts. longest: the most neighbours of a unit. even: whether each unit's links weigh the
    same. squared: whether squared differences are permuted. exact: whether the values are whole in the draws' scale."""

    figures: Figures
    longest: int
    even: bool
    squared: bool
    exact: bool = True


def make_ranks(run: Run, common: Common, progress: Progress) -> None:
    """Makes the ranks of the units of all parts."""
    values, folder = run.values, run.folder
    sorting = [(number, folder, common) for number in run.numbers]
    found = run.step(SORTED, sort_units, sorting, part(progress, 0.0, 0.3))
    common = common._replace(exact=all(facts["exact"] for facts in found))
    buckets = merge_units(run, [facts["samples"] for facts in found])
    is_sum = common.even and not common.squared
    settings = common.longest, int(values["PERMUTATIONS"]), int(values["SEED"])
    blocks = sum_draws if is_sum else weighted_draws
    (table,) = run.step("table", make_draws, [(folder, buckets.first, blocks, *settings)])
    counting = [(run.partitions, number, folder, common, buckets, table["blocks"]) for number in run.numbers]
    run.step(RANKS, rank_units, counting, part(progress, 0.5, 1.0))


def ranks_of(folder: Path, number: int, units: LinkedUnits, permutations: int) -> Ranks:
    """The ranks of a part's units, 0 for those of others."""
    tally = np.zeros((2, len(units.values)), np.int64)
    if permutations:
        table = read_part(step_path(folder / RANKS, number))
        own = units.is_own
        tally[:, own] = [table.column(name).to_numpy()[units.place[own]] for name in ("low", "high")]
    return Ranks(tally[0], tally[1], permutations)


def sort_units(number: int, folder: Path, common: Common) -> Part:
    """The units of a part in the order in which they are drawn."""
    units = read_linked(step_path(folder / LINKS, number))
    compared, exact = _compared(units, common)
    own = units.is_own
    known = np.column_stack([units.values, units.xyz, compared.observed])[own]
    table, samples = sorted_units(units.place[own], known, compared.values[own])
    return Part(table, {"samples": samples, "exact": exact})


def rank_units(
    partitions: Partitions, number: int, folder: Path, common: Common, buckets: Buckets, blocks: int
) -> Part:
    """The ranks of each of a part's rows, 0 for those that are no units."""
    units = read_linked(step_path(folder / LINKS, number))
    ranks = np.zeros((2, partitions.rows[number]), np.int64)
    own = np.flatnonzero(units.is_own)
    if len(own):
        compared, _exact = _compared(units, common)
        turns = turns_of(folder, number, buckets, ranks.shape[1])[units.place[own]]
        distinct, first, twin = np.unique(turns, return_index=True, return_inverse=True)
        counted = np.append(own[first], -1)  # of those that are alike one
        tally = np.zeros((2, len(units.values)), np.int64)
        for drawn in draws_among(folder, blocks, distinct):
            compared.tally(drawn._replace(places=counted[drawn.places]), *tally)
        ranks[:, units.place[own]] = tally[:, own[first]][:, twin.ravel()]
    return Part(pa.table(dict(zip(("low", "high"), ranks))), {})


def _compared(units: LinkedUnits, common: Common) -> tuple[Union[NeighbourSums, WeightedNeighbours], bool]:
    """What is compared with permuted values, and whether the values are exact in it."""
    figures = common.figures
    if common.squared:
        return squared_differences(units.values, units.weights, figures.centre, common.even), True
    if not common.even:
        return weighted_sums(units.values, units.weights, figures.centre), True
    scale = Scale.of(np.array([figures.largest]), np.array([common.longest]))
    whole, exact = scale.whole(units.values)
    return neighbour_sums(whole, units.weights.binary, scale.slack(common.exact)), exact
