"""Queen contiguity of a clean coverage of winding polygons: ours, with its tolerance, beside libpysal's, without."""

from __future__ import annotations

import struct
from functools import partial

import geopandas
import libpysal
import numpy as np
import shapely
from case import NO_SLOWER, Case, Run, runs
from measure import measured

from ir_plugin.core.layer import Layer
from ir_plugin.core.space.contiguity import contiguity

CELL_M = 1000.0
WINDING = 0.02
"""How far boundaries wander, in cells; they do not cross."""


def cases(rows: int, columns: int, vertices: int) -> list[Case]:
    """One case: so many polygons with so many vertices each (a multiple of 4)."""
    title = f"Queen contiguity, {rows * columns:,} polygons of {vertices} vertices"
    others = {"libpysal, Graph.build_contiguity": (_libpysal, NO_SLOWER)}
    ours = runs(lambda layer: len(contiguity(layer).neighbours))
    return [Case("contiguity", title, partial(coverage, rows, columns, vertices // 4), ours, others, rounds=1)]


def coverage(rows: int, columns: int, pieces: int) -> Layer:
    """A lattice of cells whose four sides wind in so many pieces each, shared exactly with the cell beyond."""
    generator = np.random.default_rng(1)
    along = np.arange(pieces) / pieces

    def winding(down: int, across: int) -> np.ndarray:
        return WINDING * np.sin(np.pi * along) * generator.normal(0.0, 1.0, (down, across, pieces)).clip(-2.0, 2.0)

    y, x = np.arange(rows + 1.0)[:, None, None], np.arange(columns + 1.0)[None, :, None]
    lying = _stacked(x[:, :-1] + along, y + winding(rows + 1, columns))
    standing = _stacked(x + winding(rows, columns + 1), y[:-1] + along)
    corners = _stacked(x, y)
    below, right = lying[:-1], standing[:, 1:]
    above = np.concatenate([corners[1:, 1:], lying[1:, :, :0:-1]], axis=2)
    left = np.concatenate([corners[1:, :-1], standing[:, :-1, :0:-1]], axis=2)
    rings = np.concatenate([below, right, above, left, corners[:-1, :-1]], axis=2) * CELL_M
    head = struct.pack("<BIIBIII", 1, 6, 1, 1, 3, 1, rings.shape[2])
    wkb = [head + ring.tobytes() for ring in rings.reshape(rows * columns, -1, 2)]
    return Layer(wkb, geographic=False, crs="EPSG:32748", name="coverage")


def _stacked(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    return np.stack(np.broadcast_arrays(x, y), axis=-1)


def _libpysal(layer: Layer) -> Run:
    """At 8,000 such polygons neither Queen.from_dataframe nor strict=True was faster."""
    frame = geopandas.GeoDataFrame(geometry=shapely.from_wkb(layer.wkb))
    return partial(measured, lambda: int(libpysal.graph.Graph.build_contiguity(frame, rook=False).n_edges))
