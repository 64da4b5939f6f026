"""What can go wrong with a file, in words: sentences for the person, tracebacks for our own mistakes."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import Iterator, Optional

from ..errors import UserError
from ..texts import Text, same

ABSENT = Text(
    "Berkas {path} tidak ada; buat register lebih dahulu atau pilih berkas lain.",
    "The file {path} does not exist; create a register first, or choose another file.",
)
EMPTY = Text(
    "Berkas {path} kosong, bukan register; mungkin registernya dipindahkan. Pilih berkas lain.",
    "The file {path} is empty and no register; perhaps the register was moved. Choose another file.",
)
EXISTS = Text(
    "Berkas {path} sudah ada dan tidak ditimpa; pilih nama lain atau hapus dahulu.",
    "The file {path} exists already and is not overwritten; choose another name, or delete it first.",
)
UNREADABLE = Text(
    "Berkas {path} tidak dapat dibaca: {reason}. Pilih berkas lain.",
    "The file {path} cannot be read: {reason}. Choose another file.",
)
UNWRITABLE = Text(
    "Berkas {path} tidak dapat ditulis: {reason}. Tidak ada yang berubah.",
    "The file {path} cannot be written: {reason}. Nothing was changed.",
)

_SQLITE_REASONS = {  # Python 3.9 has no error codes: SQLite's own words tell what happened
    "locked": Text("sedang dipakai program lain; tutup program itu", "another program is using it; close that program"),
    "readonly": Text(
        "hanya boleh dibaca; periksa izin berkas dan foldernya", "it is read-only; check the rights of file and folder"
    ),
    "disk is full": Text("disk penuh; kosongkan sebagian", "the disk is full; make room"),
    "disk I/O error": Text("disk gagal; pindahkan ke disk lain", "the disk failed; move it to another disk"),
    "unable to open": Text("foldernya tidak dapat dipakai", "its folder cannot be used"),
    "not a database": Text("isinya bukan GeoPackage", "it is no GeoPackage"),
    "malformed": Text("isinya rusak; pakai salinan cadangan", "it is damaged; use a backup copy"),
}
_SYSTEM_REASONS = {
    errno.ENOSPC: _SQLITE_REASONS["disk is full"],
    errno.ENOENT: Text("foldernya tidak ada", "its folder does not exist"),
    errno.ENOTDIR: Text("foldernya tidak ada", "its folder does not exist"),
    errno.EACCES: Text("tidak ada izin pada foldernya", "there is no right to its folder"),
    errno.EPERM: Text("tidak ada izin pada foldernya", "there is no right to its folder"),
    errno.EROFS: _SQLITE_REASONS["readonly"],
}


@contextmanager
def database_in_words(sentence: Text, path: str) -> Iterator[None]:
    """Turns what a person can mend (a lock, a full disk, missing rights, no database) into ``sentence``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        reason = _sqlite_reason(error)
        if reason is None:
            raise
        raise UserError(sentence, path=path, reason=reason) from error


@contextmanager
def folder_in_words(sentence: Text, path: str) -> Iterator[None]:
    """Turns a folder that is missing, full or closed to us into ``sentence``."""
    try:
        yield
    except OSError as error:
        reason = _SYSTEM_REASONS.get(error.errno or 0) or same(error.strerror or str(error))
        raise UserError(sentence, path=path, reason=reason) from error


def _sqlite_reason(error: sqlite3.DatabaseError) -> Optional[Text]:
    """The words for a failure of the file; None for one of the program, such as an unknown column."""
    return next((words for sign, words in _SQLITE_REASONS.items() if sign in str(error)), None)
