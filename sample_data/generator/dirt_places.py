"""Dirt of coordinates and of names of places. Each function dirties an answer, or leaves it where it cannot."""

from __future__ import annotations

import difflib
from typing import Any

import numpy as np
from pyproj import Transformer

from ir_plugin.core.industry.regions import name_key, reference_regions, region_aliases

from .answers import Answer

_TO_UTM = {zone: Transformer.from_crs("EPSG:4326", f"EPSG:327{zone}", always_xy=True) for zone in (48, 49)}
_PLUS = "23456789CFGHJMPQRVWX"
_NOTHING = ("-", "tidak ada", "belum", "#N/A", "0,0", "0")


def _position(answer: Answer, kind: str, latitude: Any, longitude: Any, **true: Any) -> None:
    answer.soil(kind, {"lintang": latitude, "bujur": longitude}, **true)


def decimal_comma(answer: Answer, random: np.random.Generator) -> None:
    latitude, longitude = (f"{answer.true[name]:.6f}".replace(".", ",") for name in ("lintang", "bujur"))
    _position(answer, "koma_desimal", latitude, longitude)


def thousand_dots(answer: Answer, random: np.random.Generator) -> None:
    """An id-ID Excel that took the decimal dot for a separator of thousands."""
    latitude, longitude = (round(answer.true[name] * 1e6) for name in ("lintang", "bujur"))
    if random.random() < 0.6:
        dotted = [f"{number:,}".replace(",", ".") for number in (latitude, longitude)]
        _position(answer, "titik_ribuan", *dotted)
    else:
        _position(answer, "titik_ribuan", latitude, longitude)


def degrees_minutes(answer: Answer, random: np.random.Generator) -> None:
    south, east = -answer.true["lintang"], answer.true["bujur"]
    style = int(random.integers(5))
    if style == 0:
        cells = [f"{_dms(south)} LS", f"{_dms(east)} BT"]
    elif style == 1:
        cells = [_dms(south).replace("°", "o") + " LS", _dms(east).replace("°", "o") + " BT"]
    elif style == 2:
        cells = [f"S {int(south)} {south % 1 * 60:06.3f}", f"E {int(east)} {east % 1 * 60:06.3f}"]
    elif style == 3:
        cells = [_dms(south).replace(".", ",").replace("'", "’") + " S", _dms(east).replace(".", ",") + " T"]
    else:
        cells = [f"S{south:09.6f}", f"E{east:.6f}"]
    _position(answer, "derajat_menit", *cells)


def no_sign(answer: Answer, random: np.random.Generator) -> None:
    _position(answer, "tanpa_minus", -answer.true["lintang"], answer.true["bujur"])


def exchanged(answer: Answer, random: np.random.Generator) -> None:
    _position(answer, "tertukar", answer.true["bujur"], answer.true["lintang"])


def utm(answer: Answer, random: np.random.Generator) -> None:
    east = answer.true["desa"].startswith("19.06")
    if east and answer.true["bujur"] < 108.0:
        return
    x, y = _TO_UTM[49 if east else 48].transform(answer.true["bujur"], answer.true["lintang"])
    _position(answer, "utm", round(y, 1), round(x, 1)) if random.random() < 0.5 else _position(
        answer, "utm", str(round(x)), str(round(y))
    )


def one_cell(answer: Answer, random: np.random.Generator) -> None:
    between = ", " if random.random() < 0.5 else ","
    _position(answer, "satu_sel", f"{answer.true['lintang']:.6f}{between}{answer.true['bujur']:.6f}", None)


def map_link(answer: Answer, random: np.random.Generator) -> None:
    where = f"{answer.true['lintang']:.6f},{answer.true['bujur']:.6f}"
    links = (f"https://www.google.com/maps?q={where}", f"https://www.google.com/maps/@{where},17z")
    _position(answer, "tautan_peta", links[int(random.integers(2))], None)


def plus_code(answer: Answer, random: np.random.Generator) -> None:
    _position(answer, "plus_code", _plus_code(answer.true["lintang"], answer.true["bujur"]), None)


