"""Boundaries into the register: villages, kecamatan or kabupaten of any layer; the upper levels are derived."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping, Optional, Sequence

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..geometry_engine import GeometryEngine
from ..industry.regions import DISTRICT, REGENCY, VILLAGE, level_of
from ..parameters import FieldChoice, LayerInput, RegisterInput, TextSetting
from ..progress import Progress, part
from ..texts import Text
from .boundary_checks import refuse_outside
from .boundary_layer import Boundary, boundaries_of, listed
from .geometry_blobs import blob_of, wkb_of
from .geopackage import transaction, update_extent
from .groups import REGISTER as GROUP
from .older_boundaries import clear_covered
from .region_figures import add_up, regions_above, unknown_notes, write_figures
from .registers import require_register
from .sliver_holes import without_slivers

IMPORTED = Text(
    "{villages} desa/kelurahan, {districts} kecamatan, {regencies} kabupaten/kota punya batas.",
    "{villages} villages, {districts} districts, {regencies} regencies have a boundary.",
)
MISSING = Text("{count} desa/kelurahan tanpa batas: {names}.", "{count} villages without a boundary: {names}.")
GONE = Text(
    "{count} batas lama dihapus karena terletak di bawah batas baru dan tidak ada dalam layer: {names}.",
    "{count} older boundaries were taken away, as they lie under new ones and the layer lacks them: {names}.",
)
KEPT = Text(
    "{count} wilayah tidak ada dalam layer dan tetap memakai batas lama di samping batas baru; tepinya mungkin "
    "bertumpang tindih: {names}.",
    "{count} regions are not in the layer and keep their older boundary beside new ones; edges may overlap: {names}.",
)
SOURCE_LENGTH = 300
BETWEEN_SOURCES = "; "


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the layer's boundaries and those derived from them into ``ref_wilayah``; see the declaration.

    ValueError where the face lends no geometry engine; UserError as ``boundaries_of`` and ``transaction`` have it.
    """
    if context.geometry is None:
        raise ValueError("importboundaries needs a geometry engine")
    layer, register = values["INPUT"], values["REGISTER"]
    boundaries, notes = boundaries_of(layer, values.get("CODE_FIELD"), values.get("NAME_FIELD"))
    polygons = _repaired(boundaries, context.geometry, part(context.progress, 0.0, 0.6))
    codes = [each.code for each in boundaries]
    refuse_outside(codes, polygons, layer.name)
    with transaction(register) as connection:
        require_register(connection, register)
        _replace(connection, boundaries, polygons, (values.get("SOURCE") or layer.name)[:SOURCE_LENGTH])
        drawn = {code: polygon for code, polygon in zip(codes, polygons) if polygon}
        older = clear_covered(connection, drawn, context.geometry)
        _derive(connection, codes, context.geometry, part(context.progress, 0.6, 1.0))
        update_extent(connection, "ref_wilayah")
        counts = {level: _count(connection, level) for level in (VILLAGE, DISTRICT, REGENCY)}
        missing = _missing(connection)
        unknown = unknown_notes(connection, level_of(codes[0]))
    words = IMPORTED.format(villages=counts[VILLAGE], districts=counts[DISTRICT], regencies=counts[REGENCY])
    notes.append(Note(words))
    for sentence, regions in ((GONE, older.gone), (KEPT, older.kept), (MISSING, missing)):
        if regions:
            notes.append(Note(sentence.format(count=len(regions), names=listed(regions)), warning=True))
    notes += unknown
    numbers = {"N_VILLAGES": counts[VILLAGE], "N_DISTRICTS": counts[DISTRICT], "N_REGENCIES": counts[REGENCY]}
    return Results(
        numbers={**numbers, "N_MISSING": len(missing)}, strings={"REGISTER": str(register)}, notes=tuple(notes)
    )


def _repaired(boundaries: Sequence[Boundary], engine: GeometryEngine, progress: Progress) -> list[bytes]:
    """The whole area of each boundary, self-crossings repaired; ``b""`` where it has none."""
    areas = []
    for number, boundary in enumerate(boundaries):
        progress(number / len(boundaries))
        valid = [engine.make_valid(polygon) for polygon in boundary.polygons]
        areas.append(valid[0] if len(valid) == 1 else engine.union(valid) if valid else b"")
    return areas


