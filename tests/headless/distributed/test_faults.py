"""What may happen in the middle of a run: it ends whole, or says why and goes on the next time."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Callable

import geopandas
import pytest

from ir_plugin.core.errors import Cancelled, UserError
from processing_scripts.distributed import cluster
from processing_scripts.distributed.cluster import Engine, open_engine
from processing_scripts.distributed.density_clusters import SCALED
from processing_scripts.distributed.work_folder import work_folder
from tests.headless.distributed.made_points import columns_of, made_points, on_one_machine, run_scaled, settings

ROWS = 100


def test_where_there_are_no_locks_nothing_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fcntl", None)  # as on Windows
    with pytest.raises(UserError, match="does not run on Windows"), work_folder(tmp_path / "clusters", {}):
        pass
    assert not list(tmp_path.iterdir())


class Crash(Exception):
    """The program ends as no program should."""


@pytest.fixture
def points(tmp_path: Path) -> Path:
    path = tmp_path / "points.parquet"
    made_points(800, seed=11).to_parquet(path, row_group_size=200)
    return path


def run(engine: Engine, points: Path, progress: Callable[[float], None] = lambda _: None, **options: bool) -> Path:
    target = points.parent / "clusters"
    run_scaled(SCALED, engine, settings(points), {"OUTPUT": str(target)}, ROWS, progress=progress, **options)
    return target


def check_result(points: Path, folder: Path) -> None:
    """The result is there and that of one machine, and nothing else is left."""
    found = geopandas.read_parquet(points.parent / "clusters").sort_values("nomor_baris")
    assert columns_of(found) == columns_of(on_one_machine(geopandas.read_parquet(points), folder)["OUTPUT"])
    assert not list(points.parent.glob(".*")) and not list((points.parent / "clusters").glob(".*"))


def work_of(points: Path) -> Path:
    return points.parent / ".clusters.klaster-ir"


def after(share: float, action: Callable[[], None]) -> Callable[[float], None]:
    """A progress that acts once, when a share of the work is done."""
    left = [action]

    def progress(fraction: float) -> None:
        if fraction >= share and left:
            left.pop()()

    return progress


def raises(error: BaseException) -> Callable[[], None]:
    def action() -> None:
        raise error

    return action


def test_a_killed_worker_is_replaced(points: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_engine(workers=2) as engine:
        before = engine.processes
        run(engine, points, after(0.7, lambda: os.kill(min(before), signal.SIGKILL)))
        assert min(before) not in engine.processes
    check_result(points, tmp_path_factory.mktemp("whole"))


def test_a_second_start_goes_on(engine: Engine, points: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(Crash):
        run(engine, points, after(0.6, raises(Crash())))
    assert not (points.parent / "clusters").exists()
    made = {path: path.stat().st_mtime_ns for path in work_of(points).rglob("*.arrow")}
    assert made
    seen = {}
    run(engine, points, after(0.9, lambda: seen.update({path: path.stat().st_mtime_ns for path in made})))
    assert seen == made
    check_result(points, tmp_path_factory.mktemp("whole"))


def test_another_input_starts_anew(engine: Engine, points: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(Crash):
        run(engine, points, after(0.6, raises(Crash())))
    made_points(800, seed=12).to_parquet(points, row_group_size=200)
    run(engine, points)
    check_result(points, tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("keep", [False, True])
def test_a_cancelled_run_leaves_nothing_unless_asked(engine: Engine, points: Path, keep: bool) -> None:
    with pytest.raises(Cancelled):
        run(engine, points, after(0.6, raises(Cancelled())), keep_on_cancel=keep)
    assert sorted(path.name for path in points.parent.iterdir()) == [work_of(points).name] * keep + ["points.parquet"]


def test_a_lost_input_is_named(engine: Engine, points: Path) -> None:
    with pytest.raises(UserError, match=r"points\.parquet went away"):
        run(engine, points, after(0.01, points.unlink))
    assert not (points.parent / "clusters").exists()


def test_a_result_is_never_written_over(engine: Engine, points: Path) -> None:
    (points.parent / "clusters").mkdir()
    with pytest.raises(UserError, match="exists already"):
        run(engine, points)


def test_a_cluster_of_others(engine: Engine, points: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_engine(engine.address) as opened:
        run(opened, points)
    check_result(points, tmp_path_factory.mktemp("whole"))


def test_other_versions_are_refused(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "version", lambda: "0.0.1")
    said = pytest.raises(UserError, match=r"has Klaster IR \S+, this computer Klaster IR 0\.0\.1;")
    with said, open_engine(engine.address):
        pass


def test_a_folder_that_workers_do_not_see(engine: Engine) -> None:
    with pytest.raises(UserError, match="does not see the folder /nowhere"):
        engine.require_folder(Path("/nowhere"))


def test_no_scheduler(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 1)
    with pytest.raises(UserError, match="does not answer"), open_engine("tcp://127.0.0.1:9"):
        pass
