"""Boundaries into the register: villages, kecamatan or kabupaten of any layer; the upper levels are derived."""

from __future__ import annotations

import re
import sqlite3
from typing import Any, Mapping, NamedTuple, Optional, Sequence

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.regions import DISTRICT, PROVINCE, REGENCY, VILLAGE, level_of, name_key, reference_regions
from ..layer import Layer
from ..parameters import FieldChoice, LayerInput, RegisterInput, TextSetting
from ..progress import part
from ..texts import Text
from .geometry_blobs import blob_of, wkb_of
from .geopackage import transaction, update_extent
from .groups import REGISTER as GROUP
from .registers import require_register

CODE_NAMES = ("kodedagri", "kode", "kdepum", "kodedesa", "kddesa", "kodewilayah", "kodekel", "idkel")
NAME_NAMES = ("nama", "namobj", "namadesa", "wadmkd", "desa", "kelurahan", "name")
FIGURES = {
    "penduduk_l": ("penduduk_l", "lakilaki", "penduduklaki"),
    "penduduk_p": ("penduduk_p", "perempuan", "pendudukperempuan"),
    "rumah_tangga": ("rumah_tangga", "rumahtangga", "jumlahkk", "kk"),
}

NO_CODE_FIELD = Text(
    "Layer {name} tidak punya kolom kode wilayah yang dikenali; pilih kolomnya (CODE_FIELD). Kolom yang ada: {fields}.",
    "The layer {name} has no field of region codes that is recognised; choose it (CODE_FIELD). Its fields: {fields}.",
)
UNKNOWN_CODES = Text(
    "{count} kode tidak dikenal dalam register, misalnya {codes}; periksa kolom {field} atau pakai kode Kemendagri.",
    "{count} codes are not known to the register, such as {codes}; check the field {field}, or use Kemendagri codes.",
)
SWAPPED = Text(
    "Nama tidak cocok dengan kode untuk {count} dari {total} wilayah, misalnya {example}: tampaknya kode BPS. "
    "Pakai layer dengan kode Kemendagri.",
    "The names do not fit the codes of {count} of {total} regions, such as {example}: these look like BPS codes. "
    "Use a layer with Kemendagri codes.",
)
TWICE = Text(
    "Kode {code} muncul lebih dari sekali; satukan poligonnya lebih dahulu.",
    "The code {code} occurs more than once; dissolve its polygons first.",
)
MIXED = Text(
    "Layer {name} mencampur tingkat wilayah; impor desa, kecamatan, dan kabupaten satu per satu.",
    "The layer {name} mixes levels of regions; import villages, districts and regencies one after another.",
)
IMPORTED = Text(
    "{villages} desa/kelurahan, {districts} kecamatan, {regencies} kabupaten/kota punya batas.",
    "{villages} villages, {districts} districts, {regencies} regencies have a boundary.",
)
MISSING = Text("{count} desa/kelurahan tanpa batas: {names}.", "{count} villages without a boundary: {names}.")


class _Boundary(NamedTuple):
    code: str
    wkb: bytes
    figures: Mapping[str, Optional[int]]


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the layer's boundaries and those derived from them into ``ref_wilayah``; see the declaration."""
    layer: Layer = values["INPUT"]
    boundaries = _boundaries(layer, values, context)
    level = level_of(boundaries[0].code)
    with transaction(values["REGISTER"]) as connection:
        require_register(connection, values["REGISTER"])
        for boundary in boundaries:
            _write(connection, boundary, values.get("SOURCE") or layer.name)
        for upper in _levels_above(level):
            _derive(connection, upper, context)
        update_extent(connection, "ref_wilayah")
        counts = {each: _count(connection, each) for each in (VILLAGE, DISTRICT, REGENCY)}
        missing = _missing(connection)
    words = IMPORTED.format(villages=counts[VILLAGE], districts=counts[DISTRICT], regencies=counts[REGENCY])
    notes = [Note(words)]
    if missing:
        notes.append(Note(MISSING.format(count=len(missing), names=_first(missing)), warning=True))
    return Results(
        numbers={
            "N_VILLAGES": counts[VILLAGE],
            "N_DISTRICTS": counts[DISTRICT],
            "N_REGENCIES": counts[REGENCY],
            "N_MISSING": len(missing),
        },
        strings={"REGISTER": str(values["REGISTER"])},
        notes=tuple(notes),
    )


