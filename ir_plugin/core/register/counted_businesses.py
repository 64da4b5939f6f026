"""What is counted of each business of a register."""

from __future__ import annotations

import sqlite3
from typing import List, Optional

from .counted import COUNTED_ONES
from .data_quality import facts_told, open_findings
from .small_counts import Business
from .summary_view import workers


def counted_businesses(connection: sqlite3.Connection, period: Optional[str]) -> List[Business]:
    """The active or seasonal manufacturers that were observed in the period and have a village."""
    query = " ".join(
        (
            "SELECT u.kode_desa, coalesce(p.jenis_kelamin, 'X'), r.produk_kode,",
            "coalesce(a.kelas_akhir, a.kelas_hitung, a.kelas_petugas),",
            f"{workers('l', 'a')}, {workers('p', 'a')},",
            "(SELECT group_concat(k.layanan) FROM ir_kebutuhan AS k",
            "WHERE k.usaha_id = u.usaha_id AND k.periode = a.periode), u.usaha_id, p.penguasaan_ti",
            "FROM ir_usaha AS u JOIN ir_pengamatan AS a ON a.usaha_id = u.usaha_id AND a.periode = ?",
            "LEFT JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id",
            "LEFT JOIN ir_produk AS r ON r.usaha_id = u.usaha_id AND r.utama = 1",
            COUNTED_ONES,
        )
    )
    facts, findings = facts_told(connection), open_findings(connection)
    rows = connection.execute(query, (period,))
    return [
        Business._make(
            (*told, frozenset((needs or "").split(",")) - {""}, key, it, facts.get(key, 0), findings.get(key, 0))
        )
        for *told, needs, key, it in rows
    ]
