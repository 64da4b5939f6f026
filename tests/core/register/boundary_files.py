"""Small built layers as each source of boundaries would deliver them: columns, codes and names of one kecamatan."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional, Sequence

from ir_plugin.core.industry.regions import VILLAGE, reference_regions

PARTS = {"mentok": "19.05.01", "toboali": "19.03.01"}
"""Two kecamatan of the regencies that the systems of codes swap."""

Ring = Sequence[tuple[float, float]]


class Built(NamedTuple):
    """A layer: its columns, and one outer ring of degrees for each row; None for a row without geometry."""

    columns: Mapping[str, Sequence[Any]]
    rings: Sequence[Optional[Ring]]


def square(number: int, side: float = 0.02) -> Ring:
    """The squares stand side by side, so that neighbours share a side."""
    west, south = 105.3 + side * number, -2.0
    return ((west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south))


def villages(district: str = PARTS["mentok"], count: int = 5) -> list[str]:
    return [code for code, each in reference_regions().items() if each.level == VILLAGE and code[:8] == district][
        :count
    ]


def names_of(codes: Sequence[str], length: int = 13) -> list[str]:
    return [reference_regions()[code[:length]].name for code in codes]


def built(source: str, district: str = PARTS["mentok"]) -> Built:
    """A layer of ``source``, a key of SOURCES or "rbi_nama" for an RBI layer whose code columns are empty."""
    codes = villages(district)
    name, kec, kab, prov = (names_of(codes, length) for length in (13, 8, 5, 2))
    bps = [reference_regions()[code[:8]].bps_code + f"{number:03d}" for number, code in enumerate(codes, start=1)]
    blank = [""] * len(codes)
    rbi = {"WADMKC": kec, "WADMKK": kab, "WADMPR": prov, "FCODE": ["BA03070040"] * len(codes)}
    columns: Mapping[str, Mapping[str, Sequence[Any]]] = {
        "rbi": {"NAMOBJ": name, **rbi, "KDEPUM": codes, "KDEBPS": bps, "KDCPUM": [code[:8] for code in codes]},
        "rbi_nama": {"NAMOBJ": name, **rbi, "KDEPUM": blank, "KDEBPS": blank, "KDCPUM": blank},
        "kemendagri": {"kode": codes, "nama": name},
        "hdx": {
            "ADM4_EN": name,
            "ADM4_PCODE": [f"ID{code}" for code in bps],
            "ADM3_EN": kec,
            "ADM3_PCODE": [f"ID{code[:7]}" for code in bps],
            "ADM2_EN": kab,
            "ADM1_EN": prov,
        },
        "gadm": {
            "GID_4": [f"IDN.3.{number}.1_1" for number in range(len(codes))],
            "NAME_1": ["BangkaBelitung"] * 5,
            "NAME_2": [each.replace(" ", "") for each in kab],
            "NAME_3": kec,
            "NAME_4": [each.replace(" ", "") for each in name],
        },
        "bps": {
            "kdprov": [code[:2] for code in bps],
            "kdkab": [code[2:4] for code in bps],
            "kdkec": [code[4:7] for code in bps],
            "kddesa": [int(code[7:]) for code in bps],
            "nmprov": prov,
            "nmkab": kab,
            "nmkec": kec,
            "nmdesa": [each.upper() for each in name],
        },
    }
    return Built(columns[source], [square(number) for number in range(len(codes))])


def write(layer: Built, path: Path) -> Path:
    """The layer as GeoJSON."""
    features = [
        {
            "type": "Feature",
            "properties": {name: column[row] for name, column in layer.columns.items()},
            "geometry": {"type": "Polygon", "coordinates": [ring]} if ring else None,
        }
        for row, ring in enumerate(layer.rings)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path
