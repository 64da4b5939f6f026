"""Where tasks run: workers on this machine, or a cluster that exists; the only place that knows Dask."""

from __future__ import annotations

import errno
import importlib.metadata
import logging
import os
import platform
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator, Optional, Sequence

import dask
import numpy as np
import pyarrow as pa
from distributed import CancelledError, Client, Future, KilledWorker, LocalCluster, wait
from distributed.comm.core import CommClosedError

from ir_plugin.core.errors import UserError
from ir_plugin.core.progress import Progress, no_progress
from ir_plugin.core.texts import Text, same

from ..version import version
from .part_files import Part, facts_of, write_part

NO_SCHEDULER = Text(
    "Penjadwal {address} tidak menjawab; jalankan dask scheduler di sana, atau periksa alamatnya.",
    "The scheduler {address} does not answer; start a dask scheduler there, or check the address.",
)
OTHER_VERSIONS = Text(
    "Pekerja {worker} memakai {theirs}, komputer ini {ours}; pasang versi yang sama di semua komputer.",
    "The worker {worker} has {theirs}, this computer {ours}; install the same versions on all computers.",
)
NOT_INSTALLED = Text(
    "Pekerja di {address} tidak mempunyai Klaster IR ({reason}); pasang versi yang sama di semua komputer.",
    "The workers at {address} lack Klaster IR ({reason}); install the same version on all computers.",
)
NO_WORKERS = Text(
    "Tidak ada pekerja selama {seconds} detik; jalankan dask worker {address}, lalu ulangi.",
    "There have been no workers for {seconds} seconds; start dask worker {address}, then run again.",
)
NOT_SHARED = Text(
    "Pekerja {worker} tidak melihat folder {folder}; pakai folder yang terpasang sama di semua komputer.",
    "The worker {worker} does not see the folder {folder}; use one that all computers have under the same path.",
)
KILLED = Text(
    "Pekerja berulang kali terhenti, biasanya karena memori kurang; beri --memory lebih besar, --workers lebih "
    "sedikit, atau --rows lebih kecil.",
    "Workers died again and again, mostly for lack of memory; give more --memory, fewer --workers or smaller --rows.",
)
DISK_FULL = Text(
    "Disk penuh saat menulis {path}; kosongkan ruang, lalu ulangi: bagian yang selesai dipakai lagi.",
    "The disk is full while writing {path}; free some space and run again: finished parts are used again.",
)
LOST_FILE = Text(
    "Berkas {path} hilang saat proses berjalan; kembalikan, lalu ulangi.",
    "The file {path} went away during the run; bring it back and run again.",
)
BAD_MEMORY = Text(
    "Memori {given} tidak dimengerti; tulis misalnya 4GB.", "The memory {given} is not understood; write 4GB, say."
)

ANSWER_SECONDS = 10
PATIENCE_SECONDS = 60
LOOK_SECONDS = 1.0
Task = Callable[..., Part]


