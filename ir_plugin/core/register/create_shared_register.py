"""A register as a script that makes a database of PostgreSQL with PostGIS of it, for offices that work at one time."""

from __future__ import annotations

import os
import tempfile
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..parameters import FileOutput, RegisterInput
from ..texts import Text
from .file_errors import EXISTS, UNWRITABLE, folder_in_words
from .geopackage import reading
from .groups import REGISTER as GROUP
from .postgis.script import script_lines
from .registers import require_register

DONE = Text(
    "Skrip memuat {businesses} usaha. Administrator menjalankannya sekali dengan psql, lalu menghapusnya: skrip memuat "
    "data pribadi.",
    "The script holds {businesses} {businesses:business|businesses}. An administrator runs it once with psql, then "
    "deletes it: it holds "
    "personal data.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the script; see the declaration. UserError where its file exists or cannot be written."""
    path, target = values["REGISTER"], values["SCRIPT"]
    if os.path.exists(target):
        raise UserError(EXISTS, path=target)
    with reading(path) as register:
        require_register(register, path)
        businesses = register.execute("SELECT count(*) FROM ir_usaha").fetchone()[0]
        folder = os.path.dirname(os.path.abspath(target))
        with folder_in_words(UNWRITABLE, target), tempfile.TemporaryDirectory(dir=folder, prefix=".script-") as beside:
            draft = os.path.join(beside, "register.sql")
            with open(draft, "w", encoding="utf-8", newline="\n") as script:
                script.writelines(f"{line}\n" for line in script_lines(register, context.language, context.progress))
            os.replace(draft, target)
    return Results(
        numbers={"N_BUSINESSES": businesses},
        strings={"SCRIPT": str(target)},
        notes=(Note(DONE.format(businesses=businesses), warning=True),),
    )


OPERATION = Algorithm(
    id="createsharedregister",
    title=Text("Buat register bersama", "Create a shared register"),
    group=GROUP,
    summary=Text(
        "Menulis skrip SQL yang menjadikan register sebuah basis data PostGIS, untuk kantor yang bekerja bersamaan.",
        "Writes an SQL script that makes a PostGIS database of the register, for offices that work at one time.",
    ),
    help=Text(
        "Basis data itu punya tabel, aturan, dan isi yang sama dengan register; peran provinsi, kabupaten, pembaca; "
        "pembatasan menurut kode wilayah; penolakan simpanan yang usang; serta catatan siapa mengubah apa dan kapan. "
        "Skrip dijalankan sekali dengan psql oleh administrator, pada PostgreSQL 15 atau lebih baru dengan PostGIS; ia "
        "membuat semuanya atau tidak sama sekali, dan menolak bila skema ir sudah ada. Hasil analisis tidak ikut. "
        "Untuk menganalisis isi basis data, jalankan Salin register bersama (readsharedregister).",
        "The database has the same tables, rules and rows as the register; roles for province, regency and viewer; "
        "access by region code; refusal of stale saves; and a log of who changed what and when. An administrator runs "
        "the script once with psql, on PostgreSQL 15 or newer with PostGIS; it makes everything or nothing, and "
        "refuses where there is a schema ir already. Results of analyses are not included. To analyse what the "
        "database holds, run Copy a shared register (readsharedregister).",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        FileOutput("SCRIPT", Text("Skrip SQL baru", "New SQL script"), extensions=("sql",)),
    ),
    outputs=(
        String("SCRIPT", Text("Skrip", "Script")),
        Number("N_BUSINESSES", Text("Usaha", "Businesses")),
    ),
    compute=compute,
    tags=("postgis", "postgresql", "bersama", "shared", "kantor", "office", "server", "sql"),
)
