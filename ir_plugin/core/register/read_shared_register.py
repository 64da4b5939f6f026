"""What a shared register holds as a register in a file, to analyse, to hand on or to keep."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.schema import TABLES
from ..parameters import FileInput, FileOutput
from ..texts import Text
from .file_errors import UNREADABLE, folder_in_words
from .geopackage import insert, new_file, update_extent
from .groups import REGISTER as GROUP
from .postgis.dump import dumped_tables
from .registers import require_register
from .summary_view import create_summary_view
from .tables import create_tables

NO_DUMP = Text(
    "Berkas {path} bukan salinan utuh register bersama; buat dengan: pg_dump --data-only --schema=ir -f {path} "
    "NAMA_BASIS_DATA.",
    "The file {path} is no whole copy of a shared register; make one with: pg_dump --data-only --schema=ir -f {path} "
    "NAME_OF_DATABASE.",
)
DONE = Text(
    "Register memuat {businesses} usaha seperti saat disalin. Suntingan di berkas ini tidak kembali ke basis data.",
    "The register holds {businesses} {businesses:business|businesses} as they were when copied. Edits in this file "
    "do not go back to the "
    "database.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the register; see the declaration. UserError where the dump is none, or the file cannot be written."""
    path, target = str(values["DUMP"]), str(values["REGISTER"])
    with new_file(target) as connection:
        create_tables(connection, context.language)
        try:
            _fill(connection, path, context)
        except (ValueError, KeyError, sqlite3.IntegrityError) as error:  # decoding fails with a ValueError too
            raise UserError(NO_DUMP, path=path) from error
        require_register(connection, path)
        create_summary_view(connection)
        for table in TABLES.values():
            if table.geometry:
                update_extent(connection, table.name)
        businesses = connection.execute("SELECT count(*) FROM ir_usaha").fetchone()[0]
    return Results(
        numbers={"N_BUSINESSES": businesses},
        strings={"REGISTER": target},
        notes=(Note(DONE.format(businesses=businesses)),),
    )


def _fill(connection: sqlite3.Connection, path: str, context: Context) -> None:
    """ValueError where a table is missing; sqlite3.IntegrityError where a row is, that another refers to."""
    missing = set(TABLES)
    with folder_in_words(UNREADABLE, path), open(path, encoding="utf-8", newline="\n") as dump:
        for table, columns, rows in dumped_tables(dump):
            insert(connection, table.name, columns, rows)
            missing.discard(table.name)
            context.progress(1 - len(missing) / len(TABLES))
    if missing or connection.execute("PRAGMA foreign_key_check").fetchone():
        raise ValueError(path)


OPERATION = Algorithm(
    id="readsharedregister",
    title=Text("Salin register bersama", "Copy a shared register"),
    group=GROUP,
    summary=Text(
        "Menjadikan salinan basis data bersama (pg_dump) sebuah register dalam satu berkas, untuk dianalisis.",
        "Makes a register in a file of a copy of the shared database (pg_dump), to be analysed.",
    ),
    help=Text(
        "Administrator menyalin isi basis data dengan pg_dump --data-only --schema=ir -f salinan.sql NAMA_BASIS_DATA; "
        "salinan itu sekaligus cadangan. Register yang dibuat darinya punya semua tabel, termasuk catatan perubahan, "
        "dan dapat diperiksa, dikelaskan, dan dianalisis seperti register lain. Ia salinan: yang diubah di sini tidak "
        "kembali ke basis data. Bila salinan terpotong, tidak ada yang ditulis.",
        "An administrator copies the database with pg_dump --data-only --schema=ir -f copy.sql NAME_OF_DATABASE; the "
        "copy serves as a backup as well. The register made of it has all tables, the log of changes too, and can be "
        "checked, classified and analysed like any other. It is a copy: what is changed here does not go back to the "
        "database. Where the dump is cut off, nothing is written.",
    ),
    parameters=(
        FileInput("DUMP", Text("Salinan dari pg_dump", "Copy by pg_dump"), extensions=("sql",)),
        FileOutput("REGISTER", Text("Register baru", "New register")),
    ),
    outputs=(
        String("REGISTER", Text("Register", "Register")),
        Number("N_BUSINESSES", Text("Usaha", "Businesses")),
    ),
    compute=compute,
    tags=("postgis", "postgresql", "bersama", "shared", "pg_dump", "salin", "copy", "cadangan", "backup"),
)
