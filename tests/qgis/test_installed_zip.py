"""The zip, installed into an empty profile of the real QGIS, runs."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from package import package

SETTINGS = "[PythonPlugins]\nir_plugin=true\n"


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new profile with the plugin's zip unpacked in it, as QGIS's plugin manager does, and switched on."""
    folder = tmp_path_factory.mktemp("profile")
    default = folder / "profiles" / "default"
    package(folder / "ir_plugin.zip")
    with zipfile.ZipFile(folder / "ir_plugin.zip") as archive:
        archive.extractall(default / "python" / "plugins")
    (default / "QGIS").mkdir()
    (default / "QGIS" / "QGIS3.ini").write_text(SETTINGS)
    return folder


def qgis_process(profile: Path, *arguments: str) -> dict[str, Any]:
    """What the real qgis_process answers in this profile, outside the checkout and without its Python path."""
    environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(profile), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("QGIS_PLUGINPATH", None)
    run = subprocess.run(
        ["qgis_process", *arguments, "--json"],
        cwd=profile,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    return dict(json.loads(run.stdout))


def test_every_algorithm_is_offered(profile: Path, root: Path) -> None:
    frozen = (root / "tests" / "expected" / "algorithm_ids.txt").read_text(encoding="utf-8").splitlines()
    offered = qgis_process(profile, "list")["providers"]["ir"]["algorithms"]
    assert set(offered) == {f"ir:{line.split()[0]}" for line in frozen}


@pytest.fixture
def points(tmp_path: Path) -> Path:
    """A grid of 7 x 7 points 111 m apart, with high values in one corner of 3 x 3."""
    features = [
        {
            "type": "Feature",
            "properties": {"usaha": 20 + row if row < 3 and column < 3 else (row + column) % 3},
            "geometry": {"type": "Point", "coordinates": [106 + column / 1000, -2 - row / 1000]},
        }
        for row in range(7)
        for column in range(7)
    ]
    path = tmp_path / "titik.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_an_algorithm_runs(profile: Path, points: Path, tmp_path: Path) -> None:
    result = tmp_path / "panas.gpkg"
    settings = ["--FIELD=usaha", "--NEIGHBOURS=knn", "--K=4", "--PERMUTATIONS=999", "--SEED=1"]
    answer = qgis_process(profile, "run", "ir:hotspotgetisord", f"--INPUT={points}", *settings, f"--OUTPUT={result}")
    assert answer["results"]["N_HOT"] > 0
    with closing(sqlite3.connect(result)) as database:
        assert database.execute("SELECT count(*) FROM panas").fetchone() == (49,)
