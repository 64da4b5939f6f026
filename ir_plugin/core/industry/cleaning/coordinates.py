"""A position out of what people write into coordinate cells."""

from __future__ import annotations

import math
import re
from typing import NamedTuple, Optional, Tuple

from .rules import LONGEST, Cleaned, is_null_like

EASTINGS = (150_000, 950_000)
METRES_A_DEGREE, SOUTHERN = 110_600, 10_000_000
"""About the length of a degree of latitude; the northing of the equator, south of it."""

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_HEMISPHERE = r"(ls|lu|bt|bb|[nsewutb])"
_DEGREES = re.compile(
    rf"^{_HEMISPHERE}?\s*(-)?{_NUMBER}\s*(?:°|º|deg|o|\s)\s*"
    rf"(?:{_NUMBER}(?![\d.,])\s*['’′]?\s*)?(?:{_NUMBER}\s*[\"”″']*\s*)?{_HEMISPHERE}?$"
)
_SIGN = re.compile("[°º]")
_LETTERED = re.compile(rf"^{_HEMISPHERE}\s*{_NUMBER}$|^{_NUMBER}\s*{_HEMISPHERE}$")
_LINK = re.compile(r"[@=](-?\d+\.\d+)(?:,|%2c)\s*(-?\d+\.\d+)", re.IGNORECASE)
_PIN = re.compile(r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)")
"""The place that a link is about; what stands behind its @ is the middle of the map."""

_PAIR = re.compile(r"^(-?\d{1,3}[.,]\d+)\s*(?:[,;]\s*|\s+)(-?\d{1,3}[.,]\d+)$")
_POINT = re.compile(r"^(-?\d{1,3}\.\d+)\s(-?\d{1,3}\.\d+)\s-?\d+(?:\.\d+)?\s\d+(?:\.\d+)?$")
"""The point of a form: latitude, longitude, altitude, accuracy."""

_PARTS = r"(?:deg|[-\d\s.,;°ºo'\"’′”″])+"
_SOUTH, _EAST = "(?:ls|lu|[snu])", "(?:bt|bb|[etwb])"
_TWO_ANGLES = tuple(
    re.compile(rf"^({form})$")
    for form in (
        rf"{_PARTS}{_SOUTH})({_PARTS}{_EAST}",
        rf"{_PARTS}{_EAST})({_PARTS}{_SOUTH}",
        rf"{_SOUTH}{_PARTS})({_EAST}{_PARTS}",
        rf"{_EAST}{_PARTS})({_SOUTH}{_PARTS}",
        r"-?\d[^°º]*[°º][^°º]*?)[\s,;]+(-?\d+(?:[.,]\d+)?\s*[°º][^°º]*",
    )
)
"""Latitude and longitude in one cell, in either order: letters behind each, before each, or two degree signs."""

_BETWEEN = re.compile(r"^[\s,;]*(?:-\s+)?|[\s,;-]+$")
_SHORT_LINK = re.compile(r"\bgoo\.gl\b", re.IGNORECASE)
_ZERO = re.compile(r"0+([.,]0+)?")
_PLUS_CODE = re.compile(r"^[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}$")
_ALPHABET = "23456789CFGHJMPQRVWX"


class Window(NamedTuple):
    """Where positions are expected, in degrees: the least and the greatest longitude and latitude."""

    longitudes: Tuple[float, float]
    latitudes: Tuple[float, float]

    def has(self, longitude: float, latitude: float) -> bool:
        """Whether a position is inside."""
        return _within(longitude, self.longitudes) and _within(latitude, self.latitudes)

    def either_side(self, latitude: float) -> bool:
        """Whether a latitude is inside, north or south of the equator."""
        return _within(latitude, self.latitudes) or _within(-latitude, self.latitudes)


PROVINCE = Window((104.8, 109.5), (-4.2, -0.8))
"""Bangka Belitung with the seas around its islands."""

INDONESIA = Window((95.0, 141.1), (-11.1, 6.1))
ABOUT = 0.1
"""Degrees by which a window may be missed before coordinates are taken for no UTM coordinates."""

ZONE = 48
"""The UTM zone in which most of the province lies."""


