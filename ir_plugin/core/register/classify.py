"""IR-1, IR-2 or IR-3 for every observation of a register, by a rule profile, with the evidence."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, List, Mapping, Optional, Sequence

from ..declaration import Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results, String
from ..errors import UserError
from ..industry.class_profile import ClassProfile, profile_from_row
from ..industry.class_rules import DRAFT, draft_profile
from ..industry.classification import UNDETERMINED, classify, evidence
from ..parameters import FileInput, RegisterInput
from ..texts import Text
from .class_answers import Observed, observed
from .class_report import CLASSES, DRAFT_BANNER, Classed, class_page, transitions
from .geopackage import insert, transaction
from .groups import REGISTER as GROUP
from .json_files import read_object
from .registers import require_register

TITLE = Text("Kelas industri rumahan", "Classes of home industries")
COLUMNS = (
    Column("periode_awal", "text", Text("Periode awal", "First period")),
    Column("periode_akhir", "text", Text("Periode akhir", "Last period")),
    Column("kelas_awal", "text", Text("Kelas awal", "Class before")),
    Column("kelas_akhir", "text", Text("Kelas akhir", "Class after")),
    Column("usaha", "integer", Text("Usaha", "Businesses")),
    Column("status_aturan", "text", Text("Status aturan kelas", "Status of class rules")),
)
UNREADABLE = Text(
    "Profil aturan {path} tidak dapat dibaca sebagai JSON; perbaiki berkasnya.",
    "The rule profile {path} cannot be read as JSON; mend the file.",
)
OTHER_RULES = Text(
    "Register sudah memuat profil {version} dengan aturan lain; beri profil yang diubah nama versi baru.",
    "The register holds a profile {version} with other rules; give the changed profile a new version.",
)
DONE = Text(
    "{count} pengamatan diberi kelas menurut {version}; {undetermined} belum dapat ditentukan; {kept} memakai kelas "
    "yang ditetapkan orang.",
    "{count} {count:observation was|observations were} classed by {version}; {undetermined} cannot be determined yet; "
    "{kept} {kept:has|have} a class that a person decided.",
)
_WRITE = """UPDATE ir_pengamatan SET kelas_hitung = ?, alasan_kelas = ?, versi_aturan = ?, kelengkapan = ?
WHERE pengamatan_id = ?"""
_HEAD = ("versi", "nama", "sumber_hukum", "status")


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Classes every observation in one transaction; see the declaration."""
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        profile = _profile(connection, values.get("PROFILE"))
        if profile.status == DRAFT:
            context.say(Note(DRAFT_BANNER.format(version=profile.version), warning=True))
        found = list(observed(connection))
        classed = [_class(connection, profile, each, context, at / len(found)) for at, each in enumerate(found)]
    periods, ways = transitions(classed)
    undetermined = sum(each.kelas == UNDETERMINED for each in classed)
    kept = sum(each.decided is not None for each in found)
    words = DONE.format(count=len(found), version=profile.version, undetermined=undetermined, kept=kept)
    return Results(
        layers={"TRANSITIONS": _table(periods, ways, profile.status)},
        pages={"PAGE": class_page(TITLE, profile, classed)},
        numbers={"N_CLASSED": len(found), "N_UNDETERMINED": undetermined},
        strings={"REGISTER": str(values["REGISTER"]), "STATUS": profile.status},
        notes=(Note(words),),
    )


def _class(
    connection: sqlite3.Connection, profile: ClassProfile, each: Observed, context: Context, done: float
) -> Classed:
    context.progress(done)
    verdict = classify(profile, each.answers)
    reason = json.dumps(evidence(profile, verdict), ensure_ascii=False)
    connection.execute(_WRITE, (verdict.kelas, reason, profile.version, verdict.completeness, each.id))
    return Classed(each.business, each.period, each.sex, each.decided or verdict.kelas)


def _profile(connection: sqlite3.Connection, path: Optional[str]) -> ClassProfile:
    """The profile of the file, else the newest that somebody verified, else the draft; the register keeps it."""
    query = "SELECT versi, nama, status, aturan FROM aturan_kelas WHERE status = 'TERVERIFIKASI' ORDER BY fid DESC"
    verified = connection.execute(query).fetchone()
    if verified and not path:
        return profile_from_row(*verified)
    given = read_object(path, UNREADABLE) if path else draft_profile()
    rules = {key: value for key, value in given.items() if key not in _HEAD}
    version, name, source, status = (str(given.get(key) or "?") for key in _HEAD)
    profile = profile_from_row(version, name, status, json.dumps(rules))
    known = connection.execute("SELECT aturan FROM aturan_kelas WHERE versi = ?", (version,)).fetchone()
    if known is None:
        row = (version, name, source, status, json.dumps(rules, ensure_ascii=False))
        insert(connection, "aturan_kelas", (*_HEAD, "aturan"), [row])
    elif json.loads(known[0]) != rules:
        raise UserError(OTHER_RULES, version=version)
    return profile


def _table(periods: Sequence[str], ways: Sequence[Any], status: str) -> LayerResult:
    rows: List[Sequence[Any]] = [
        (*periods, CLASSES.label(old).id, CLASSES.label(new).id, count, status) for old, new, count in ways
    ]
    return LayerResult(COLUMNS, {column.name: [row[at] for row in rows] for at, column in enumerate(COLUMNS)})


OPERATION = Algorithm(
    id="classify",
    title=Text("Beri kelas IR", "Classify home industries"),
    group=GROUP,
    summary=Text(
        "Memberi setiap usaha kelas IR-1, IR-2 atau IR-3 menurut profil aturan, beserta alasannya.",
        "Gives every business a class IR-1, IR-2 or IR-3 by a rule profile, with the evidence.",
    ),
    help=Text(
        "Gerbang menyaring yang bukan industri rumahan; kelas dasar ialah yang terendah dari kriteria utama; kriteria "
        "pendukung menggesernya paling banyak satu kelas. Isian kosong tidak pernah dianggap nol. Suara setiap "
        "kriteria disimpan dalam alasan_kelas. Kelas yang ditetapkan orang (kelas_akhir) tidak diubah. Profil ialah "
        "berkas JSON berversi; profil bawaan berstatus DRAF karena lampiran Permen PPPA 2/2016 belum diperoleh, dan "
        "semua hasilnya menyebutkan hal itu.",
        "Gates sort out what is no home industry; the base is the lowest class of the main criteria; supporting "
        "criteria move it by one class at most. An empty answer is never zero. Every criterion's vote is kept in "
        "alasan_kelas. A class that a person decided (kelas_akhir) is not changed. A profile is a JSON file with a "
        "version; the one that comes with the program is a DRAFT, because the annex of Permen PPPA 2/2016 has not "
        "been obtained, and all results say so.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        FileInput(
            "PROFILE",
            Text("Profil aturan", "Rule profile"),
            Text("Kosong: profil draf bawaan.", "Empty: the draft that comes with the program."),
            optional=True,
            extensions=("json",),
        ),
    ),
    outputs=(
        NewLayer("TRANSITIONS", Text("Perpindahan kelas", "Changes of class"), "none", optional=True),
        Page("PAGE", Text("Tabel kelas", "Table of classes")),
        Number("N_CLASSED", Text("Pengamatan diberi kelas", "Observations classed")),
        Number("N_UNDETERMINED", Text("Belum dapat ditentukan", "Not determined")),
        String("STATUS", Text("Status profil", "Status of the profile")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("kelas", "class", "ir-1", "ir-2", "ir-3", "permen", "klasifikasi", "classification"),
)
