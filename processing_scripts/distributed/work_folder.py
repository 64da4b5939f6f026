"""Where a run keeps its finished parts until the result is whole: hidden, beside the result."""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Iterator, Mapping

from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.texts import Text, same

from .part_files import write_json

SETTINGS, LOCK = "run.json", "lock"
ENDING = ".klaster-ir"
RUNNING = Text(
    "Proses lain sedang menulis {path}; tunggu sampai selesai, atau pilih folder lain.",
    "Another run is writing {path}; wait for its end, or choose another folder.",
)
DISK_FULL = Text(
    "Disk penuh saat menulis {path}; kosongkan ruang, lalu ulangi: bagian yang selesai dipakai lagi.",
    "The disk is full while writing {path}; free some space and run again: finished parts are used again.",
)
LOST_FILE = Text(
    "Berkas {path} hilang saat proses berjalan; kembalikan, lalu ulangi.",
    "The file {path} went away during the run; bring it back and run again.",
)
NO_LOCKS = Text(
    "Perintah scale tidak berjalan di Windows; pakai Linux atau macOS, atau WSL di Windows.",
    "The command scale does not run on Windows; use Linux or macOS, or WSL on Windows.",
)
UNWRITABLE = Text("{path} tidak dapat ditulis: {reason}.", "{path} cannot be written: {reason}.")
PATIENCE_SECONDS = 30


class Fault(UserError):
    """What is not wrong with the data or the settings: once it is mended, the same command goes on with the rest."""


def is_unfinished(path: Path) -> bool:
    """Whether a file lies in the folder of a run that has not ended."""
    return any(name.startswith(".") and name.endswith(ENDING) for name in path.parts[:-1])


@contextmanager
def work_folder(target: Path, settings: Mapping[str, Any], keep_on_cancel: bool = False) -> Iterator[Path]:
    """A hidden folder beside the target for the files of a run.

    Where an earlier run with the same settings (JSON) was interrupted, its files are there; those of another are
    removed. When the block ends it goes. After a Fault or a crash it stays for the next start. Where the data are
    wrong, so that the next run is another, it goes, and also when the run is cancelled, unless ``keep_on_cancel``.
    UserError where it cannot be made, another run has it, or the system has no such locks.
    """
    _require_locks()
    work = target.parent / f".{target.name}{ENDING}"
    try:
        work.mkdir(exist_ok=True)
        lock = os.open(work / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise UserError(UNWRITABLE, path=target, reason=same(error.strerror or str(error))) from error
    try:
        _take(lock, target)
        _begin(work, settings)
        yield work
        remove(work)
    except Fault:
        raise
    except UserError:
        remove(work)
        raise
    except (Cancelled, KeyboardInterrupt):
        if not keep_on_cancel:
            remove(work)
        raise
    finally:
        os.close(lock)


@contextmanager
def files_in_words() -> Iterator[None]:
    """UserError where the disk is full, or a file has gone."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Fault(DISK_FULL, path=error.filename or "") from error
        if isinstance(error, FileNotFoundError):
            raise Fault(LOST_FILE, path=error.filename) from error
        raise


def remove(folder: Path) -> None:
    """Removes a folder in which a worker may still be writing."""
    end = time.monotonic() + PATIENCE_SECONDS
    while folder.exists() and time.monotonic() < end:
        shutil.rmtree(folder, ignore_errors=True)


def _require_locks() -> None:
    """UserError on Windows, where everything else works."""
    try:
        import_module("fcntl")
    except ImportError as error:
        raise UserError(NO_LOCKS) from error


def _take(lock: int, target: Path) -> None:
    import fcntl

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Fault(RUNNING, path=target) from error


def _begin(work: Path, settings: Mapping[str, Any]) -> None:
    known = work / SETTINGS
    wanted = json.loads(json.dumps(settings))
    if not known.exists() or json.loads(known.read_text(encoding="utf-8")) != wanted:
        for each in work.iterdir():
            if each.is_dir():
                remove(each)
            elif each.name != LOCK:
                each.unlink()
        write_json(known, wanted)
