"""Files that leave a register and the rows of the export log that say so: all of them, or none."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Dict, List, Mapping, NamedTuple

from ...file_moves import move_all
from ...industry.privacy.profiles import Profile
from ..drafts import draft_folder
from ..file_errors import UNWRITABLE, folder_in_words
from ..geopackage import insert, transaction
from ..registers import require_register
from ..users import current_user

COLUMNS = ("pengguna", "profil", "n_baris", "berkas", "hash")
_PATH_LENGTH = 400


class MadeFile(NamedTuple):
    """A file that is ready to be put in its place. businesses: how many it shows of each register, by its path."""

    draft: Path
    place: Path
    businesses: Mapping[str, int]


def log_export(connection: sqlite3.Connection, profile: Profile, rows: int, path: str, digest: str) -> None:
    """Notes, in the open transaction, a file with so many businesses. digest: the SHA-256 of what it holds."""
    row = (current_user(), profile.code, rows, path[-_PATH_LENGTH:], digest)
    insert(connection, "log_ekspor", COLUMNS, [row])


def write_logged(connection: sqlite3.Connection, profile: Profile, rows: int, files: Mapping[str, bytes]) -> None:
    """Writes one file or more by path and logs each, with the number of businesses that it tells of, in the open
    transaction.

    Every file is written beside its place before the first is moved there. UserError where one cannot be written; then
    all of them are as they were.
    """
    with ExitStack() as drafts:
        made: Dict[Path, Path] = {}
        for path, content in files.items():
            log_export(connection, profile, rows, path, hashlib.sha256(content).hexdigest())
            draft = Path(drafts.enter_context(draft_folder(path)), "new")
            with folder_in_words(UNWRITABLE, path):
                draft.write_bytes(content)
            made[draft] = Path(path)
        with folder_in_words(UNWRITABLE, ", ".join(files)):
            move_all(made, next(iter(made)).with_name("replaced"))


def move_logged(files: List[MadeFile], profile: Profile, kept: Path) -> None:
    """Puts files in their places and logs each in every register that it shows businesses of.

    kept: a new folder, on the same disk, for copies of what stands there now. OSError where a file cannot be put
    there, UserError where a register cannot be written; then all is as it was.
    """
    with ExitStack() as undo:
        with ExitStack() as logs:
            for register in sorted({path for each in files for path in each.businesses}):
                connection = logs.enter_context(transaction(register))
                require_register(connection, register)
                for each in files:
                    if register in each.businesses:
                        digest = hashlib.sha256(each.draft.read_bytes()).hexdigest()
                        log_export(connection, profile, each.businesses[register], str(each.place), digest)
            undo.callback(move_all({each.draft: each.place for each in files}, kept))
        undo.pop_all()  # the logs are kept, so the files are too
