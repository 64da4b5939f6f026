"""The clusters that a register keeps as results, and those of their members that may be named."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from typing import Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...industry.disaggregated_tables import ALL
from ...industry.privacy.gate import Candidate, gate
from ...industry.privacy.profiles import Profile
from ...industry.products import PRODUCTS
from ...texts import Text, joined, same
from ..disaggregated.counts import DISTRICT_LENGTH, REGENCY_LENGTH
from ..disaggregated.pages import HIDDEN
from ..exports.candidates import candidates
from ..geopackage import quoted
from ..industry_codes import industry_codes
from ..run_records import Run
from ..summary_view import NAME as SUMMARY

KEY, NAME = "usaha_id", "nama_usaha"
FOUND_BY = {
    "densityclusters": (("klaster_spasial", Text("Kepadatan", "Density")),),
    "sentra": (
        ("sentra_pp29", Text("Kandidat sentra, PP 29/2018", "Candidate sentra, PP 29/2018")),
        ("sentra_bps20", Text("Kandidat sentra, BPS", "Candidate sentra, BPS")),
    ),
}
"""By method the columns that number the cluster of a business, and what makes it one."""

SEVERAL = Text("beberapa produk", "several products")
_PRODUCTS = {each.code: Text(each.name_id, each.name_en) for each in PRODUCTS}

Shown = Callable[[Optional[str], str], bool]
"""Whether the tables tell the number of businesses of an industry (its KBLI code) in a district or regency."""


class Cluster(NamedTuple):
    """kind: what makes it one. places: the villages in words, the regencies where the number may not be told.
    businesses: how many; None where that may not be told. named: the members whose owners allow their name to be told,
    by name."""

    kind: Text
    product: Text
    places: Text
    businesses: Optional[int]
    named: Tuple[str, ...]


def clusters(
    connection: sqlite3.Connection,
    runs: Iterable[Run],
    region: str,
    profile: Profile,
    least: Optional[int],
    on: str,
    shown: Shown,
) -> List[Cluster]:
    """The clusters with a member in the region (its code, "" for all), largest first; by consent on a day (ISO 8601).

    A business that has gone from the register since is no member any more. Size and villages of a cluster are told
    where the tables tell the numbers that its members are part of, for they would tell a least number of what is kept
    back; else the regencies, where the tables tell their numbers.
    """
    known = {each.values[KEY]: each for each in candidates(connection, "id")}
    industries = industry_codes(connection)
    found = []
    for layer, column, kind in _layers(connection, runs):
        for members in _members(connection, layer, column, known):
            if any((each.values["kode_desa"] or ALL).startswith(region) for each in members):
                in_districts, in_regencies = (
                    _all_shown(members, industries, shown, length) for length in (DISTRICT_LENGTH, REGENCY_LENGTH)
                )
                tells = in_districts and (least is None or len(members) >= least)
                places = _places(members) if tells else _regencies(members) if in_regencies else HIDDEN
                named = {str(row[NAME]) for row in gate(members, profile, on, least or 1).rows if row.get(NAME)}
                found.append(_cluster(kind, members, places, tells, tuple(sorted(named))))
    return sorted(found, key=lambda each: (-(each.businesses or 0), each.kind.id, each.product.id, each.places.id))


def _layers(connection: sqlite3.Connection, runs: Iterable[Run]) -> List[Tuple[str, str, Text]]:
    """Layers of businesses with the columns that number their clusters."""
    found = []
    for run in runs:
        for layer in run.layers:
            columns = {row[1] for row in connection.execute(f"PRAGMA table_info({quoted(layer)})")}
            numbered = FOUND_BY.get(run.record.algorithm, ())
            found += [(layer, *each) for each in numbered if {KEY, each[0]} <= columns and layer != SUMMARY]
    return found


def _members(
    connection: sqlite3.Connection, layer: str, column: str, known: Mapping[str, Candidate]
) -> List[List[Candidate]]:
    """The members of each cluster of a layer."""
    parts = ("SELECT", quoted(column), ", usaha_id FROM", quoted(layer), "WHERE", quoted(column), "IS NOT NULL")
    groups: Dict[int, List[Candidate]] = defaultdict(list)
    for number, key in connection.execute(" ".join(parts)):
        if key in known:
            groups[number].append(known[key])
    return list(groups.values())


def _all_shown(
    members: Sequence[Candidate], industries: Mapping[str, Optional[str]], shown: Shown, length: int
) -> bool:
    """Whether the tables tell the numbers of all the members' industries in their regions with codes of a length."""
    return all(shown(industries.get(each.values[KEY]), (each.values["kode_desa"] or ALL)[:length]) for each in members)


def _cluster(kind: Text, members: Sequence[Candidate], places: Text, tells: bool, named: Tuple[str, ...]) -> Cluster:
    codes = Counter(each.values["produk_kode"] for each in members)
    product = _PRODUCTS.get(next(iter(codes)) or "", SEVERAL) if len(codes) == 1 else SEVERAL
    return Cluster(kind, product, places, len(members) if tells else None, named)


def _places(members: Sequence[Candidate]) -> Text:
    """The villages with most members first, with the district behind those that lie in it."""
    villages = Counter((each.values["kecamatan"], each.values["desa"]) for each in members if each.values["desa"])
    by_district: Dict[str, List[str]] = defaultdict(list)
    for (district, village), _ in sorted(villages.items(), key=lambda each: (-each[1], each[0])):
        by_district[district].append(village)
    words = [
        Text("{villages} (Kec. {district})", "{villages} ({district} District)").format(
            villages=", ".join(names), district=district
        )
        for district, names in by_district.items()
    ]
    return joined(words, "; ") if words else same("–")


def _regencies(members: Sequence[Candidate]) -> Text:
    """The regencies with most members first."""
    found = Counter(each.values["kabupaten"] for each in members if each.values["kabupaten"])
    names = [name for name, _ in sorted(found.items(), key=lambda each: (-each[1], each[0]))]
    return joined([same(name) for name in names], "; ") if names else same("–")