def dotted(code: Any) -> str:
    """A region code with dots: "1901011001" and "19.01.01.1001" are the same; other texts come back as they are."""
    digits = re.sub(r"\D", "", str(code))
    blocks = {2: (2,), 4: (2, 2), 6: (2, 2, 2), 10: (2, 2, 2, 4)}.get(len(digits))
    if blocks is None:
        return str(code)
    parts, rest = [], digits
    for size in blocks:
        parts.append(rest[:size])
        rest = rest[size:]
    return ".".join(parts)


def _boundaries(layer: Layer, values: Mapping[str, Any], context: Context) -> list[_Boundary]:
    field = values.get("CODE_FIELD") or _found(layer, CODE_NAMES)
    if not field:
        raise UserError(NO_CODE_FIELD, name=layer.name, fields=", ".join(layer.columns))
    codes = [dotted(code) for code in layer.columns[field]]
    _refuse_codes(codes, field, layer)
    name_field = values.get("NAME_FIELD") or _found(layer, NAME_NAMES)
    if name_field:
        _refuse_names(codes, layer.columns[name_field])
    figures = {name: _found(layer, variants) for name, variants in FIGURES.items()}
    progress = part(context.progress, 0.0, 0.5)
    boundaries = []
    for row, code in enumerate(codes):
        progress(row / len(codes))
        wkb = context.geometry.make_valid(layer.wkb[row]) if context.geometry and layer.wkb[row] else b""
        numbers = {name: _whole(layer.columns[column][row]) for name, column in figures.items() if column}
        boundaries.append(_Boundary(code, wkb, numbers))
    return boundaries


def _refuse_codes(codes: Sequence[str], field: str, layer: Layer) -> None:
    known = reference_regions()
    unknown = [code for code in codes if code not in known]
    if unknown or not codes:
        raise UserError(UNKNOWN_CODES, count=len(unknown), codes=_first(unknown), field=field)
    if len({level_of(code) for code in codes}) > 1:
        raise UserError(MIXED, name=layer.name)
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            raise UserError(TWICE, code=code)
        seen.add(code)


def _refuse_names(codes: Sequence[str], names: Sequence[Any]) -> None:
    """BPS codes look like Kemendagri codes but mean other places: then hardly any name fits."""
    known = reference_regions()
    wrong = [
        f"{code} {name} / {known[code].name}"
        for code, name in zip(codes, names)
        if name and name_key(known[code].name) not in name_key(str(name))
    ]
    if len(wrong) > len(codes) / 2:
        raise UserError(SWAPPED, count=len(wrong), total=len(codes), example=wrong[0])


def _write(connection: sqlite3.Connection, boundary: _Boundary, source: str) -> None:
    connection.execute(
        "UPDATE ref_wilayah SET geom = ?, sumber_batas = ?, penduduk_l = coalesce(?, penduduk_l), "
        "penduduk_p = coalesce(?, penduduk_p), rumah_tangga = coalesce(?, rumah_tangga) WHERE kode_dagri = ?",
        (blob_of(boundary.wkb), source[:300], *(boundary.figures.get(name) for name in FIGURES), boundary.code),
    )


def _levels_above(level: str) -> list[str]:
    order = [VILLAGE, DISTRICT, REGENCY, PROVINCE]
    return order[order.index(level) + 1 :]


