"""What is a finding: p-values of the units of all parts, adjusted for their number, and the columns of the result."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Mapping, NamedTuple, Sequence

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import LayerResult
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.inference_settings import Whole
from ir_plugin.core.methods.local_results import LocalSetting, classes_counted
from ir_plugin.core.methods.themes import NO_DATA
from ir_plugin.core.methods.units import Units
from ir_plugin.core.methods.weight_settings import WeightsChoice
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.statistics.multiple_tests import adjusted_distinct
from ir_plugin.core.texts import Text

from .linked_units import read_linked
from .local_declarations import STATISTICS, Columns, LocalStatistic
from .part_files import Part, read_part
from .partitions import Partitions
from .ranking import LINKS, Common, ranks_of
from .result_columns import with_columns
from .running import Run, step_path

P_VALUES = "p_values"
"""Folder: the distinct p-values of each part, and how many units have each."""


class Adjusted(NamedTuple):
    """Distinct p-values, ascending, and each adjusted, float64."""

    p: np.ndarray
    adjusted: np.ndarray


def judge(run: Run, statistic: LocalStatistic, common: Common, progress: Progress) -> Sequence[Mapping[str, int]]:
    """Writes the result, and gives how many rows of each part are of each class."""
    same = run.folder, statistic.algorithm.id, run.values, common
    arguments = [(run.partitions, number, *same) for number in run.numbers]
    run.step(P_VALUES, find_p_values, arguments, part(progress, 0.0, 0.4))
    known = _adjusted(run)
    found = run.result(judged_part, [(*each, known) for each in arguments], part(progress, 0.4, 1.0))
    return [facts["classes"] for facts in found]


def find_p_values(
    partitions: Partitions, number: int, folder: Path, statistic: str, values: Mapping[str, Any], common: Common
) -> Part:
    """The distinct p-values of a part's units."""
    seen = [np.zeros(0)]

    def looked_at(p: np.ndarray, _correction: str) -> np.ndarray:
        seen.append(p[np.isfinite(p)])
        return p

    _columns_of(partitions, number, folder, STATISTICS[statistic], values, common, looked_at)
    p, counts = np.unique(np.concatenate(seen), return_counts=True)
    return Part(pa.table({"p": p, "count": counts}), {})


def judged_part(
    partitions: Partitions,
    number: int,
    folder: Path,
    statistic: str,
    values: Mapping[str, Any],
    common: Common,
    known: Adjusted,
) -> Part:
    """The rows of a part with the columns of the result."""

    def looked_up(p: np.ndarray, _correction: str) -> np.ndarray:
        found = np.append(known.adjusted, np.nan)[np.searchsorted(known.p, p)]
        return np.where(np.isfinite(p), found, np.nan)

    local = STATISTICS[statistic]
    columns = _columns_of(partitions, number, folder, local, values, common, looked_up)
    table = with_columns(partitions.table(number), LayerResult(tuple(local.columns), columns))
    return Part(table, {"classes": classes_counted(columns[local.class_column])})


def _adjusted(run: Run) -> Adjusted:
    tables = pa.concat_tables([read_part(step_path(run.folder / P_VALUES, number)) for number in run.numbers])
    p, place = np.unique(tables.column("p").to_numpy(), return_inverse=True)
    counts = np.bincount(place.ravel(), tables.column("count").to_numpy(), len(p)).astype(np.int64)
    return Adjusted(p, adjusted_distinct(p, counts, run.values["CORRECTION"]))


def _columns_of(
    partitions: Partitions,
    number: int,
    folder: Path,
    statistic: LocalStatistic,
    values: Mapping[str, Any],
    common: Common,
    adjust: Callable[[np.ndarray, str], np.ndarray],
) -> Columns:
    """The columns of the result for the rows of a part."""
    linked = read_linked(step_path(folder / LINKS, number))
    n, own = len(linked.values), linked.is_own
    units = Units(Layer(), linked.values, np.ones(n, bool))
    chosen = WeightsChoice(linked.weights, linked.own_weights, Text("", ""), {}, ())
    whole = Whole(common.figures.centring, common.figures.standard, adjust)
    ranks = ranks_of(folder, number, linked, int(values["PERMUTATIONS"]))
    columns = statistic.columns_of(LocalSetting(units, chosen), ranks, values, whole)
    laid_out = {}
    for name, column in columns.items():
        missing = NO_DATA if column.dtype == object else np.nan
        laid_out[name] = np.full(partitions.rows[number], missing, column.dtype)
        laid_out[name][linked.place[own]] = column[own]
    return laid_out
