"""The rules of owners, of their consent, and of businesses that may be one."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from itertools import islice
from typing import Dict, Iterable, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from ...industry.checks.people_rules import YOUNGEST
from ...industry.cleaning.persons import bare_name_key, bare_name_words, clean_nik, clean_phone, clean_sex
from ...industry.privacy.consent import NAME, VALID, state_of
from ...industry.privacy.profiles import PROFILES, PUBLIC
from ...industry.regions import name_key
from ..consents import consents_by_owner
from ..survey.identities import Person
from .findings import Finding, finding

RULES = ("Q09a", "Q09b", "Q09c", "Q09d", "Q20a", "Q20b", "Q22", "Q24")

NAMED = 5
"""So many earlier businesses a finding names, lest a group of n be told n times n."""

_OWNERS = "SELECT pemilik_id, nik, jenis_kelamin, tahun_lahir, no_hp FROM ir_pemilik ORDER BY pemilik_id"
_BUSINESSES = """SELECT u.kode_usaha, u.usaha_id, u.kode_desa, coalesce(d.produk_kode, d.nama_produk_asli, ''),
p.pemilik_id, p.nama_lengkap, p.nik, p.no_hp FROM ir_usaha AS u JOIN ir_pemilik AS p USING (pemilik_id)
LEFT JOIN ir_produk AS d ON d.usaha_id = u.usaha_id AND d.utama = 1 WHERE u.kode_desa IS NOT NULL
ORDER BY u.kode_usaha"""
_DECIDED = "SELECT usaha_a, usaha_b FROM impor_ganda WHERE status = 'BEDA'"
_SUSPECTED = """SELECT max(a.kode_usaha, b.kode_usaha), min(a.kode_usaha, b.kode_usaha) FROM impor_ganda AS g
JOIN ir_usaha AS a ON a.usaha_id = g.usaha_a JOIN ir_usaha AS b ON b.usaha_id = g.usaha_b WHERE g.status != 'BEDA'"""


class _Business(NamedTuple):
    code: str
    id: str
    product: str
    owner: Person


def found_among_people(connection: sqlite3.Connection, today: str) -> Iterator[Finding]:
    """The findings of RULES. today: the date (ISO 8601) by which ages are reckoned and consent counts."""
    year, holders = int(today[:4]), defaultdict(list)
    for owner, nik, sex, born, phone in connection.execute(_OWNERS):
        yield from _of_nik(owner, nik or "", sex, born, year)
        if nik:
            holders[nik].append(owner)
        if phone and _is_impossible(phone):
            yield finding("Q24", "ir_pemilik", owner, "no_hp", phone)
    for nik, owners in holders.items():
        for owner in owners[1:]:
            yield finding("Q20a", "ir_pemilik", owner, "nik", nik, owners[0])
    yield from _twice(connection)
    yield from _without_consent(connection, today)


def _of_nik(owner: str, nik: str, sex: str, born: Optional[int], year: int) -> Iterator[Finding]:
    cleaned = clean_nik(nik)
    if not nik:
        return
    if cleaned.problem:
        rule = "Q09b" if len(nik) == 16 and nik.endswith("000") else "Q09a"
        yield finding(rule, "ir_pemilik", owner, "nik", nik)
        return
    by_nik = clean_sex("", nik).value
    if by_nik and sex in ("L", "P") and sex != by_nik:
        yield finding("Q09c", "ir_pemilik", owner, "jenis_kelamin", sex, by_nik)
    digits = int(nik[10:12])
    if born and born % 100 != digits:
        told = 2000 + digits if 2000 + digits <= year - YOUNGEST else 1900 + digits
        yield finding("Q09d", "ir_pemilik", owner, "tahun_lahir", born, told)


def _is_impossible(phone: str) -> bool:
    """Whether a number cannot be dialled; of those of other countries the schema knows all that can be known."""
    return phone.startswith("+62") and clean_phone(phone).value != phone


def _twice(connection: sqlite3.Connection) -> Iterator[Finding]:
    """Each business that may be an earlier one once more: what an import suspected, or the same phone or name, village
    and product; not those that somebody has told apart. Of many earlier ones the first are named."""
    apart = {frozenset(pair) for pair in connection.execute(_DECIDED)}
    ids = dict(connection.execute("SELECT kode_usaha, usaha_id FROM ir_usaha").fetchall())
    twins: Dict[str, Set[str]] = defaultdict(set)
    for group in _alike(connection):
        for at, later in enumerate(group):
            earlier = (
                one.code
                for one in islice(group, at)
                if one.owner.may_be(later.owner) and frozenset((one.id, later.id)) not in apart
            )
            twins[later.code].update(islice(earlier, NAMED + 1))
    for code, earlier_one in connection.execute(_SUSPECTED):
        twins[code].add(earlier_one)
    for code in sorted(code for code, found in twins.items() if found):
        named = sorted(twins[code])
        more = ["…"] if len(named) > NAMED else []
        yield finding("Q20b", "ir_usaha", ids[code], None, ", ".join([*named[:NAMED], *more]))


def _alike(connection: sqlite3.Connection) -> Iterable[Sequence[_Business]]:
    """Businesses that are worth comparing, in the order of their codes. Those of one phone by each word of the owner's
    name, for the phone of a cooperative stands for hundreds of people."""
    groups: Dict[Tuple[str, ...], List[_Business]] = defaultdict(list)
    for code, business, village, product, owner, name, nik, phone in connection.execute(_BUSINESSES):
        row = _Business(code, business, name_key(product), Person(owner, name, nik, phone, village))
        words = set(bare_name_words(name)) if phone else ()
        for key in (*((phone, word) for word in words), ("", bare_name_key(name))):
            if key[1]:
                groups[(*key, village, row.product)].append(row)
    return groups.values()


def _without_consent(connection: sqlite3.Connection, today: str) -> Iterator[Finding]:
    """Owners whom a public export cannot name, once such an export has been asked for."""
    if not connection.execute("SELECT 1 FROM log_ekspor WHERE profil = ? LIMIT 1", (PUBLIC,)).fetchone():
        return
    consents, purposes = consents_by_owner(connection), PROFILES[PUBLIC].purposes
    query = "SELECT DISTINCT pemilik_id FROM ir_usaha WHERE pemilik_id IS NOT NULL ORDER BY pemilik_id"
    for (owner,) in connection.execute(query):
        state = state_of(consents.get(owner, ()), purposes, NAME, today)
        if state != VALID:
            yield finding("Q22", "ir_pemilik", owner, None, state)
