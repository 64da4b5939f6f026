"""Who is who: which rows of a survey mean the same person or business, in the workbook and in the register."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Set, Tuple

from ...industry.cleaning.persons import bare_name_key, bare_name_words
from ...industry.regions import name_key
from .records import REASONS, SurveyRecord

NAMESPACE = uuid.UUID("6f7c2f0e-3b0a-5c8e-9c61-1d2a6b1f4e20")
"""Ids are derived from what identifies a business, so that registers of two offices that import a row agree."""

_PERSONS = """SELECT p.pemilik_id, p.nama_lengkap, p.nik, p.no_hp, u.kode_desa FROM ir_pemilik AS p
LEFT JOIN ir_usaha AS u ON u.pemilik_id = p.pemilik_id"""
_BUSINESSES = """SELECT u.usaha_id, u.pemilik_id, u.kode_desa, d.produk_kode, d.nama_produk_asli FROM ir_usaha AS u
JOIN ir_produk AS d ON d.usaha_id = u.usaha_id AND d.utama = 1"""


class Person(NamedTuple):
    """What tells a person from others."""

    id: str
    name: str
    nik: Optional[str]
    phone: Optional[str]
    village: str

    def met_by(self) -> Iterator[Tuple[str, ...]]:
        """Under what the person may be met again."""
        if self.nik:
            yield "nik", self.nik
        if self.phone:
            yield "no_hp", self.phone
        yield "nama", bare_name_key(self.name), self.village

    def may_be(self, other: Person) -> bool:
        """Whether two people who share a key may be one: a NIK decides where both have one, then the phone; and the
        names have a word in common, for one phone often stands for a whole village."""
        if not set(bare_name_words(self.name)) & set(bare_name_words(other.name)):
            return False
        for own, others in ((self.nik, other.nik), (self.phone, other.phone)):
            if own and others:
                return own == others
        return True


class Identities:
    """The people and businesses that are known, first those of the register."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._people: Dict[Tuple[str, ...], List[Person]] = {}
        self._ids: Set[str] = set()
        for row in connection.execute(_PERSONS):
            self._know(Person(row[0], row[1], row[2], row[3], row[4] or ""))
        self._businesses: Dict[Tuple[str, str, str], str] = {}
        for business, owner, village, code, text in connection.execute(_BUSINESSES):
            self._businesses[owner, village, code or name_key(text)] = business
        self._ids.update(each for (each,) in connection.execute("SELECT usaha_id FROM ir_usaha"))
        self._first: Dict[str, SurveyRecord] = {}

    def identify(self, records: Sequence[SurveyRecord]) -> None:
        """Gives every record that is not rejected its ids; a business that stands in the survey twice is taken once,
        and the later row says which one it repeats."""
        for record in records:
            if record.rejection:
                continue
            owner_id = self._person(record)
            business_id = self._business(record, owner_id)
            earlier = self._first.setdefault(business_id, record)
            if earlier is not record:
                words = REASONS["ganda"].format(sheet=earlier.row.sheet, row=earlier.row.number)
                record.rejection = ("ganda", words)
                continue
            _give_ids(record, owner_id, business_id)
        _share_owners(records)

    def _person(self, record: SurveyRecord) -> str:
        owner = record.tables["ir_pemilik"]
        name, nik, phone = owner["nama_lengkap"], owner["nik"], owner["no_hp"]
        known_by = (nik or phone or record.village, bare_name_key(name))
        person = Person(derived_id("pemilik", *known_by), name, nik, phone, record.village)
        if person.id not in self._ids:
            others = (each for key in person.met_by() for each in self._people.get(key, ()))
            same = next((each for each in others if each.may_be(person)), None)
            person = person._replace(id=same.id) if same else person
        self._know(person)
        return person.id

    def _know(self, person: Person) -> None:
        self._ids.add(person.id)
        for key in person.met_by():
            self._people.setdefault(key, []).append(person)

    def _business(self, record: SurveyRecord, owner_id: str) -> str:
        key = (owner_id, record.village, record.product_key)
        derived = derived_id("usaha", *key)
        if derived in self._ids:
            return derived
        return self._businesses.setdefault(key, derived)


def _give_ids(record: SurveyRecord, owner_id: str, business_id: str) -> None:
    record.business_id = business_id
    record.tables["ir_pemilik"]["pemilik_id"] = owner_id
    record.tables["ir_usaha"]["pemilik_id"] = owner_id
    for table in ("ir_usaha", "ir_pengamatan", "ir_produk"):
        record.tables[table]["usaha_id"] = business_id


def _share_owners(records: Sequence[SurveyRecord]) -> None:
    """The rows of one owner say the same about that owner: what the first says, filled up by the others."""
    owners: Dict[str, Dict[str, Any]] = {}
    for record in records:
        if record.rejection:
            continue
        row = record.tables["ir_pemilik"]
        known = owners.setdefault(row["pemilik_id"], row)
        known.update({name: value for name, value in row.items() if known.get(name) is None})
        record.tables["ir_pemilik"] = known


def derived_id(*parts: str) -> str:
    """The same id for the same parts, everywhere."""
    return str(uuid.uuid5(NAMESPACE, "|".join(parts)))
