"""Which dirt gets into how many answers."""

from __future__ import annotations

from typing import Callable, NamedTuple

import numpy as np

from . import dirt_places as places
from . import dirt_words as words
from .answers import Answer
from .seeds import stream

_POSITION = ("lintang", "bujur")
_OFFICE_ROWS = 8


class Soiler(NamedTuple):
    """Dirt for about ``share`` of the answers that know all of ``columns``. loses: what was meant cannot be read."""

    soil: Callable[[Answer, np.random.Generator], None]
    share: float
    columns: tuple[str, ...]
    loses: bool = False


SOILERS = (
    Soiler(places.decimal_comma, 0.06, _POSITION),
    Soiler(places.thousand_dots, 0.03, _POSITION),
    Soiler(places.degrees_minutes, 0.04, _POSITION),
    Soiler(places.no_sign, 0.03, _POSITION),
    Soiler(places.exchanged, 0.02, _POSITION),
    Soiler(places.utm, 0.02, _POSITION),
    Soiler(places.one_cell, 0.02, _POSITION),
    Soiler(places.map_link, 0.015, _POSITION),
    Soiler(places.plus_code, 0.008, _POSITION),
    Soiler(places.short_link, 0.005, _POSITION, loses=True),
    Soiler(places.nothing, 0.012, _POSITION, loses=True),
    Soiler(places.far_away, 0.008, _POSITION, loses=True),
    Soiler(places.prefixed_village, 0.08, ("desa",)),
    Soiler(places.squeezed_village, 0.03, ("desa",)),
    Soiler(places.spelled_village, 0.5, ("desa",)),
    Soiler(places.mistyped_village, 0.03, ("desa",)),
    Soiler(places.named_district, 0.08, ("kecamatan",)),
    Soiler(places.city_as_district, 0.05, ("kecamatan",)),
    Soiler(words.money_words("modal"), 0.15, ("modal",)),
    Soiler(words.money_words("omzet"), 0.15, ("omzet",)),
    Soiler(words.money_range("modal"), 0.012, ("modal",)),
    Soiler(words.money_range("omzet"), 0.012, ("omzet",)),
    Soiler(words.money_limit("modal"), 0.006, ("modal",)),
    Soiler(words.worded_count, 0.04, ("pekerja_l", "pekerja_p")),
    Soiler(words.dated_count, 0.006, ("pekerja_l", "pekerja_p")),
    Soiler(words.year_words, 0.1, ("tahun_mulai",)),
    Soiler(words.phone_forms, 0.2, ("no_hp",)),
    Soiler(words.phone_lost, 0.008, ("no_hp",)),
    Soiler(words.nik_forms, 0.03, ("nik",)),
    Soiler(words.nik_lost, 0.016, ("nik",)),
    Soiler(words.sex_words, 0.1, ("jenis_kelamin",)),
    Soiler(words.careless_p, 0.02, ("jenis_kelamin",)),
    Soiler(words.product_words, 0.14, ("produk",)),
    Soiler(words.class_words, 0.06, ("kelas",)),
    Soiler(words.null_words, 0.2, ()),
)


def soil_all(answers: list[Answer]) -> None:
    """Dirties the answers, each column at most once; the planted clusters keep their positions."""
    random = stream("dirt")
    _repeat_an_office(answers, random)
    for soiler in SOILERS:
        for answer in answers:
            clean = not answer.dirty() & set(soiler.columns)
            known = all(answer.true[column] is not None for column in soiler.columns)
            drawn = random.random() < soiler.share
            if drawn and clean and known and not (soiler.loses and answer.planted):
                soiler.soil(answer, random)


def _repeat_an_office(answers: list[Answer], random: np.random.Generator) -> None:
    """Two enumerators who wrote their office's coordinate for everybody."""
    for district in ("19.05.06", "19.04.01"):
        there = [each for each in answers if each.true["kecamatan"] == district and each.true["lintang"] is not None]
        office = (there[0].true["lintang"] + 0.0031, there[0].true["bujur"] - 0.0027)
        for answer in there[1 : 1 + _OFFICE_ROWS]:
            cells = {"lintang": round(office[0], 6), "bujur": round(office[1], 6)}
            answer.soil("titik_kantor_berulang", cells, lintang=None, bujur=None)
