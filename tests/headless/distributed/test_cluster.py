"""A cluster as an office starts it, on the loopback: workers that come and go, and a scheduler that goes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Iterator

import pytest

from ir_plugin.core.errors import UserError
from processing_scripts.distributed import cluster
from processing_scripts.distributed.cluster import open_engine
from tests.headless.distributed.test_faults import after, check_result, points, run

ROOT = Path(__file__).resolve().parents[3]
DASK = Path(sys.executable).with_name("dask")

__all__ = ["points"]


@contextmanager
def started(*words: str, path: str = str(ROOT)) -> Iterator[subprocess.Popen[str]]:
    """A command of Dask, ended with the block. path: where Python finds Klaster IR."""
    command = [str(DASK), *words, "--no-dashboard"]
    there = {**os.environ, "PYTHONPATH": path}
    with subprocess.Popen(command, cwd="/", env=there, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def scheduler() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A scheduler and its address."""
    with started("scheduler", "--host", "127.0.0.1", "--port", "0") as process:
        found = None
        while not found:
            found = re.search(r"Scheduler at:\s*(tcp://\S+)", process.stderr.readline())
        yield found[1], process


def worker(stack: ExitStack, address: str, **found: str) -> subprocess.Popen[str]:
    return stack.enter_context(started("worker", address, "--nworkers", "1", "--nthreads", "1", "--no-nanny", **found))


@pytest.mark.slow
def test_a_worker_without_klaster_ir(scheduler: tuple[str, subprocess.Popen[str]]) -> None:
    said = pytest.raises(UserError, match=r"The worker tcp://\S+ lacks Klaster IR \(No module named")
    with ExitStack() as stack:
        worker(stack, scheduler[0], path="")
        with said, open_engine(scheduler[0]):
            pass


@pytest.mark.slow
def test_a_worker_goes_and_another_comes(
    scheduler: tuple[str, subprocess.Popen[str]], points: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    address, _ = scheduler
    with ExitStack() as stack:
        first = worker(stack, address)

        def replace() -> None:
            first.kill()
            worker(stack, address)

        with open_engine(address) as engine:
            run(engine, points, after(0.6, replace))
    check_result(points, tmp_path_factory.mktemp("whole"))


@pytest.mark.slow
def test_all_workers_go(
    scheduler: tuple[str, subprocess.Popen[str]], points: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_SECONDS", 3)
    address, _ = scheduler
    with ExitStack() as stack:
        only = worker(stack, address)
        with open_engine(address) as engine, pytest.raises(UserError, match="There have been no workers for 3 seconds"):
            run(engine, points, after(0.6, only.kill))


@pytest.mark.slow
def test_the_scheduler_goes(scheduler: tuple[str, subprocess.Popen[str]], points: Path) -> None:
    address, process = scheduler

    def end() -> None:
        process.kill()
        time.sleep(1)

    with ExitStack() as stack:
        worker(stack, address)
        with open_engine(address) as engine, pytest.raises(UserError, match="does not answer"):
            run(engine, points, after(0.6, end))
