"""Copies of a register from before its last operations, and the way back to one.

They lie in a hidden folder beside the register, where those who may read it may read them too, and go with it.
"""

from __future__ import annotations

import datetime
import json
import os
import sqlite3
import time
import zlib
from contextlib import closing
from pathlib import Path
from typing import Callable, List, NamedTuple, Optional

from ..errors import UserError
from ..industry.schema import TABLES
from ..progress import Progress, no_progress, part
from ..texts import Text
from . import geopackage
from .checks.bookkeeping import ACCEPTED
from .drafts import copies_folder
from .file_errors import UNWRITABLE, database_in_words, folder_in_words
from .geopackage import quoted, reading
from .geopackage_tables import STYLES
from .registers import schema_version
from .tracking import COUNTED

KEPT = 3
"""Copies that stay; an older one goes when a new one comes."""

BESIDE = {STYLES, "qgis_projects"}
"""Tables of QGIS in which a person's work lies, too."""

DECISIONS = {"qa_temuan": f"WHERE status = '{ACCEPTED}'"}
"""Which rows of a table a person has decided on; the others come and go with any check."""

PAGES = 2000
"""Copied between two looks at the cancel button: 8 MB."""

EDITED = Text(
    "Register sudah diubah sesudah operasi itu; pembatalan juga menghapus perubahan tersebut.",
    "The register has been changed since that operation; undoing it would lose these changes too.",
)
GONE = Text(
    "Salinan sebelum operasi itu tidak ada lagi; operasi tidak dapat dibatalkan.",
    "The copy from before that operation is gone; it cannot be undone.",
)
BUSY = Text("sedang dipakai program lain; tutup program itu", "another program is using it; close that program")
_BUSY_CODES = (5, 6)
"""SQLITE_BUSY and SQLITE_LOCKED."""


class Saved(NamedTuple):
    """A copy: where it is, which algorithm ran after it, when (UTC, ISO 8601), and what the register held before and
    after, as states; ``after`` is "" while that is not known."""

    path: Path
    operation: str
    moment: str
    before: str
    after: str


def save(register: str, operation: str, progress: Progress = no_progress) -> Saved:
    """Copies the register as it is before an operation; at most KEPT copies stay.

    UserError where it cannot be read or the folder cannot be written; Cancelled leaves no copy.
    """
    folder, moment = copies_folder(register), datetime.datetime.now(datetime.timezone.utc)
    with folder_in_words(UNWRITABLE, register):
        folder.mkdir(exist_ok=True)
        for left in folder.glob("*.part"):
            left.unlink()
        path = folder / f"{moment:%Y%m%d%H%M%S%f}-{operation}.gpkg"
        beside = path.with_suffix(".part")
        try:
            with reading(register) as source, database_in_words(UNWRITABLE, str(beside)):
                schema_version(source, register)  # an older one is copied too: before its upgrade
                source.execute("BEGIN")
                before = state_of(source, part(progress, 0.0, 0.3))
                _copy(source, str(beside), part(progress, 0.3, 1.0))
                _make_one_file(str(beside))
            saved = Saved(path, operation, moment.isoformat(timespec="seconds"), before, "")
            _describe(saved)
            os.replace(str(beside), str(path))
        finally:
            if beside.exists():
                beside.unlink()
    for old in copies(register)[KEPT:]:
        discard(old)
    return saved


def settle(register: str, saved: Saved) -> Optional[Saved]:
    """Notes what the operation has left; a copy after which nothing changed goes, and None is given."""
    with reading(register) as connection:
        after = state_of(connection)
    if after == saved.before:
        discard(saved)
        return None
    with folder_in_words(UNWRITABLE, register):
        _describe(saved._replace(after=after))
    return saved._replace(after=after)


def copies(register: str) -> List[Saved]:
    """The copies of a register, newest first; those of which anything is missing are left out."""
    found = []
    for path in sorted(copies_folder(register).glob("*.gpkg"), reverse=True):
        try:
            told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            found.append(Saved(path, told["operation"], told["moment"], told["before"], told["after"]))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return found


