"""A result is taken out of a register: its table, its look and the record of its run."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..parameters import RegisterInput, TextSetting
from ..texts import Text
from .geopackage import forget_layer, layer_names, quoted, transaction
from .geopackage_tables import STYLES
from .groups import REGISTER as GROUP
from .registers import require_register
from .result_layers import layer_obstacle
from .run_records import TABLE as RECORDS

UNKNOWN = Text(
    "Register {path} tidak memuat hasil bernama {layer}; periksa namanya.",
    "The register {path} holds no result called {layer}; check its name.",
)
KEPT = Text("{layer} tidak dapat dihapus dari {path}: {reason}.", "{layer} cannot be removed from {path}: {reason}.")
REMOVED = Text("Hasil {layer} dan catatan jalannya dihapus.", "The result {layer} and its run record are removed.")


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Removes one result; see the declaration. A result whose table is gone already loses its record."""
    path, layer = values["REGISTER"], values["LAYER"].strip()
    with transaction(path) as connection:
        require_register(connection, path)
        is_there = layer in layer_names(connection)
        obstacle = layer_obstacle(connection, layer) if is_there else None
        if obstacle:
            raise UserError(KEPT, layer=layer, path=path, reason=obstacle)
        records = _forget_records(connection, layer)
        if not is_there and not records:
            raise UserError(UNKNOWN, path=path, layer=layer)
        if is_there:
            forget_layer(connection, layer)
            connection.execute(f"DROP TABLE {quoted(layer)}")
    return Results(
        numbers={"N_RECORDS": records},
        strings={"REGISTER": str(path)},
        notes=(Note(REMOVED.format(layer=layer)),),
    )


def _forget_records(connection: sqlite3.Connection, layer: str) -> int:
    """Takes away the records and the styles of a layer; how many records there were."""
    known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if STYLES in known:
        connection.execute(" ".join(("DELETE FROM", STYLES, "WHERE f_table_name = ?")), (layer,))
    if RECORDS.name not in known:
        return 0
    deleted = connection.execute(" ".join(("DELETE FROM", RECORDS.name, "WHERE lapisan = ?")), (layer,))
    return deleted.rowcount


OPERATION = Algorithm(
    id="removeresult",
    title=Text("Hapus hasil analisis", "Remove a result"),
    group=GROUP,
    summary=Text(
        "Menghapus tabel sebuah hasil dari register bersama catatan jalannya.",
        "Removes the table of a result from a register, with the record of its run.",
    ),
    help=Text(
        "Yang dihapus: tabel hasil, gayanya dan barisnya dalam analisis_jalan. Tabel register sendiri tidak dapat "
        "dihapus. Tutup dahulu layer hasil itu di QGIS.",
        "Removed are the table of the result, its style and its rows in analisis_jalan. Tables of the register itself "
        "cannot be removed. Take the layer of the result out of the project first.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting(
            "LAYER",
            Text("Hasil", "Result"),
            Text("Nama tabel hasil, seperti titik_panas.", "The name of its table, such as titik_panas."),
        ),
    ),
    outputs=(
        Number("N_RECORDS", Text("Catatan jalan yang dihapus", "Run records removed")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("hapus", "remove", "hasil", "result", "riwayat", "history"),
)
