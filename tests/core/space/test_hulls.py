"""The corners of a convex hull, exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ir_plugin.core.space.hulls import hull_corners


@pytest.mark.parametrize("seed", range(5))
def test_the_corners_of_parts_are_those_of_the_whole(seed: int) -> None:
    """Also where many points are on the sides but for the rounding of their decimals."""
    random = np.random.default_rng(seed)
    points = np.round(random.integers(0, 12, (600, 2)) * 0.1 + [106.1, -2.3], 1)
    parts = np.array_split(points, random.integers(1, 9))
    corners = hull_corners(np.concatenate([hull_corners(part) for part in parts]))
    assert corners.tolist() == hull_corners(points).tolist()
    assert all(turn > 0 for turn in _turns(corners))


def test_a_point_a_rounding_off_a_side_is_judged_exactly() -> None:
    middle = [0.1 + 0.2, 0.3]  # 0.30000000000000004 and 0.3
    assert middle in hull_corners(np.array([[0.0, 0.0], middle, [1.0, 1.0], [0.0, 1.0]])).tolist()
    assert hull_corners(np.array([[0.0, 0.0], [0.3, 0.3], [1.0, 1.0], [0.0, 1.0]])).shape == (3, 2)


def _turns(corners: np.ndarray) -> list[Fraction]:
    exact = [tuple(map(Fraction, corner)) for corner in corners.tolist()]
    triples = zip(exact, exact[1:] + exact[:1], exact[2:] + exact[:2])
    return [(b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) for a, b, c in triples]
