"""Areas dissolved by a label, broken polygons mended on the way."""

from __future__ import annotations

from typing import NamedTuple, Sequence

import numpy as np

from ..geometry_engine import GeometryEngine
from ..progress import Progress, no_progress


class Dissolved(NamedTuple):
    """wkb: the area of each label, ``b""`` where it has none; missing: how many polygons have no area to give."""

    wkb: list[bytes]
    missing: int


def dissolved(
    polygons: Sequence[bytes], labels: np.ndarray, engine: GeometryEngine, progress: Progress = no_progress
) -> Dissolved:
    """The polygons (WKB) of each label joined; labels: int64 (n,), from 0 on without gaps."""
    areas, missing, count = [], 0, int(labels.max()) + 1
    for label in range(count):
        mended = [_mended(polygons[row], engine) for row in np.flatnonzero(labels == label).tolist()]
        missing += mended.count(b"")
        areas.append(engine.union(mended))
        progress((label + 1) / count)
    return Dissolved(areas, missing)


def _mended(polygon: bytes, engine: GeometryEngine) -> bytes:
    """The polygon made valid, for GEOS dissolves no bow-tie; ``b""`` where no area is left or it cannot be read."""
    try:
        return engine.make_valid(polygon)
    except ValueError:
        return b""
