"""A survey workbook into the register: cleaned, every repair logged, every rejected row kept with its reason."""

from __future__ import annotations

import dataclasses
import sqlite3
from typing import Any, Mapping, Sequence

from ..declaration import Algorithm, Context, Note, Number, Page, Results, String, TextFile
from ..errors import UserError
from ..garbage import uncollected
from ..layer import Sheet
from ..parameters import FileInput, Flag, LayerInput, RegisterInput, TextSetting, WorkbookInput
from ..progress import part
from ..texts import Text
from ..workbook import file_of
from .geopackage import reading, rehearsal, transaction, update_extent
from .groups import REGISTER as GROUP
from .registers import require_register
from .survey.decisions import decisions_text, read_decisions
from .survey.duplicates import list_duplicates
from .survey.identities import Identities
from .survey.import_log import counts_of, digest_of, import_id_of, periods_of, rows_of, write_log
from .survey.import_results import of_dry_run, results_of
from .survey.known import known_of
from .survey.layers import sheet_of_layer
from .survey.mapping import mapping_text, read_mapping
from .survey.parts import orphan, reject_parts
from .survey.period import own_periods, period_of_survey
from .survey.positions import drop_shared_positions, place
from .survey.records import SurveyRecord, record_of
from .survey.sheets import survey_rows
from .survey.writing import write_records

ONE_SOURCE = Text(
    "Pilih satu sumber: buku kerja survei atau layer.",
    "Choose one source: a survey workbook or a layer.",
)
ALREADY = Text(
    "Buku kerja {file} sudah diimpor untuk periode {period}; tidak ada yang berubah.",
    "The workbook {file} has been imported for the period {period} before; nothing has changed.",
)
OTHER_PERIOD = Text(
    "Buku kerja {file} dengan isi yang sama sudah diimpor untuk periode {periods}. Bila periode {period} keliru, "
    "batalkan sekarang: data yang sama akan tercatat sebagai pengamatan kedua.",
    "The workbook {file} with the same content has been imported for {periods} before. If the period {period} is a "
    "mistake, cancel now: the same data will count as a second observation.",
)


