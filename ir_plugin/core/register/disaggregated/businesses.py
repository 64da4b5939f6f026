"""The businesses that the tables count, with what is known of each."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from pathlib import Path
from typing import Any, Collection, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Set, Tuple

from ...industry.disaggregated_tables import SEXES
from ...industry.disaggregated_tables.declaration import (
    AGE,
    BEFORE,
    CAPITAL,
    CHANNEL,
    CLASS,
    CREDIT,
    DISABILITY,
    EDUCATION,
    HEAD,
    KBLI,
    LICENCE,
    MIGRANT,
    SERVICE,
    YES,
)
from ...industry.disaggregated_tables.rows import CLASSLESS, NEW, OTHER_INDUSTRY, PAY_LABELS, age_band
from ...industry.kbli import GROUPS
from ..class_answers import LICENCES
from ..counted import COUNTED_ONES
from ..industry_codes import WITH_INDUSTRY_CODES

NO_DISABILITY = ("TDK", "X")
UNKNOWN_EDUCATION = "9"
_QUERY = Path(__file__).parent / "businesses.sql"
_SERVICES = "SELECT usaha_id, layanan, coalesce(substr(tanggal, 1, 4), '') FROM ir_pendampingan"

Codes = Optional[FrozenSet[str]]
"""The codes of a fact; None where the business did not answer."""


class Business(NamedTuple):
    """What is counted of a business. sex: of its owner. facts: by the names of FACTS. workers: by pay and sex."""

    village: str
    sex: str
    facts: Mapping[str, Codes]
    workers: Mapping[Tuple[str, str], int]


def businesses(connection: sqlite3.Connection, period: str, before: Optional[str]) -> List[Business]:
    """Those counted in a period. before: the period with which classes are compared, None where there is none."""
    selected = _QUERY.read_text(encoding="utf-8")
    query = " ".join((WITH_INDUSTRY_CODES, selected, COUNTED_ONES, "ORDER BY u.usaha_id"))
    cursor = connection.execute(query, {"period": period, "before": before})
    names = [column[0] for column in cursor.description]
    year = period[:4]
    licences = _until(connection.execute(LICENCES), year)
    services = _until(connection.execute(_SERVICES), year)
    found = []
    for values in cursor:
        row = dict(zip(names, values))
        key = row["usaha_id"]
        facts = {**_facts(row, int(year)), LICENCE: frozenset(licences[key]), SERVICE: frozenset(services[key])}
        found.append(Business(row["kode_desa"], row["jenis_kelamin"], facts, _workers(row)))
    return found


def industry_group(code: Optional[str]) -> str:
    """The group of a KBLI code by which the tables count it."""
    group = (code or "")[:2]
    return group if group in GROUPS else OTHER_INDUSTRY


def _until(rows: Iterable[Tuple[str, str, str]], year: str) -> Mapping[str, Set[str]]:
    """By business the codes that it has by a year; without a date they count."""
    codes: Dict[str, Set[str]] = defaultdict(set)
    for business, code, since in rows:
        if since <= year:
            codes[business].add(code)
    return codes


def _facts(row: Mapping[str, Any], year: int) -> Dict[str, Codes]:
    born = row["tahun_lahir"]
    before = (row["kelas_lalu"] or CLASSLESS.code) if row["ada_lalu"] else NEW.code
    return {
        CLASS: _one(row["kelas_ir"] or CLASSLESS.code),
        AGE: _one(age_band(None if born is None else year - born)),
        EDUCATION: _one(row["pendidikan"] or UNKNOWN_EDUCATION),
        KBLI: _one(industry_group(row["kbli"])),
        CAPITAL: _several(row["sumber_modal"]),
        CREDIT: None if row["akses_kur"] is None else _if(row["akses_kur"]),
        CHANNEL: _several(row["kanal_pasar"]),
        HEAD: _if(row["kepala_keluarga"]),
        DISABILITY: _if((row["disabilitas"] or "X") not in NO_DISABILITY),
        MIGRANT: _if(row["purna_pmi"]),
        BEFORE: _one(before),
    }


def _one(code: str) -> Codes:
    return frozenset((code,))


def _if(told: Any) -> Codes:
    return frozenset((YES,)) if told else frozenset()


def _several(text: Optional[str]) -> Codes:
    return None if text is None else frozenset(text.strip("{}").split(",")) - {""}


def _workers(row: Mapping[str, Any]) -> Dict[Tuple[str, str], int]:
    each: Collection[Tuple[str, str]] = [(pay, sex) for pay in PAY_LABELS for sex in SEXES]
    return {(pay, sex): row[f"tk_{sex.lower()}_{pay}"] or 0 for pay, sex in each}
