"""As many regions as possible, each with enough of something (max-p)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ...progress import Progress, no_progress, part
from ...space.weights import Weights
from .units import RegionUnits, region_units, within_sum

POLISHED = 5
"""The best of the starts that are improved."""

PASSES = 50
"""Passes over all units at most."""


class _Start(NamedTuple):
    regions: int
    cost: float
    labels: np.ndarray


class Infeasible(ValueError):
    """A component of the weights has less than the floor; units: its rows."""

    def __init__(self, units: np.ndarray) -> None:
        super().__init__(f"{len(units)} units have less than the floor")
        self.units = units


def max_p(
    attributes: np.ndarray,
    weights: Weights,
    size: np.ndarray,
    floor: float,
    starts: int,
    generator: np.random.Generator,
    key: np.ndarray,
    progress: Progress = no_progress,
) -> np.ndarray:
    """Labels of contiguous regions, int64 (n,), 0, 1, ... by number of units: as many as were found with at least
    ``floor`` (> 0) of ``size`` each, and of those the most similar inside.

    Each start grows regions from random units to the neighbours that lie nearest in attributes, gives what is left to
    the most similar neighbouring region; the best are improved by moving single units. A heuristic: more starts may
    find more regions. key: as in ``skater``. Infeasible where a component has less than the floor. Source: Duque,
    Anselin and Rey (2012), section 4.
    """
    units = region_units(attributes, weights, size, floor, key)
    _check(units)
    near = [units.links.neighbours[a:b].tolist() for a, b in zip(units.links.starts[:-1], units.links.starts[1:])]
    found: list[_Start] = []
    for number in range(starts):
        labels = _grown(units, near, generator)
        found.append(_Start(int(labels.max()) + 1, within_sum(units.attributes, labels), labels))
        found.sort(key=lambda each: (-each.regions, each.cost, each.labels.tolist()))
        del found[POLISHED:]
        progress(0.6 * (number + 1) / starts)
    best = [each for each in found if each.regions == found[0].regions]
    polished = []
    for number, each in enumerate(best):
        labels = _improved(units, near, each.labels, part(progress, 0.6 + 0.4 * number / len(best), 1.0))
        polished.append((within_sum(units.attributes, labels), labels.tolist()))
    return units.in_rows(np.array(min(polished)[1]))


def _check(units: RegionUnits) -> None:
    labels = units.links.components()
    sums = np.bincount(labels, weights=units.size, minlength=len(labels))
    short = sums[labels] < units.floor
    if short.any():
        raise Infeasible(units.order[short])


def _grown(units: RegionUnits, near: list[list[int]], generator: np.random.Generator) -> np.ndarray:
    labels = np.full(len(units.size), -1, np.int64)
    enclosed = np.zeros(len(labels), bool)
    regions = 0
    for seed in generator.permutation(len(labels)).tolist():
        if labels[seed] >= 0 or enclosed[seed]:
            continue
        grown, total = _around(units, near, seed, labels)
        if total >= units.floor:
            labels[grown] = regions
            regions += 1
        else:  # all that is free around it: whichever of them is the seed, it does not suffice
            enclosed[grown] = True
    return _assigned(units, near, labels)


def _around(units: RegionUnits, near: list[list[int]], seed: int, labels: np.ndarray) -> tuple[list[int], float]:
    """Free units around a seed, the most similar first, until they reach the floor or none is left; their size."""
    grown, inside, total = [seed], {seed}, float(units.size[seed])
    border = {each for each in near[seed] if labels[each] < 0}
    middle = units.attributes[seed].copy()
    while total < units.floor and border:
        candidates = sorted(border)
        apart = np.square(units.attributes[candidates] - middle).sum(axis=1)
        chosen = candidates[int(apart.argmin())]
        grown.append(chosen)
        inside.add(chosen)
        total += float(units.size[chosen])
        middle += (units.attributes[chosen] - middle) / len(grown)
        border.discard(chosen)
        border |= {each for each in near[chosen] if labels[each] < 0 and each not in inside}
    return grown, total


def _assigned(units: RegionUnits, near: list[list[int]], labels: np.ndarray) -> np.ndarray:
    """What is left over goes to the neighbouring region whose mean is nearest, from the regions outwards."""
    waiting = np.flatnonzero(labels < 0).tolist()
    count = int(labels.max()) + 1
    inside = labels >= 0
    members = np.bincount(labels[inside], minlength=count).astype(float)
    sums = np.array([np.bincount(labels[inside], weights=c[inside], minlength=count) for c in units.attributes.T]).T
    while waiting:
        left = []
        for unit in waiting:
            around = sorted({int(labels[each]) for each in near[unit] if labels[each] >= 0})
            if not around:
                left.append(unit)
                continue
            apart = np.square(units.attributes[unit] - sums[around] / members[around, None]).sum(axis=1)
            chosen = around[int(apart.argmin())]
            labels[unit] = chosen
            members[chosen] += 1
            sums[chosen] += units.attributes[unit]
        waiting = left
    return labels


def _improved(units: RegionUnits, near: list[list[int]], labels: np.ndarray, progress: Progress) -> np.ndarray:
    """Single units move to a neighbouring region while that lowers the sum of squares, keeps the floor and leaves the
    region in one piece."""
    labels, count = labels.copy(), int(labels.max()) + 1
    members = np.bincount(labels, minlength=count).astype(float)
    sizes = np.bincount(labels, weights=units.size, minlength=count)
    sums = np.array([np.bincount(labels, weights=column, minlength=count) for column in units.attributes.T]).T
    for turn in range(PASSES):
        moved = False
        for unit in range(len(labels)):
            own, x = int(labels[unit]), units.attributes[unit]
            around = sorted({int(labels[each]) for each in near[unit]} - {own})
            if not around or sizes[own] - units.size[unit] < units.floor or members[own] < 2:
                continue
            leaving = np.square(x - sums[own] / members[own]).sum() * members[own] / (members[own] - 1)
            joining = np.square(x - sums[around] / members[around, None]).sum(axis=1)
            joining *= members[around] / (members[around] + 1)
            best = int(joining.argmin())
            if leaving - joining[best] <= 1e-12 * max(1.0, leaving) or not _stays_whole(near, labels, unit):
                continue
            to = around[best]
            labels[unit], moved = to, True
            for region, sign in ((own, -1), (to, 1)):
                members[region] += sign
                sizes[region] += sign * units.size[unit]
                sums[region] += sign * x
        progress((turn + 1) / PASSES)
        if not moved:
            break
    return labels


def _stays_whole(near: list[list[int]], labels: np.ndarray, unit: int) -> bool:
    """Whether the unit's region stays connected without it."""
    own = labels[unit]
    ends = [each for each in near[unit] if labels[each] == own]
    if len(ends) < 2:
        return True
    seen, waiting, sought = {ends[0], unit}, [ends[0]], set(ends[1:])
    while waiting and sought:
        for each in near[waiting.pop()]:
            if labels[each] == own and each not in seen:
                seen.add(each)
                sought.discard(each)
                waiting.append(each)
    return not sought
