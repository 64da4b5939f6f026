"""A survey form for KoboToolbox and ODK, with the villages and products of a register."""

from __future__ import annotations

import datetime
import os
import sqlite3
from typing import Any, List, Mapping, Optional

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.regions import PROVINCE, REGENCY, VILLAGE, level_of
from ..industry.xlsform import FORM_ID, Lists, Place, question_count, xlsform
from ..parameters import FileOutput, RegisterInput, TextSetting
from ..texts import Text, same
from ..workbook_writing import workbook_bytes
from .file_errors import UNWRITABLE, folder_in_words
from .geopackage import reading
from .groups import REGISTER as GROUP
from .registers import require_register

NO_REGENCY = Text(
    "Tidak ada kabupaten/kota berkode {code} di register; pilih salah satu dari {codes}, atau kosongkan.",
    "The register has no regency or city with the code {code}; choose one of {codes}, or leave it empty.",
)
DONE = Text(
    "Formulir dengan {questions} pertanyaan dan {villages} desa/kelurahan ditulis ke {path}; unggah ke KoboToolbox "
    "atau ODK Central.",
    "A form with {questions} questions and {villages} {villages:village|villages} was written to {path}; upload it to "
    "KoboToolbox or ODK "
    "Central.",
)
_REGIONS = "SELECT kode_dagri, nama FROM ref_wilayah WHERE tingkat <> ? ORDER BY nama, kode_dagri"
_PRODUCTS = "SELECT produk_kode, nama_id, name_en FROM ref_produk ORDER BY nama_id"


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the form; see the declaration. UserError for a regency that the register does not have."""
    path = values["OUTPUT"]
    with reading(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        lists = _lists(connection, (values.get("REGENCY") or "").strip() or None)
    villages = sum(level_of(code) == VILLAGE for code, _ in lists.regions)
    moment = datetime.datetime.now(datetime.timezone.utc)
    form_id = "_".join((FORM_ID, *(values.get("REGENCY") or "").strip().split("."))).rstrip("_")
    _write(path, workbook_bytes(xlsform(lists, f"{moment:%Y%m%d%H%M%S}", form_id)))
    details = {"questions": question_count(), "villages": villages, "path": path}
    return Results(
        numbers={"N_QUESTIONS": details["questions"], "N_VILLAGES": villages},
        strings={"OUTPUT": str(path)},
        notes=(Note(DONE.format(**details)),),
    )


def _lists(connection: sqlite3.Connection, regency: Optional[str]) -> Lists:
    regions: List[Place] = [(code, same(name)) for code, name in connection.execute(_REGIONS, (PROVINCE,))]
    regencies = sorted(code for code, _ in regions if level_of(code) == REGENCY)
    if regency is not None and regency not in regencies:
        raise UserError(NO_REGENCY, code=regency, codes=", ".join(regencies))
    products = [(code, Text(indonesian, english)) for code, indonesian, english in connection.execute(_PRODUCTS)]
    return Lists([each for each in regions if each[0].startswith(regency or "")], products)


def _write(path: str, content: bytes) -> None:
    """Beside its place, then moved, so that an older form is replaced whole or not at all."""
    draft = f"{path}.part"
    with folder_in_words(UNWRITABLE, path):
        try:
            with open(draft, "wb") as file:
                file.write(content)
            os.replace(draft, path)
        finally:
            if os.path.exists(draft):
                os.remove(draft)


OPERATION = Algorithm(
    id="exportxlsform",
    title=Text("Buat formulir survei (XLSForm)", "Make a survey form (XLSForm)"),
    group=GROUP,
    summary=Text(
        "Membuat formulir untuk KoboToolbox dan ODK, diturunkan dari skema register.",
        "Makes a form for KoboToolbox and ODK, derived from the schema of the register.",
    ),
    help=Text(
        "Formulir berbahasa Indonesia dan Inggris, dengan halaman seperti formulir di kantor: identitas dan tempat, "
        "usaha, produk, tenaga kerja dan produksi, modal dan omzet, pasar, legalitas, bantuan, penguasaan TI, "
        "persetujuan. Kabupaten, kecamatan, dan desa saling menyaring. Aturan keras register menolak jawaban yang "
        "salah dengan satu kalimat; yang tidak lazim hanya diperingatkan. Nama pertanyaan sama dengan nama kolom "
        "register, sehingga hasilnya dapat diimpor. Unggah berkasnya ke KoboToolbox atau ODK Central.",
        "The form is in Indonesian and English, with pages as those of the form at the office: identity and place, "
        "business, products, workers and production, capital and sales, market, licences, support, use of IT, consent. "
        "Regency, district and village narrow each other. The hard rules of the register refuse a wrong answer with a "
        "sentence; what is unusual is only warned of. Questions are named as the columns of the register, so that what "
        "comes back can be imported. Upload the file to KoboToolbox or ODK Central.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting(
            "REGENCY",
            Text("Kode kabupaten/kota", "Code of the regency or city"),
            Text(
                "Misalnya 19.71. Kosong: semua desa di register.", "Such as 19.71. Empty: all villages of the register."
            ),
            optional=True,
        ),
        FileOutput("OUTPUT", Text("Formulir", "Form"), extensions=("xlsx",)),
    ),
    outputs=(
        Number("N_QUESTIONS", Text("Pertanyaan", "Questions")),
        Number("N_VILLAGES", Text("Desa/kelurahan", "Villages")),
        String("OUTPUT", Text("Formulir", "Form")),
    ),
    compute=compute,
    tags=("kobo", "odk", "xlsform", "formulir", "form", "survei", "survey"),
)