class Position(NamedTuple):
    """Degrees of WGS 84."""

    longitude: float
    latitude: float

    def __str__(self) -> str:
        return f"{self.latitude}, {self.longitude}"


def clean_position(latitude: str, longitude: str, window: Window = PROVINCE, zone: int = ZONE) -> Cleaned:
    """A Position inside a window, from its two cells or from both in one. zone: of UTM coordinates."""
    latitude, longitude = (text.replace("\u2212", "-") for text in (latitude, longitude))  # the minus of typesetters
    joined = _out_of_one_cell(latitude) or _out_of_one_cell(longitude)
    if joined:
        latitude, longitude, how = joined
        return _placed(latitude, longitude, (how,), window, zone)
    if _SHORT_LINK.search(latitude) or _SHORT_LINK.search(longitude):
        return Cleaned(problem="tautan_pendek")
    told = [text for text in (latitude, longitude) if not is_null_like(text)]
    if all(_ZERO.fullmatch(text.strip()) for text in told):
        return Cleaned()
    if len(told) == 1:
        return Cleaned(problem="koordinat_tak_lengkap" if _angle(told[0]) else "koordinat_tak_terbaca")
    return _placed(latitude, longitude, (), window, zone)


def _out_of_one_cell(text: str) -> Optional[Tuple[str, str, str]]:
    text = text.strip()
    is_link = "http" in text.casefold() or "maps" in text.casefold()
    link = (_PIN.search(text) or _LINK.search(text)) if is_link else None
    if link:
        return link.group(1), link.group(2), "tautan_peta"
    pair = _PAIR.match(text) or _POINT.match(text)
    if pair:
        return pair.group(1), pair.group(2), "satu_sel"
    for form in _TWO_ANGLES if len(text) <= LONGEST else ():
        angles = form.match(text.casefold())
        if angles:
            return _BETWEEN.sub("", angles.group(1)), _BETWEEN.sub("", angles.group(2)), "satu_sel"
    if _PLUS_CODE.match(text.upper()):
        return (*_plus_code(text.upper()), "plus_code")
    return None


def _placed(latitude: str, longitude: str, repairs: Tuple[str, ...], window: Window, zone: int) -> Cleaned:
    north, east = _angle(latitude), _angle(longitude)
    if north is None or east is None:
        return Cleaned(problem="koordinat_tak_terbaca")
    repairs = tuple(dict.fromkeys((*repairs, *north.repairs, *east.repairs)))
    y, x = north.value, east.value
    projected = _utm(x, y, window, zone) or _utm(y, x, window, zone)
    if projected:
        x, y = projected
        repairs += ("utm",)
    else:
        y, x, more = _scaled(y, x, window)
        repairs = tuple(dict.fromkeys((*repairs, *more)))
    if _within(abs(y), window.longitudes) and window.either_side(x):
        y, x = x, y
        repairs += ("tertukar",)
    if not _within(y, window.latitudes) and _within(-y, window.latitudes):
        y = -y
        repairs += ("tanda_lintang",)
    if not window.has(x, y):
        return Cleaned(problem="di_luar_provinsi")
    return Cleaned(Position(round(x, 7), round(y, 7)), repairs)


def _angle(text: str) -> Optional[Cleaned]:
    """One angle as a float with its repairs, or None."""
    if len(text) > LONGEST:
        return None
    words = text.strip().casefold().replace("”", '"').replace("″", '"').replace("’", "'").replace("′", "'")
    if re.fullmatch(r"-?\d+(\.\d+)?", words):
        return Cleaned(float(words))
    if re.fullmatch(r"-?\d+,\d+", words):
        return Cleaned(float(words.replace(",", ".")), ("koma_desimal",))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3}){2,}", words):
        return Cleaned(float(words.replace(".", "")), ("titik_ribuan",))
    lettered = _LETTERED.match(words)
    if lettered:
        letter, number = lettered.group(1) or lettered.group(4), lettered.group(2) or lettered.group(3)
        return Cleaned(_signed(_float(number), letter), ("derajat_menit",))
    found = _DEGREES.match(words)
    if not found or not (found.group(4) or found.group(1) or found.group(6) or _SIGN.search(words)):
        return None
    first, minus, degrees, minutes, seconds, last = found.groups()
    if max(_float(minutes or "0"), _float(seconds or "0")) >= 60 or (first and last):
        return None
    if (minutes and not degrees.isdigit()) or (seconds and not (minutes or "").isdigit()):
        return None
    value = _float(degrees) + _float(minutes or "0") / 60 + _float(seconds or "0") / 3600
    return Cleaned(_signed(-value if minus else value, first or last or ""), ("derajat_menit",))


