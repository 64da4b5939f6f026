"""DBSCAN of 200,000 points in clean clusters: ours beside scikit-learn and beside the whole run of QGIS's own."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator

import numpy as np
from side_by_side import OURS, side_by_side, timed
from sklearn.cluster import DBSCAN

from ir_plugin.core.statistics.dbscan import dbscan

ROOT = Path(__file__).resolve().parents[2]
POINTS = 200_000
CLUSTERS = 200
DISTANCE_M = 100.0
MINIMUM = 10


def density(rounds: int) -> dict[str, Any]:
    """Times, and the number of clusters that each finds."""
    points = _clean_clusters()
    found = {OURS: int(dbscan(points, DISTANCE_M, MINIMUM).labels.max()) + 1}
    with _qgis(points) as ask_qgis:
        answer = ask_qgis()
        found[f"QGIS {answer['qgis']}"] = answer["clusters"]
        contestants = {
            OURS: lambda: timed(lambda: dbscan(points, DISTANCE_M, MINIMUM)),
            "scikit-learn": lambda: timed(lambda: DBSCAN(eps=DISTANCE_M, min_samples=MINIMUM).fit(points)),
            "native:dbscanclustering": lambda: float(ask_qgis()["seconds"]),
        }
        result = side_by_side(f"DBSCAN, {POINTS:,} points", contestants, rounds)
    found["scikit-learn"] = int(DBSCAN(eps=DISTANCE_M, min_samples=MINIMUM).fit(points).labels_.max()) + 1
    return {**result, "clusters": found}


def _clean_clusters() -> np.ndarray:
    """Round clusters with a standard deviation of 200 m in 100 km by 100 km, and one point in twenty anywhere."""
    generator = np.random.default_rng(1)
    centres = generator.random((CLUSTERS, 2)) * 100_000
    inside = POINTS * 19 // 20
    spread = centres[generator.integers(0, CLUSTERS, inside)] + generator.normal(0, 200, (inside, 2))
    return np.concatenate([spread, generator.random((POINTS - inside, 2)) * 100_000])


@contextmanager
def _qgis(points: np.ndarray) -> Iterator[Callable[[], dict[str, Any]]]:
    """A QGIS that is kept open between runs; each call is one run."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "points.npy"
        np.save(file, points)
        python, script = ROOT / ".venv-qgis" / "bin" / "python", ROOT / "tools" / "bench" / "qgis_dbscan.py"
        with subprocess.Popen(
            [str(python), str(script), str(file), str(DISTANCE_M), str(MINIMUM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": folder},
        ) as child:

            def ask() -> dict[str, Any]:
                child.stdin.write("run\n")
                child.stdin.flush()
                return dict(json.loads(_answer(child)))

            yield ask
            child.stdin.close()


def _answer(child: subprocess.Popen[str]) -> str:
    """The next line of JSON; QGIS also prints lines of its own."""
    for line in child.stdout:
        if line.startswith("{"):
            return line
    raise RuntimeError(f"QGIS ended with code {child.wait()}")
