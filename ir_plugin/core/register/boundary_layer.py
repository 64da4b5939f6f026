"""A layer of boundaries understood: which region each row is, in which system of codes, with which figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..declaration import Note
from ..errors import UserError
from ..industry.boundary_sources import BPS_WIDTHS, BY_NAME, GENERIC_NAMES, SOURCES, USUAL, Recognised, recognised
from ..industry.region_codes import code_text
from ..industry.regions import level_of, name_key, region_words
from ..layer import Layer
from ..texts import Text
from .boundary_checks import name_notes
from .boundary_codes import Rows, found_codes, listed
from .boundary_figures import whole_numbers
from .region_figures import FIGURES

NO_CODE_FIELD = Text(
    "Layer {name} tidak punya kolom kode wilayah yang dikenali; pilih kolomnya. Kolom yang ada: {fields}.",
    "The layer {name} has no field of region codes that is recognised; choose it. Its fields: {fields}.",
)
OTHER_SOURCE = Text(
    "Layer {name} tidak punya kolom dari {source}; pilih jenis layer yang lain. Kolom yang ada: {fields}.",
    "The layer {name} has no columns of {source}; choose another kind of layer. Its fields: {fields}.",
)
NO_ROWS = Text(
    "Tidak ada baris dengan kode wilayah di {name}; pilih yang lain.",
    "There are no rows with a region code in {name}; choose another.",
)
TWO_NAMES = Text(
    "Kode {code} dipakai untuk dua nama, {names}; perbaiki kodenya.",
    "The code {code} is used for two names, {names}; mend the codes.",
)
MIXED = Text(
    "Tingkat wilayah bercampur di {name}; impor desa, kecamatan, dan kabupaten satu per satu.",
    "Levels of regions are mixed in {name}; import villages, districts and regencies one after another.",
)
WITHOUT_CODE = Text(
    "{count} baris tanpa kode dilewati.", "{count} {count:row|rows} without a code {count:was|were} left out."
)
JOINED = Text(
    "{count} wilayah terdiri atas beberapa baris dan disatukan, misalnya {names}.",
    "{count} {count:region|regions} {count:consists|consist} of several rows and {count:was|were} joined, such as "
    "{names}.",
)
REPEATED = Text(
    "{count} baris mengulang poligon yang sama untuk kode yang sama dan dilewati: {names}.",
    "{count} {count:row|rows} {count:repeats|repeat} the same polygon for the same code and {count:was|were} left "
    "out: {names}.",
)
KNOWN = Text(
    "Dikenali sebagai {source}: kode dari {code}, nama dari {name}. Susunan kolom ini terverifikasi: {basis}.",
    "Recognised as {source}: codes from {code}, names from {name}. These columns are verified: {basis}.",
)
NOT_VERIFIED = Text(
    "Dikenali sebagai {source}: kode dari {code}, nama dari {name}. Susunan kolom ini belum terverifikasi ({basis}); "
    "periksa hasilnya, atau pilih kolomnya sendiri.",
    "Recognised as {source}: codes from {code}, names from {name}. These columns are not verified ({basis}); check the "
    "result, or choose the fields yourself.",
)
NOTHING = Text("tidak ada", "none")
GENERIC = Text("layer lain", "another layer")


@dataclass
class Boundary:
    """A region of the layer: its polygons (``b""`` left out) and the figures that the layer has for it.

    name: as the layer has it, "" where it has none. above: the names of the regions above, by level.
    """

    code: str
    polygons: List[bytes] = field(default_factory=list)
    figures: Dict[str, Optional[int]] = field(default_factory=dict)
    name: str = ""
    above: Dict[str, str] = field(default_factory=dict)


def columns_of(
    layer: Layer, code_field: Optional[str] = None, name_field: Optional[str] = None, source: Optional[str] = None
) -> Recognised:
    """Which source a layer comes from, and which of its columns hold codes and names; those chosen by hand go first.

    source: a key of SOURCES, or None for whichever fits. UserError where no code can be found.
    """
    if code_field:
        names = name_field or _found(layer, GENERIC_NAMES)
        return Recognised(USUAL, (code_field,), names, {})
    known = recognised(list(layer.columns), lambda column: any(map(code_text, layer.columns[column])), source)
    if known is None:
        fields = ", ".join(layer.columns)
        if source:
            raise UserError(OTHER_SOURCE, name=layer.name, source=SOURCES[source], fields=fields)
        raise UserError(NO_CODE_FIELD, name=layer.name, fields=fields)
    return Recognised(known.signature, known.code, name_field or known.name, known.parents)


def recognised_note(known: Recognised) -> Note:
    """What a layer was taken for; a warning where its columns are not verified."""
    signature = known.signature
    words = KNOWN if signature.verified else NOT_VERIFIED
    details = {
        "source": SOURCES.get(signature.source, GENERIC),
        "code": NOTHING if signature.system == BY_NAME else " + ".join(known.code),
        "name": known.name or NOTHING,
        "basis": signature.basis,
    }
    return Note(words.format(**details), warning=not signature.verified)


def boundaries_of(layer: Layer, known: Recognised) -> Tuple[List[Boundary], List[Note]]:
    """The regions of a layer, all of one level, and what there is to say about them.

    UserError where the codes, names or figures cannot be trusted; nothing is guessed.
    """
    system = known.signature.system
    telling = (known.name,) if system == BY_NAME and known.name else known.code
    texts = _code_texts(layer, telling)
    rows = [row for row, text in enumerate(texts) if text]
    if not rows:
        raise UserError(NO_ROWS, name=layer.name)
    named = Rows(
        [texts[row] for row in rows],
        _picked(layer, known.name, rows) or [None] * len(rows),
        {level: _picked(layer, column, rows) for level, column in known.parents.items()},
        " + ".join(telling),
    )
    codes, notes = found_codes(named, system, known.signature.level)
    notes += name_notes(codes, named.names, named.field) if system != BY_NAME else []
    if len({level_of(code) for code in codes if code}) > 1:
        raise UserError(MIXED, name=layer.name)
    if len(rows) < len(layer):
        notes.append(Note(WITHOUT_CODE.format(count=len(layer) - len(rows)), warning=True))
    kept = [place for place, code in enumerate(codes) if code]
    notes += _joined_notes([codes[place] for place in kept], [named.names[place] for place in kept])
    boundaries, repeated = _gathered(layer, rows, codes, named)
    return boundaries, [*notes, *repeated]


def _code_texts(layer: Layer, columns: Sequence[str]) -> List[str]:
    """The code of each row; of one that stands in several columns, their digits together, "" where one is empty."""
    parts = [list(map(code_text, layer.columns[column])) for column in columns]
    if len(parts) == 1:
        return parts[0]
    return [
        "".join(part.zfill(width) for part, width in zip(row, BPS_WIDTHS)) if all(row) else "" for row in zip(*parts)
    ]


def _picked(layer: Layer, column: Optional[str], rows: Sequence[int]) -> List[Any]:
    return [layer.columns[column][row] for row in rows] if column else []


def _gathered(
    layer: Layer, rows: Sequence[int], codes: Sequence[str], named: Rows
) -> Tuple[List[Boundary], List[Note]]:
    """One boundary for each code; of figures that rows of one code repeat, the first counts, and so do its polygons."""
    figures = {
        name: whole_numbers([layer.columns[column][row] for row in rows], column, codes)
        for name, variants in FIGURES.items()
        if (column := _found(layer, variants))
    }
    boundaries: Dict[str, Boundary] = {}
    repeated: List[str] = []
    for place, (row, code) in enumerate(zip(rows, codes)):
        if not code:
            continue
        if code not in boundaries:
            above = {level: str(column[place] or "") for level, column in named.above.items()}
            boundaries[code] = Boundary(code, name=str(named.names[place] or ""), above=above)
        boundary = boundaries[code]
        polygon = layer.wkb[row] if row < len(layer.wkb) else b""
        if polygon and polygon in boundary.polygons:
            repeated.append(region_words(code, boundary.name))
        elif polygon:
            boundary.polygons.append(polygon)
        for name, numbers in figures.items():
            if boundary.figures.get(name) is None:
                boundary.figures[name] = numbers[place]
    notes = [Note(REPEATED.format(count=len(repeated), names=listed(repeated)), warning=True)] if repeated else []
    return list(boundaries.values()), notes


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
    return [Note(JOINED.format(count=len(joined), names=listed([region_words(code, met[code][0]) for code in joined])))]


def _found(layer: Layer, variants: Sequence[str]) -> Optional[str]:
    by_key = {name_key(column): column for column in layer.columns}
    return next((by_key[key] for key in map(name_key, variants) if key in by_key), None)
