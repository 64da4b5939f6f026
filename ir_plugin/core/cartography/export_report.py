"""``exportreport``: the profile of a province or region. As HTML without maps it is made here; the PDF and the maps are
drawn by QGIS (ir_plugin/cartography)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..document_html import document_html
from ..documents import Picture
from ..errors import UserError
from ..parameters import Choice, FileOutput, Option, TextSetting
from ..progress import part
from ..register.drafts import refuse_unwritable
from ..register.export_register import today
from ..register.export_tables import LANGUAGE_OPTIONS, UNKNOWN_FORMAT
from ..register.export_tables import OPERATION as TABLES
from ..register.exports.logged_files import write_logged
from ..register.geopackage import transaction
from ..register.report.content import Content, content
from ..register.report.document import Front, report
from ..register.report.words import MAPS_ELSEWHERE, NOTHING_HERE
from ..register.shared_settings import LEAST, PERIOD, PROFILE, REGION, least_in, period_in, profile_in
from ..texts import LANGUAGES, Text
from .completeness import agency_lines
from .export_map import GROUP
from .marginalia import date_text
from .sheet_parameters import PUBLICATION, logo_kind

FORMATS = ("pdf", "html")
BOTH = "both"
LOGO_WIDTH = 0.14
PDF_ELSEWHERE = Text(
    "PDF hanya dibuat oleh QGIS: jalankan qgis_process run ir:exportreport, atau pilih berkas .html.",
    "PDF is made by QGIS only: run qgis_process run ir:exportreport, or choose an .html file.",
)
DONE = Text("Laporan {place}, periode {period}.", "Report of {place}, period {period}.")
NO_CLUSTERS = Text(
    "Bagian Klaster kosong: register belum menyimpan hasil Klaster kepadatan (densityclusters) atau Kandidat sentra "
    "(sentra) di wilayah ini.",
    "The section on clusters is empty: the register keeps no result of Density clusters (densityclusters) or Candidate "
    "sentra (sentra) in this region yet.",
)

MakeFile = Callable[[Content, Front, str, str, Context], bytes]
"""The file of a report: of what it tells and what the office says, in a language and a format of FORMATS."""


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The report as HTML, without maps."""
    if Path(values["OUTPUT"]).suffix.lower() == ".pdf":
        raise UserError(PDF_ELSEWHERE)
    done = export(values, context, _page)
    return replace(done, notes=(*done.notes, Note(MAPS_ELSEWHERE)))


def _page(made: Content, front: Front, language: str, kind: str, context: Context) -> bytes:
    return document_html(report(made, front).document, language).encode("utf-8")


def export(values: Mapping[str, Any], context: Context, make: MakeFile) -> Results:
    """Reads the register, has the file of each language made, and writes all of them with the export log, or none."""
    register, target = str(values["REGISTER"]), Path(values["OUTPUT"])
    kind = target.suffix.lower().lstrip(".")
    if kind not in FORMATS:
        raise UserError(UNKNOWN_FORMAT, path=str(target), endings=", ".join(f".{each}" for each in FORMATS))
    front = Front(
        agency_lines(values.get("AGENCY")),
        _logo(values.get("LOGO")),
        (values.get("SOURCE") or "").strip(),
        bool(values.get("DRAFT")),
        date_text(*map(int, today().split("-"))),
    )
    paths = _paths(target, values["LANGUAGE"])
    for path in paths.values():
        refuse_unwritable(path)
    made = _content(register, values, part(context.progress, 0.0, 0.3))
    files = {}
    for number, (language, path) in enumerate(paths.items()):
        share = part(context.progress, 0.3 + 0.65 * number / len(paths), 0.3 + 0.65 * (number + 1) / len(paths))
        files[path] = make(made, front, language, kind, replace(context, progress=share))
    context.progress(0.95)
    with transaction(register) as connection:
        write_logged(connection, made.edition.profile, made.edition.counted, files)
    return _results(made, list(files), register)


