"""An owner takes consent back: from that day on nothing personal leaves; the proof that it was given stays."""

from __future__ import annotations

import datetime
import sqlite3
from typing import Any, List, Mapping, Tuple

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.cleaning.persons import bare_name_key
from ..industry.schema import TABLES
from ..parameters import RegisterInput, TextSetting
from ..texts import Text
from .boundary_codes import listed
from .check_register import date_of
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .reasons import reason_of
from .registers import require_register
from .users import current_user

UNKNOWN_OWNER = Text(
    "Pemilik {owner} tidak ada dalam register; tulis nama lengkap, ID pemilik, atau kode usahanya.",
    "There is no owner {owner} in the register; give the full name, the owner's id or the business's code.",
)
SEVERAL = Text(
    "Ada {count} pemilik bernama {owner}; pilih dengan kode usahanya: {codes}.",
    "There are {count} {count:owner|owners} called {owner}; choose by the business's code: {codes}.",
)
FUTURE = Text(
    "Tanggal penarikan {date} masih akan datang; pakai hari ini atau sebelumnya.",
    "The date of the withdrawal {date} is still to come; use today or an earlier day.",
)
NO_REASON = Text("Tulis alasan penarikannya.", "Write down the reason for the withdrawal.")
WITHDRAWN = Text(
    "{count} persetujuan ditarik mulai {date}; buktinya tetap disimpan. Berkas yang sudah diekspor tidak berubah: "
    "periksa log_ekspor dan minta penerimanya menghapus.",
    "{count} {count:consent is|consents are} withdrawn from {date} on; {count:its|their} proof is kept. Files that "
    "were exported before do not "
    "change: look into log_ekspor and ask those who have them to delete.",
)
NOTHING = Text(
    "Tidak ada persetujuan yang berlaku pada {date} untuk ditarik.",
    "There is no consent of {date} or before to withdraw.",
)
LATER = Text(
    "{count} persetujuan diberikan sesudah {date} dan tetap berlaku.",
    "{count} {count:consent was|consents were} given after {date} and {count:stays|stay} in force.",
)
REASON = TABLES["ir_persetujuan"].field("alasan_tarik")

_OWNERS = """SELECT p.pemilik_id, p.nama_lengkap, min(u.kode_usaha) FROM ir_pemilik AS p
LEFT JOIN ir_usaha AS u ON u.pemilik_id = p.pemilik_id GROUP BY p.pemilik_id ORDER BY 3"""
_BY_CODE = "SELECT pemilik_id FROM ir_usaha WHERE kode_usaha = ? AND pemilik_id IS NOT NULL"
_WITHDRAW = """UPDATE ir_persetujuan SET ditarik_pada = ?, alasan_tarik = ?, diubah_oleh = ?
WHERE pemilik_id = ? AND tanggal <= ? AND (ditarik_pada IS NULL OR ditarik_pada > ?)"""
_LATER = "SELECT count(*) FROM ir_persetujuan WHERE pemilik_id = ? AND tanggal > ? AND ditarik_pada IS NULL"


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Marks every consent that the owner had given by the day as withdrawn; see the declaration."""
    date = date_of(values.get("DATE"))
    if date > datetime.date.today().isoformat():
        raise UserError(FUTURE, date=date)
    reason = reason_of(values["REASON"], REASON, NO_REASON)
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        owner = _owner(connection, values["OWNER"].strip())
        moment = f"{date}T00:00:00.000Z"
        row = (moment, reason, current_user(), owner, date, moment)
        count = connection.execute(_WITHDRAW, row).rowcount
        later = connection.execute(_LATER, (owner, date)).fetchone()[0]
    notes = [Note(WITHDRAWN.format(count=count, date=date)) if count else Note(NOTHING.format(date=date), warning=True)]
    notes += [Note(LATER.format(count=later, date=date), warning=True)] if later else []
    return Results(
        numbers={"N_WITHDRAWN": count},
        strings={"OWNER": owner, "REGISTER": str(values["REGISTER"])},
        notes=tuple(notes),
    )


def _owner(connection: sqlite3.Connection, wanted: str) -> str:
    """The id of the owner that is meant by id, business code or name. UserError where none or several are."""
    by_code = connection.execute(_BY_CODE, (wanted,)).fetchone()
    if by_code:
        return str(by_code[0])
    owners: List[Tuple[str, str, str]] = connection.execute(_OWNERS).fetchall()
    key = bare_name_key(wanted)
    found = [each for each in owners if each[0] == wanted] or [each for each in owners if bare_name_key(each[1]) == key]
    if not found or not key:
        raise UserError(UNKNOWN_OWNER, owner=wanted)
    if len(found) > 1:
        raise UserError(
            SEVERAL, count=len(found), owner=wanted, codes=listed([each[2] or each[0] for each in found], 20)
        )
    return found[0][0]


OPERATION = Algorithm(
    id="withdrawconsent",
    title=Text("Tarik persetujuan", "Withdraw consent"),
    group=GROUP,
    summary=Text(
        "Mencatat bahwa seorang pemilik menarik persetujuannya.", "Records that an owner has taken consent back."
    ),
    help=Text(
        "Semua persetujuan yang diberikan pemilik sampai tanggal itu ditandai ditarik, dengan alasan dan siapa yang "
        "mencatat. Barisnya dan berkas buktinya tetap ada, karena kantor harus dapat menunjukkan bahwa persetujuan "
        "pernah diberikan. Sejak hari itu usaha tidak ikut dalam ekspor mitra dan publik. Menjalankannya dua kali "
        "tidak mengubah apa pun. Jika beberapa pemilik bernama sama, sebutkan kode usahanya.",
        "All consents that the owner gave by the date are marked as withdrawn, with the reason and who recorded it. "
        "Rows and files of proof stay, for an office has to be able to show that consent was given. From that day on "
        "the business is in no export for partners or the public. Running it twice changes nothing. Where several "
        "owners have one name, give the code of the business.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting(
            "OWNER",
            Text("Pemilik", "Owner"),
            Text("Nama lengkap, ID pemilik, atau kode usaha.", "Full name, owner's id or business code."),
        ),
        TextSetting(
            "DATE",
            Text("Ditarik pada tanggal", "Withdrawn on"),
            Text("Seperti 2026-03-31; kosong: hari ini.", "Such as 2026-03-31; empty: today."),
            optional=True,
        ),
        TextSetting("REASON", Text("Alasan", "Reason")),
    ),
    outputs=(
        Number("N_WITHDRAWN", Text("Persetujuan yang ditarik", "Consents withdrawn")),
        String("OWNER", Text("ID pemilik", "Owner's id")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("persetujuan", "consent", "tarik", "withdraw", "privasi", "privacy"),
)
