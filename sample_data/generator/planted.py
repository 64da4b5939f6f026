"""The patterns that are hidden in the sample, for methods to find. Everything else has none."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import shapely

from .coast import GRID
from .wilayah import Places

HOT, COLD, DENSE = "titik_panas", "titik_dingin", "klaster_padat"


@dataclass(frozen=True)
class Planted:
    """One pattern. kind: HOT or COLD, villages with many or few businesses per household; DENSE, businesses of one
    product close together. number: businesses of all products (HOT, COLD) or of this product (DENSE).
    """

    id: str
    kind: str
    name: str
    villages: tuple[str, ...]
    number: int
    product: str = ""


PLANTED = (
    Planted(
        "panas-belinyu",
        HOT,
        "Belinyu",
        ("19.01.02.1001", "19.01.02.1003", "19.01.02.1010", "19.01.02.1012", "19.01.02.2004", "19.01.02.2006"),
        185,
    ),
    Planted(
        "panas-membalong",
        HOT,
        "Membalong",
        (
            "19.02.02.2001",
            "19.02.02.2002",
            "19.02.02.2005",
            "19.02.02.2007",
            "19.02.02.2008",
            "19.02.02.2011",
        ),
        125,
    ),
    Planted(
        "dingin-simpang-teritip",
        COLD,
        "Simpang Teritip",
        tuple(f"19.05.02.20{number:02d}" for number in range(1, 14) if number != 7),
        6,
    ),
    Planted("kemplang-kuto-panji", DENSE, "Kemplang di Kuto Panji", ("19.01.02.1001",), 14, "Kemplang"),
    Planted("cual-tanjung", DENSE, "Tenun cual di Tanjung, Mentok", ("19.05.01.1001",), 9, "Tenun cual"),
    Planted("terasi-tanjung-ketapang", DENSE, "Terasi di Tanjung Ketapang", ("19.03.01.1003",), 10, "Terasi"),
    Planted("kopiah-resam-lampur", DENSE, "Kopiah resam di Lampur", ("19.04.03.2004",), 8, "Kopiah resam"),
    Planted("pewter-bacang", DENSE, "Pewter di Bacang", ("19.71.01.1006",), 10, "Pewter"),
    Planted("batik-gantung", DENSE, "Batik di Gantung", ("19.06.02.2001",), 9, "Batik"),
    Planted("terasi-sijuk", DENSE, "Terasi di Sijuk", ("19.02.04.2001",), 8, "Terasi"),
)


def write_planted(places: Places, target: Path) -> None:
    """The list as JSON, for tests and teachers. beside: villages that touch a hot or cold group; since a local
    statistic looks at a village with its neighbours, these may be found with the group, and no others.
    """
    listed = [{**asdict(each), "beside": _beside(each, places)} for each in PLANTED]
    target.write_text(json.dumps(listed, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _beside(planted: Planted, places: Places) -> list[str]:
    if planted.kind == DENSE:
        return []
    group = shapely.union_all([places.land[places.codes.index(code)] for code in planted.villages])
    return [
        code
        for code, land in zip(places.codes, places.land)
        if code not in planted.villages and shapely.dwithin(land, group, GRID)
    ]
