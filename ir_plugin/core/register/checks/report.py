"""The findings to look at: a layer that leads to the businesses, and a page of counts by office and rule."""

from __future__ import annotations

import sqlite3
import struct
from collections import Counter
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

from ...declaration import Column, LayerResult, Note
from ...documents import Block, Cell, Document, Paragraph, Table
from ...industry.checks import RULES
from ...industry.value_lists import VALUE_LISTS
from ...texts import Text, same
from ..geometry_blobs import POINT, point_of
from ..named_regions import NamedRegions
from ..village_points import Point, village_points
from .bookkeeping import ACCEPTED
from .findings import Finding, is_open

LEVELS = VALUE_LISTS["tingkat_temuan"]
STATUSES = VALUE_LISTS["status_temuan"]
TITLE = Text("Pemeriksaan register", "Checks of the register")
AT_BUSINESS, AT_VILLAGE, NOWHERE = "usaha", "desa", "tidak ada"

COLUMNS = (
    Column("tingkat_temuan", "text", LEVELS.title),
    Column("aturan", "text", Text("Aturan", "Rule")),
    Column("temuan", "text", Text("Temuan", "Finding")),
    Column("saran", "text", Text("Saran", "What to do")),
    Column("kode_usaha", "text", Text("Kode usaha", "Business code")),
    Column("desa", "text", Text("Desa/kelurahan", "Village")),
    Column("kabupaten", "text", Text("Kabupaten/kota", "Regency or city")),
    Column("tabel", "text", Text("Tabel", "Table")),
    Column("baris_id", "text", Text("ID baris", "Id of the row")),
    Column("kolom", "text", Text("Kolom", "Field")),
    Column(
        "nilai_lama",
        "text",
        Text("Nilai lama", "Old value"),
        Text(
            "Kosong untuk data pribadi; lihat tabel Temuan pemeriksaan.",
            "Empty for personal data; see the table Findings of the checks.",
        ),
    ),
    Column("usulan", "text", Text("Nilai usulan", "Proposed value")),
    Column("status", "text", STATUSES.title),
    Column("letak", "text", Text("Letak titik", "Where the point is")),
    Column("temuan_id", "text", Text("ID temuan", "Finding id")),
)


class Place(NamedTuple):
    """The business that a finding leads to. village: a code. point: longitude and latitude of the business,
    village_point: of its village, None where they are not known. village_name and office: as the register has them."""

    code: Optional[str]
    village: Optional[str]
    point: Optional[Point]
    village_point: Optional[Point] = None
    village_name: Optional[str] = None
    office: Optional[Text] = None


NO_PLACE = Place(None, None, None)


class Reported(NamedTuple):
    """A finding with its level, status and place."""

    finding: Finding
    level: str
    status: str
    place: Place


_OF_ROWS = """SELECT pengamatan_id, usaha_id FROM ir_pengamatan UNION ALL SELECT produk_id, usaha_id FROM ir_produk
UNION ALL SELECT legalitas_id, usaha_id FROM ir_legalitas
UNION ALL SELECT pemilik_id, min(usaha_id) FROM ir_usaha WHERE pemilik_id IS NOT NULL GROUP BY pemilik_id"""


def places(connection: sqlite3.Connection, findings: Sequence[Finding]) -> List[Place]:
    """The business of each finding: that of its row, or one of the owner's; NO_PLACE for an owner without any."""
    query = "SELECT usaha_id, kode_usaha, kode_desa, geom FROM ir_usaha"
    regions, rows = NamedRegions(connection), connection.execute(query).fetchall()
    points = village_points(connection, (village for _, _, village, _ in rows if village))
    by_business = {}
    for key, code, village, geom in rows:
        known, office = regions.by_code.get(village or ""), regions.title((village or "")[:5])
        name = known.region.name if known else None
        by_business[key] = Place(code, village, point_of(geom), points.get(village or ""), name, office)
    of_row: Dict[str, str] = dict(connection.execute(_OF_ROWS).fetchall())
    return [by_business.get(of_row.get(each.row, each.row), NO_PLACE) for each in findings]


