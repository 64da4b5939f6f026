"""The checks of a register: every rule of ``core/industry/checks`` evaluated, the findings kept with what became of
them."""

from __future__ import annotations

import datetime
import sqlite3
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ..declaration import Algorithm, Context, NewLayer, Note, Number, Page, Results, String
from ..errors import UserError
from ..industry.checks import ERROR, INFO, RULES, WARNING
from ..industry.themes import FINDINGS
from ..parameters import RegisterInput, TextSetting
from ..progress import part
from ..texts import Text
from .checks.bookkeeping import ACCEPTED, keep
from .checks.findings import Finding
from .checks.people import RULES as RULES_OF_PEOPLE
from .checks.people import found_among_people
from .checks.places import found_among_places
from .checks.queries import found_by_queries, rules_by_query
from .checks.report import Reported, layer, page, places
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .registers import require_register

NO_KBLI = Text(
    "Aturan Q17a tidak diperiksa untuk edisi KBLI {editions}: daftar kode 5 angkanya belum dimuat dalam tabel KBLI.",
    "The rule Q17a was not checked for KBLI {editions}: their lists of 5-digit codes are not in the table KBLI yet.",
)
CHECKED = Text(
    "{errors} galat, {warnings} peringatan, {infos} info; {accepted} temuan sudah diterima dan {repaired} sudah "
    "diperbaiki sejak pemeriksaan sebelumnya.",
    "{errors} {errors:error|errors}, {warnings} {warnings:warning|warnings}, {infos} {infos:info|infos}; {accepted} "
    "{accepted:finding is|findings are} accepted, and {repaired} {repaired:was|were} repaired since the check before.",
)
WRONG_DATE = Text(
    "Tanggal {date} tidak dapat dibaca; tulis seperti 2026-03-31.",
    "The date {date} cannot be read; write it like 2026-03-31.",
)
_EDITIONS = """SELECT DISTINCT kbli_edisi FROM ir_produk WHERE kbli_edisi IS NOT NULL AND kbli_edisi NOT IN
(SELECT edisi FROM ref_kbli WHERE tingkat = 5) ORDER BY 1"""


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Checks the register and keeps the findings in one transaction; see the declaration."""
    today = date_of(values.get("DATE"))
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        findings, rules, notes = _found(connection, today, context)
        at = places(connection, findings)
        levels = {each.id: RULES[each.rule].level_in(place.village) for each, place in zip(findings, at)}
        statuses, repaired = keep(connection, findings, levels, rules)
    context.progress(0.9)
    reported = [Reported(each, levels[each.id], statuses[each.id], place) for each, place in zip(findings, at)]
    counts = {level: sum(each.level == level and each.status != ACCEPTED for each in reported) for level in _LEVELS}
    accepted = sum(each.status == ACCEPTED for each in reported)
    details = dict(zip(("errors", "warnings", "infos"), counts.values()))
    notes = [Note(CHECKED.format(**details, accepted=accepted, repaired=repaired)), *notes]
    return Results(
        layers={"FINDINGS": layer(reported, context.language)},
        pages={"PAGE": page(reported, notes)},
        numbers={
            **dict(zip(("N_ERRORS", "N_WARNINGS", "N_INFO"), counts.values())),
            "N_ACCEPTED": accepted,
            "N_REPAIRED": repaired,
        },
        strings={"REGISTER": str(values["REGISTER"])},
        notes=tuple(notes),
    )


_LEVELS = (ERROR, WARNING, INFO)


def date_of(text: Optional[str]) -> str:
    """A day as ISO 8601; today where none is given. UserError for what is none."""
    if not text:
        return datetime.date.today().isoformat()
    try:
        return datetime.datetime.strptime(text.strip(), "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise UserError(WRONG_DATE, date=text) from error


def _found(connection: sqlite3.Connection, today: str, context: Context) -> Tuple[List[Finding], List[str], List[Note]]:
    """Every finding once, the rules that were checked, and what there is to say about the others."""
    located = found_among_places(connection, part(context.progress, 0.0, 0.6))
    found: Dict[str, Finding] = {}
    for each in (*located.findings, *found_by_queries(connection, today), *found_among_people(connection, today)):
        found.setdefault(each.id, each)
    context.progress(0.7)
    notes = list(located.notes)
    editions = [edition for (edition,) in connection.execute(_EDITIONS)]
    if editions:
        notes.append(Note(NO_KBLI.format(editions=", ".join(editions))))
    return list(found.values()), [*located.rules, *rules_by_query(), *RULES_OF_PEOPLE], notes


OPERATION = Algorithm(
    id="checkregister",
    title=Text("Periksa register", "Check a register"),
    group=GROUP,
    summary=Text(
        "Memeriksa isi register dengan aturan Q01, Q02, …: titik, NIK, izin, uang, pekerja, produk, kelas, ganda.",
        "Checks what a register holds by the rules Q01, Q02, ...: points, NIK, licences, money, workers, products, "
        "classes, duplicates.",
    ),
    help=Text(
        "Setiap temuan menyebut aturan, tingkat (galat, peringatan, info), baris, kolom dan saran, dan disimpan dalam "
        "tabel qa_temuan. Temuan yang benar apa adanya dapat diterima: ubah statusnya menjadi Diterima di sana dan "
        "tulis alasannya; ia tetap diterima selama nilainya sama. Temuan yang tidak ada lagi menjadi Diperbaiki. "
        "Titik diperiksa terhadap batas wilayah dalam register, dengan kelonggaran 300 m untuk desa dan 500 m untuk "
        "kecamatan dan kabupaten; dari Q01 sampai Q05 hanya yang terberat dilaporkan. Layer temuan dan halaman tidak "
        "memuat nilai data pribadi; nilainya hanya ada dalam register.",
        "Every finding names its rule, level (error, warning, info), row, field and what to do, and is kept in the "
        "table qa_temuan. One that is right as it is can be accepted: set its status to Accepted there and write down "
        "why; it stays so as long as the value is the same. Findings that are gone become Repaired. Points are "
        "checked against the boundaries in the register, with a tolerance of 300 m for villages and 500 m for "
        "districts and regencies; of Q01 to Q05 only the gravest is reported. The layer of findings and the page hold "
        "no personal values; these stay in the register.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting(
            "DATE",
            Text("Tanggal pemeriksaan", "Date of the check"),
            Text(
                "Untuk masa berlaku dan umur, seperti 2026-03-31; kosong: hari ini.",
                "For expiry and ages, such as 2026-03-31; empty: today.",
            ),
            optional=True,
            advanced=True,
        ),
    ),
    outputs=(
        NewLayer("FINDINGS", Text("Temuan pemeriksaan", "Findings of the checks"), "point", FINDINGS, optional=True),
        Page("PAGE", Text("Ringkasan temuan", "Summary of findings")),
        Number("N_ERRORS", Text("Galat", "Errors")),
        Number("N_WARNINGS", Text("Peringatan", "Warnings")),
        Number("N_INFO", Text("Info", "Infos")),
        Number("N_ACCEPTED", Text("Diterima", "Accepted")),
        Number("N_REPAIRED", Text("Diperbaiki sejak pemeriksaan sebelumnya", "Repaired since the check before")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("periksa", "check", "mutu", "quality", "validasi", "validation", "temuan", "findings", "qa"),
)
