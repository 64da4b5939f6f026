"""The run records of results: a table of the GeoPackage that holds them."""

from __future__ import annotations

import json
import uuid

from ..industry.schema import TABLES
from ..run_record import RunRecord
from .geopackage import insert, layer_names, transaction
from .tables import create_table

TABLE = TABLES["analisis_jalan"]


def write_record(path: str, record: RunRecord, layer_name: str) -> str:
    """Appends a run to ``analisis_jalan`` of a GeoPackage, which need not be a register; gives the id of the run.

    The table is made where it is missing. UserError where the file cannot be written.
    """
    run_id = str(uuid.uuid4())
    row = {
        "run_id": run_id,
        "jenis": record.algorithm,
        "lapisan": layer_name,
        "parameter": _json(record.parameters),
        "seed": record.seed,
        "jumlah_baris": record.units_used,
        "jumlah_tanpa_nilai": record.units_left_out,
        "bobot": _json(record.weights),
        "hash_data": record.input_hash,
        "versi_plugin": record.versions.get("klaster_ir"),
        "versi": _json(record.versions),
        "paragraf_id": record.paragraph.id,
        "paragraf_en": record.paragraph.en,
        "pustaka": _json(record.references),
    }
    if record.finished:
        row["waktu"] = record.finished
    with transaction(path) as connection:
        if TABLE.name not in layer_names(connection):
            create_table(connection, TABLE)
        insert(connection, TABLE.name, list(row), [list(row.values())])
    return run_id


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
