"""Businesses of a register as a file for the offices, for partners or for the public, through the gate."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Page, Results, String
from ..errors import UserError
from ..industry.privacy.gate import ROW, gate
from ..parameters import FileOutput, RegisterInput, TextSetting
from ..texts import Text
from .check_register import date_of
from .exports.candidates import candidates
from .exports.files import write_file
from .exports.logged_files import log_export
from .exports.report import DRAFT_CLASSES, INSIDE, TITLE, kept_back_notes, page
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .registers import require_register
from .shared_settings import LEAST, PROFILE, least_in, profile_in

EXPORTED = Text(
    "{count} usaha diekspor dengan profil {profile}; {exact} dengan titik tepat.",
    "{count} {count:business|businesses} {count:was|were} exported with the profile {profile}; {exact} with their "
    "exact point.",
)
OVER = Text(
    "Tanggal {date} sudah lewat; persetujuan dinilai hari ini atau kelak, karena boleh jadi sudah ditarik sejak itu.",
    "The day {date} is over; consents are judged today or later, for since then they may have been withdrawn.",
)


def today() -> str:
    """The day of the export, as ISO 8601."""
    return date_of(None)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the file and its row of the export log, both or neither; see the declaration."""
    register, target = values["REGISTER"], str(values["OUTPUT"])
    profile, date = profile_in(values), date_of(values.get("DATE") or today())
    if date < today() and not profile.inside:
        raise UserError(OVER, date=date)
    with ExitStack() as undo:
        with transaction(register) as connection:
            require_register(connection, register)
            asking = list(candidates(connection, context.language))
            context.progress(0.5)
            passed = gate(asking, profile, date, least_in(values))
            title = TITLE.format(profile=profile.title).in_language(context.language)
            digest = write_file(target, passed, title)
            undo.callback(os.remove, target)
            context.progress(0.9)
            log_export(connection, profile, len(passed.rows), target, digest)
        undo.pop_all()  # the log is kept, so the file is too
    exact = sum(row["posisi"] == "tepat" for row in passed.rows)
    words = EXPORTED.format(count=len(passed.rows), profile=profile.title, exact=exact)
    notes = [Note(words), *kept_back_notes(passed.left_out)]
    if profile.inside:
        notes.append(Note(INSIDE.format(count=len(passed.rows)), warning=True))
    if any(row.get("status_aturan") == "DRAF" for row in passed.rows):
        notes.append(Note(DRAFT_CLASSES, warning=True))
    rows_kept = sum(count for (what, _), count in passed.left_out.items() if what == ROW)
    return Results(
        pages={"PAGE": page(passed, profile, date)},
        numbers={"N_ROWS": len(passed.rows), "N_KEPT_BACK": rows_kept, "N_EXACT": exact},
        strings={"OUTPUT": target, "REGISTER": str(register)},
        notes=tuple(notes),
    )


OPERATION = Algorithm(
    id="exportregister",
    title=Text("Ekspor register", "Export a register"),
    group=GROUP,
    summary=Text(
        "Menulis usaha ke berkas GeoPackage atau CSV bagi kantor, mitra, atau publik: hanya yang diizinkan.",
        "Writes the businesses to a GeoPackage or CSV for the offices, partners or the public: what may leave, no "
        "more.",
    ),
    help=Text(
        "Internal: semua kolom, untuk kantor saja. Mitra: tanpa uang; nama, telepon, alamat, merek, nomor izin, foto "
        "dan titik tepat hanya bila pemilik mengizinkan publikasi, promosi, atau riset. Publik: hanya yang diizinkan "
        "untuk direktori; tanpa NIK, uang, kelas, dan ID. NIK selalu disamarkan. Usaha tanpa izin titik tampil di "
        "titik desanya (kolom posisi). Bila persetujuan ditarik, usaha itu tidak ikut. Dalam profil publik, usaha "
        "yang pemiliknya tidak mengizinkan apa pun dibuat serupa dengan yang lain, sampai paling sedikit sejumlah "
        "LEAST pemilik tidak dapat dibedakan. Setiap ekspor dicatat dalam log_ekspor; berkas yang sudah ada tidak "
        "ditimpa.",
        "Internal: every column, for the offices only. Partners: no money; name, phone, address, brand, licence "
        "numbers, photo and exact point only where the owner allowed publication, promotion or research. Public: "
        "only what was allowed for a directory; no NIK, money, class or ids. NIK are always masked. A business "
        "without consent to its point is shown at its village's (column posisi). Where consent was withdrawn the "
        "business stays out. In the public profile, businesses whose owners allowed nothing are made alike until at "
        "least LEAST owners cannot be told apart. Every export is recorded in log_ekspor; an existing file is not "
        "overwritten.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        PROFILE,
        TextSetting(
            "DATE",
            Text("Persetujuan pada tanggal", "Consent on the date"),
            Text("Seperti 2026-03-31; kosong: hari ini.", "Such as 2026-03-31; empty: today."),
            optional=True,
            advanced=True,
        ),
        replace(
            LEAST,
            label=Text(
                "Jumlah pemilik paling sedikit untuk usaha serupa", "Fewest owners of businesses that look alike"
            ),
            help=Text("Untuk profil publik.", "For the public profile."),
        ),
        FileOutput("OUTPUT", Text("Berkas ekspor", "Exported file"), extensions=("gpkg", "csv")),
    ),
    outputs=(
        Page("PAGE", Text("Yang keluar dan yang tidak", "What left and what did not")),
        Number("N_ROWS", Text("Usaha diekspor", "Businesses exported")),
        Number("N_KEPT_BACK", Text("Usaha tidak ikut", "Businesses kept back")),
        Number("N_EXACT", Text("Titik tepat", "Exact points")),
        String("OUTPUT", Text("Berkas ekspor", "Exported file")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("ekspor", "export", "privasi", "privacy", "persetujuan", "consent", "publik", "mitra", "direktori"),
)
