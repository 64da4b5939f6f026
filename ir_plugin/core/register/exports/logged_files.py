"""Files that leave a register and the rows of the export log that say so: all of them, or none."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Dict, Mapping

from ...file_moves import move_all
from ...industry.privacy.profiles import Profile
from ..drafts import draft_folder
from ..file_errors import UNWRITABLE, folder_in_words
from ..geopackage import insert
from ..users import current_user

COLUMNS = ("pengguna", "profil", "n_baris", "berkas", "hash")
_PATH_LENGTH = 400


def write_logged(connection: sqlite3.Connection, profile: Profile, rows: int, files: Mapping[str, bytes]) -> None:
    """Writes one file or more by path and logs each, with the number of businesses that it tells of, in the open
    transaction.

    Every file is written beside its place before the first is moved there. UserError where one cannot be written; then
    all of them are as they were.
    """
    with ExitStack() as drafts:
        made: Dict[Path, Path] = {}
        for path, content in files.items():
            digest = hashlib.sha256(content).hexdigest()
            row = (current_user(), profile.code, rows, path[-_PATH_LENGTH:], digest)
            insert(connection, "log_ekspor", COLUMNS, [row])
            draft = Path(drafts.enter_context(draft_folder(path)), "new")
            with folder_in_words(UNWRITABLE, path):
                draft.write_bytes(content)
            made[draft] = Path(path)
        with folder_in_words(UNWRITABLE, ", ".join(files)):
            move_all(made, next(iter(made)).with_name("replaced"))