class Engine:
    """Runs tasks on the workers of a cluster."""

    def __init__(self, client: Client, address: str) -> None:
        self._client, self._address = client, address

    @property
    def workers(self) -> int:
        """How many workers there are now."""
        return len(self._client.nthreads())

    @property
    def processes(self) -> set[int]:
        """The process of each worker, by its id on its machine."""
        return set(self._client.run(os.getpid).values())

    def parts(
        self,
        paths: Sequence[Path],
        task: Task,
        arguments: Sequence[Sequence[Any]],
        progress: Progress = no_progress,
    ) -> list[dict[str, Any]]:
        """Makes each file by ``task(*arguments)`` in a worker, unless it exists; the facts of all, in order.

        A task must depend on nothing but its arguments and files: it is run again where its worker is lost.
        """
        return self.map(_make, [(path, task, *each) for path, each in zip(paths, arguments)], progress)

    def map(
        self, function: Callable[..., Any], arguments: Sequence[Sequence[Any]], progress: Progress = no_progress
    ) -> list[Any]:
        """``function(*arguments)`` of each in the workers, in order. UserError for what a person can fix."""
        futures = [self._client.submit(function, *each, pure=False) for each in arguments]
        try:
            self._wait(futures, progress)
            return [future.result() for future in futures]
        except (KilledWorker, OSError, CancelledError, CommClosedError) as error:
            raise self._in_words(error) from error
        finally:
            self._client.cancel(futures)

    def require_folder(self, folder: Path) -> None:
        """UserError where a worker does not see the folder."""
        for worker, seen in self._client.run(os.path.isdir, str(folder)).items():
            if not seen:
                raise UserError(NOT_SHARED, worker=worker, folder=folder)

    def _wait(self, futures: Sequence[Future[Any]], progress: Progress) -> None:
        pending, seen = set(futures), time.monotonic()
        while pending:
            try:
                done, pending = wait(pending, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED")
                for future in done:
                    future.result()
            except TimeoutError:
                if self.workers:
                    seen = time.monotonic()
                elif time.monotonic() - seen > PATIENCE_SECONDS:
                    raise UserError(NO_WORKERS, seconds=PATIENCE_SECONDS, address=self._address) from None
            progress(1 - len(pending) / len(futures))

    def _in_words(self, error: BaseException) -> BaseException:
        if isinstance(error, KilledWorker):
            return UserError(KILLED)
        if isinstance(error, (CancelledError, CommClosedError)):
            return UserError(NO_SCHEDULER, address=self._address)
        assert isinstance(error, OSError)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return UserError(DISK_FULL, path=error.filename or "")
        return UserError(LOST_FILE, path=error.filename) if isinstance(error, FileNotFoundError) else error


@contextmanager
def open_engine(
    scheduler: Optional[str] = None, workers: Optional[int] = None, memory: Optional[str] = None
) -> Iterator[Engine]:
    """Workers of this machine, each a process of one thread, or those of the scheduler at an address.

    workers: as many as there are processors if None. memory: of each worker, such as "4GB"; an equal share of the
    machine's if None. UserError where the scheduler does not answer, has no workers or other versions.
    """
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": 3}))
        target: Any = scheduler or stack.enter_context(_local_cluster(workers, memory))
        try:
            client = stack.enter_context(Client(target, timeout=ANSWER_SECONDS))
        except (OSError, ValueError) as error:
            raise UserError(NO_SCHEDULER, address=scheduler or "") from error
        engine = Engine(client, client.scheduler.address)
        if scheduler:
            _check_cluster(client, scheduler)
        yield engine


@contextmanager
def _local_cluster(workers: Optional[int], memory: Optional[str]) -> Iterator[LocalCluster]:
    limit: Any = "auto"
    if memory:
        try:
            limit = dask.utils.parse_bytes(memory)
        except ValueError as error:
            raise UserError(BAD_MEMORY, given=memory) from error
    with (
        tempfile.TemporaryDirectory(prefix="klaster-ir-") as scratch,
        LocalCluster(
            n_workers=workers or os.cpu_count() or 1,
            threads_per_worker=1,
            memory_limit=limit,
            local_directory=scratch,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


def _check_cluster(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
        found = client.run(_versions)
    except TimeoutError as error:
        raise UserError(NO_WORKERS, seconds=ANSWER_SECONDS, address=address) from error
    except ImportError as error:
        raise UserError(NOT_INSTALLED, address=address, reason=same(str(error))) from error
    ours = _versions()
    for worker, theirs in found.items():
        if theirs != ours:
            raise UserError(OTHER_VERSIONS, worker=worker, theirs=_told(theirs, ours), ours=_told(ours, theirs))


def _versions() -> dict[str, str]:
    """What must be the same everywhere, or results might differ."""
    python = ".".join(platform.python_version_tuple()[:2])
    ours = {"Klaster IR": version(), "Python": python}
    return {**ours, "numpy": np.__version__, "pyarrow": pa.__version__, "dask": importlib.metadata.version("dask")}


def _told(versions: dict[str, str], others: dict[str, str]) -> str:
    return ", ".join(f"{name} {each}" for name, each in versions.items() if each != others.get(name))


def _make(path: Path, task: Task, *arguments: Any) -> dict[str, Any]:
    """In a worker: the facts of a file that exists, or is made now."""
    if not path.exists():
        made = task(*arguments)
        try:
            write_part(path, made)
        except OSError as error:
            raise OSError(error.errno, str(error), str(path)) from error
    return facts_of(path)
