"""What a register knows of each business in each period, as the classification asks for it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any, Dict, Iterable, Iterator, Mapping, NamedTuple, Optional, Set, Tuple

from ..industry.schema import TABLES
from ..industry.schema.declaration import TEXT

UNKNOWN = "TT"
"""The code by which lists say that nobody knows."""

LICENCES = """SELECT usaha_id, jenis, coalesce(substr(tanggal, 1, 4), '') FROM ir_legalitas
UNION SELECT usaha_id, 'PIRT', '' FROM ir_produk WHERE pirt_no IS NOT NULL
UNION SELECT usaha_id, 'HALAL', '' FROM ir_produk WHERE halal_no IS NOT NULL"""

OF_THE_BUSINESS = ("lokasi_produksi", "lapangan_usaha")
"""What the classification asks of the business itself."""
_ASKED = tuple(field.name for field in TABLES["ir_pengamatan"].fields if not field.computed)
_SEVERAL = {field.name for field in TABLES["ir_pengamatan"].fields if field.kind == TEXT and field.several}


class Observed(NamedTuple):
    """One row of ir_pengamatan. answers: by field, sets where several codes are allowed; licences as "legalitas"."""

    id: str
    business: str
    period: str
    sex: str
    decided: Optional[str]
    answers: Dict[str, Any]


def observed(connection: sqlite3.Connection) -> Iterator[Observed]:
    """Every observation by business and period. A licence counts from the year in which it was issued; where none is
    recorded the business has none."""
    licences: Dict[str, Set[Tuple[str, str]]] = defaultdict(set)
    for business, kind, year in connection.execute(LICENCES):
        licences[business].add((kind, year))
    columns = [f"a.{name}" for name in _ASKED] + [f"u.{name}" for name in OF_THE_BUSINESS]
    query = " ".join(
        (
            "SELECT coalesce(p.jenis_kelamin, 'X'),",
            ", ".join(columns),
            "FROM ir_pengamatan AS a JOIN ir_usaha AS u ON u.usaha_id = a.usaha_id",
            "LEFT JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id ORDER BY a.usaha_id, a.periode",
        )
    )
    names = [*_ASKED, *OF_THE_BUSINESS]
    for sex, *row in connection.execute(query):
        told = dict(zip(names, row))
        answers = answers_of(told, told, licences[told["usaha_id"]])
        key, business, period = (answers[name] for name in ("pengamatan_id", "usaha_id", "periode"))
        yield Observed(key, business, period, sex, answers["kelas_akhir"], answers)


def answers_of(
    row: Mapping[str, Any], business: Mapping[str, Any], licences: Iterable[Tuple[str, str]]
) -> Dict[str, Any]:
    """What one row of ir_pengamatan and its business answer. licences: each kind with the year from which it counts."""
    told = {**{name: business.get(name) for name in OF_THE_BUSINESS}, **{name: row.get(name) for name in _ASKED}}
    answers = {name: _answer(value, name in _SEVERAL) for name, value in told.items()}
    year = str(row.get("periode") or "")[:4]
    answers["legalitas"] = {kind for kind, since in licences if since <= year}
    return answers


def _answer(value: Any, several: bool) -> Any:
    if value == UNKNOWN:
        return None
    return set(value.strip("{}").split(",")) if several and value else value
