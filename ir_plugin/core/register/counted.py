"""Which businesses of a register are counted, in which period, and by which rules their classes were given."""

from __future__ import annotations

import sqlite3
from typing import List, Optional

from ..errors import UserError
from ..industry.class_rules import DRAFT
from ..texts import Text

NO_PERIOD = Text(
    "Tidak ada pengamatan periode {period}; periode yang ada: {periods}.",
    "There are no observations of the period {period}; there are: {periods}.",
)
COUNTED_ONES = "WHERE u.lapangan_usaha = 'IND' AND u.status_usaha IN ('AKT', 'MUS') AND u.kode_desa IS NOT NULL"
"""The condition in SQL, for the table ir_usaha AS u."""

COUNTED_WORDS = Text(
    "Yang dihitung: usaha industri pengolahan yang aktif atau musiman, berada di sebuah desa/kelurahan, dan diamati "
    "pada periode itu.",
    "Counted are manufacturers that are active or seasonal, have a village and were observed in the period.",
)


def periods_of(connection: sqlite3.Connection) -> List[str]:
    """The periods with observations, in their order."""
    return [row[0] for row in connection.execute("SELECT DISTINCT periode FROM ir_pengamatan ORDER BY periode")]


def period_of(connection: sqlite3.Connection, wanted: Optional[str] = None) -> Optional[str]:
    """The wanted period, the latest one without a wish, None where there is none. UserError for one that is not
    there."""
    periods = periods_of(connection)
    if wanted and wanted not in periods:
        raise UserError(NO_PERIOD, period=wanted, periods=", ".join(periods) or "-")
    return wanted or (periods[-1] if periods else None)


def status_of_rules(connection: sqlite3.Connection, period: Optional[str]) -> Optional[str]:
    """The status of the rules that gave the classes of a period, a draft before others; None where none did."""
    query = " ".join(
        (
            "SELECT k.status FROM ir_pengamatan AS a JOIN aturan_kelas AS k ON k.versi = a.versi_aturan",
            "WHERE a.periode = ? AND a.kelas_akhir IS NULL AND a.kelas_hitung IS NOT NULL",
            "GROUP BY k.status ORDER BY k.status != ?",
        )
    )
    found = connection.execute(query, (period, DRAFT)).fetchone()
    return str(found[0]) if found else None
