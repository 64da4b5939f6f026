"""Boundaries into the register: villages, kecamatan or kabupaten of any layer; the upper levels are derived."""

from __future__ import annotations

import sqlite3
from typing import Any, List, Mapping, NamedTuple, Optional, Sequence

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..geometry_engine import GeometryEngine
from ..industry.boundary_sources import SOURCES
from ..industry.regions import DISTRICT, REGENCY, VILLAGE, level_of
from ..parameters import Choice, FieldChoice, LayerInput, NumberSetting, Option, RegisterInput, TextSetting
from ..progress import Progress, part
from ..texts import Text
from .boundary_checks import refuse_outside
from .boundary_codes import listed
from .boundary_layer import Boundary, boundaries_of, columns_of, recognised_note
from .boundary_overlaps import Overlap, drawn_within, overlap_notes, overlaps_among
from .boundary_repair import repaired
from .geometry_blobs import blob_of
from .geopackage import transaction, update_extent
from .groups import REGISTER as GROUP
from .new_regions import add_new
from .older_boundaries import clear_covered
from .region_figures import LEVELS, add_up, regions_above, unknown_notes, write_figures
from .registers import require_register
from .sliver_holes import without_slivers
from .stray_islets import ISLET_KM2, without_strays

IMPORTED = Text(
    "{villages} desa/kelurahan, {districts} kecamatan, {regencies} kabupaten/kota punya batas.",
    "{villages} {villages:village|villages}, {districts} {districts:district|districts}, {regencies} "
    "{regencies:regency has|regencies have} a boundary.",
)
MISSING = Text(
    "{count} desa/kelurahan tanpa batas: {names}.", "{count} {count:village|villages} without a boundary: {names}."
)
GONE = Text(
    "{count} batas lama dihapus karena terletak di bawah batas baru dan tidak ada dalam layer: {names}.",
    "{count} older {count:boundary was|boundaries were} taken away, as {count:it lies|they lie} under new ones and "
    "the layer lacks them: {names}.",
)
KEPT = Text(
    "{count} wilayah tidak ada dalam layer dan tetap memakai batas lama di samping batas baru; tepinya mungkin "
    "bertumpang tindih: {names}.",
    "{count} {count:region|regions} {count:is|are} not in the layer and keep their older boundary beside new ones; "
    "edges may overlap: {names}.",
)
ANY = "auto"
SOURCE_LENGTH = 300
BETWEEN_SOURCES = "; "


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the layer's boundaries and those derived from them into ``ref_wilayah``; see the declaration.

    ValueError where the face lends no geometry engine; UserError as ``boundaries_of`` and ``transaction`` have it.
    """
    if context.geometry is None:
        raise ValueError("importboundaries needs a geometry engine")
    register, source = values["REGISTER"], (values.get("SOURCE") or values["INPUT"].name)[:SOURCE_LENGTH]
    read = _read(values, context.geometry, part(context.progress, 0.0, 0.6))
    codes, level = list(read.areas), level_of(next(iter(read.areas)))
    with transaction(register) as connection:
        require_register(connection, register)
        added = add_new(connection, read.boundaries, source)
        _replace(connection, read, source)
        older = clear_covered(connection, {code: area for code, area in read.areas.items() if area}, context.geometry)
        overlaps = _derive(connection, codes, context.geometry, part(context.progress, 0.6, 1.0))
        update_extent(connection, "ref_wilayah")
        counts = {each: _count(connection, each) for each in (VILLAGE, DISTRICT, REGENCY)}
        missing = {each: _missing(connection, each, codes) for each in dict.fromkeys((level, VILLAGE))}
        unknown = unknown_notes(connection, level)
    words = IMPORTED.format(villages=counts[VILLAGE], districts=counts[DISTRICT], regencies=counts[REGENCY])
    notes = [*read.notes, *added, Note(words), *overlap_notes(overlaps)]
    for sentence, regions in ((GONE, older.gone), (KEPT, older.kept)):
        if regions:
            notes.append(Note(sentence.format(count=len(regions), names=listed(regions)), warning=True))
    notes += [*_missing_notes(missing), *unknown]
    numbers = {"N_VILLAGES": counts[VILLAGE], "N_DISTRICTS": counts[DISTRICT], "N_REGENCIES": counts[REGENCY]}
    return Results(
        numbers={**numbers, "N_MISSING": len(missing[VILLAGE])}, strings={"REGISTER": str(register)}, notes=tuple(notes)
    )


class _Read(NamedTuple):
    """The regions of a layer, the repaired area of each by code, and what there is to say."""

    boundaries: Sequence[Boundary]
    areas: Mapping[str, bytes]
    notes: Sequence[Note]


def _read(values: Mapping[str, Any], engine: GeometryEngine, progress: Progress) -> _Read:
    """UserError where the layer cannot be trusted; see ``columns_of``, ``boundaries_of`` and ``refuse_outside``."""
    layer, kind = values["INPUT"], values.get("KIND") or ANY
    columns = columns_of(layer, values.get("CODE_FIELD"), values.get("NAME_FIELD"), None if kind == ANY else kind)
    boundaries, notes = boundaries_of(layer, columns)
    codes, names = [each.code for each in boundaries], [each.name for each in boundaries]
    mended = repaired(boundaries, engine, progress)
    limit = values.get("ISLET_KM2")
    kept = without_strays(codes, names, mended.areas, ISLET_KM2 if limit is None else float(limit))
    refuse_outside(codes, kept.areas, names, layer.name)
    said = [recognised_note(columns), *notes, *mended.notes, *kept.notes]
    return _Read(boundaries, dict(zip(codes, kept.areas)), said)


def _replace(connection: sqlite3.Connection, read: _Read, source: str) -> None:
    """Boundaries and figures of the layer take the place of those of the same codes; what it lacks stays."""
    for boundary in read.boundaries:
        area = read.areas[boundary.code]
        if area:
            connection.execute(
                "UPDATE ref_wilayah SET geom = ?, sumber_batas = ? WHERE kode_dagri = ?",
                (blob_of(area), source, boundary.code),
            )
        write_figures(connection, boundary.code, boundary.figures)


def _derive(
    connection: sqlite3.Connection, codes: Sequence[str], engine: GeometryEngine, progress: Progress
) -> List[Overlap]:
    """Dissolves the boundaries of what lies below each region above ``codes``, and adds up its figures; gives the
    overlaps met on the way."""
    ancestors, level = regions_above(codes), level_of(codes[0])
    overlaps: List[Overlap] = []
    for number, code in enumerate(ancestors):
        progress(number / len(ancestors))
        parts = drawn_within(connection, code)
        if parts:
            whole = engine.union([each.area for each in parts])
            overlaps += overlaps_among(connection, parts, whole, level, engine)
            sources = connection.execute(
                "SELECT sumber_batas FROM ref_wilayah WHERE induk = ? AND geom IS NOT NULL ORDER BY kode_dagri", (code,)
            ).fetchall()
            connection.execute(
                "UPDATE ref_wilayah SET geom = ?, sumber_batas = ? WHERE kode_dagri = ?",
                (blob_of(without_slivers(whole)), _joined_sources([source for (source,) in sources]), code),
            )
        add_up(connection, code)
    provinces = drawn_within(connection, None)
    if len(provinces) > 1:
        together = engine.union([each.area for each in provinces])
        overlaps += overlaps_among(connection, provinces, together, level, engine)
    return overlaps


def _joined_sources(sources: Sequence[Optional[str]]) -> Optional[str]:
    """Every source once, in the order met; sources below may be joined already."""
    once = dict.fromkeys(source for joined in sources if joined for source in joined.split(BETWEEN_SOURCES))
    words = BETWEEN_SOURCES.join(once)
    return (words if len(words) <= SOURCE_LENGTH else f"{words[: SOURCE_LENGTH - 1]}…") or None


def _count(connection: sqlite3.Connection, level: str) -> int:
    query = "SELECT count(*) FROM ref_wilayah WHERE tingkat = ? AND geom IS NOT NULL"
    return int(connection.execute(query, (level,)).fetchone()[0])


def _missing(connection: sqlite3.Connection, level: str, codes: Sequence[str]) -> List[str]:
    """The regions of a level without a boundary, in the provinces of the layer."""
    query = "SELECT nama, kode_dagri FROM ref_wilayah WHERE tingkat = ? AND geom IS NULL ORDER BY kode_dagri"
    provinces = {code[:2] for code in codes}
    return [f"{name} ({code})" for name, code in connection.execute(query, (level,)) if code[:2] in provinces]


def _missing_notes(missing: Mapping[str, Sequence[str]]) -> List[Note]:
    return [
        Note(MISSING.format(count=len(regions), level=LEVELS[level], names=listed(regions)), warning=True)
        for level, regions in missing.items()
        if regions and level in LEVELS
    ]


OPERATION = Algorithm(
    id="importboundaries",
    title=Text("Impor batas wilayah", "Import boundaries"),
    group=GROUP,
    summary=Text(
        "Memasukkan batas desa, kecamatan, atau kabupaten ke register.",
        "Takes boundaries of villages, districts or regencies into the register.",
    ),
    help=Text(
        "Layer dari BIG (RBI), BPS, HDX COD-AB, GADM, atau dengan kode Kemendagri dikenali dari kolomnya; laporan "
        "menyebut kolom yang dipakai dan apakah susunannya terverifikasi. Kode Kemendagri dikenali dengan atau tanpa "
        "titik, juga bila dirusak lembar kerja; kode BPS, yang menukar 19.03 dan 19.05, diterjemahkan. Wilayah "
        "provinsi lain ditambahkan dengan kode dan nama dari layer. Poligon yang rusak diperbaiki, pulau kecil yang "
        "tersesat dibuang, tumpang tindih, poligon ganda, dan wilayah tanpa batas dilaporkan. Kecamatan, kabupaten, "
        "dan provinsi diturunkan dari desa menurut kodenya, tanpa celah kecil. Batas wilayah dalam layer diganti; "
        "yang tidak ada tetap, kecuali batas lama yang sebagian besar tertutup batas baru di kecamatan yang sama. "
        "Penduduk dan rumah tangga diambil bila ada; selain itu yang ada dalam register tetap.",
        "Layers of BIG (RBI), BPS, HDX COD-AB, GADM, or with Kemendagri codes are known by their columns; the report "
        "says which were used and whether they are verified. Kemendagri codes are known with or without dots, also "
        "where a spreadsheet has damaged them; BPS codes, which swap 19.03 and 19.05, are translated. Regions of "
        "other provinces are added with the layer's codes and names. Broken polygons are repaired, stray islets "
        "dropped; overlaps, repeated polygons and regions without a boundary are reported. Districts, regencies and "
        "the province are derived from villages by their codes, without small gaps. Boundaries of regions in the "
        "layer are replaced; others stay, except older ones that new ones of the same district mostly cover. "
        "Population and households are taken where present; else what the register has stays.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        LayerInput(
            "INPUT", Text("Layer batas", "Layer of boundaries"), geometry="polygon", crs="EPSG:4326", fields="all"
        ),
        Choice(
            "KIND",
            Text("Jenis layer", "Kind of layer"),
            Text("Biasanya dikenali sendiri.", "Usually found by itself."),
            advanced=True,
            options=(
                Option(ANY, Text("dikenali dari kolomnya", "known by its columns")),
                *(Option(code, words) for code, words in SOURCES.items()),
            ),
            default=ANY,
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
        NumberSetting(
            "ISLET_KM2",
            Text("Pulau kecil yang tersesat: paling besar", "Stray islets: at most"),
            Text(
                "Dibuang hanya bila lebih dari 50 km dari wilayahnya atau di dalam wilayah lain; 0: semua tetap.",
                "Dropped only if more than 50 km from their region or inside another; 0 keeps all.",
            ),
            advanced=True,
            default=ISLET_KM2,
            minimum=0.0,
            maximum=1.0,
            unit=Text("km²", "km²"),
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
