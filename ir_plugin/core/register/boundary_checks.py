"""Whether boundaries can be true: do the names fit the codes, do the polygons lie in the province."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

from ..declaration import Note
from ..errors import UserError
from ..industry.cleaning.coordinates import INDONESIA, PROVINCE, Window
from ..industry.region_codes import name_fits
from ..industry.regions import reference_regions, region_words
from ..texts import Text, same
from .geometry_blobs import Bounds, bounds_of

MANY_SHARE, MANY = 0.1, 5
"""More wrong names than this share, and at least so many, are no spellings any more: the codes are not trusted."""

SHOWN = 20
MARGIN = 0.5
"""Degrees by which boundaries may reach out of the province's window."""

WRONG_NAMES = Text(
    "Nama tidak cocok dengan kode untuk {count} dari {total} wilayah: {names}{more}; perbaiki kolom {field} bila "
    "kodenya tertukar, atau tulis nama seperti dalam daftar resmi (sesudah garis miring), lalu impor lagi.",
    "The names do not fit the codes of {count} of {total} regions: {names}{more}; mend the field {field} if codes are "
    "mixed up, or write the names as in the official list (after the stroke), and import again.",
)
OTHER_NAMES = Text(
    "{count} dari {total} nama berbeda dari daftar resmi (nama dalam layer / nama resmi); periksa apakah kodenya "
    "tertukar: {names}{more}.",
    "{count} of {total} names {count:differs|differ} from the official list (name in the layer / official name); "
    "check that codes are "
    "not mixed up: {names}{more}.",
)
MORE = Text(", … dan {count} lainnya", ", ... and {count} more")
OUTSIDE = Text(
    "{count} dari {total} wilayah terletak di luar {area}, misalnya {name} pada {place} (bujur {longitudes}, "
    "lintang {latitudes} yang diterima); periksa CRS layer {layer}.",
    "{count} of {total} regions {count:lies|lie} outside {area}, such as {name} at {place} (accepted are longitudes "
    "{longitudes}, latitudes {latitudes}); check the CRS of the layer {layer}.",
)
EXCHANGED = Text(
    "Bujur dan lintang tertukar untuk {count} dari {total} wilayah, misalnya {name} pada {place}; tukar sumbu x dan y "
    "layer {layer} (Processing: Tukar koordinat X dan Y), lalu impor lagi.",
    "Longitude and latitude are exchanged in {count} of {total} regions, such as {name} at {place}; swap x and y of "
    "the layer {layer} (Processing: Swap X and Y coordinates), and import again.",
)


def name_notes(codes: Sequence[str], names: Sequence[Optional[str]], code_field: str) -> List[Note]:
    """A warning that lists names that are not those of their codes; UserError where they are many, or the most."""
    known = reference_regions()
    named = [(code, str(name)) for code, name in zip(codes, names) if name and code in known]
    wrong = [(code, name) for code, name in named if not name_fits(code, name)]
    if not wrong:
        return []
    words = [f"{code} {name} / {known[code].name}" for code, name in wrong]
    more = MORE.format(count=len(words) - SHOWN) if len(words) > SHOWN else same("")
    details = {"count": len(wrong), "total": len(named), "names": ", ".join(words[:SHOWN]), "more": more}
    many = len(wrong) >= MANY and len(wrong) > MANY_SHARE * len(named)
    if many or len(wrong) > len(named) / 2:
        raise UserError(WRONG_NAMES, field=code_field, **details)
    return [Note(OTHER_NAMES.format(**details), warning=True)]


def refuse_outside(codes: Sequence[str], polygons: Sequence[bytes], names: Sequence[str], layer: str) -> None:
    """UserError where a MultiPolygon in degrees reaches out of the window of its province, or out of Indonesia where
    the reference does not hold the province; ``b""`` is nowhere."""
    placed = [(code, name, bounds_of(polygon)) for code, name, polygon in zip(codes, names, polygons) if polygon]
    outside = [each for each in placed if not _within(each[2], _area(each[0])[1])]
    if not outside:
        return
    code, name, (west, east, south, north) = outside[0]
    area, window = _area(code)
    exchanged = all(_within((*bounds[2:], *bounds[:2]), _area(code)[1]) for code, _, bounds in outside)
    raise UserError(
        EXCHANGED if exchanged else OUTSIDE,
        count=len(outside),
        total=len(placed),
        area=area,
        name=region_words(code, name),
        place=f"x {west:.6g} … {east:.6g}, y {south:.6g} … {north:.6g}",
        longitudes=_span(window.longitudes),
        latitudes=_span(window.latitudes),
        layer=layer,
    )


def _area(code: str) -> Tuple[str, Window]:
    """Where a region must lie: its name, and its window."""
    return ("Bangka Belitung", PROVINCE) if code in reference_regions() else ("Indonesia", INDONESIA)


def _within(bounds: Bounds, window: Window) -> bool:
    west, east, south, north = bounds
    (left, right), (bottom, top) = window.longitudes, window.latitudes
    return left - MARGIN <= west and east <= right + MARGIN and bottom - MARGIN <= south and north <= top + MARGIN


def _span(limits: Tuple[float, float]) -> str:
    return f"{limits[0] - MARGIN:g} … {limits[1] + MARGIN:g}"
