"""Where tasks run: workers on this machine, or a cluster that exists; the only place that knows Dask."""

from __future__ import annotations

import logging
import os
import signal
import tempfile
import time
from contextlib import ExitStack, contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, Callable, Iterator, Mapping, Optional, Sequence, Union

import dask
import pyarrow as pa
from distributed import CancelledError, Client, Future, KilledWorker, LocalCluster, wait
from distributed.comm.core import CommClosedError

from ir_plugin.core.errors import UserError
from ir_plugin.core.progress import Progress, no_progress
from ir_plugin.core.texts import Text, same

from ..version import version
from .part_files import Task, facts_of, write_part
from .work_folder import Fault, files_in_words

NO_SCHEDULER = Text(
    "Penjadwal {address} tidak menjawab; jalankan dask scheduler di sana, atau periksa alamatnya.",
    "The scheduler {address} does not answer; start a dask scheduler there, or check the address.",
)
OTHER_VERSIONS = Text(
    "Pekerja {worker} memakai {theirs}, komputer ini {ours}; pasang versi yang sama di semua komputer.",
    "The worker {worker} has {theirs}, this computer {ours}; install the same versions on all computers.",
)
NOT_INSTALLED = Text(
    "Pekerja {address} tidak mempunyai Klaster IR ({reason}); pasang versi yang sama di semua komputer.",
    "The worker {address} lacks Klaster IR ({reason}); install the same version on all computers.",
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
BAD_MEMORY = Text(
    "Memori {given} tidak dimengerti; tulis misalnya 4GB.", "The memory {given} is not understood; write 4GB, say."
)

ANSWER_SECONDS = 10
PATIENCE_SECONDS = 60
LOOK_SECONDS = 1.0


class Engine:
    """Runs tasks on the workers of a cluster."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self.address = str(client.scheduler_info()["address"])

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
            with files_in_words():
                return self._results(futures, progress)
        except KilledWorker as error:
            raise Fault(KILLED) from error
        except (CancelledError, CommClosedError) as error:
            raise Fault(NO_SCHEDULER, address=self.address) from error
        finally:
            self._client.cancel(futures)

    def require_folder(self, folder: Path) -> None:
        """UserError where a worker does not see the folder."""
        for worker, seen in self._client.run(os.path.isdir, str(folder)).items():
            if not seen:
                raise UserError(NOT_SHARED, worker=worker, folder=folder)

    def _results(self, futures: Sequence[Future[Any]], progress: Progress) -> list[Any]:
        """The results, each fetched when it is there: one that waits for the others would be lost with its worker."""
        found: dict[Future[Any], Any] = {}
        seen = time.monotonic()
        while len(found) < len(futures):
            before = len(found)
            try:
                pending = [future for future in futures if future not in found]
                for future in wait(pending, timeout=LOOK_SECONDS, return_when="FIRST_COMPLETED").done:
                    found[future] = future.result(timeout=LOOK_SECONDS)
            except TimeoutError:
                pass  # nothing new, or the worker of a result has gone: who is still there?
            if len(found) > before or self.workers:
                seen = time.monotonic()
            elif time.monotonic() - seen > PATIENCE_SECONDS:
                raise Fault(NO_WORKERS, seconds=PATIENCE_SECONDS, address=self.address) from None
            progress(len(found) / len(futures))
        return [found[future] for future in futures]


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
        stack.enter_context(_quiet())
        target: Any = scheduler or stack.enter_context(_local_cluster(workers, memory))
        try:
            client = stack.enter_context(Client(target, timeout=ANSWER_SECONDS))
        except (OSError, ValueError) as error:
            raise UserError(NO_SCHEDULER, address=scheduler or "") from error
        if scheduler:
            _check_cluster(client, scheduler)
        yield Engine(client)


@contextmanager
def _quiet() -> Iterator[None]:
    """What goes wrong is raised, and said once: Dask would log it in passing."""
    before = {name: logging.getLogger(name).level for name in ("distributed", "distributed.client")}
    try:
        for name in before:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)


@contextmanager
def _local_cluster(workers: Optional[int], memory: Optional[str]) -> Iterator[LocalCluster]:
    limit: Any = "auto"
    if memory:
        try:
            limit = dask.utils.parse_bytes(memory)
        except ValueError as error:
            raise UserError(BAD_MEMORY, given=memory) from error
    with tempfile.TemporaryDirectory(prefix="klaster-ir-") as scratch:
        with _deaf_to_control_c():
            cluster = LocalCluster(
                n_workers=workers or os.cpu_count() or 1,
                threads_per_worker=1,
                memory_limit=limit,
                local_directory=scratch,
                dashboard_address="127.0.0.1:0",
                silence_logs=logging.CRITICAL,
            )
        with cluster:
            yield cluster


@contextmanager
def _deaf_to_control_c() -> Iterator[None]:
    """Workers that are started hear no Control-C, which a terminal sends to all, and would end with tracebacks of their
    own: this process ends them. It hears one that comes meanwhile when they are up."""
    resource_tracker.ensure_running()  # of multiprocessing, which would unblock the signal when it starts
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _check_cluster(client: Client, address: str) -> None:
    """UserError where there are no workers, or not the same programs, by which results might differ."""
    try:
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except TimeoutError as error:
        raise UserError(NO_WORKERS, seconds=ANSWER_SECONDS, address=address) from error
    known: Any = client.get_versions()
    ours = _compared(known["client"]["packages"])
    for worker, found in known["workers"].items():
        _refuse_others(worker, _compared(found["packages"]), ours)
    for worker, theirs in client.run(_probe()).items():
        if isinstance(theirs, str):
            raise UserError(NOT_INSTALLED, address=worker, reason=same(theirs))
        _refuse_others(worker, theirs, _versions())


def _compared(packages: Mapping[str, str]) -> dict[str, str]:
    """Of what Dask tells of its own accord."""
    found = {name: str(packages[name]) for name in ("dask", "numpy")}
    return {"Python": ".".join(str(packages["python"]).split(".")[:2]), **found}


def _versions() -> dict[str, str]:
    return {"Klaster IR": version(), "pyarrow": str(pa.__version__)}


def _probe() -> Callable[[], Union[dict[str, str], str]]:
    """A function for workers that may lack this very module: being local, it travels whole."""

    def probe() -> Union[dict[str, str], str]:
        try:
            from processing_scripts.distributed.cluster import _versions
        except ImportError as error:
            return str(error)
        return _versions()

    return probe


def _refuse_others(worker: str, theirs: dict[str, str], ours: dict[str, str]) -> None:
    if theirs != ours:
        raise UserError(OTHER_VERSIONS, worker=worker, theirs=_told(theirs, ours), ours=_told(ours, theirs))


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
