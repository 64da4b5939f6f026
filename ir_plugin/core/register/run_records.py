"""The run records of results: a table of the GeoPackage that holds them."""

from __future__ import annotations

import json
import uuid
from typing import Optional

from ..industry.schema import TABLES
from ..run_record import RunRecord
from ..texts import Text
from .geopackage import insert, layer_names, quoted, reading, transaction
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


def read_record(path: str, layer_name: str) -> Optional[RunRecord]:
    """The record of the last run that wrote a layer of a GeoPackage; None where there is none."""
    with reading(path) as connection:
        if TABLE.name not in layer_names(connection):
            return None
        names = [field.name for field in TABLE.fields]
        query = " ".join(
            ("SELECT", ", ".join(map(quoted, names)), "FROM", quoted(TABLE.name), "WHERE lapisan = ? ORDER BY fid DESC")
        )
        found = connection.execute(query, [layer_name]).fetchone()
    if found is None:
        return None
    row = dict(zip(names, found))
    return RunRecord(
        algorithm=row["jenis"],
        parameters=json.loads(row["parameter"]),
        units_used=row["jumlah_baris"],
        units_left_out=row["jumlah_tanpa_nilai"],
        input_hash=row["hash_data"],
        paragraph=Text(row["paragraf_id"], row["paragraf_en"]),
        seed=row["seed"],
        weights=json.loads(row["bobot"]),
        versions=json.loads(row["versi"]),
        finished=row["waktu"],
        references=tuple(json.loads(row["pustaka"])),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
