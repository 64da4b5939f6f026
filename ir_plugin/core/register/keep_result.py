"""Results come from a file of their own into a register: tables, looks and run records, all of them or none."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Any, Dict, List, Mapping, Optional

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..parameters import FileInput, RegisterInput, TextSetting
from ..texts import Text
from .geometry_blobs import SRS_ID
from .geopackage import insert, layer_names, quoted, reading, register_layer, transaction, update_extent
from .geopackage_tables import STYLES
from .groups import REGISTER as GROUP
from .registers import require_register
from .result_layers import free_name, layer_obstacle
from .run_records import TABLE as RECORDS
from .tables import create_table

NOT_THERE = Text(
    "Berkas {path} tidak memuat layer {layer}; periksa namanya.",
    "The file {path} holds no layer {layer}; check its name.",
)
NOT_A_RESULT = Text("{layer} tidak dapat disimpan: {reason}.", "{layer} cannot be kept: {reason}.")
OTHER_CRS = Text(
    "Layer {layer} bukan dalam EPSG:4326 seperti register; proyeksikan ulang lebih dahulu.",
    "The layer {layer} is not in EPSG:4326 as the register is; reproject it first.",
)
KEPT = Text("Disimpan dalam register: {layers}.", "Kept in the register: {layers}.")


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Copies layers of a GeoPackage into a register under free names; see the declaration."""
    path, source = values["REGISTER"], values["INPUT"]
    wanted = values["LAYERS"].split()
    names: Dict[str, str] = {}
    with reading(source) as results, transaction(path) as register:
        require_register(register, path)
        for layer in wanted:
            if layer not in layer_names(results):
                raise UserError(NOT_THERE, path=source, layer=layer)
            obstacle = layer_obstacle(results, layer)
            if obstacle:
                raise UserError(NOT_A_RESULT, layer=layer, reason=obstacle)
            names[layer] = free_name(register, layer)
            _copy_layer(results, register, layer, names[layer])
        _copy_styles(results, register, names)
        _copy_records(results, register, names)
    kept = " ".join(names.values())
    return Results(
        numbers={"N_LAYERS": len(names)},
        strings={"KEPT": kept, "REGISTER": str(path)},
        notes=(Note(KEPT.format(layers=kept)),),
    )


def _copy_layer(results: sqlite3.Connection, register: sqlite3.Connection, layer: str, name: str) -> None:
    query = "SELECT geometry_type_name, column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?"
    geometry = results.execute(query, (layer,)).fetchone()
    if geometry and (geometry[1], geometry[2]) != ("geom", SRS_ID):
        raise UserError(OTHER_CRS, layer=layer)
    columns = results.execute(f"PRAGMA table_info({quoted(layer)})").fetchall()
    fields = ", ".join(_column(*each) for each in columns)
    register.execute(" ".join(("CREATE TABLE", quoted(name), f"({fields})")))
    register_layer(register, name, name, geometry[0] if geometry else None)
    rows = results.execute(" ".join(("SELECT * FROM", quoted(layer))))
    insert(register, name, [each[1] for each in columns], rows)
    if geometry:
        update_extent(register, name)


def _column(_place: int, name: str, kind: str, _required: int, _default: Optional[str], key: int) -> str:
    return f"{quoted(name)} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL" if key else f"{quoted(name)} {kind}"


def _copy_styles(results: sqlite3.Connection, register: sqlite3.Connection, names: Mapping[str, str]) -> None:
    """The looks that QGIS keeps beside the layers, in a table that it makes when it is needed."""
    made = _rows(results, "sqlite_master", "name", STYLES)
    if not made:
        return
    if not _rows(register, "sqlite_master", "name", STYLES):
        register.execute(str(made[0]["sql"]))
        register_layer(register, STYLES, STYLES, None)
    for layer, name in names.items():
        for style in _rows(results, STYLES, "f_table_name", layer):
            _add(register, STYLES, {**style, "id": None, "f_table_name": name, "styleName": name})


def _copy_records(results: sqlite3.Connection, register: sqlite3.Connection, names: Mapping[str, str]) -> None:
    if RECORDS.name not in layer_names(results):
        return
    if RECORDS.name not in layer_names(register):
        create_table(register, RECORDS)
    for layer, name in names.items():
        for record in _rows(results, RECORDS.name, "lapisan", layer)[-1:]:
            fields = {each.name: record[each.name] for each in RECORDS.fields if record[each.name] is not None}
            _add(register, RECORDS.name, {**fields, "run_id": str(uuid.uuid4()), "lapisan": name})


def _rows(connection: sqlite3.Connection, table: str, field: str, value: str) -> List[Dict[str, Any]]:
    found = connection.execute(" ".join(("SELECT * FROM", table, "WHERE", field, "= ?")), (value,))
    names = [each[0] for each in found.description]
    return [dict(zip(names, row)) for row in found]


def _add(connection: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    insert(connection, table, list(row), [list(row.values())])


OPERATION = Algorithm(
    id="keepresult",
    title=Text("Simpan hasil ke register", "Keep a result in a register"),
    group=GROUP,
    summary=Text(
        "Menyalin layer hasil dari sebuah GeoPackage ke dalam register, lengkap dengan gaya dan catatan jalannya.",
        "Copies result layers of a GeoPackage into a register, with their looks and run records.",
    ),
    help=Text(
        "Layer ditambahkan dengan nama yang masih bebas; tabel register tidak pernah ditimpa. Semuanya ditulis "
        "sekaligus atau tidak sama sekali, juga ketika layer register sedang terbuka di QGIS.",
        "Layers are added under free names; tables of the register are never overwritten. All is written at once or "
        "not at all, also while layers of the register are open in QGIS.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        FileInput("INPUT", Text("GeoPackage dengan hasil", "GeoPackage with results"), extensions=("gpkg",)),
        TextSetting(
            "LAYERS",
            Text("Layer", "Layers"),
            Text("Nama layer hasil, dengan spasi di antaranya.", "Names of result layers with spaces between them."),
        ),
    ),
    outputs=(
        Number("N_LAYERS", Text("Layer yang disimpan", "Layers kept")),
        String("KEPT", Text("Nama dalam register", "Names in the register")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("simpan", "keep", "hasil", "result", "register"),
)
