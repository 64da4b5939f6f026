"""The window of each centre that stands out most in the observed cases."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...progress import Progress
from .study import Study
from .windows import ROUNDING, WindowMaker, Windows, outlines

DECIMALS = 9
"""Ratios that agree so far are the same: the same units may be added up from another centre."""


class Candidates(NamedTuple):
    """The best window of each centre for each reported size, (sizes, n) each.

    ratio: its log likelihood ratio, weighted and rounded, 0 for none. reach: metres. outline, interval: the places of
    its shape and periods in the lists of the study.
    """

    ratio: np.ndarray
    reach: np.ndarray
    outline: np.ndarray
    interval: np.ndarray


def strongest_windows(study: Study, progress: Progress) -> Candidates:
    """Of equal windows of a centre the first is kept: rounder, earlier, smaller."""
    shape = len(study.settings.sizes), len(study.points)
    best = Candidates(np.zeros(shape), np.zeros(shape), np.zeros(shape, np.int64), np.zeros(shape, np.int64))
    maker = WindowMaker(study)
    for centres in maker.blocks():
        for number, outline in enumerate(outlines(study.settings)):
            _keep_better(best, study, maker.around(centres, outline), number)
            progress(float(centres[0]) / len(study.points))
    return best


def _keep_better(best: Candidates, study: Study, windows: Windows, number: int) -> None:
    """Enters the windows of one outline around some centres, where they are better than what is there."""
    size = windows.sums(study.population.sum(axis=1))
    for place, interval in enumerate(study.intervals):
        ratio = _ratios(study, windows, interval)
        for row, share in enumerate(study.settings.sizes):
            allowed = size <= share * study.likelihood.population * (1 + ROUNDING)
            last = np.argmax(np.where(allowed, ratio, 0.0), axis=1)[:, None]
            found = np.take_along_axis(np.where(allowed, ratio, 0.0), last, axis=1)[:, 0]
            better = found > best.ratio[row, windows.centres]
            at = windows.centres[better]
            best.ratio[row, at] = found[better]
            best.reach[row, at] = np.take_along_axis(windows.reach, last, axis=1)[better, 0]
            best.outline[row, at], best.interval[row, at] = number, place


def _ratios(study: Study, windows: Windows, interval: tuple[int, int]) -> np.ndarray:
    """The weighted log likelihood ratio of each window, 0 where none ends."""
    count = windows.sums(study.within(study.cases, interval))
    population = windows.sums(study.within(study.population, interval))
    ratio = np.zeros(count.shape)
    real = windows.ends & (population > 0)
    ratio[real] = study.likelihood.log_ratio_of(study.settings.side, count[real], population[real])
    return np.round(ratio * windows.outline.weight, DECIMALS)
