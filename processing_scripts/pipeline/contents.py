"""What a folder of results holds, file by file: how the program knows what has changed."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Iterator, Optional

from ..distributed.work_folder import is_unfinished
from ..hashes import hash_of_all

DATABASE_HEADER = b"SQLite format 3\0"
RESTLESS = (slice(18, 20), slice(24, 28), slice(92, 100))
"""Bytes of a SQLite file that change when a program such as QGIS only looks into it: journal mode and counters."""

JOURNALS = ("-journal", "-wal", "-shm")
BLOCK = 1 << 20

Contents = dict[str, str]
"""SHA-256 by path with slashes."""


class Hashes:
    """Hashes of files and folders, each computed once for as long as size and time of a file stay."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, int], str] = {}

    def of(self, path: Path) -> Optional[str]:
        """The hash of a file, or of all that is in a folder; None where there is neither."""
        if path.is_dir():
            return hash_of_all(self.folder(path))
        return self._file(path) if path.is_file() else None

    def folder(self, folder: Path) -> Contents:
        """Every file in a folder and below by its path there, in order; but no journals of open databases, and nothing
        of unfinished runs in parts."""
        return {path.relative_to(folder).as_posix(): self._file(path) for path in _files(folder)}

    def _file(self, path: Path) -> str:
        about = path.stat()
        key = (os.fspath(path.resolve()), about.st_size, about.st_mtime_ns)
        if key not in self._known:
            self._known[key] = _digest(path)
        return self._known[key]


def settle(folder: Path) -> None:
    """Has every database of a folder end what a killed program had begun, so that its file is whole again."""
    for path in _files(folder):
        if any(Path(f"{path}{ending}").exists() for ending in JOURNALS):
            with closing(sqlite3.connect(path)) as connection:
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _files(folder: Path) -> Iterator[Path]:
    for each in sorted(folder.rglob("*")):
        if each.is_file() and not each.name.endswith(JOURNALS) and not is_unfinished(each.relative_to(folder)):
            yield each


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        first = bytearray(file.read(BLOCK))
        if first.startswith(DATABASE_HEADER):
            for part in RESTLESS:
                first[part] = bytes(part.stop - part.start)
        digest.update(first)
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()