def layer(reported: Sequence[Reported], language: str) -> LayerResult:
    """The findings as points at their business, else at the village's own point, the gravest first."""
    order = {code: at for at, code in enumerate(LEVELS.codes)}
    rows = sorted(reported, key=lambda each: (order[each.level], each.finding.rule, each.place.code or ""))
    drawn = [_drawn(each, language) for each in rows]
    values = {column.name: [row[at] for row, _ in drawn] for at, column in enumerate(COLUMNS)}
    return LayerResult(COLUMNS, values, tuple(wkb for _, wkb in drawn))


def _drawn(each: Reported, language: str) -> Tuple[Sequence[Any], bytes]:
    found, rule, place = each.finding, RULES[each.finding.rule], each.place
    point = place.point or place.village_point
    shown = is_open(found.table, found.field)
    proposed = is_open(found.table, rule.proposes) if rule.proposes else shown
    row = (
        *(each.level, found.rule, rule.sentence.in_language(language), rule.repair.in_language(language)),
        *(place.code, place.village_name, _office(each).in_language(language)),
        *(found.table, found.row, found.field),
        *(found.value if shown else None, found.proposal if proposed else None, each.status),
        *(AT_BUSINESS if place.point else AT_VILLAGE if point else NOWHERE, found.id),
    )
    return row, struct.pack("<BI2d", 1, POINT, *point) if point else b""


def page(reported: Sequence[Reported], notes: Sequence[Note]) -> Document:
    """The counts: by office and level, by rule; and what could not be checked."""
    blocks: List[Block] = [Paragraph(note.sentence, warning=note.warning) for note in notes]
    blocks += [_by_office(reported), _by_rule(reported)]
    return Document(TITLE, tuple(blocks))


def _by_office(reported: Sequence[Reported]) -> Table:
    open_ones = [each for each in reported if each.status != ACCEPTED]
    counts = Counter((_office(each), each.level) for each in open_ones)
    accepted = Counter(_office(each) for each in reported if each.status == ACCEPTED)
    rows: List[Sequence[Cell]] = [
        (office, *(counts[office, level] for level in LEVELS.codes), accepted[office]) for office in _offices(reported)
    ]
    headings = (Text("Kabupaten/kota", "Regency or city"), *(value.label for value in LEVELS.values), _ACCEPTED)
    return Table(Text("Temuan menurut kantor", "Findings by office"), headings, rows)


_ACCEPTED = Text("Diterima", "Accepted")
_NO_OFFICE = Text("Tanpa desa", "Without a village")


def _by_rule(reported: Sequence[Reported]) -> Table:
    rows: List[Sequence[Cell]] = []
    for code, rule in RULES.items():
        of_rule = [each.status for each in reported if each.finding.rule == code]
        if of_rule:
            accepted = of_rule.count(ACCEPTED)
            row = (same(code), LEVELS.label(rule.level), rule.sentence, len(of_rule) - accepted, accepted)
            rows.append((*row, rule.repair))
    headings = (
        *(Text("Aturan", "Rule"), LEVELS.title, Text("Temuan", "Finding")),
        *(Text("Jumlah", "Count"), _ACCEPTED, Text("Saran", "What to do")),
    )
    return Table(Text("Temuan menurut aturan", "Findings by rule"), headings, rows)


def _office(each: Reported) -> Text:
    return each.place.office or _NO_OFFICE


def _offices(reported: Sequence[Reported]) -> List[Text]:
    """The offices that have findings, in the order of their codes."""
    met = {(each.place.village or "")[:5]: each.place.office for each in reported if each.place.office}
    without = [] if all(each.place.office for each in reported) else [_NO_OFFICE]
    return [*(met[code] for code in sorted(met)), *without]
