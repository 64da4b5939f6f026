"""The largest likelihood ratio of each replicate: the search repeated on random cases.

Only the maximum matters, and it is rarely beaten. So the cases of all windows of a centre are added up as small whole
numbers, many replicates side by side, and compared with whole thresholds; the likelihood ratio is computed for the few
that pass. This is exact: a threshold only leaves out windows that cannot beat the best one so far.
"""

from __future__ import annotations

import math
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Iterator, List, NamedTuple, Optional, Tuple

import numpy as np

from ...progress import Progress, no_progress
from .null_counts import null_counts
from .study import Study
from .thresholds import NEVER, Thresholds, levels_of, thresholds_of
from .windows import Outline, WindowMaker, Windows, outlines

HELD = 1 << 27
"""Counts of replicates that are held together: what bounds the memory (some 256 MB, twice that above 32,766 cases)."""

TABLE = 1 << 18
"""Entries of the table of one centre's windows and some replicates, so that it stays in the processor's cache."""


def null_maxima(
    study: Study,
    replicates: int,
    generator: np.random.Generator,
    progress: Progress = no_progress,
    threads: int = 0,
    centres: Optional[range] = None,
) -> np.ndarray:
    """The largest log likelihood ratio of each replicate, float64 (replicates,); the same for any number of threads.

    threads: 0 for one per processor. centres: around which the windows lie, all if None; the largest of all are those
    of some and of the others, whichever are larger. Memory: 0.5 GB whatever the number of units and replicates.
    """
    thresholds = thresholds_of(study.likelihood, study.settings.side, WindowMaker(study).largest)
    maxima = [np.zeros(0)]
    done = 0
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for groups in _batches(study, replicates, generator, thresholds):
            size = sum(len(group.best) for group in groups)
            for fraction, frame in _frames(study, thresholds, centres):
                for _ in pool.map(lambda group, frame=frame: group.visit(frame), groups):
                    pass
                progress((done + fraction * size) / replicates)
            maxima += [group.best for group in groups]
            done += size
    return np.concatenate(maxima)


class _Frame(NamedTuple):
    """The windows of some centres over some periods, as every group of replicates needs them: (centres, J, strips).

    Neighbours follow one another down the J rows of a strip, then in the next strip; so all strips are added up at
    once, in long steps. population: of each window. bins: its row of thresholds.
    """

    outline: Outline
    interval: Tuple[int, int]
    members: np.ndarray
    population: np.ndarray
    bins: np.ndarray


def _frames(study: Study, thresholds: Thresholds, around: Optional[range]) -> Iterator[Tuple[float, _Frame]]:
    """Every window once, with the fraction that is done when it has been visited."""
    maker, shapes, intervals = WindowMaker(study), outlines(study.settings), study.intervals
    parts = len(shapes) * len(intervals) * len(study.points if around is None else around)
    done = 0
    for centres in maker.blocks(around):
        for outline in shapes:
            windows = maker.around(centres, outline)
            for interval in intervals:
                done += len(centres)
                yield done / parts, _frame(study, thresholds, windows, interval)


def _frame(study: Study, thresholds: Thresholds, windows: Windows, interval: Tuple[int, int]) -> _Frame:
    population = windows.sums(study.within(study.population, interval))
    bins = thresholds.bins(population, windows.ends & (population > 0))
    nobody = len(study.points)
    woven = (_in_strips(windows.members, nobody), _in_strips(population, 0.0), _in_strips(bins, NEVER))
    return _Frame(windows.outline, interval, *woven)


def _in_strips(values: np.ndarray, filler: float) -> np.ndarray:
    """The columns of (centres, K) as (centres, J, strips), J about the root of K, filled up."""
    centres, k = values.shape
    height = math.ceil(math.sqrt(k))
    strips = math.ceil(k / height)
    filled = np.full((centres, strips * height), filler, values.dtype)
    filled[:, :k] = values
    return filled.reshape(centres, strips, height).transpose(0, 2, 1)


