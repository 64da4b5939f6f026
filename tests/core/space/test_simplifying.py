"""Simplified boundaries: neighbours share what they shared, and nothing moves by more than was allowed."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from ir_plugin.core.space.simplifying import SharedBoundaries

DECIMALS = 5


def wavy(rng: np.random.Generator, start: tuple[float, float], end: tuple[float, float], steps: int = 40) -> np.ndarray:
    """A line that strays a little from the straight way."""
    share = np.linspace(0, 1, steps + 1)[:, None]
    line = np.array(start) * (1 - share) + np.array(end) * share
    line[1:-1] += rng.uniform(-0.1, 0.1, (steps - 1, 2))
    return line


def cells(size: int, seed: int = 1) -> list[np.ndarray]:
    """A square of unit cells with wavy sides; every second ring begins elsewhere and every third runs the other way."""
    rng, sides = np.random.default_rng(seed), {}
    for x, y in product(range(size + 1), repeat=2):
        sides[(x, y), (x + 1, y)] = wavy(rng, (x, y), (x + 1, y))
        sides[(x, y), (x, y + 1)] = wavy(rng, (x, y), (x, y + 1))
    rings = []
    for number, (x, y) in enumerate(product(range(size), repeat=2)):
        corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
        parts = [sides[corners[0], corners[1]], sides[corners[1], corners[2]]]
        parts += [sides[corners[3], corners[2]][::-1], sides[corners[0], corners[3]][::-1]]
        ring = np.concatenate([part[:-1] for part in parts])
        ring = np.roll(ring, 17 * (number % 2), axis=0)
        ring = np.concatenate((ring, ring[:1]))
        rings.append(ring[::-1] if number % 3 == 0 else ring)
    return rings


def segments(ring: np.ndarray) -> list[tuple[tuple[float, ...], tuple[float, ...]]]:
    points = [tuple(each) for each in ring.tolist()]
    return [(min(pair), max(pair)) for pair in zip(points[:-1], points[1:])]


def area(ring: np.ndarray) -> float:
    x, y = ring.T
    return float(abs(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


@pytest.mark.parametrize("tolerance", [0.0, 0.02, 0.05, 0.3])
def test_every_inner_side_is_still_that_of_two(tolerance: float) -> None:
    size = 4
    rings = SharedBoundaries(cells(size), DECIMALS).simplified(tolerance)
    counts: dict[object, int] = {}
    for ring in rings:
        for side in segments(ring):
            counts[side] = counts.get(side, 0) + 1
    outline = [side for side, count in counts.items() if count == 1]
    assert set(counts.values()) == {1, 2}
    ends = [end for side in outline for end in side]
    assert all(ends.count(end) == 2 for end in ends), "the outline is one closed line"
    assert sum(map(area, rings)) == pytest.approx(size * size, abs=1.0)


def test_what_goes_lies_near_what_stays_and_the_corners_stay() -> None:
    rings, tolerance = cells(3), 0.12
    for before, after in zip(rings, SharedBoundaries(rings, DECIMALS).simplified(tolerance)):
        assert len(after) < len(before) / 2
        kept = {tuple(each) for each in after.tolist()}
        assert kept <= {tuple(each) for each in np.round(before, DECIMALS).tolist()}
        for point in before:
            ways = [_distance(point, *after[[at, at + 1]]) for at in range(len(after) - 1)]
            assert min(ways) <= tolerance + 2e-5
        assert {(round(x), round(y)) for x, y in after.tolist()} == {(round(x), round(y)) for x, y in before.tolist()}


def _distance(point: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    along = end - start
    share = min(1.0, max(0.0, float((point - start) @ along) / float(along @ along)))
    return float(np.hypot(*(point - start - share * along)))


def test_levels_above_run_along_their_villages() -> None:
    """A district around all cells: each of its sides is a side of a village."""
    villages = cells(3)
    counts: dict[object, list[tuple[float, ...]]] = {}
    for ring in (np.round(each, DECIMALS) for each in villages):
        for side in segments(ring):
            counts.setdefault(side, []).append(side[0])
    outline = [side for side, found in counts.items() if len(found) == 1]
    links: dict[tuple[float, ...], list[tuple[float, ...]]] = {}
    for start, end in outline:
        links.setdefault(start, []).append(end)
        links.setdefault(end, []).append(start)
    walk = [outline[0][0], outline[0][1]]
    while walk[-1] != walk[0]:
        walk.append(next(each for each in links[walk[-1]] if each != walk[-2]))
    *simple, district = SharedBoundaries([*villages, np.array(walk)], DECIMALS).simplified(0.05)
    assert set(segments(district)) <= {side for ring in simple for side in segments(ring)}


def test_an_island_keeps_three_corners_and_a_speck_is_gone() -> None:
    angles = np.linspace(0, 2 * np.pi, 100)
    island = np.stack([np.cos(angles), np.sin(angles)], axis=1) * 0.001
    speck = island * 1e-6
    kept, gone = SharedBoundaries([island, speck], DECIMALS).simplified(1.0)
    assert kept.shape == (4, 2) and area(kept) > 0 and np.array_equal(kept[0], kept[-1])
    assert gone.shape == (0, 2)


def test_an_enclosed_region_has_the_hole_around_it() -> None:
    angles = np.linspace(0, 2 * np.pi, 200)
    inner = np.stack([np.cos(angles), np.sin(angles) * 0.5], axis=1)
    inner[-1] = inner[0]
    hole = np.concatenate((inner[60:-1], inner[:61]))[::-1]
    one, other = SharedBoundaries([inner, hole], DECIMALS).simplified(0.02)
    assert set(segments(one)) == set(segments(other)) and len(one) < 40


def test_nothing_in_nothing_out() -> None:
    assert SharedBoundaries([], DECIMALS).simplified(1.0) == []
