"""The zip, installed into an empty profile of the real QGIS, runs."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import zipfile
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


def test_an_algorithm_runs(profile: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.gpkg"
    answer = qgis_process(profile, "run", "ir:createregister", f"--REGISTER={register}")
    assert answer["results"]["REGISTER"] == str(register)
    with sqlite3.connect(register) as database:
        assert database.execute("SELECT count(*) FROM gpkg_contents").fetchone()[0] > 1
    database.close()
