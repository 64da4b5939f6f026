"""``scale`` as a person uses it: real processes, real files, real signals."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Iterator

import geopandas
import pandas as pd
import pytest
import shapely

from ir_plugin.core.errors import UserError
from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.density_clusters import SCALED
from processing_scripts.distributed.geoparquet import read_source
from tests.headless.distributed.made_points import columns_of, made_points, on_one_machine, run_scaled, settings
from tests.headless.small_disks import NAMESPACE, needs_mounts

ROOT = Path(__file__).resolve().parents[3]
COMMAND = [sys.executable, "-m", "processing_scripts", "--language", "en", "scale"]


@pytest.fixture
def points(tmp_path: Path) -> Path:
    path = tmp_path / "points.parquet"
    made_points(800, seed=21).to_parquet(path, row_group_size=200)
    return path


def density(points: Path, *more: object) -> list[str]:
    """The words of a command, shells' quoting apart."""
    words = ["densityclusters", points, points.parent / "clusters", "--distance", 300, "--rows", 1000, *more]
    return [*COMMAND, *map(str, words)]


def called(words: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_run_from_the_shell(points: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = called(density(points, "--workers", 1, "--json"))
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)["RECORD"]
    assert record["algorithm"] == "densityclusters" and len(record["input_hash"]) == 64
    found = geopandas.read_parquet(points.parent / "clusters").sort_values("nomor_baris")
    whole = on_one_machine(geopandas.read_parquet(points), tmp_path_factory.mktemp("whole"))["OUTPUT"]
    assert columns_of(found) == columns_of(whole)
    assert json.loads((points.parent / "clusters" / "_record.json").read_text())["units_used"] == record["units_used"]


def test_what_cannot_be_done_in_parts_is_said_at_once(points: Path) -> None:
    done = called(density(points, "--algorithm", "hdbscan"))
    assert done.returncode == 2
    assert done.stderr.strip().endswith("Here: dbscan and convex.")
    assert left_in(points.parent) == ["points.parquet"]


def test_what_is_wrong_with_the_input_is_said_before_dask_is_there(points: Path) -> None:
    program = "import sys; from processing_scripts.command_line import main\ntry:\n main()\nfinally:\n "
    program += "assert not {'dask', 'distributed'} & set(sys.modules)"
    done = called([sys.executable, "-c", program, *density(points, "--category", "harga")[3:]])
    assert done.returncode == 2, done.stderr
    assert done.stderr.splitlines()[-1].endswith("has no field harga; its fields are: produk, id.")


def test_capitals_of_fields_do_not_matter_and_a_folder_has_one_hash(points: Path, engine: Engine) -> None:
    folder = points.parent / "parts"
    folder.mkdir()
    for name, seed in (("a", 1), ("b", 2)):
        made_points(300, seed).to_parquet(folder / f"{name}.parquet")
    found = {}
    for field in ("produk", "PRODUK"):
        target = points.parent / field
        made = run_scaled(SCALED, engine, settings(folder, category=field), {"OUTPUT": str(target)}, 200)
        assert made.record is not None and len(made.record.input_hash) == 64
        found[field] = columns_of(geopandas.read_parquet(target).sort_values("nomor_baris")), made.record.input_hash
    assert found["produk"] == found["PRODUK"]
    (folder / "b.parquet").rename(folder / "0.parquet")
    again = run_scaled(SCALED, engine, settings(folder), {"OUTPUT": str(points.parent / "again")}, 200)
    assert again.record is not None and again.record.input_hash != found["produk"][1]


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Inputs that are none, each with what is said of it."""
    yield folder / "nothing", "is missing"
    (folder / "text.parquet").write_text("no table")
    yield folder / "text.parquet", "is damaged"
    pd.DataFrame({"x": [1]}).to_parquet(folder / "table.parquet")
    yield folder / "table.parquet", "no GeoParquet"
    frame = geopandas.GeoDataFrame({"x": [1]}, geometry=[shapely.Point(0, 0)])
    frame.to_parquet(folder / "nowhere.parquet")
    yield folder / "nowhere.parquet", "has no coordinate reference system"
    (folder / "parts").mkdir()
    frame.set_crs(4326).to_parquet(folder / "parts" / "a.parquet")
    frame.set_crs(32748).to_parquet(folder / "parts" / "b.parquet")
    yield folder / "parts", "differ from those of"


def test_inputs_that_are_none(tmp_path: Path) -> None:
    for path, words in _files(tmp_path):
        with pytest.raises(UserError, match=words):
            read_source(str(path))


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_cancels_and_nothing_is_left(points: Path, sent: signal.Signals) -> None:
    words = density(points, "--workers", 2)
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        work = points.parent / ".clusters.klaster-ir" / "parts"
        while not work.exists() and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, sent) if sent == signal.SIGINT else process.send_signal(sent)  # a terminal tells all
        _, said = process.communicate()
    assert process.returncode == 130, said
    assert said.splitlines() == ["scale densityclusters", "Stopped; no result has been written."]
    assert left_in(points.parent) == ["points.parquet"]


@pytest.mark.slow
def test_a_killed_client_is_gone_on_with(points: Path) -> None:
    words = density(points, "--workers", 2)
    with subprocess.Popen(words, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        work = points.parent / ".clusters.klaster-ir" / "parts"
        while not list(work.glob("place-*")) and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, signal.SIGKILL)
    assert left_in(points.parent) == [".clusters.klaster-ir", "points.parquet"]
    done = called(words)
    assert done.returncode == 0, done.stderr
    assert left_in(points.parent) == ["clusters", "points.parquet"]


@pytest.mark.slow
@needs_mounts
def test_a_full_disk_is_said(points: Path, tmp_path: Path) -> None:
    place = tmp_path / "small"
    place.mkdir()
    large = made_points(20_000, seed=3)
    large.to_parquet(tmp_path / "large.parquet")
    words = " ".join(density(tmp_path / "large.parquet", "--workers", 1)).replace(
        str(tmp_path / "clusters"), f"{place}/c"
    )
    script = f"mount -t tmpfs -o size=600k tmpfs {place}; set +e; {words}; code=$?; ls {place}; exit $code"
    done = called([*NAMESPACE, script])
    assert done.returncode == 2, done.stderr
    assert "The disk is full while writing" in done.stderr
    assert done.stdout.strip() == ""
