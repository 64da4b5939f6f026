"""The data dictionary as files: MS-Var for the statistical metadata, Markdown to read."""

from __future__ import annotations

from functools import partial
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, TextFile
from ..industry.data_dictionary import markdown, ms_var, variables
from ..texts import Text
from .groups import REGISTER as GROUP

DONE = Text("Kamus memuat {count} variabel.", "The dictionary has {count} variables.")


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The dictionary in the language of the face; see the declaration."""
    files = {"CSV": partial(ms_var, context.language), "MARKDOWN": partial(markdown, context.language)}
    count = sum(1 for _ in variables())
    return Results(files=files, numbers={"N_VARIABLES": count}, notes=(Note(DONE.format(count=count)),))


OPERATION = Algorithm(
    id="exportdictionary",
    title=Text("Ekspor kamus data", "Export the data dictionary"),
    group=GROUP,
    summary=Text(
        "Menulis arti, aturan, dan akses setiap kolom register, untuk metadata statistik.",
        "Writes the meaning, rules and access of every column of the register, for statistical metadata.",
    ),
    help=Text(
        "CSV memuat satu baris per variabel dengan kolom MS-Var menurut Peraturan BPS 5/2020 (Satu Data Indonesia): "
        "nama, alias, konsep, definisi, referensi, tipe data, klasifikasi, aturan validasi, pertanyaan, dan "
        "aksesibilitas publik. Markdown memuat semua tabel, kolom, dan daftar nilai. Keduanya diturunkan dari skema, "
        "sehingga selalu sama dengan isi register.",
        "The CSV has one row for each variable with the columns of MS-Var by Peraturan BPS 5/2020 (Satu Data "
        "Indonesia): name, alias, concept, definition, references, data type, classification, validation rules, "
        "question and public access. The Markdown has all tables, columns and value lists. Both are derived from the "
        "schema, so that they always agree with the register.",
    ),
    parameters=(),
    outputs=(
        TextFile("CSV", Text("Metadata variabel (MS-Var)", "Metadata of variables (MS-Var)"), "csv"),
        TextFile("MARKDOWN", Text("Kamus data", "Data dictionary"), "md"),
        Number("N_VARIABLES", Text("Variabel", "Variables")),
    ),
    compute=compute,
    tags=("kamus data", "data dictionary", "metadata", "ms-var", "satu data"),
)