def _derive(connection: sqlite3.Connection, level: str, context: Context) -> None:
    """Dissolves the boundaries and adds up the households of what lies below each region of a level."""
    regions = connection.execute("SELECT kode_dagri FROM ref_wilayah WHERE tingkat = ?", (level,)).fetchall()
    for (code,) in regions:
        parts = connection.execute(
            "SELECT geom, rumah_tangga, sumber_batas FROM ref_wilayah WHERE induk = ? AND geom IS NOT NULL", (code,)
        ).fetchall()
        if not parts or context.geometry is None:
            continue
        union = context.geometry.union([wkb_of(geom) for geom, _, _ in parts])
        households = [count for _, count, _ in parts if count is not None]
        connection.execute(
            "UPDATE ref_wilayah SET geom = ?, rumah_tangga = ?, sumber_batas = ? WHERE kode_dagri = ?",
            (blob_of(union), sum(households) if households else None, parts[0][2], code),
        )
        context.progress(0.9)


def _count(connection: sqlite3.Connection, level: str) -> int:
    query = "SELECT count(*) FROM ref_wilayah WHERE tingkat = ? AND geom IS NOT NULL"
    return int(connection.execute(query, (level,)).fetchone()[0])


def _missing(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT nama, kode_dagri FROM ref_wilayah WHERE tingkat = ? AND geom IS NULL ORDER BY kode_dagri"
    return [f"{name} ({code})" for name, code in connection.execute(query, (VILLAGE,))]


def _first(words: Sequence[str], count: int = 5) -> str:
    return ", ".join(words[:count]) + (" …" if len(words) > count else "")


def _found(layer: Layer, variants: Sequence[str]) -> Optional[str]:
    by_key = {name_key(column): column for column in layer.columns}
    return next((by_key[name_key(variant)] for variant in variants if name_key(variant) in by_key), None)


def _whole(value: Any) -> Optional[int]:
    return None if value is None else int(value)


OPERATION = Algorithm(
    id="importboundaries",
    title=Text("Impor batas wilayah", "Import boundaries"),
    group=GROUP,
    summary=Text(
        "Memasukkan batas desa, kecamatan, atau kabupaten ke register.",
        "Takes boundaries of villages, districts or regencies into the register.",
    ),
    help=Text(
        "Wilayah dikenali dari kode Kemendagri, dengan atau tanpa titik. Poligon yang rusak diperbaiki; kecamatan, "
        "kabupaten, dan provinsi diturunkan dari desa. Penduduk dan rumah tangga diambil bila ada; yang sudah ada "
        "dalam register dipertahankan bila layer tidak memuatnya.",
        "Regions are known by their Kemendagri codes, with or without dots. Broken polygons are repaired; districts, "
        "regencies and the province are derived from villages. Population and households are taken where present; what "
        "the register has stays where the layer has none.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        LayerInput(
            "INPUT", Text("Layer batas", "Layer of boundaries"), geometry="polygon", crs="EPSG:4326", fields="all"
        ),
        FieldChoice(
            "CODE_FIELD",
            Text("Kolom kode", "Field of codes"),
            Text("Kosongkan untuk dicari sendiri.", "Leave empty to have it found."),
            optional=True,
            advanced=True,
        ),
        FieldChoice(
            "NAME_FIELD",
            Text("Kolom nama", "Field of names"),
            Text("Kosongkan untuk dicari sendiri.", "Leave empty to have it found."),
            optional=True,
            advanced=True,
        ),
        TextSetting(
            "SOURCE",
            Text("Sumber batas", "Source of the boundaries"),
            Text("Tercetak pada peta.", "Printed on maps."),
            optional=True,
        ),
    ),
    outputs=(
        Number("N_VILLAGES", Text("Desa/kelurahan dengan batas", "Villages with a boundary")),
        Number("N_DISTRICTS", Text("Kecamatan dengan batas", "Districts with a boundary")),
        Number("N_REGENCIES", Text("Kabupaten/kota dengan batas", "Regencies with a boundary")),
        Number("N_MISSING", Text("Desa/kelurahan tanpa batas", "Villages without a boundary")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("batas", "boundaries", "wilayah", "desa", "kecamatan", "kabupaten"),
)