class _Group:
    """Some replicates: their counts summed over the periods before each one, (periods + 1, n + 1, replicates), and the
    best log likelihood ratio of each so far. Unit n never has a case: strips are filled up with it, so that no sum is
    above all cases."""

    def __init__(self, study: Study, thresholds: Thresholds, counts: np.ndarray) -> None:
        self.study, self.thresholds, self.counts = study, thresholds, counts
        self.best = np.zeros(counts.shape[2])

    def visit(self, frame: _Frame) -> None:
        """Raises the best ratios to those of the windows of a frame."""
        first, last = frame.interval
        counts = self.counts[last + 1] - self.counts[first] if first else self.counts[last + 1]
        table = np.empty((*frame.members.shape[1:], len(self.best)), counts.dtype)
        limits = self._limits(frame.outline.weight)
        beaten = 0
        for members, population, bins in zip(frame.members, frame.population, frame.bins):
            counts.take(members, axis=0, out=table, mode="clip")
            running_sums(table)
            beaten += self._raise(table, population, _passing(table, limits, bins), frame.outline.weight)
            if beaten > len(self.best) // 4:
                limits, beaten = self._limits(frame.outline.weight), 0

    def _limits(self, weight: float) -> List[np.ndarray]:
        """The thresholds (bins, replicates) that belong to the best ratios so far: high and low, or empty."""
        levels = levels_of(self.best / weight)
        tables = (self.thresholds.high, self.thresholds.low)
        return [np.zeros(0) if table is None else table.take(levels, axis=1) for table in tables]

    def _raise(self, table: np.ndarray, population: np.ndarray, passing: np.ndarray, weight: float) -> int:
        """Computes the ratios of the windows that passed and keeps those that are best; how many passed."""
        if len(passing):
            window, replicate = np.divmod(passing, len(self.best))
            count = table.ravel()[passing].astype(np.int64)
            ratio = self.study.likelihood.log_ratio_of(self.study.settings.side, count, population.ravel()[window])
            np.maximum.at(self.best, replicate, weight * ratio)
        return len(passing)


def _passing(table: np.ndarray, limits: List[np.ndarray], bins: np.ndarray) -> np.ndarray:
    """The flat places of the table whose counts reach a threshold."""
    high, low = limits
    if not len(low):
        return np.flatnonzero(table >= high.take(bins, axis=0))
    lacking = table <= low.take(bins, axis=0)
    return np.flatnonzero(lacking | (table >= high.take(bins, axis=0)) if len(high) else lacking)


def running_sums(table: np.ndarray) -> None:
    """Sums along the strips of a table (J, strips, replicates), in place."""
    for row in range(1, len(table)):
        table[row] += table[row - 1]
    before = np.zeros_like(table[0])
    for strip in range(1, len(before)):
        np.add(before[strip - 1], table[-1, strip - 1], out=before[strip])
    table += before


def _batches(
    study: Study, replicates: int, generator: np.random.Generator, thresholds: Thresholds
) -> Iterator[List[_Group]]:
    """Groups of replicates, as many as can be held."""
    n, periods = study.cases.shape
    width = int(np.clip(TABLE // max(1, study.settings.maximum_share * n), 64, 2048))
    groups_held = max(1, HELD // (n * (periods + 1) * width))
    for first in range(0, replicates, groups_held * width):
        size = min(groups_held * width, replicates - first)
        starts = range(0, size, width)
        blocks = [np.zeros((periods + 1, n + 1, min(width, size - start)), _dtype(study)) for start in starts]
        _fill(study, blocks, size, width, generator)
        yield [_Group(study, thresholds, block) for block in blocks]


def _dtype(study: Study) -> type:
    return np.int16 if study.likelihood.cases < np.iinfo(np.int16).max else np.int32


def _fill(study: Study, blocks: List[np.ndarray], size: int, width: int, generator: np.random.Generator) -> None:
    done = 0
    for drawn in null_counts(study, size, generator):
        sums = np.cumsum(drawn.transpose(2, 1, 0), axis=0)
        while sums.shape[2]:
            block, at = blocks[done // width], done % width
            part = min(block.shape[2] - at, sums.shape[2])
            block[1:, :-1, at : at + part] = sums[:, :, :part]
            sums, done = sums[:, :, part:], done + part