def _replace(
    connection: sqlite3.Connection, boundaries: Sequence[Boundary], polygons: Sequence[bytes], source: str
) -> None:
    """Boundaries and figures of the layer take the place of those of the same codes; what it lacks stays."""
    for boundary, polygon in zip(boundaries, polygons):
        if polygon:
            connection.execute(
                "UPDATE ref_wilayah SET geom = ?, sumber_batas = ? WHERE kode_dagri = ?",
                (blob_of(polygon), source, boundary.code),
            )
        write_figures(connection, boundary.code, boundary.figures)


def _derive(connection: sqlite3.Connection, codes: Sequence[str], engine: GeometryEngine, progress: Progress) -> None:
    """Dissolves the boundaries of what lies below each region above ``codes``, and adds up its figures."""
    ancestors = regions_above(codes)
    for number, code in enumerate(ancestors):
        progress(number / len(ancestors))
        parts = connection.execute(
            "SELECT geom, sumber_batas FROM ref_wilayah WHERE induk = ? AND geom IS NOT NULL ORDER BY kode_dagri",
            (code,),
        ).fetchall()
        if parts:
            area = without_slivers(engine.union([wkb_of(geom) for geom, _ in parts]))
            connection.execute(
                "UPDATE ref_wilayah SET geom = ?, sumber_batas = ? WHERE kode_dagri = ?",
                (blob_of(area), _joined_sources([source for _, source in parts]), code),
            )
        add_up(connection, code)


def _joined_sources(sources: Sequence[Optional[str]]) -> Optional[str]:
    """Every source once, in the order met; sources below may be joined already."""
    once = dict.fromkeys(source for joined in sources if joined for source in joined.split(BETWEEN_SOURCES))
    words = BETWEEN_SOURCES.join(once)
    return (words if len(words) <= SOURCE_LENGTH else f"{words[: SOURCE_LENGTH - 1]}…") or None


def _count(connection: sqlite3.Connection, level: str) -> int:
    query = "SELECT count(*) FROM ref_wilayah WHERE tingkat = ? AND geom IS NOT NULL"
    return int(connection.execute(query, (level,)).fetchone()[0])


def _missing(connection: sqlite3.Connection) -> list[str]:
    query = "SELECT nama, kode_dagri FROM ref_wilayah WHERE tingkat = ? AND geom IS NULL ORDER BY kode_dagri"
    return [f"{name} ({code})" for name, code in connection.execute(query, (VILLAGE,))]


OPERATION = Algorithm(
    id="importboundaries",
    title=Text("Impor batas wilayah", "Import boundaries"),
    group=GROUP,
    summary=Text(
        "Memasukkan batas desa, kecamatan, atau kabupaten ke register.",
        "Takes boundaries of villages, districts or regencies into the register.",
    ),
    help=Text(
        "Kolom kode dan nama dicari sendiri. Kode Kemendagri dikenali dengan atau tanpa titik, juga bila dirusak "
        "lembar kerja; kode BPS, yang menukar 19.03 dan 19.05, dikenali dari namanya dan diterjemahkan. Poligon yang "
        "rusak diperbaiki; kecamatan, kabupaten, dan provinsi diturunkan dari desa, tanpa celah kecil di antaranya. "
        "Batas wilayah yang ada dalam layer diganti; yang tidak ada tetap, kecuali batas lama yang sebagian besar "
        "tertutup batas baru di kecamatan yang sama. Penduduk dan rumah tangga diambil bila ada; selain itu yang "
        "ada dalam register tetap.",
        "The fields of codes and names are found. Kemendagri codes are known with or without dots, also where a "
        "spreadsheet has damaged them; BPS codes, which swap 19.03 and 19.05, are told by the names and translated. "
        "Broken polygons are repaired; districts, regencies and the province are derived from villages, without the "
        "small gaps between them. Boundaries of regions in the layer are replaced; others stay, except older ones "
        "that new ones of the same district mostly cover. Population and households are taken where present; else what "
        "the register has stays.",
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
