"""The tables of disaggregated data of a register, for a region and a period, as a workbook or as values."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, String, TextFile
from ..errors import UserError
from ..parameters import Choice, FileOutput, Option, RegisterInput, TextSetting
from ..texts import Text, same
from .disaggregated.edition import Edition, edition
from .disaggregated.layer_metadata import layer_facts, layer_metadata
from .disaggregated.pages import HIDDEN, INSIDE_NOTE, NO_TRANSITIONS, table_of
from .drafts import refuse_unwritable
from .exports.logged_files import write_logged
from .exports.report import DRAFT_CLASSES
from .exports.table_files import FORMATS, tables_bytes
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .registers import require_register
from .shared_settings import LEAST, PERIOD, PROFILE, REGION, least_in, period_in, profile_in

LANGUAGE_OPTIONS = (Option("id", same("Bahasa Indonesia")), Option("en", same("English")))
UNKNOWN_FORMAT = Text("Berkas {path} harus berakhiran {endings}.", "The file {path} has to end in {endings}.")
DONE = Text(
    "{tables} tabel untuk {place}, periode {period}, {count} usaha; {hidden} angka dirahasiakan.",
    "{tables} {tables:table|tables} of {place}, period {period}, {count} {count:business|businesses}; {hidden} "
    "{hidden:number is|numbers are} kept back.",
)
TOGETHER = Text(
    "Tabel-tabel ini saling melindungi untuk semua wilayah; jangan umumkan bersama angka menurut kelas dari "
    "Hitung per wilayah (aggregate) untuk periode yang sama.",
    "These tables protect one another for all regions; do not publish them together with counts by class out of "
    "Aggregate by region (aggregate) for the same period.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the file and its row of the export log; see the declaration."""
    register, target = values["REGISTER"], str(values["OUTPUT"])
    kind = Path(target).suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise UserError(UNKNOWN_FORMAT, path=target, endings=", ".join(f".{each}" for each in FORMATS))
    refuse_unwritable(target)
    profile, least = profile_in(values), least_in(values)
    with transaction(register) as connection:
        require_register(connection, register)
        region = values.get("REGION") or ""
        made = edition(connection, register, region, period_in(values), profile, least, context.progress)
        source, language = (values.get("SOURCE") or "").strip(), values["LANGUAGE"]
        content = tables_bytes(made, same(source), language, kind)
        metadata = partial(layer_metadata, made, layer_facts(connection, made), source, language)
        write_logged(connection, profile, made.counted, {target: content})
    return replace(_results(made, target, str(register)), files={"METADATA": metadata})


def _results(made: Edition, target: str, register: str) -> Results:
    cells = [cell for table in made.tables for row in table_of(made, table).rows for cell in row]
    hidden = sum(cell == HIDDEN for cell in cells)
    details = {"tables": len(made.tables), "place": made.title, "period": made.period, "count": made.counted}
    notes = [Note(DONE.format(hidden=hidden, **details))]
    notes += [Note(DRAFT_CLASSES, warning=True)] if made.draft else []
    notes.append(Note(INSIDE_NOTE, warning=True) if made.profile.inside else Note(TOGETHER))
    notes += [Note(NO_TRANSITIONS.format(period=made.period))] if made.before is None else []
    return Results(
        numbers={"N_TABLES": len(made.tables), "N_BUSINESSES": made.counted, "N_HIDDEN": hidden},
        strings={"OUTPUT": target, "REGISTER": register},
        notes=tuple(notes),
    )


OPERATION = Algorithm(
    id="exporttables",
    title=Text("Ekspor tabel data terpilah", "Export tables of disaggregated data"),
    group=GROUP,
    summary=Text(
        "Menulis dua belas tabel menurut jenis kelamin (T1 sampai T12) sebagai XLSX, ODS, atau CSV.",
        "Writes twelve tables by sex (T1 to T12) as XLSX, ODS or CSV.",
    ),
    help=Text(
        "Tabel menurut wilayah, kelas IR, umur, pendidikan, pekerja, KBLI, legalitas, modal, pemasaran, kelompok "
        "rentan, layanan, dan perpindahan kelas, selalu dengan kolom L, P, L+P, dan % P. Yang dihitung: industri "
        "pengolahan yang aktif atau musiman dan diamati pada periode itu. Pada profil publik dan mitra, angka kecil "
        "dirahasiakan, juga angka yang dapat membocorkannya: semua tabel, provinsi, kabupaten/kota, dan kecamatan "
        "diperhitungkan bersama, sehingga tabel setiap wilayah boleh diumumkan berdampingan untuk periode yang sama. "
        "Periode yang berlainan, ambang yang berlainan, dan hasil aggregate tidak ikut diperhitungkan. Profil internal "
        "tidak merahasiakan apa pun dan hanya untuk kantor. Akhiran nama berkas menentukan bentuknya: .xlsx, .ods, "
        "atau .zip dengan satu CSV per tabel serta metadata MS-Ind dan MS-Var. METADATA menulis metadata layer "
        "wilayahnya sebagai XML ISO 19139, ke arah SNI 8843-1:2019; kesesuaiannya belum diverifikasi. Setiap ekspor "
        "dicatat dalam log_ekspor.",
        "Tables by region, IR class, age, education, workers, KBLI, licences, capital, marketing, vulnerable groups, "
        "services and change of class, always with the columns M, F, M+F and % F. Counted are manufacturers that are "
        "active or seasonal and were observed in the period. In the profiles for the public and for partners small "
        "numbers are kept back, with those that would give them away: all tables, the province, regencies and "
        "districts are looked at together, so that the tables of every region may be published beside one another "
        "for one period. Other periods, other thresholds and results of aggregate are not taken into account. The "
        "internal profile keeps nothing back and is for the offices only. The ending of the file says what it is: "
        ".xlsx, .ods, or .zip with one CSV for each table and the metadata MS-Ind and MS-Var. METADATA writes the "
        "metadata of the layer of regions as XML of ISO 19139, towards SNI 8843-1:2019; its conformance has not been "
        "verified. Every export is recorded in log_ekspor.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        REGION,
        PERIOD,
        PROFILE,
        Choice(
            "LANGUAGE",
            Text("Bahasa tabel", "Language of the tables"),
            options=LANGUAGE_OPTIONS,
            default="id",
        ),
        TextSetting(
            "SOURCE",
            Text("Keterangan sumber", "Source line"),
            Text("Ditulis di bawah setiap tabel.", "Written below every table."),
            optional=True,
        ),
        LEAST,
        FileOutput("OUTPUT", Text("Berkas tabel", "File of the tables"), extensions=FORMATS),
    ),
    outputs=(
        TextFile("METADATA", Text("Metadata layer wilayah (ISO 19139)", "Metadata of the regions (ISO 19139)"), "xml"),
        Number("N_TABLES", Text("Tabel", "Tables")),
        Number("N_BUSINESSES", Text("Usaha dihitung", "Businesses counted")),
        Number("N_HIDDEN", Text("Angka dirahasiakan", "Numbers kept back")),
        String("OUTPUT", Text("Berkas tabel", "File of the tables")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("data terpilah", "disaggregated", "gender", "tabel", "tables", "xlsx", "excel", "ods", "csv", "ms-ind"),
)
