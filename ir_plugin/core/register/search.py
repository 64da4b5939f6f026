"""Finding a business, its owner or a village by a part of the name."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Iterator, List, Tuple

from ..texts import Text
from .geopackage import reading

BUSINESS, OWNER, VILLAGE = "business", "owner", "village"
KINDS = {
    BUSINESS: Text("Usaha", "Business"),
    OWNER: Text("Pemilik", "Owner"),
    VILLAGE: Text("Desa/kelurahan", "Village"),
}
SHORTEST = 2
"""Letters before a search is worth its while."""

_BUSINESSES = """SELECT u.usaha_id, u.nama_usaha, u.kode_usaha, w.nama FROM ir_usaha AS u
LEFT JOIN ref_wilayah AS w ON w.kode_dagri = u.kode_desa
WHERE u.nama_usaha LIKE ?1 ESCAPE '\\' OR u.kode_usaha LIKE ?1 ESCAPE '\\'
ORDER BY u.nama_usaha LIKE ?2 ESCAPE '\\' DESC, u.nama_usaha, u.kode_usaha LIMIT ?3"""
_OWNERS = """SELECT u.usaha_id, p.nama_lengkap, u.nama_usaha, w.nama FROM ir_pemilik AS p
JOIN ir_usaha AS u ON u.pemilik_id = p.pemilik_id LEFT JOIN ref_wilayah AS w ON w.kode_dagri = u.kode_desa
WHERE p.nama_lengkap LIKE ?1 ESCAPE '\\'
ORDER BY p.nama_lengkap LIKE ?2 ESCAPE '\\' DESC, p.nama_lengkap, u.kode_usaha LIMIT ?3"""
_VILLAGES = """SELECT w.kode_dagri, w.nama, a.nama, b.nama FROM ref_wilayah AS w
LEFT JOIN ref_wilayah AS a ON a.kode_dagri = w.induk LEFT JOIN ref_wilayah AS b ON b.kode_dagri = a.induk
WHERE w.tingkat = '4' AND (w.nama LIKE ?1 ESCAPE '\\' OR w.kode_dagri LIKE ?2 ESCAPE '\\')
ORDER BY w.nama LIKE ?2 ESCAPE '\\' DESC, w.nama, w.kode_dagri LIMIT ?3"""
QUERIES = {BUSINESS: _BUSINESSES, OWNER: _OWNERS, VILLAGE: _VILLAGES}


@dataclass(frozen=True)
class Found:
    """One hit. key: the ``usaha_id`` of a business or an owner, the code of a village. where: what tells it apart."""

    kind: str
    key: str
    name: str
    where: str

    @property
    def table(self) -> str:
        """The table that holds the key."""
        return "ref_wilayah" if self.kind == VILLAGE else "ir_usaha"


def search(path: str, text: str, limit: int = 20) -> List[Found]:
    """What the register holds with the text in its name, villages first, then businesses, then owners; at most
    ``limit`` of each kind, those that begin with it first. UserError where the register cannot be read."""
    if len(text.strip()) < SHORTEST:
        return []
    with reading(path) as connection:
        return [each for kind in (VILLAGE, BUSINESS, OWNER) for each in _hits(connection, kind, text.strip(), limit)]


def region_names(path: str) -> List[Tuple[str, str]]:
    """Code and name of every region of the register. UserError where it cannot be read."""
    with reading(path) as connection:
        return connection.execute("SELECT kode_dagri, nama FROM ref_wilayah").fetchall()


def _hits(connection: sqlite3.Connection, kind: str, text: str, limit: int) -> Iterator[Found]:
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, "\\" + sign)
    for key, name, *where in connection.execute(QUERIES[kind], (f"%{text}%", f"{text}%", limit)):
        yield Found(kind, key, name, ", ".join(each for each in where if each))
