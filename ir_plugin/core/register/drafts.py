"""Where a new file is written before it appears: a hidden folder beside it, which a lock says is in use.

A program that is killed cannot take its folder away; the next one that writes beside it does.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterator

from ..errors import UserError
from ..texts import Text
from .file_errors import UNWRITABLE, database_in_words, folder_in_words

PREFIX = ".klaster-ir-"
LOCK = "lock"
YOUNG_SECONDS = 60.0
"""A folder younger than this may not have its lock yet."""

IS_FOLDER = Text("namanya dipakai sebuah folder", "a folder has its name")


@contextmanager
def draft_folder(path: str) -> Iterator[str]:
    """A folder for the draft of ``path``, on the same disk, gone when the block ends. UserError where there can be
    none."""
    folder = os.path.dirname(os.path.abspath(path))
    with folder_in_words(UNWRITABLE, path):
        _remove_abandoned(folder)
        with tempfile.TemporaryDirectory(dir=folder, prefix=PREFIX) as beside:
            with database_in_words(UNWRITABLE, path):
                lock = hold_lock(beside)
            with closing(lock):
                yield beside


def refuse_unwritable(path: str) -> None:
    """UserError where a file cannot be written, tried before what takes long begins."""
    if os.path.isdir(path):
        raise UserError(UNWRITABLE, path=path, reason=IS_FOLDER)
    with draft_folder(path):
        pass


def _remove_abandoned(folder: str) -> None:
    for each in Path(folder).glob(f"{PREFIX}*"):
        if each.is_dir() and not each.is_symlink() and _is_abandoned(each):
            shutil.rmtree(each, ignore_errors=True)  # where that fails, the next run tries again


def _is_abandoned(beside: Path) -> bool:
    try:
        if time.time() - beside.stat().st_mtime < YOUNG_SECONDS:
            return False
        hold_lock(str(beside)).close()
    except (OSError, sqlite3.OperationalError):  # it is gone by now, closed to us, or in use
        return False
    return True


def hold_lock(beside: str) -> sqlite3.Connection:
    """Holds a lock as long as the connection is open, which ends with its process however that ends."""
    connection = sqlite3.connect(os.path.join(beside, LOCK), timeout=0, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = MEMORY")
        connection.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError:
        connection.close()
        raise
    return connection


def copies_folder(path: str) -> Path:
    """The hidden folder in which copies of a register from before its last operations lie (see ``undo``)."""
    place = Path(path).resolve()
    return place.with_name(f".{re.sub(r'[.]gpkg$', '', place.name)}.undo")


def forget_copies(path: str) -> None:
    """Removes the copies of a register that is gone, before another one takes its name. UserError where that fails."""
    folder = copies_folder(path)
    if folder.is_dir():
        with folder_in_words(UNWRITABLE, path):
            shutil.rmtree(folder)
