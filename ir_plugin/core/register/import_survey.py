"""A survey workbook into the register: cleaned, every repair logged, every rejected row kept with its reason."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import struct
import uuid
from collections import Counter
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.region_matching import RegionMatcher
from ..industry.schema.patterns import PERIOD
from ..layer import Sheet
from ..parameters import RegisterInput, TextSetting, WorkbookInput
from ..progress import part
from ..texts import Text
from .geometry_blobs import blob_of, wkb_of
from .geopackage import insert, quoted, transaction, update_extent, upsert
from .groups import REGISTER as GROUP
from .point_in_polygon import metres_outside
from .registers import require_register
from .survey_records import REASONS, SurveyRecord, record_of
from .survey_sheets import survey_rows

KEYS = {"ir_pemilik": "pemilik_id", "ir_usaha": "usaha_id", "ir_pengamatan": "pengamatan_id", "ir_produk": "produk_id"}
FILE = ("impor_id", "berkas", "hash", "periode", "n_dibaca", "n_diimpor", "n_diperbaiki", "n_ditolak", "n_tetap")
REPAIR = ("impor_id", "lembar", "baris", "kolom", "nilai_asli", "nilai_baru", "aturan")
REJECTED = ("impor_id", "lembar", "baris", "kode_alasan", "kalimat", "baris_asli")
DOUBTFUL_M = 300.0
"""A position farther than this outside of its village is doubtful; less may be the boundary's fault."""