def short_link(answer: Answer, random: np.random.Generator) -> None:
    """A link that only its maker's server can resolve: the position is lost."""
    link = "https://maps.app.goo.gl/contoh" + "".join(map(str, random.integers(0, 10, 6)))
    _position(answer, "tautan_pendek", link, None, lintang=None, bujur=None)


def nothing(answer: Answer, random: np.random.Generator) -> None:
    word = _NOTHING[int(random.integers(len(_NOTHING)))]
    second = word if word in ("-", "0", "#N/A") else None
    _position(answer, "kosong_semu", word, second, lintang=None, bujur=None)


def far_away(answer: Answer, random: np.random.Generator) -> None:
    """A point some 30 km outside of the village; nobody can know where the business really is."""
    latitude = round(answer.true["lintang"] - 0.27, 6)
    longitude = answer.true["bujur"]
    _position(answer, "di_luar_desa", latitude, longitude, lintang=latitude, bujur=longitude)


def prefixed_village(answer: Answer, random: np.random.Generator) -> None:
    urban = reference_regions()[answer.true["desa"]].kind == "KEL"
    prefix = str(random.choice(["KEL.", "Kel.", "Kelurahan"] if urban else ["Ds", "Ds.", "Desa"]))
    name = answer.cells["desa"]
    answer.soil("awalan_wilayah", {"desa": f"{prefix} {name.upper() if prefix == 'KEL.' else name}"})


def squeezed_village(answer: Answer, random: np.random.Generator) -> None:
    name = answer.cells["desa"]
    if " " in name and not name.endswith(("I", "V")):
        answer.soil("spasi_wilayah", {"desa": name.replace(" ", "")})


def spelled_village(answer: Answer, random: np.random.Generator) -> None:
    """The spelling of another official list, where there is one."""
    others = [each.name for each in region_aliases() if each.code == answer.true["desa"]]
    if others:
        answer.soil("ejaan_wilayah", {"desa": others[0]})


def mistyped_village(answer: Answer, random: np.random.Generator) -> None:
    """One letter missing, where no other village of the district has a name that is nearly as near."""
    name = answer.cells["desa"]
    place = int(random.integers(1, len(name) - 1))
    wrong = name[:place] + name[place + 1 :]
    others = [each for each in _siblings(answer.true["desa"]) if each != name_key(name)]
    near = max(difflib.SequenceMatcher(None, name_key(wrong), other).ratio() for other in others)
    if len(name) >= 7 and " " not in name[place - 1 : place + 1] and near < 0.75:
        answer.soil("salah_ketik_wilayah", {"desa": wrong})


def named_district(answer: Answer, random: np.random.Generator) -> None:
    name = answer.cells["kecamatan"]
    others = [each.name for each in region_aliases() if each.code == answer.true["kecamatan"]]
    forms = [f"Kec. {name}", f"KEC {name.upper()}", name.replace(" ", ""), *others]
    written = forms[int(random.integers(len(forms)))]
    if written != name:
        answer.soil("nama_kecamatan", {"kecamatan": written})


def city_as_district(answer: Answer, random: np.random.Generator) -> None:
    if answer.true["desa"].startswith("19.71"):
        answer.soil("kota_sebagai_kecamatan", {"kecamatan": "Pangkalpinang"})


def _siblings(village: str) -> list[str]:
    return [name_key(each.name) for each in reference_regions().values() if each.parent == village[:8]]


def _dms(value: float) -> str:
    tenths = round(value * 36000)
    degrees, rest = divmod(tenths, 36000)
    minutes, seconds = divmod(rest, 600)
    return f"{degrees}°{minutes:02d}'{seconds / 10:04.1f}\""


def _plus_code(latitude: float, longitude: float) -> str:
    """The Open Location Code of 10 digits, a cell of about 14 m."""
    south, west = int((latitude + 90) * 8000), int((longitude + 180) * 8000)
    digits = ""
    for _ in range(5):
        digits = _PLUS[south % 20] + _PLUS[west % 20] + digits
        south, west = south // 20, west // 20
    return f"{digits[:8]}+{digits[8:]}"
