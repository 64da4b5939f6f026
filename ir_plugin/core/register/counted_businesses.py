"""Which businesses of a register are counted as home industries, and of which period."""

from __future__ import annotations

import sqlite3
from typing import List, Optional

from ..errors import UserError
from ..texts import Text
from .small_counts import Business
from .summary_view import workers

COUNTED_ONES = "WHERE u.lapangan_usaha = 'IND' AND u.status_usaha IN ('AKT', 'MUS') AND u.kode_desa IS NOT NULL"
"""A condition in SQL on a business ``u``."""

NO_PERIOD = Text(
    "Tidak ada pengamatan periode {period}; periode yang ada: {periods}.",
    "There are no observations of the period {period}; there are: {periods}.",
)


def period_of(connection: sqlite3.Connection, wanted: Optional[str] = None) -> Optional[str]:
    """The period that is wanted, else the latest; None where nothing has been observed. UserError for one without
    observations."""
    periods = [row[0] for row in connection.execute("SELECT DISTINCT periode FROM ir_pengamatan ORDER BY periode")]
    if wanted and wanted not in periods:
        raise UserError(NO_PERIOD, period=wanted, periods=", ".join(periods) or "-")
    return wanted or (periods[-1] if periods else None)


def counted_businesses(connection: sqlite3.Connection, period: Optional[str]) -> List[Business]:
    """The active or seasonal manufacturers that were observed in the period and have a village."""
    query = " ".join(
        (
            "SELECT u.kode_desa, coalesce(p.jenis_kelamin, 'X'), r.produk_kode,",
            "coalesce(a.kelas_akhir, a.kelas_hitung, a.kelas_petugas),",
            f"{workers('l', 'a')}, {workers('p', 'a')}, u.usaha_id",
            "FROM ir_usaha AS u JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id AND a.periode = ?",
            "LEFT JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id",
            "LEFT JOIN ir_produk AS r ON r.usaha_id = u.usaha_id AND r.utama = 1",
            COUNTED_ONES,
        )
    )
    return [Business(*row) for row in connection.execute(query, (period,))]
