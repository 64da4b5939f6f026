"""What waits for a person: findings of the checks, conflicts of merges, possible duplicates, as rows to show."""

from __future__ import annotations

from typing import List, NamedTuple, Optional

from .checks.bookkeeping import REPAIRED
from .data_quality import BUSINESS_OF
from .geopackage import reading
from .packages.conflicts import OPEN, Listed, open_conflicts


class FoundRow(NamedTuple):
    """A finding that is new or accepted, with the business and village that it leads to, where there are any."""

    id: str
    rule: str
    level: str
    status: str
    table: str
    row: str
    field: Optional[str]
    value: Optional[str]
    proposal: Optional[str]
    reason: Optional[str]
    business: Optional[str]
    code: Optional[str]
    name: Optional[str]
    village: Optional[str]
    village_name: Optional[str]


class PairRow(NamedTuple):
    """Two businesses that may be one; likeness: of the owners' names, 0 to 1. What tells them apart in words: code,
    owner, product, village, with signs between them."""

    id: str
    reason: str
    likeness: Optional[float]
    first: str
    second: str
    first_words: str
    second_words: str


class ConflictRow(NamedTuple):
    """A conflict, and its business by id and in words, which are code and name; None and "" where it has none."""

    conflict: Listed
    business: Optional[str]
    words: str


_LEVELS = "CASE t.tingkat WHEN 'GALAT' THEN 0 WHEN 'PERINGATAN' THEN 1 ELSE 2 END"
_FINDINGS = " ".join(
    ("WITH", BUSINESS_OF)
    + ("SELECT temuan_id, kode_aturan, t.tingkat, t.status, tabel, t.baris_id, kolom, nilai_lama, usulan, alasan,",)
    + ("u.usaha_id, u.kode_usaha, u.nama_usaha, u.kode_desa, d.nama FROM qa_temuan AS t LEFT JOIN usaha",)
    + ("USING (baris_id) LEFT JOIN ir_usaha AS u USING (usaha_id) LEFT JOIN ref_wilayah AS d",)
    + ("ON d.kode_dagri = u.kode_desa WHERE t.status != ? ORDER BY", _LEVELS, ", kode_aturan, u.kode_usaha, temuan_id")
)
_OF_CONFLICTS = " ".join(
    ("WITH", BUSINESS_OF)
    + ("SELECT DISTINCT baris_id, u.usaha_id, u.kode_usaha || coalesce(' · ' || u.nama_usaha, '')",)
    + ("FROM gabung_konflik AS k JOIN usaha USING (baris_id)",)
    + ("JOIN ir_usaha AS u USING (usaha_id) WHERE k.status = ?",)
)
_WORDS = """SELECT u.usaha_id, u.kode_usaha || ' · ' || coalesce(p.nama_lengkap, '?') || ' · '
|| coalesce(baku.nama_id, d.nama_produk_asli, '?') || ' · ' || coalesce(desa.nama, '?') AS kata FROM ir_usaha AS u
LEFT JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id
LEFT JOIN ir_produk AS d ON d.usaha_id = u.usaha_id AND d.utama = 1
LEFT JOIN ref_produk AS baku ON baku.produk_kode = d.produk_kode
LEFT JOIN ref_wilayah AS desa ON desa.kode_dagri = u.kode_desa
WHERE u.usaha_id IN (SELECT usaha_a FROM impor_ganda UNION SELECT usaha_b FROM impor_ganda)"""
_PAIRS = " ".join(
    ("SELECT g.ganda_id, g.alasan, g.kemiripan, g.usaha_a, g.usaha_b, a.kata, b.kata FROM impor_ganda AS g JOIN (",)
    + (_WORDS, ") AS a ON a.usaha_id = g.usaha_a JOIN (", _WORDS, ") AS b ON b.usaha_id = g.usaha_b")
    + ("WHERE g.status = 'BARU' ORDER BY g.kemiripan DESC, g.ganda_id",)
)


def finding_rows(path: str) -> List[FoundRow]:
    """The findings, errors first, then by rule and business. UserError where the register cannot be read."""
    with reading(path) as connection:
        return [FoundRow(*row) for row in connection.execute(_FINDINGS, (REPAIRED,))]


def pair_rows(path: str) -> List[PairRow]:
    """The pairs that nobody has decided, the most alike first; those of which a business is gone are left out."""
    with reading(path) as connection:
        return [PairRow(*row) for row in connection.execute(_PAIRS)]


def conflict_rows(path: str) -> List[ConflictRow]:
    """The conflicts that nobody has decided. UserError where the register cannot be read."""
    with reading(path) as connection:
        businesses = {row: (business, words) for row, business, words in connection.execute(_OF_CONFLICTS, (OPEN,))}
        return [ConflictRow(each, *businesses.get(each.row, (None, ""))) for each in open_conflicts(connection)]
