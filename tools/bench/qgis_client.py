"""One QGIS that is kept open for all runs of the bench, in the QGIS environment; see ``qgis_server``."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache, partial
from pathlib import Path
from typing import Any, Mapping

import geopandas
from case import Run
from measure import Measure

ROOT = Path(__file__).resolve().parents[2]
WORKPLACE = ROOT / "build" / "bench"
"""Where files for QGIS and from it lie."""

WORKPLACE.mkdir(parents=True, exist_ok=True)


def written(frame: geopandas.GeoDataFrame, name: str) -> str:
    """The GeoPackage that a frame has been written to, of a version that every QGIS knows."""
    file = WORKPLACE / f"{name}.gpkg"
    file.unlink(missing_ok=True)
    frame.to_file(file, engine="pyogrio", dataset_options={"VERSION": "1.2"})
    return str(file)


def qgis_run(algorithm: str, settings: Mapping[str, Any], found: str = "", in_memory: bool = False) -> Run:
    """A run of a Processing algorithm. found: the output that says what was found. in_memory: INPUT, a file, is a layer
    in memory already."""
    question = {"algorithm": algorithm, "settings": dict(settings), "found": found, "in_memory": in_memory}
    return partial(_ask, json.dumps(question))


def _ask(question: str) -> Measure:
    child = _qgis()
    child.stdin.write(question + "\n")
    child.stdin.flush()
    for line in child.stdout:
        if line.startswith("["):  # QGIS also prints lines of its own
            return Measure(*json.loads(line))
    raise RuntimeError(f"QGIS ended with code {child.wait()}")


@cache
def _qgis() -> subprocess.Popen[str]:
    """It ends by itself when its input does, with this process."""
    return subprocess.Popen(
        [str(ROOT / ".venv-qgis" / "bin" / "python"), str(ROOT / "tools" / "bench" / "qgis_server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_RUNTIME_DIR": str(ROOT / "build" / "runtime")},
    )
