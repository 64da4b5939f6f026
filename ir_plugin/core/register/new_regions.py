"""Regions that the reference does not hold: their names come from the layer, the levels above from the codes."""

from __future__ import annotations

import re
import sqlite3
from typing import Dict, List, Sequence

from ..declaration import Note
from ..industry.regions import DISTRICT, PROVINCE, REGENCY, VILLAGE, level_of, name_key, parent_of
from ..texts import Text
from .boundary_codes import listed
from .boundary_layer import Boundary
from .geopackage import insert

EDITION = "menurut layer batas: {source}"
"""What stands for the edition of codes that no reference confirms."""

NAME_LENGTH, FIRST_CITY = 80, "71"
ADDED = Text(
    "{count} wilayah di luar daftar resmi yang dibawa plugin ditambahkan; kode dan namanya menurut layer, belum "
    "diperiksa.",
    "{count} {count:region|regions} that the plugin's official list does not hold {count:was|were} added; codes and "
    "names are the layer's, "
    "unchecked.",
)
UNNAMED = Text(
    "Layer tidak menyebut nama {count} wilayah; kodenya dipakai sebagai nama: {codes}.",
    "The layer does not name {count} {count:region|regions}; their codes stand for names: {codes}.",
)
_COLUMNS = ("kode_dagri", "tingkat", "jenis", "nama", "nama_norm", "induk", "edisi_kode")
_TITLES = {
    "KAB": re.compile(r"(kabupaten|kab)\b\.?\s*", re.IGNORECASE),
    "KOTA": re.compile(r"kota\b\s*(adm(inistrasi)?\b\.?\s*)?", re.IGNORECASE),
    "PROV": re.compile(r"(provinsi|prov)\b\.?\s*", re.IGNORECASE),
}


def add_new(connection: sqlite3.Connection, boundaries: Sequence[Boundary], source: str) -> List[Note]:
    """Adds the regions of a layer that the register lacks, and those above them, to ``ref_wilayah``."""
    known = {code for (code,) in connection.execute("SELECT kode_dagri FROM ref_wilayah")}
    names = _names(boundaries)
    new = sorted((code for code in names if code not in known), key=lambda code: (len(code), code))
    edition = EDITION.format(source=source)[:NAME_LENGTH]
    insert(connection, "ref_wilayah", _COLUMNS, [_row(code, names[code], edition) for code in new])
    notes = [Note(ADDED.format(count=len(new)), warning=True)] if new else []
    unnamed = [code for code in new if not names[code]]
    if unnamed:
        notes.append(Note(UNNAMED.format(count=len(unnamed), codes=listed(unnamed)), warning=True))
    return notes


def _names(boundaries: Sequence[Boundary]) -> Dict[str, str]:
    """The first name that the layer has for each region and for those above; "" where it has none."""
    names: Dict[str, str] = {}
    for boundary in boundaries:
        names[boundary.code] = names.get(boundary.code) or boundary.name
        code = parent_of(boundary.code)
        while code:
            names[code] = names.get(code) or boundary.above.get(level_of(code), "")
            code = parent_of(code)
    return names


def _row(code: str, name: str, edition: str) -> Sequence[object]:
    kind, words = _kind(code), name.strip()
    title = _TITLES[kind].match(words) if kind in _TITLES else None
    plain = (words[title.end() :] if title else words) or words or code
    plain = plain[:NAME_LENGTH]
    return code, level_of(code), kind, plain, name_key(plain) or code, parent_of(code) or None, edition


def _kind(code: str) -> str:
    """The kind that a code tells: cities are numbered from 71 on, the village block of a kelurahan begins with 1."""
    level = level_of(code)
    if level == REGENCY:
        return "KOTA" if code[3:] >= FIRST_CITY else "KAB"
    if level == VILLAGE:
        return "KEL" if code[9] == "1" else "DESA"
    return {PROVINCE: "PROV", DISTRICT: "KEC"}[level]
