"""The files that rows name from their register's folder: photos, scanned licences, proofs of consent."""

from __future__ import annotations

import filecmp
import hashlib
import os
import shutil
import sqlite3
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import Iterable, Iterator, List, NamedTuple, Optional

from ...errors import UserError
from ...industry.schema import TABLES, Table
from ...industry.survey_form import PHOTOS
from ...texts import Text
from ..drafts import draft_folder
from ..file_errors import UNWRITABLE, folder_in_words
from .comparison import WHOLE, Conflict
from .plan import Plan
from .rows import Values, read_rows

OTHER_FILE = Text(
    "Di folder paket sudah ada berkas lain bernama {name}; tulis paket ke folder kosong.",
    "The package's folder has another file called {name} already; write the package into an empty folder.",
)

ENDINGS = (
    *(".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".gif", ".bmp", ".tif", ".tiff"),
    *(".pdf", ".doc", ".docx", ".odt", ".txt"),
    *(".mp3", ".m4a", ".aac", ".ogg", ".wav", ".mp4", ".mov", ".3gp", ".webm"),
)
"""Pictures, scans, letters, sound and film. A row may name no other file: the register's folder also holds registers,
their hidden copies, survey workbooks and projects, which an office's package must not be able to fetch."""


class Carried(NamedTuple):
    """Files that rows name and that are there, those that were copied, and those that are not there."""

    there: int
    copied: int
    missing: int


class Copies:
    """Copies files into one folder and below, and takes back what it made where something fails later."""

    def __init__(self, source: str, target: str, draft: str) -> None:
        """source, target: folders."""
        self.source, self.target, self._draft = source, target, draft
        self.is_one_folder = os.path.realpath(source) == os.path.realpath(target)
        self.made: List[str] = []

    def copy(self, name: str, new_name: Optional[str] = None) -> None:
        """Copies a file of the source; the target appears whole. OSError where the disk is full or closed to us."""
        source, target = inside(self.source, name), inside(self.target, new_name or name)
        if source and target:
            beside = shutil.copy2(source, os.path.join(self._draft, "file"))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(beside, target)
            self.made.append(target)

    def undo(self) -> None:
        """Removes what was copied."""
        for path in self.made:
            os.remove(path)


@contextmanager
def copies(source: str, target: str) -> Iterator[Copies]:
    """Copies files from the folder of one register to that of another; where the block fails, none of them stays."""
    with draft_folder(target) as draft, ExitStack() as undo:
        folders = [os.path.dirname(os.path.abspath(path)) for path in (source, target)]
        done = Copies(folders[0], folders[1], draft)
        undo.callback(done.undo)
        with folder_in_words(UNWRITABLE, target):
            yield done
        undo.pop_all()


def inside(folder: str, name: str) -> Optional[str]:
    """The path of a file that a row names; None where it is not in the folder or of no kind that rows name, whatever a
    package says."""
    named = PurePosixPath(name.replace("\\", "/"))
    if "\0" in name or named.suffix.lower() not in ENDINGS or any(each.startswith(".") for each in named.parts):
        return None
    path = os.path.join(folder, *named.parts)
    root = os.path.realpath(folder)
    is_inside = os.path.realpath(path).startswith(os.path.join(root, ""))
    return path if is_inside and not Path(name).is_absolute() else None


def send(package: sqlite3.Connection, files: Copies) -> Carried:
    """Copies the files of a package beside it. UserError where its folder has other files of these names."""
    names = sorted(set(_named(package)))
    there = [name for name in names if _exists(files.source, name)]
    for name in [] if files.is_one_folder else there:
        if not _exists(files.target, name):
            files.copy(name)
        elif not _are_same(files, name, name):
            raise UserError(OTHER_FILE, name=name)
    return Carried(len(there), len(files.made), len(names) - len(there))


def receive(plan: Plan, files: Copies) -> Plan:
    """Copies the files that a package brings; one whose name the register uses for another file gets a name that ends
    in its fingerprint. The register's own files stay, also those of rows that the package has removed."""
    if files.is_one_folder:
        return plan
    changes = [each._replace(values=_received(each.table, each.values, files)) for each in plan.changes]
    return plan._replace(changes=changes, conflicts=[_listed(each, files) for each in plan.conflicts])


def complete(register: sqlite3.Connection, plan: Plan, files: Copies) -> Carried:
    """Copies what an earlier merge did not find; counts what is still missing."""
    there = missing = 0
    for table, column in PHOTOS:
        rows = plan.states[table].rows
        for row_id, row in read_rows(register, TABLES[table], rows).items():
            name = row.content[column]
            if not name:
                continue
            if name == rows[row_id].content[column] and not _exists(files.target, name) and _exists(files.source, name):
                files.copy(name)
            is_there = _exists(files.target, name)
            there, missing = there + is_there, missing + (not is_there)
    return Carried(there, len(files.made), missing)


def _listed(conflict: Conflict, files: Copies) -> Conflict:
    """A conflict over a file with the package's at hand, for whoever decides for it."""
    if conflict.package is None:
        return conflict
    if conflict.column == WHOLE:
        return conflict._replace(package=_received(conflict.table, conflict.package, files))
    values = {conflict.column: conflict.package}
    return conflict._replace(package=_received(conflict.table, values, files)[conflict.column])


def _received(table: Table, values: Values, files: Copies) -> Values:
    """Values of a row of the package with the names that its files have in the register's folder."""
    names = {column: values.get(column) for of, column in PHOTOS if of == table.name}
    placed = {column: _placed(name, files) for column, name in names.items() if name and _exists(files.source, name)}
    return {**values, **placed}


def _placed(name: str, files: Copies) -> str:
    for new_name in (name, _with_fingerprint(name, files)):
        if not _exists(files.target, new_name):
            files.copy(name, new_name)
            return new_name
        if _are_same(files, name, new_name):
            return new_name
    return name


def _with_fingerprint(name: str, files: Copies) -> str:
    digest = hashlib.sha256((Path(files.source) / name.replace("\\", "/")).read_bytes()).hexdigest()
    path = PurePosixPath(name.replace("\\", "/"))
    return str(path.with_name(f"{path.stem}-{digest[:12]}{path.suffix}"))


def _named(connection: sqlite3.Connection) -> Iterable[str]:
    for table, column in PHOTOS:
        rows = read_rows(connection, TABLES[table]).values()
        yield from (row.content[column] for row in rows if row.content[column])


def _exists(folder: str, name: str) -> bool:
    path = inside(folder, name)
    return path is not None and os.path.isfile(path)


def _are_same(files: Copies, name: str, new_name: str) -> bool:
    one, other = inside(files.source, name), inside(files.target, new_name)
    return bool(one and other) and filecmp.cmp(str(one), str(other), shallow=False)
