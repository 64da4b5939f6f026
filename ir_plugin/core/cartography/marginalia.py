"""What stands around a map: every item a template must have, and the words that are the same on every sheet.

The items follow the marginal information of Perka BIG 3/2016: title, scale, name of the area, north, edition and year,
location diagram, projection, grid and datum, agency, copyright, legend, source and history.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence, Tuple

from ..register.report.words import DRAFT, INDICATIVE
from ..texts import Text, joined, same

INSIDE = Text("KHUSUS INTERNAL KANTOR", "FOR INTERNAL USE ONLY")
MOVED = Text(
    "Usaha tanpa izin titik digambar di titik desanya, mungkin beberapa di satu titik.",
    "Businesses without consent to their point are drawn at their village's, maybe several at one point.",
)
WIDENED = Text("Garis klaster dilebarkan ke petak 0,01°.", "Outlines of clusters are widened to a grid of 0.01°.")
UNIT = Text("Satuan wilayah: {level}.", "Unit of the map: {level}.")
NO_METHOD = Text("", "")
MONTHS = (
    Text("Januari", "January"),
    Text("Februari", "February"),
    Text("Maret", "March"),
    Text("April", "April"),
    Text("Mei", "May"),
    Text("Juni", "June"),
    Text("Juli", "July"),
    Text("Agustus", "August"),
    Text("September", "September"),
    Text("Oktober", "October"),
    Text("November", "November"),
    Text("Desember", "December"),
)


@dataclass(frozen=True)
class SheetItem:
    """One item of a template. ``words``: the text that never changes, None where the map fills it."""

    id: str
    kind: str  # "label", "map", "legend", "scale_bar" or "picture"
    words: Optional[Text] = None


ITEMS: Tuple[SheetItem, ...] = (
    SheetItem("map", "map"),
    SheetItem("inset_map", "map"),
    SheetItem("inset_title", "label"),
    SheetItem("draft", "label", DRAFT),
    SheetItem("inside", "label", INSIDE),
    SheetItem("title", "label"),
    SheetItem("subtitle", "label"),
    SheetItem("north_arrow", "picture"),
    SheetItem("north_letter", "label", Text("U", "N")),
    SheetItem("scale_text", "label"),
    SheetItem("scale_bar", "scale_bar"),
    SheetItem("projection", "label"),
    SheetItem("legend_title", "label", Text("KETERANGAN", "LEGEND")),
    SheetItem("legend", "legend"),
    SheetItem("locator_title", "label", Text("DIAGRAM LOKASI", "LOCATION DIAGRAM")),
    SheetItem("locator_map", "map"),
    SheetItem("source_title", "label", Text("SUMBER DATA DAN RIWAYAT PETA", "DATA SOURCES AND MAP HISTORY")),
    SheetItem("source", "label"),
    SheetItem("edition", "label"),
    SheetItem("logo", "picture"),
    SheetItem("agency", "label"),
    SheetItem(
        "copyright", "label", Text("Hak cipta dilindungi oleh Undang-Undang", "Copyright: all rights reserved by law")
    ),
    SheetItem("indicative", "label", INDICATIVE),
)

SHEET = Text("Lembar {number} dari {count}", "Sheet {number} of {count}")
INSET_TITLE = Text("KOTA PANGKAL PINANG", "PANGKAL PINANG CITY")
REGION = Text("Provinsi Kepulauan Bangka Belitung", "Bangka Belitung Islands Province")
BASE_MAP = Text("Peta dasar", "Base map")
NEIGHBOURS = Text("Wilayah di luar lembar", "Regions beyond this sheet")
NEIGHBOURING_LAND = Text("Daratan di luar wilayah peta", "Land outside the mapped area")


def date_text(year: int, month: int, day: int) -> Text:
    """A date in words: ``5 Mei 2026``."""
    return Text("{day} {month} {year}", "{day} {month} {year}").format(day=day, month=MONTHS[month - 1], year=year)


def edition_text(edition: Optional[str], year: int, number: int = 1, count: int = 1) -> Text:
    """The edition as the user wrote it, or the first edition of this year; and which of how many sheets this is."""
    own = Text("Edisi 1, tahun {year}", "Edition 1, {year}").format(year=year)
    return joined([same(edition) if edition else own, SHEET.format(number=number, count=count)], "\n")


def projection_text(projection: str, system: str, datum: str, interval: str) -> Text:
    """Projection, grid and datum in three lines."""
    lines = [
        Text("Proyeksi: {projection}, {system}", "Projection: {projection}, {system}").format(
            projection=projection, system=Text(system.replace("zone", "zona"), system)
        ),
        Text("Sistem grid: geografis, selang {interval}", "Grid: geographic, every {interval}").format(
            interval=interval
        ),
        Text("Datum horizontal: {datum}", "Horizontal datum: {datum}").format(datum=datum),
    ]
    return joined(lines, "\n")


def source_text(
    source: Optional[str],
    layers: str,
    surroundings: str,
    made: Text,
    programs: str,
    told: Sequence[Text] = (),
    method: Text = NO_METHOD,
) -> Text:
    """Where the data are from, in the user's words or by the layers, and when and with what it was made.

    surroundings: where the land around is from, "" where none is drawn. told: how the data are drawn. method: how
    results were reckoned.
    """
    named = (source or "").lower().startswith(("sumber", "source"))
    heading = Text("{source}", "{source}") if named else Text("Sumber: {source}", "Source: {source}")
    lines = [heading.format(source=source or layers)]
    lines += [joined(list(told))] if told else []
    lines += [Text("Metode: {method}", "Method: {method}").format(method=method)] if method.id else []
    around = Text("Daratan sekitar: {source}.", "Land around: {source}.").format(source=surroundings)
    lines += [around] if surroundings else []
    history = Text("Riwayat: dibuat {made} dengan {programs}.", "History: made on {made} with {programs}.").format(
        made=made, programs=programs
    )
    return joined([*lines, history], "\n")