BAD_PERIOD = Text(
    "Periode {period} tidak dikenal; tulis {form}.", "The period {period} is not understood; write {form}."
)
READ = Text(
    "{read} baris dibaca: {imported} diimpor ({unchanged} tanpa perubahan), {rejected} ditolak, {repaired} nilai "
    "diperbaiki.",
    "{read} rows read: {imported} imported ({unchanged} unchanged), {rejected} rejected, {repaired} values repaired.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Imports the workbook in one transaction; see the declaration."""
    period = _period(values["PERIOD"])
    sheets: Sequence[Sheet] = values["INPUT"]
    matcher, reading = RegionMatcher(), part(context.progress, 0.0, 0.6)
    rows = survey_rows(sheets)
    records = []
    for number, row in enumerate(rows):
        if number % 50 == 0:
            reading(number / len(rows))
        records.append(record_of(row, matcher, period))
    _reject_repeated(records)
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        _judge_positions(connection, records)
        changed = _write(connection, records, part(context.progress, 0.6, 1.0))
        _log(connection, sheets, period, records, changed)
        update_extent(connection, "ir_usaha")
    return _results(records, changed, values["REGISTER"])


def _period(text: Any) -> str:
    if not re.fullmatch(PERIOD.regex, str(text).strip()):
        raise UserError(BAD_PERIOD, period=text, form=PERIOD.words)
    return str(text).strip()


def _reject_repeated(records: Sequence[SurveyRecord]) -> None:
    """A business that stands in the workbook twice is taken once; the later row says which one it repeats."""
    first: Dict[str, SurveyRecord] = {}
    for record in records:
        if record.rejection:
            continue
        earlier = first.setdefault(record.business_id, record)
        if earlier is not record:
            words = REASONS["ganda"].format(sheet=earlier.row.sheet, row=earlier.row.number)
            record.rejection = ("ganda", words)


def _judge_positions(connection: sqlite3.Connection, records: Sequence[SurveyRecord]) -> None:
    """Marks positions that lie far outside of their village as doubtful, where its boundary is known."""
    boundaries = {
        code: wkb_of(geom)
        for code, geom in connection.execute("SELECT kode_dagri, geom FROM ref_wilayah WHERE geom IS NOT NULL")
    }
    for record in records:
        if record.rejection or not record.position:
            continue
        business = record.tables["ir_usaha"]
        business["geom"] = blob_of(struct.pack("<BI2d", 1, 1, *record.position))
        boundary = boundaries.get(business["kode_desa"])
        if boundary and metres_outside(boundary, *record.position) > DOUBTFUL_M:
            business["mutu_posisi"] = "D"


def _write(connection: sqlite3.Connection, records: Sequence[SurveyRecord], progress: Any) -> int:
    """Adds what is new and changes what differs; gives the number of rows that changed something."""
    numbers = _last_numbers(connection)
    taken = [record for record in records if not record.rejection]
    changed = 0
    for place, record in enumerate(taken):
        if place % 50 == 0:
            progress(place / len(taken))
        different = False
        for table, key in KEYS.items():
            row = record.tables[table]
            known = _stored(connection, table, key, row)
            if known == tuple(row.values()):
                continue
            different = True
            if table == "ir_usaha" and known is None:
                row["kode_usaha"] = _next_code(numbers, row["kode_desa"])
            if known is None:
                insert(connection, table, list(row), [list(row.values())])
            else:
                upsert(connection, table, key, {**_required(connection, table, key, row), **row})
        changed += different
    return changed


def _stored(connection: sqlite3.Connection, table: str, key: str, row: Mapping[str, Any]) -> Any:
    names = ", ".join(quoted(name) for name in row)
    query = " ".join(("SELECT", names, "FROM", quoted(table), "WHERE", quoted(key), "= ?"))
    return connection.execute(query, (row[key],)).fetchone()


def _required(connection: sqlite3.Connection, table: str, key: str, row: Mapping[str, Any]) -> Dict[str, Any]:
    """What a known business keeps although the survey does not say it: its code."""
    if table != "ir_usaha":
        return {}
    query = "SELECT kode_usaha FROM ir_usaha WHERE usaha_id = ?"
    return {"kode_usaha": connection.execute(query, (row[key],)).fetchone()[0]}


def _last_numbers(connection: sqlite3.Connection) -> Counter[str]:
    query = "SELECT substr(kode_usaha, 4, 4), max(CAST(substr(kode_usaha, 9) AS INTEGER)) FROM ir_usaha GROUP BY 1"
    return Counter(dict(connection.execute(query).fetchall()))


def _next_code(numbers: Counter[str], village: str) -> str:
    regency = village[:5].replace(".", "")
    numbers[regency] += 1
    return f"IR-{regency}-{numbers[regency]:04d}"


def _log(
    connection: sqlite3.Connection, sheets: Sequence[Sheet], period: str, records: Sequence[SurveyRecord], changed: int
) -> None:
    digest = hashlib.sha256(repr([(sheet.name, sheet.rows) for sheet in sheets]).encode()).hexdigest()
    import_id = str(uuid.uuid5(uuid.NAMESPACE_OID, digest + period))
    known = connection.execute("SELECT 1 FROM impor_berkas WHERE impor_id = ?", (import_id,)).fetchone()
    if known and not changed:
        return  # the same workbook again: nothing new to tell
    if known:
        for table in ("impor_perbaikan", "impor_tolak", "impor_berkas"):
            connection.execute(" ".join(("DELETE FROM", quoted(table), "WHERE impor_id = ?")), (import_id,))
    counts = _counts(records, changed)
    names = ", ".join(sheet.name for sheet in sheets)[:400]
    insert(connection, "impor_berkas", FILE, [(import_id, names, digest, period, *counts.values())])
    repairs = [
        (import_id, record.row.sheet, record.row.number, *repair)
        for record in records
        if not record.rejection
        for repair in record.repairs
    ]
    insert(connection, "impor_perbaikan", REPAIR, repairs)
    rejected = [_rejected_row(import_id, record) for record in records if record.rejection]
    insert(connection, "impor_tolak", REJECTED, rejected)


def _rejected_row(import_id: str, record: SurveyRecord) -> Tuple[Any, ...]:
    code, sentence = record.rejection or ("", Text("", ""))
    raw = json.dumps(list(record.row.raw), ensure_ascii=False)
    return import_id, record.row.sheet, record.row.number, code, sentence.id, raw


def _counts(records: Sequence[SurveyRecord], changed: int) -> Dict[str, int]:
    taken = [record for record in records if not record.rejection]
    return {
        "N_READ": len(records),
        "N_IMPORTED": len(taken),
        "N_REPAIRED": sum(len(record.repairs) for record in taken),
        "N_REJECTED": len(records) - len(taken),
        "N_UNCHANGED": len(taken) - changed,
    }


def _results(records: Sequence[SurveyRecord], changed: int, register: Any) -> Results:
    counts = _counts(records, changed)
    rules = Counter(rule for record in records if not record.rejection for *_, rule in record.repairs)
    reasons = Counter(record.rejection[0] for record in records if record.rejection)
    summary = {"rejected": dict(sorted(reasons.items())), "repaired": dict(sorted(rules.items()))}
    words = READ.format(
        read=counts["N_READ"],
        imported=counts["N_IMPORTED"],
        unchanged=counts["N_UNCHANGED"],
        rejected=counts["N_REJECTED"],
        repaired=counts["N_REPAIRED"],
    )
    notes: List[Note] = [Note(words)]
    notes += [_reason_note(record) for record in records if record.rejection][:20]
    return Results(
        numbers=counts,
        strings={"SUMMARY": json.dumps(summary), "REGISTER": str(register)},
        notes=tuple(notes),
    )


def _reason_note(record: SurveyRecord) -> Note:
    _, sentence = record.rejection or ("", Text("", ""))
    place = Text("Lembar {sheet} baris {row}: {why}", "Sheet {sheet}, row {row}: {why}")
    return Note(place.format(sheet=record.row.sheet, row=record.row.number, why=sentence), warning=True)


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
        "alasannya (impor_tolak). Buku kerja yang sama diimpor dua kali tidak mengubah apa pun.",
        "Headings are found below title rows and across two rows; a sheet for each regency is known by its name. "
        "Coordinates, money, counts, phones, NIK, years, names of regions and products are cleaned; every repair is "
        "kept beside the raw value (impor_perbaikan), every rejected row with its reason (impor_tolak). The same "
        "workbook imported twice changes nothing.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        WorkbookInput("INPUT", Text("Buku kerja survei", "Survey workbook")),
        TextSetting(
            "PERIOD",
            Text("Periode", "Period"),
            Text("Tahun (2025) atau semester (2025-S1).", "A year (2025) or a half-year (2025-S1)."),
        ),
    ),
    outputs=(
        Number("N_READ", Text("Baris dibaca", "Rows read")),
        Number("N_IMPORTED", Text("Baris diimpor", "Rows imported")),
        Number("N_REPAIRED", Text("Nilai diperbaiki", "Values repaired")),
        Number("N_REJECTED", Text("Baris ditolak", "Rows rejected")),
        Number("N_UNCHANGED", Text("Baris tanpa perubahan", "Rows unchanged")),
        String("SUMMARY", Text("Ringkasan (JSON)", "Summary (JSON)")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("impor", "import", "survei", "survey", "xlsx", "excel", "pembersihan", "cleaning"),
)