@uncollected()
def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Imports the workbook in one transaction, or in a copy that nobody keeps; see the declaration."""
    sheets, is_dry = _sheets(values), bool(values.get("DRYRUN"))
    digest, progress = digest_of(sheets), part(context.progress, 0.0, 0.6)
    rows, notes, mapping, unjoined = survey_rows(sheets, read_mapping(values.get("MAPPING")))
    period, said = period_of_survey(values.get("PERIOD"), sheets, rows)
    decisions = read_decisions(values.get("REPAIRS"))
    with reading(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        known = known_of(connection)
    records, orphans, total = [], [orphan(each) for each in unjoined], len(rows)
    rows.reverse()
    while rows:  # a row goes when its record comes: not all of both fit in memory
        if len(rows) % 50 == 0:
            progress(1 - len(rows) / total)
        records.append(record_of(decisions.applied(rows.pop()), known, period))
    with (rehearsal if is_dry else transaction)(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        before = periods_of(connection, digest)
        details = {"file": file_of(sheets), "period": period, "periods": ", ".join(before)}
        if before and period not in before:
            context.say(Note(OTHER_PERIOD.format(**details), warning=True))
        count = _businesses(connection)
        _identify(connection, records)
        said += own_periods(records, period)
        log = import_id_of(digest, period)
        changed = write_records(connection, records, log, part(context.progress, 0.6, 1.0))
        write_log(connection, file_of(sheets), digest, period, records, orphans, changed)
        pairs = list_duplicates(connection, {record.business_id for record in records if not record.rejection})
        update_extent(connection, "ir_usaha")
        counts = counts_of(records, orphans, changed)
        counts.update({"N_NEW": _businesses(connection) - count, "N_DUPLICATES": pairs})
    unused = decisions.unused()
    notes += [Note(unused, warning=True)] if unused else []
    results = results_of(rows_of(records, orphans), counts, LABELS, said, notes, str(values["REGISTER"]))
    files = {"MAPPING_USED": lambda: mapping_text(mapping), "REPAIRS_USED": lambda: decisions_text(records)}
    results = dataclasses.replace(results, files=files)
    if period in before and not changed:
        results = dataclasses.replace(results, notes=(Note(ALREADY.format(**details)),))
    return of_dry_run(results) if is_dry else results


def _identify(connection: sqlite3.Connection, records: Sequence[SurveyRecord]) -> None:
    """Who is who, and where; what belongs to a row that repeats another is rejected with it."""
    Identities(connection).identify(records)
    for record in records:
        if record.rejection:
            reject_parts(record, record.parts)
    drop_shared_positions(records)
    place(connection, records)


def _sheets(values: Mapping[str, Any]) -> Sequence[Sheet]:
    """The sheets of the workbook, or the layer as one."""
    sheets, layer = values.get("INPUT"), values.get("LAYER")
    if sheets is not None and layer is None:
        return list(sheets)
    if sheets is None and layer is not None:
        return [sheet_of_layer(layer)]
    raise UserError(ONE_SOURCE)


def _businesses(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM ir_usaha").fetchone()[0])


OPERATION = Algorithm(
    id="importsurvey",
    title=Text("Impor survei", "Import a survey"),
    group=GROUP,
    summary=Text(
        "Memasukkan buku kerja survei apa adanya ke register.", "Takes a survey workbook as it is into the register."
    ),
    help=Text(
        "Judul kolom dicari sendiri, juga di bawah baris judul dan pada judul dua baris; lembar per kabupaten dikenali "
        "dari namanya. Koordinat, uang, jumlah, telepon, NIK, tahun, nama wilayah, dan produk dibersihkan; setiap "
        "perbaikan dicatat di samping nilai aslinya (impor_perbaikan), setiap baris yang ditolak disimpan beserta "
        "alasannya (impor_tolak). Buku kerja yang sama diimpor dua kali tidak mengubah apa pun. Suntingan di register "
        "tidak ditimpa; survei periode yang lebih lama hanya mengisi yang kosong. Berkas: XLSX, ODS, CSV, ZIP, juga "
        "ekspor KoboToolbox, ODK dan Google Forms. Dari formulir buatan exportxlsform semua jawaban kembali, juga "
        "kelompok berulang (produk, legalitas, bantuan): lembar-lembar XLSX Kobo; dari ODK ZIP apa adanya, atau CSV "
        "formulirnya dengan CSV kelompok di folder yang sama. Periode yang ditulis barisnya sendiri mendahului. Nama "
        "berkas foto dicatat; letakkan fotonya di folder register. Usaha yang mungkin sama (NIK, telepon, atau nama, "
        "desa dan produk yang mirip) didaftar di impor_ganda untuk diputuskan orang; yang sudah diputuskan tetap. "
        "Perbaikan dapat diperiksa: jalankan uji coba, isi kolom keputusan di CSV perbaikannya, lalu impor dengan "
        "berkas itu.",
        "Headings are found below title rows and across two rows; a sheet for each regency is known by its name. "
        "Coordinates, money, counts, phones, NIK, years, names of regions and products are cleaned; every repair is "
        "kept beside the raw value (impor_perbaikan), every rejected row with its reason (impor_tolak). The same "
        "workbook imported twice changes nothing. Edits in the register are not written over; a survey of an older "
        "period only fills gaps. Files: XLSX, ODS, CSV, ZIP, also exports of KoboToolbox, ODK and Google Forms. Of a "
        "form made by exportxlsform every answer comes back, repeat groups (products, licences, support) too: as the "
        "sheets of Kobo's XLSX; from ODK as the ZIP itself, or the CSV of the form with those of its groups in the "
        "same folder. The period that a row itself tells goes first. Names of photo files are noted; put the photos "
        "into the register's folder. Businesses that may be one (NIK, phone, or alike in name, village and product) "
        "are listed in impor_ganda for a person to decide; what has been decided stays. Repairs can be reviewed: run "
        "dry, fill in the column keputusan of the CSV of repairs, and import with that file.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        WorkbookInput("INPUT", Text("Buku kerja survei", "Survey workbook"), optional=True),
        LayerInput(
            "LAYER",
            Text("atau layer yang sudah ada", "or an existing layer"),
            Text(
                "Layer titik atau tabel; kolomnya dibaca seperti kolom buku kerja, titiknya menjadi posisi usaha.",
                "A layer of points or a table; its fields are read like columns of a workbook, its points are the "
                "positions.",
            ),
            optional=True,
            geometry="place",
            crs="EPSG:4326",
            fields="all",
        ),
        TextSetting(
            "PERIOD",
            Text("Periode", "Period"),
            Text(
                "Tahun (2025) atau semester (2025-S1). Kosong: tahun yang disebut jawaban atau nama berkasnya, bila "
                "hanya satu.",
                "A year (2025) or a half-year (2025-S1). Empty: the year that the answers or the file's name tell, "
                "where there is only one.",
            ),
            optional=True,
        ),
        FileInput(
            "MAPPING",
            Text("Pemetaan kolom (JSON)", "Mapping of columns (JSON)"),
            Text(
                "Judul kolom dan isian yang dimaksud; mendahului yang dikenali sendiri. Isian kosong: tidak diimpor.",
                "Headings and the columns they mean, before what is known of them. An empty one is not imported.",
            ),
            optional=True,
            extensions=("json",),
        ),
        FileInput(
            "REPAIRS",
            Text("Keputusan atas perbaikan (CSV)", "Decisions on repairs (CSV)"),
            Text(
                "Berkas perbaikan dari impor sebelumnya, diisi di kolom keputusan: ya, nilai yang benar, atau - bila "
                "tidak ada.",
                "The file of repairs of an import before, filled in at keputusan: ya (yes), the right value, or - for "
                "none.",
            ),
            optional=True,
            extensions=("csv",),
        ),
        Flag(
            "DRYRUN",
            Text("Uji coba: laporkan saja, jangan tulis", "Dry run: only report, write nothing"),
        ),
    ),
    outputs=(
        Page("REPORT", Text("Laporan impor", "Report of the import")),
        TextFile("MAPPING_USED", Text("Pemetaan kolom yang dipakai", "Mapping that was used"), "json"),
        TextFile("REPAIRS_USED", Text("Perbaikan, untuk diputuskan", "Repairs, to be decided"), "csv"),
        Number("N_READ", Text("Baris dibaca", "Rows read")),
        Number("N_IMPORTED", Text("Baris diimpor", "Rows imported")),
        Number("N_REPAIRED", Text("Nilai diperbaiki", "Values repaired")),
        Number("N_REJECTED", Text("Baris ditolak", "Rows rejected")),
        Number("N_UNCHANGED", Text("Baris tanpa perubahan", "Rows unchanged")),
        Number("N_NEW", Text("Usaha baru", "New businesses")),
        Number("N_DETAILS", Text("Baris rincian diimpor", "Detail rows imported")),
        Number("N_DETAILS_REJECTED", Text("Baris rincian ditolak", "Detail rows rejected")),
        Number("N_DUPLICATES", Text("Pasangan baru yang mungkin ganda", "New pairs that may be one business")),
        String("SUMMARY", Text("Ringkasan (JSON)", "Summary (JSON)")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=(
        "impor",
        "import",
        "survei",
        "survey",
        "xlsx",
        "ods",
        "csv",
        "kobo",
        "odk",
        "excel",
        "pembersihan",
        "cleaning",
    ),
)

LABELS = {each.id: each.label for each in OPERATION.outputs}
