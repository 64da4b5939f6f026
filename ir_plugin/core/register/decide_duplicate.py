"""Whether two businesses that may be one are one: a person's decision, written down."""

from __future__ import annotations

from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..parameters import Choice, Option, RegisterInput, TextSetting
from ..texts import Text
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .registers import require_register
from .tracking import NOW
from .users import current_user

DECISIONS = {"different": "BEDA", "same": "SAMA", "open": "BARU"}
UNKNOWN = Text(
    "Tidak ada pasangan {id} di tabel Kemungkinan ganda.",
    "There is no pair {id} in the table Possible duplicates.",
)
DECIDED = Text("{count} pasangan diputuskan.", "{count} {count:pair|pairs} {count:was|were} decided.")
REMOVE_ONE = Text(
    "Kedua usaha tetap ada; tutup atau hapus salah satunya sesudah isinya dibandingkan.",
    "Both businesses are still there; close or remove one of them once you have compared them.",
)
_DECIDE = " ".join(("UPDATE impor_ganda SET status = ?, oleh = ?, waktu =", NOW, "WHERE ganda_id = ?"))


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the decision; see the declaration."""
    status, pair = DECISIONS[values["CHOICE"]], str(values["PAIR"]).strip()
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        count = connection.execute(_DECIDE, (status, None if status == "BARU" else current_user(), pair)).rowcount
        if not count:
            raise UserError(UNKNOWN, id=pair)
    notes = [Note(DECIDED.format(count=count)), *([Note(REMOVE_ONE)] if status == "SAMA" else [])]
    return Results(numbers={"N_DECIDED": count}, strings={"REGISTER": str(values["REGISTER"])}, notes=tuple(notes))


OPERATION = Algorithm(
    id="decideduplicate",
    title=Text("Putuskan kemungkinan ganda", "Decide a possible duplicate"),
    group=GROUP,
    summary=Text(
        "Mencatat apakah dua usaha yang mungkin sama memang sama.",
        "Records whether two businesses that may be one are one.",
    ),
    help=Text(
        "Pasangan didaftar oleh Impor survei dalam impor_ganda. Keputusan tetap pada impor berikutnya dan dapat dibuka "
        "kembali. Tidak ada usaha yang digabung atau dihapus.",
        "Pairs are listed by Import a survey in impor_ganda. A decision stays in later imports and can be opened "
        "again. No business is merged or removed.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting("PAIR", Text("Pasangan", "Pair"), Text("ID dari impor_ganda.", "An id from impor_ganda.")),
        Choice(
            "CHOICE",
            Text("Keputusan", "Decision"),
            options=(
                Option("different", Text("Usaha berbeda", "Different businesses")),
                Option("same", Text("Usaha yang sama", "The same business")),
                Option("open", Text("Belum diputuskan", "Not decided")),
            ),
            default="different",
        ),
    ),
    outputs=(
        Number("N_DECIDED", Text("Pasangan diputuskan", "Pairs decided")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("ganda", "duplicate", "impor", "import", "keputusan", "decision"),
)