def _paths(target: Path, chosen: str) -> Mapping[str, str]:
    """The file of each language."""
    if chosen != BOTH:
        return {chosen: str(target)}
    return {language: str(target.with_name(f"{target.stem}_{language}{target.suffix}")) for language in LANGUAGES}


def _content(register: str, values: Mapping[str, Any], progress: Callable[[float], None]) -> Content:
    region, profile = values.get("REGION") or "", profile_in(values)
    return content(register, region, period_in(values), profile, least_in(values), today(), progress)


def _logo(path: Optional[str]) -> Optional[Picture]:
    if not path:
        return None
    kind = logo_kind(path)
    return Picture(Path(path).read_bytes(), Text("Logo instansi", "Logo of the agency"), kind, LOGO_WIDTH)


def _results(made: Content, files: list[str], register: str) -> Results:
    notes = [Note(DONE.format(place=made.edition.title, period=made.edition.period))]
    notes += [Note(NOTHING_HERE, warning=True)] if made.is_empty else [] if made.clusters else [Note(NO_CLUSTERS)]
    return Results(
        numbers={"N_TABLES": 0 if made.is_empty else len(made.edition.tables), "N_CLUSTERS": len(made.clusters)},
        strings={"OUTPUT": files[0], "REGISTER": register},
        notes=tuple(notes),
    )


_OF_A_SHEET = {each.id: each for each in PUBLICATION}

OPERATION = Algorithm(
    id="exportreport",
    title=Text("Buat laporan profil", "Export a report"),
    group=GROUP,
    summary=Text(
        "Membuat profil provinsi atau satu wilayah sebagai PDF atau HTML.",
        "Makes a profile of the province or one region as PDF or HTML.",
    ),
    help=Text(
        "Laporan memuat angka pokok, peta, klaster yang disimpan di register beserta anggota yang pemiliknya "
        "mengizinkan namanya disebut, tabel data terpilah T1 sampai T12 (sama dengan exporttables), grafik, paragraf "
        "metode dan pustaka dari catatan jalannya analisis, serta batasannya. Angka kecil dirahasiakan di peta, "
        "grafik, dan tabel seperti pada exporttables. Akhiran nama berkas menentukan bentuknya: .pdf atau .html. Pada "
        "pilihan dua bahasa dibuat dua berkas, dengan _id dan _en di belakang namanya. Setiap ekspor dicatat dalam "
        "log_ekspor.",
        "The report has key figures, maps, the clusters that the register keeps with those members whose owners allow "
        "their name to be told, the tables of disaggregated data T1 to T12 (the same as exporttables), charts, the "
        "methods and references out of the records of analyses, and limits. Small numbers are kept back in maps, "
        "charts and tables as in exporttables. The ending of the file says what it is: .pdf or .html. In both "
        "languages there are two files, with _id and _en behind their name. Every export is recorded in log_ekspor.",
    ),
    parameters=(
        TABLES.parameter("REGISTER"),
        REGION,
        PERIOD,
        PROFILE,
        Choice(
            "LANGUAGE",
            Text("Bahasa laporan", "Language of the report"),
            options=(
                *LANGUAGE_OPTIONS,
                Option(BOTH, Text("Keduanya, dua berkas", "Both, in two files")),
            ),
            default="id",
        ),
        TextSetting(
            "SOURCE",
            Text("Keterangan sumber", "Source line"),
            Text("Ditulis di atas tabel-tabel.", "Written above the tables."),
            optional=True,
            advanced=True,
        ),
        *(_OF_A_SHEET[each] for each in ("AGENCY", "LOGO", "DRAFT")),
        LEAST,
        FileOutput("OUTPUT", Text("Berkas laporan", "File of the report"), extensions=FORMATS),
    ),
    outputs=(
        Number("N_TABLES", Text("Tabel", "Tables")),
        Number("N_CLUSTERS", Text("Klaster", "Clusters")),
        String("OUTPUT", Text("Berkas laporan", "File of the report")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    qgis_formats=("pdf",),
    tags=("laporan", "profil", "report", "profile", "pdf", "html", "gender"),
)