def discard(saved: Saved) -> None:
    """Removes a copy."""
    for path in (saved.path, saved.path.with_suffix(".json")):
        if path.exists():
            path.unlink()


def is_edited(register: str, saved: Saved) -> bool:
    """Whether the register is no longer as the operation left it, or nobody knows how that was."""
    with reading(register) as connection:
        return state_of(connection) != saved.after


def restore(register: str, saved: Saved, progress: Progress = no_progress, even_if_edited: bool = False) -> None:
    """Gives the register the content of the copy in one transaction; the copy goes, with those that are newer.

    Programs that have the register open see it as a change like any other. UserError where the register was edited
    since (unless that is accepted), is used by another program, or has no such copy.
    """
    if saved.path.parent != copies_folder(register) or not saved.path.is_file():
        raise UserError(GONE)
    if not even_if_edited and is_edited(register, saved):
        raise UserError(EDITED)
    with reading(str(saved.path)) as source:
        schema_version(source, str(saved.path))
        with database_in_words(UNWRITABLE, register):
            _copy(source, register, progress)
    for each in copies(register):
        if each.path.name >= saved.path.name:
            discard(each)


def state_of(connection: sqlite3.Connection, progress: Progress = no_progress) -> str:
    """A sum over all rows of the declared tables (of tracked ones the versions and what is computed, which raises none;
    of others the content; of findings the accepted ones), and over looks and projects that QGIS keeps in the file."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    total = 0
    for number, table in enumerate(TABLES.values()):
        progress(number / len(TABLES))
        if table.name in known:
            names = {row[1] for row in connection.execute(f"PRAGMA table_info({quoted(table.name)})")}
            computed = [field.name for field in table.fields if field.computed and field.name in names]
            counted = ", ".join(map(quoted, ("fid", COUNTED, *computed)))
            columns = counted if table.tracked and COUNTED in names else "*"
            wanted = DECISIONS.get(table.name, "")
            query = " ".join(("SELECT", columns, "FROM", quoted(table.name), wanted, "ORDER BY fid"))
            total = _sum(connection, query, total)
        total = zlib.crc32(table.name.encode(), total)
    for name in sorted(BESIDE & known):
        total = _sum(connection, " ".join(("SELECT * FROM", quoted(name))), total)
    return f"{total:08x}"


def _sum(connection: sqlite3.Connection, query: str, total: int) -> int:
    for row in connection.execute(query):
        total = zlib.crc32(repr(row).encode(), total)
    return total


def _describe(saved: Saved) -> None:
    """The words beside the copy, written beside and moved."""
    told = {"operation": saved.operation, "moment": saved.moment, "before": saved.before, "after": saved.after}
    beside = saved.path.with_suffix(".json.part")
    beside.write_text(json.dumps(told), encoding="utf-8")
    os.replace(str(beside), str(saved.path.with_suffix(".json")))


def _copy(source: sqlite3.Connection, target: str, progress: Progress) -> None:
    """All pages in one transaction of the target: whoever is killed in between leaves it as it was."""
    with closing(sqlite3.connect(target, isolation_level=None)) as written:
        source.backup(written, pages=PAGES, progress=_watched(progress, target), sleep=0.05)


def _make_one_file(path: str) -> None:
    """The copy of a register that QGIS has open says that it has files beside it, which it has not."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")


def _watched(progress: Progress, target: str) -> Callable[[int, int, int], None]:
    """SQLite would wait for a lock for ever: this waits as long as any other write."""
    last = time.monotonic()

    def watch(status: int, remaining: int, total: int) -> None:
        nonlocal last
        if status not in _BUSY_CODES:
            last = time.monotonic()
        elif time.monotonic() - last > geopackage.BUSY_SECONDS:
            raise UserError(UNWRITABLE, path=target, reason=BUSY)
        progress(1 - remaining / total if total else 1.0)

    return watch
