"""The businesses that the catalogue lists, each with what its owner allows today."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import AbstractSet, Any, Dict, FrozenSet, List, Mapping, NamedTuple, Optional, Tuple

from ..industry.privacy.columns import EXACT, POSITION
from ..industry.privacy.consent import first_end
from ..industry.privacy.free_texts import is_private
from ..industry.privacy.gate import NO_INDUSTRY, NO_PICTURE, NUMBERS, ROW, Candidate, Point, gate
from ..industry.privacy.profiles import CATALOGUE
from ..register.exports.candidates import candidates
from .photos import photo_name
from .public_ids import public_id

FIELDS: Mapping[str, str] = {
    "id": "id",
    "name": "nama_usaha",
    "owner": "pemilik",
    "village": "kode_desa",
    "point_is_exact": POSITION,
    "lon": "bujur",
    "lat": "lintang",
    "address": "alamat",
    "phone": "no_hp",
    "products": "produk_semua",
    "brand": "merek",
    "sex": "jenis_kelamin",
    "sector": "cabang_ikm",
    "licences": "izin",
    "photo": "foto",
    "description": "produk_asli",
}
"""What the page knows of a business, and the column of the register's exports that it comes from."""

LISTS = ("products", "licences")
FREE_TEXTS = ("name", "owner", "address", "brand", "description")
DECIMALS = 5
"""Of degrees: about a metre."""

_INDUSTRY = "IND"


class Directory(NamedTuple):
    """rows: by the names of FIELDS, None where a value is not known or not allowed; in the order of their ids.

    photos: the file in the register's folder, by public id. listed: their usaha_id, which stay inside. left_out: see
    ``gate``. until: the first day (ISO 8601) after which one of their consents is over; None where none ends.
    """

    rows: List[Dict[str, Any]]
    photos: Mapping[str, str]
    listed: FrozenSet[str]
    left_out: Mapping[Tuple[str, str], int]
    until: Optional[str]

    def without_photos(self, ids: AbstractSet[str]) -> Directory:
        """The same where the photos of these businesses cannot be shown."""
        if not ids:
            return self
        rows = [{**row, "photo": None} if row["id"] in ids else row for row in self.rows]
        return self._replace(rows=rows, left_out={**self.left_out, (FIELDS["photo"], NO_PICTURE): len(ids)})


def directory(
    connection: sqlite3.Connection, secret: str, on: str, points: Mapping[str, Point], language: str = "id"
) -> Directory:
    """What a register lets out on a day (ISO 8601). points: of the villages that the reference does not know."""
    left_out: Counter[Tuple[str, str]] = Counter()
    asking, ids = [], {}
    products = _products(connection)
    for each in candidates(connection, language):
        business = each.values["usaha_id"]
        if each.values["lapangan_usaha"] != _INDUSTRY:
            left_out[ROW, NO_INDUSTRY] += 1
            continue
        own = public_id(secret, business)
        ids[own] = business
        asking.append(_candidate(each, own, products.get(business), points))
    passed = gate(asking, CATALOGUE, on)
    left_out.update(passed.left_out)
    rows = [_row(values, point, left_out) for values, point in zip(passed.rows, passed.points)]
    rows.sort(key=lambda row: str(row["id"]))
    photos = {row["id"]: row["photo"] for row in rows if row["photo"]}
    for row in rows:
        row["photo"] = photo_name(row["id"]) if row["photo"] else None
    listed = {row["id"] for row in rows}
    ends = (first_end(each.consents, CATALOGUE.purposes, on) for each in asking if each.values["id"] in listed)
    until = min((each for each in ends if each), default=None)
    return Directory(rows, photos, frozenset(ids[own] for own in listed), left_out, until)


def _candidate(each: Candidate, own: str, products: Optional[str], points: Mapping[str, Point]) -> Candidate:
    values = {**each.values, "id": own, "produk_semua": products}
    village_point = each.village_point or points.get(each.values["kode_desa"] or "")
    return each._replace(values=values, village_point=village_point)


def _products(connection: sqlite3.Connection) -> Mapping[str, str]:
    """The codes of the products of each business, the main one first."""
    query = "SELECT usaha_id, produk_kode FROM ir_produk WHERE produk_kode IS NOT NULL ORDER BY utama DESC, fid"
    found: Dict[str, Dict[str, None]] = defaultdict(dict)
    for business, code in connection.execute(query):
        found[business][code] = None
    return {business: ", ".join(codes) for business, codes in found.items()}


def _row(values: Mapping[str, Any], point: Optional[Point], left_out: Counter[Tuple[str, str]]) -> Dict[str, Any]:
    row: Dict[str, Any] = {name: values.get(column) for name, column in FIELDS.items()}
    for name in FREE_TEXTS:
        if row[name] is not None and is_private(row[name]):
            left_out[FIELDS[name], NUMBERS] += 1
            row[name] = None
    for name in LISTS:
        row[name] = row[name].split(", ") if row[name] else []
    row["point_is_exact"] = values[POSITION] == EXACT
    row["lon"], row["lat"] = (round(each, DECIMALS) for each in point) if point else (None, None)
    return row
