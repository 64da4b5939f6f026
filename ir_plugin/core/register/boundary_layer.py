"""A layer of boundaries understood: which region each row is, in which system of codes, with which figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..declaration import Note
from ..errors import UserError
from ..industry.region_codes import code_text, kemendagri_code, name_fits, region_of_bps
from ..industry.regions import level_of, name_key, reference_regions
from ..layer import Layer
from ..texts import Text
from .boundary_checks import name_notes
from .boundary_figures import whole_numbers
from .region_figures import FIGURES

CODE_NAMES = ("kodedagri", "kode", "kdepum", "kodedesa", "kddesa", "kodewilayah", "kodekel", "idkel", "iddesa")
NAME_NAMES = ("nama", "namobj", "namadesa", "wadmkd", "nmdesa", "desa", "kelurahan", "namawilayah", "name")
NO_CODE_FIELD = Text(
    "Layer {name} tidak punya kolom kode wilayah yang dikenali; pilih kolomnya (CODE_FIELD). Kolom yang ada: {fields}.",
    "The layer {name} has no field of region codes that is recognised; choose it (CODE_FIELD). Its fields: {fields}.",
)
NO_ROWS = Text(
    "Tidak ada baris dengan kode wilayah di {name}; pilih yang lain.",
    "There are no rows with a region code in {name}; choose another.",
)
UNKNOWN_CODES = Text(
    "{count} kode tidak dikenal dalam daftar wilayah, misalnya {codes}; periksa kolom {field}.",
    "{count} codes are not in the list of regions, such as {codes}; check the field {field}.",
)
TWO_NAMES = Text(
    "Kode {code} dipakai untuk dua nama, {names}; perbaiki kodenya.",
    "The code {code} is used for two names, {names}; mend the codes.",
)
MIXED = Text(
    "Tingkat wilayah bercampur di {name}; impor desa, kecamatan, dan kabupaten satu per satu.",
    "Levels of regions are mixed in {name}; import villages, districts and regencies one after another.",
)
FROM_BPS = Text(
    "Kolom {field} berisi kode BPS; {count} kode diterjemahkan ke kode Kemendagri menurut daftar padanan dan nama.",
    "The field {field} holds BPS codes; {count} codes were translated to Kemendagri codes by crosswalk and name.",
)
WITHOUT_CODE = Text("{count} baris tanpa kode dilewati.", "{count} rows without a code were left out.")
JOINED = Text(
    "{count} wilayah terdiri atas beberapa baris dan disatukan, misalnya {names}.",
    "{count} regions consist of several rows and were joined, such as {names}.",
)


@dataclass
class Boundary:
    """A region of the layer: its polygons (``b""`` left out) and the figures that the layer has for it."""

    code: str
    polygons: List[bytes] = field(default_factory=list)
    figures: Dict[str, Optional[int]] = field(default_factory=dict)


def boundaries_of(
    layer: Layer, code_field: Optional[str], name_field: Optional[str]
) -> Tuple[List[Boundary], List[Note]]:
    """The regions of a layer, all of one level, and what there is to say about them.

    UserError where the codes, names or figures cannot be trusted; nothing is guessed.
    """
    codes_in = code_field or _found(layer, CODE_NAMES)
    if not codes_in:
        raise UserError(NO_CODE_FIELD, name=layer.name, fields=", ".join(layer.columns))
    names_in = name_field or _found(layer, NAME_NAMES)
    rows = [row for row, value in enumerate(layer.columns[codes_in]) if code_text(value)]
    if not rows:
        raise UserError(NO_ROWS, name=layer.name)
    raw = [layer.columns[codes_in][row] for row in rows]
    names = [layer.columns[names_in][row] if names_in else None for row in rows]
    codes, notes = _codes(raw, names, codes_in)
    notes += name_notes(codes, names, codes_in)
    if len({level_of(code) for code in codes}) > 1:
        raise UserError(MIXED, name=layer.name)
    if len(rows) < len(layer):
        notes.append(Note(WITHOUT_CODE.format(count=len(layer) - len(rows)), warning=True))
    boundaries = _gathered(layer, rows, codes)
    notes += _joined_notes(codes, names)
    return boundaries, notes


def _codes(raw: Sequence[Any], names: Sequence[Optional[str]], code_field: str) -> Tuple[List[str], List[Note]]:
    """The Kemendagri codes, read in the system of codes that the names fit better."""
    own = [kemendagri_code(value) for value in raw]
    translated = [region_of_bps(value, name) for value, name in zip(raw, names)]
    if _fitting(translated, names) > _fitting(own, names) or (_unknown(own) and not _unknown(translated)):
        _refuse_unknown(translated, raw, names, code_field)
        return translated, [Note(FROM_BPS.format(field=code_field, count=len(raw)), warning=True)]
    _refuse_unknown(own, raw, names, code_field)
    return own, []


def _refuse_unknown(codes: Sequence[str], raw: Sequence[Any], names: Sequence[Optional[str]], code_field: str) -> None:
    unknown = _unknown(codes)
    if unknown:
        shown = listed([code_text(raw[row]) + (f" ({names[row]})" if names[row] else "") for row in unknown])
        raise UserError(UNKNOWN_CODES, count=len(unknown), codes=shown, field=code_field)


def _unknown(codes: Sequence[str]) -> List[int]:
    known = reference_regions()
    return [row for row, code in enumerate(codes) if code not in known]


def _fitting(codes: Sequence[str], names: Sequence[Optional[str]]) -> int:
    return sum(bool(name) and name_fits(code, str(name)) for code, name in zip(codes, names))


def _gathered(layer: Layer, rows: Sequence[int], codes: Sequence[str]) -> List[Boundary]:
    """One boundary for each code; of figures that rows of one code repeat, the first counts."""
    figures = {
        name: whole_numbers([layer.columns[column][row] for row in rows], column, codes)
        for name, variants in FIGURES.items()
        if (column := _found(layer, variants))
    }
    boundaries: Dict[str, Boundary] = {}
    for place, (row, code) in enumerate(zip(rows, codes)):
        boundary = boundaries.setdefault(code, Boundary(code))
        if row < len(layer.wkb) and layer.wkb[row]:
            boundary.polygons.append(layer.wkb[row])
        for name, numbers in figures.items():
            if boundary.figures.get(name) is None:
                boundary.figures[name] = numbers[place]
    return list(boundaries.values())


def _joined_notes(codes: Sequence[str], names: Sequence[Optional[str]]) -> List[Note]:
    met: Mapping[str, List[str]] = defaultdict(list)
    for code, name in zip(codes, names):
        met[code].append(str(name or ""))
    joined = [code for code, found in met.items() if len(found) > 1]
    for code in joined:
        if len(set(map(name_key, met[code]))) > 1:
            raise UserError(TWO_NAMES, code=code, names=", ".join(dict.fromkeys(met[code])))
    if not joined:
        return []
    shown = listed([f"{reference_regions()[code].name} ({code})" for code in joined])
    return [Note(JOINED.format(count=len(joined), names=shown))]


def _found(layer: Layer, variants: Sequence[str]) -> Optional[str]:
    by_key = {name_key(column): column for column in layer.columns}
    return next((by_key[key] for key in map(name_key, variants) if key in by_key), None)


def listed(words: Sequence[str], count: int = 5) -> str:
    """The first few words, and a sign that there are more."""
    return ", ".join(words[:count]) + (" …" if len(words) > count else "")