def _signed(value: float, hemisphere: str) -> float:
    """S and LS are south, W, B and BB west; T is timur (east), U utara (north)."""
    return -abs(value) if hemisphere in ("s", "ls", "w", "b", "bb") else value


def _scaled(latitude: float, longitude: float, window: Window) -> Tuple[float, float, Tuple[str, ...]]:
    """Numbers that lost their decimal point (-2129145), divided by tens until they lie in the window."""
    repairs: Tuple[str, ...] = ()
    if abs(latitude) > 1000 or abs(longitude) > 1000:
        latitude, longitude = _shrunk(latitude, window), _shrunk(longitude, window)
        repairs = ("titik_ribuan",)
    return latitude, longitude, repairs


def _shrunk(value: float, window: Window) -> float:
    scaled = value
    for _ in range(12):
        if abs(value) <= 1000 or _within(scaled, window.longitudes) or window.either_side(scaled):
            return scaled
        scaled /= 10
    return value


def _utm(easting: float, northing: float, window: Window, zone: int) -> Optional[Tuple[float, float]]:
    """Longitude and latitude of UTM coordinates about as far north or south as the window; None where they are none."""
    if not _within(easting, EASTINGS):
        return None
    for false_northing in (SOUTHERN, 0):
        latitude = (northing - false_northing) / METRES_A_DEGREE
        low, high = window.latitudes
        if low - ABOUT <= latitude <= high + ABOUT and (latitude < ABOUT if false_northing else latitude > -ABOUT):
            return _degrees_of_utm(easting, northing - false_northing, 6.0 * zone - 183.0)
    return None


def _degrees_of_utm(easting: float, metres: float, meridian: float) -> Tuple[float, float]:
    """Longitude and latitude. metres: north of the equator.

    Source: Snyder (1987), Map projections: a working manual, equations 8-17 to 8-25.
    """
    a, e2, scale = 6378137.0, 0.00669437999014, 0.9996
    x, m = (easting - 500_000) / scale, metres / scale
    mu = m / (a * (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256))
    e1 = (1 - math.sqrt(1 - e2)) / (1 + math.sqrt(1 - e2))
    phi = mu + (1.5 * e1 - 27 * e1**3 / 32) * math.sin(2 * mu) + (21 * e1**2 / 16) * math.sin(4 * mu)
    second = e2 / (1 - e2)
    c, t = second * math.cos(phi) ** 2, math.tan(phi) ** 2
    n = a / math.sqrt(1 - e2 * math.sin(phi) ** 2)
    r = a * (1 - e2) / (1 - e2 * math.sin(phi) ** 2) ** 1.5
    d = x / n
    latitude = phi - (n * math.tan(phi) / r) * (
        d**2 / 2 - (5 + 3 * t + 10 * c - 4 * c**2 - 9 * second) * d**4 / 24 + (61 + 90 * t + 298 * c) * d**6 / 720
    )
    longitude = (d - (1 + 2 * t + c) * d**3 / 6 + (5 - 2 * c + 28 * t) * d**5 / 120) / math.cos(phi)
    return meridian + math.degrees(longitude), math.degrees(latitude)


def _plus_code(code: str) -> Tuple[str, str]:
    """The middle of a full Open Location Code as latitude and longitude."""
    digits = [_ALPHABET.index(character) for character in code.replace("+", "")[:10]]
    south = sum(digit * 20.0 / 20**place for place, digit in enumerate(digits[0::2])) - 90
    west = sum(digit * 20.0 / 20**place for place, digit in enumerate(digits[1::2])) - 180
    half = 20.0 / 20**4 / 2
    return f"{south + half:.7f}", f"{west + half:.7f}"


def _within(value: float, bounds: Tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _float(number: str) -> float:
    return float(number.replace(",", "."))
