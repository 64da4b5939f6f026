"""The folder of results, and the hidden one beside it in which a run works until everything is there.

Who reads the results sees those of one whole run, never of two. What an interrupted run has made waits in the hidden
folder for the next start.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterator, Optional

from ir_plugin.core.errors import UserError
from ir_plugin.core.register.drafts import LOCK, hold_lock
from ir_plugin.core.register.file_errors import UNWRITABLE, folder_in_words
from ir_plugin.core.texts import Text

from ..distributed.work_folder import ENDING, remove
from .contents import Contents, Hashes, settle
from .record import NAME, Record, read_record

OWN = (NAME, f"{NAME}.part", LOCK)
"""What the program itself keeps in a folder."""

FOREIGN = Text(
    "Folder {folder} berisi {name}, yang tidak dibuat oleh pipeline ini atau diubah sesudahnya dan akan hilang; "
    "pindahkan berkas itu, atau pilih folder lain.",
    "The folder {folder} holds {name}, which this pipeline has not made or which was changed since, and which would be "
    "lost; move that file away, or choose another folder.",
)
IS_FILE = Text("{folder} adalah berkas; pilih folder.", "{folder} is a file; choose a folder.")
BUSY = Text(
    "Pipeline ini sedang berjalan untuk folder {folder}; tunggu sampai selesai.",
    "This pipeline is running for the folder {folder}; wait until it has ended.",
)


class Workshop:
    """The two folders of a pipeline. hashes: shared by all who look at files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.hashes = folder, Hashes()
        self.work = folder.with_name(f".{folder.name}.pipeline")

    def base(self) -> Path:
        """Where the files are from which a run goes on: those of an interrupted run, else the results."""
        return self.work if self.work.is_dir() else self.folder

    def record(self) -> Optional[Record]:
        """The record of what is there, or None."""
        return read_record(self.base())

    def contents(self, folder: Path) -> Contents:
        """The files of results in a folder, without what the program keeps for itself."""
        found = self.hashes.folder(folder) if folder.is_dir() else {}
        return {name: digest for name, digest in found.items() if name not in OWN}

    def refuse_foreign(self) -> None:
        """UserError where the folder of results holds what a run would destroy."""
        if self.folder.exists() and not self.folder.is_dir():
            raise UserError(IS_FILE, folder=self.folder)
        record = read_record(self.folder)
        known = record.contents() if record else {}
        for name, digest in self.contents(self.folder).items():
            if known.get(name) != digest:
                raise UserError(FOREIGN, folder=self.folder, name=name)

    @contextmanager
    def opened(self) -> Iterator[None]:
        """The hidden folder for one run alone, holding what is there and known. UserError while another run has it."""
        with folder_in_words(UNWRITABLE, os.fspath(self.folder)):
            if not self.work.is_dir():
                self._begin()
            try:
                lock = hold_lock(os.fspath(self.work))
            except sqlite3.OperationalError as error:
                raise UserError(BUSY, folder=self.folder) from error
        with closing(lock):
            settle(self.work)
            self._tidy()
            yield

    def publish(self) -> None:
        """Puts the finished run in the place of the results. The hidden folder is gone then."""
        self.refuse_foreign()
        (self.work / LOCK).unlink(missing_ok=True)
        before = self.folder.with_name(f".{self.folder.name}.before")
        with folder_in_words(UNWRITABLE, os.fspath(self.folder)):
            shutil.rmtree(before, ignore_errors=True)
            if self.folder.exists():
                self.folder.rename(before)
            try:
                self.work.rename(self.folder)
            except OSError:
                if before.exists():
                    before.rename(self.folder)
                raise
        shutil.rmtree(before, ignore_errors=True)

    def forget_unfinished(self) -> None:
        """Takes away what steps in parts that failed have kept for another start."""
        for folder in self.work.rglob(f".*{ENDING}"):
            remove(folder)

    def remove(self, name: str) -> None:
        """Takes a file out of the hidden folder, with the folders that it leaves empty."""
        path = self.work / name
        path.unlink(missing_ok=True)
        while path.parent != self.work and path.parent.is_dir() and not any(path.parent.iterdir()):
            path = path.parent
            path.rmdir()

    def _begin(self) -> None:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        if not self.folder.is_dir():
            self.work.mkdir()
            return
        copy = self.work.with_name(f"{self.work.name}.part")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.folder, copy)
        copy.rename(self.work)

    def _tidy(self) -> None:
        """Takes away what a killed step has left."""
        record = read_record(self.work)
        known = record.contents() if record else {}
        for name in self.contents(self.work):
            if name not in known:
                self.remove(name)
