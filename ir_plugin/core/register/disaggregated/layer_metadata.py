"""Metadata of the layer of regions that the tables tell of, as XML of ISO 19139.

SE BIG 6/2021 asks for SNI 8843-1:2019, the Indonesian profile of ISO 19115. The profile itself could not be read: what
is written are the core elements of ISO 19115, and the file says that its conformance has not been verified.
"""

from __future__ import annotations

import datetime
import sqlite3
from typing import List, NamedTuple, Optional

from ...package_writing import escaped
from ...texts import Text
from ..geometry_blobs import bounds_in_blob
from .edition import Edition

GMD, GCO = "http://www.isotc211.org/2005/gmd", "http://www.isotc211.org/2005/gco"
CODE_LISTS = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml"
STANDARD = Text(
    "ISO 19115; ke arah SNI 8843-1:2019, kesesuaian belum diverifikasi",
    "ISO 19115; towards SNI 8843-1:2019, conformance not verified",
)
TITLE = Text(
    "Wilayah untuk data terpilah industri rumahan: {title}",
    "Regions of disaggregated data on home industries: {title}",
)
ABSTRACT = Text(
    "{count} wilayah administrasi dengan kode, yang menjadi baris tabel data terpilah industri rumahan periode "
    "{period}.",
    "{count} administrative regions with their codes, which are the rows of the tables of disaggregated data on home "
    "industries in the period {period}.",
)
LINEAGE = Text("Batas: {sources}. Kode: {editions}.", "Boundaries: {sources}. Codes: {editions}.")
NOT_TOLD = Text("tidak disebutkan", "not told")
KEYWORDS = (
    Text("industri rumahan", "home industry"),
    Text("data terpilah", "disaggregated data"),
    Text("gender", "gender"),
)
LANGUAGES = {"id": "ind", "en": "eng"}


class LayerFacts(NamedTuple):
    """What a register knows of the regions of an edition. bounds: west, east, south, north in degrees, None without
    boundaries."""

    regions: int
    bounds: Optional[List[float]]
    sources: str
    editions: str


def layer_facts(connection: sqlite3.Connection, edition: Edition) -> LayerFacts:
    """The regions below that of the edition."""
    codes = set(edition.regions_below)
    query = "SELECT kode_dagri, geom, sumber_batas, edisi_kode FROM ref_wilayah ORDER BY kode_dagri"
    rows = [row for row in connection.execute(query) if row[0] in codes]
    bounds = [bounds_in_blob(row[1]) for row in rows if row[1] is not None]
    west, east, south, north = zip(*bounds) if bounds else ((), (), (), ())
    return LayerFacts(
        len(rows),
        [min(west), max(east), min(south), max(north)] if bounds else None,
        ", ".join(sorted({row[2] for row in rows if row[2]})),
        ", ".join(sorted({row[3] for row in rows if row[3]})),
    )


def layer_metadata(edition: Edition, facts: LayerFacts, source: str, language: str) -> str:
    """The XML in "id" or "en". source: the agency's own line, which stands for who answers for the data."""
    unknown = NOT_TOLD.in_language(language)
    lineage = LINEAGE.format(sources=facts.sources or unknown, editions=facts.editions or unknown).in_language(language)
    role = _in("role", _code("CI_RoleCode", "pointOfContact"))
    party = _in("CI_ResponsibleParty", _text("organisationName", source or unknown), role)
    scope = _code("MD_ScopeCode", "dataset")
    statement = _in("lineage", _in("LI_Lineage", _text("statement", lineage)))
    system = _in("RS_Identifier", _text("code", "EPSG:4326"))
    body = _in(
        "MD_Metadata",
        _text("language", LANGUAGES[language]),
        _in("characterSet", _code("MD_CharacterSetCode", "utf8")),
        _in("hierarchyLevel", scope),
        _in("contact", party),
        _in("dateStamp", _today()),
        _text("metadataStandardName", STANDARD.in_language(language)),
        _in("referenceSystemInfo", _in("MD_ReferenceSystem", _in("referenceSystemIdentifier", system))),
        _in("identificationInfo", _identification(edition, facts, language)),
        _in("dataQualityInfo", _in("DQ_DataQuality", _in("scope", _in("DQ_Scope", _in("level", scope))), statement)),
    )
    spaces = f'<gmd:MD_Metadata xmlns:gmd="{GMD}" xmlns:gco="{GCO}">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body.replace("<gmd:MD_Metadata>", spaces, 1)}\n'


def _identification(edition: Edition, facts: LayerFacts, language: str) -> str:
    title = TITLE.format(title=edition.title).in_language(language)
    abstract = ABSTRACT.format(count=facts.regions, period=edition.period).in_language(language)
    date = _in("CI_Date", _in("date", _today()), _in("dateType", _code("CI_DateTypeCode", "creation")))
    keywords = [_text("keyword", each.in_language(language)) for each in KEYWORDS]
    return _in(
        "MD_DataIdentification",
        _in("citation", _in("CI_Citation", _text("title", title), _in("date", date))),
        _text("abstract", abstract),
        _in("descriptiveKeywords", _in("MD_Keywords", *keywords)),
        _in("spatialRepresentationType", _code("MD_SpatialRepresentationTypeCode", "vector")),
        _text("language", LANGUAGES[language]),
        _in("topicCategory", _in("MD_TopicCategoryCode", "boundaries")),
        _extent(facts),
    )


def _today() -> str:
    return f"<gco:Date>{datetime.date.today().isoformat()}</gco:Date>"


def _in(name: str, *parts: str) -> str:
    return f"<gmd:{name}>{''.join(parts)}</gmd:{name}>"


def _text(name: str, words: str) -> str:
    return f"<gmd:{name}><gco:CharacterString>{escaped(words)}</gco:CharacterString></gmd:{name}>"


def _code(kind: str, value: str) -> str:
    return f'<gmd:{kind} codeList="{CODE_LISTS}#{kind}" codeListValue="{value}">{value}</gmd:{kind}>'


def _extent(facts: LayerFacts) -> str:
    if facts.bounds is None:
        return ""
    names = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
    sides = [_in(name, f"<gco:Decimal>{degrees:.6f}</gco:Decimal>") for name, degrees in zip(names, facts.bounds)]
    return _in("extent", _in("EX_Extent", _in("geographicElement", _in("EX_GeographicBoundingBox", *sides))))
