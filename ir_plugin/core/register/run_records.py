"""The run records of results: a table of the GeoPackage that holds them."""

from __future__ import annotations

import json
import uuid
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Tuple

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
    return _record(dict(zip(names, found)))


class Run(NamedTuple):
    """A run and the layers of the GeoPackage that it has written and that are still there; main output first."""

    record: RunRecord
    layers: Tuple[str, ...]


def read_runs(path: str) -> List[Run]:
    """The runs whose results a GeoPackage holds, the last one first. UserError where the file cannot be read."""
    with reading(path) as connection:
        there = set(layer_names(connection))
        if TABLE.name not in there:
            return []
        names = [field.name for field in TABLE.fields]
        query = " ".join(("SELECT", ", ".join(map(quoted, names)), "FROM", quoted(TABLE.name), "ORDER BY fid"))
        rows = [dict(zip(names, row)) for row in connection.execute(query)]
    runs: Dict[Tuple[str, ...], Run] = {}
    for row in rows:
        if row["lapisan"] in there:
            key = (row["waktu"], row["jenis"], row["parameter"], row["hash_data"])
            record, layers = runs.get(key) or Run(_record(row), ())
            runs[key] = Run(record, (*layers, row["lapisan"]))
    return list(runs.values())[::-1]


def _record(row: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        algorithm=row["jenis"],
        parameters=json.loads(row["parameter"]),
        units_used=row["jumlah_baris"],
        units_left_out=row["jumlah_tanpa_nilai"],
        input_hash=row["hash_data"],
        paragraph=Text(row["paragraf_id"] or "", row["paragraf_en"] or ""),
        seed=row["seed"],
        weights=json.loads(row["bobot"] or "{}"),
        versions=json.loads(row["versi"] or "{}"),
        finished=row["waktu"],
        references=tuple(json.loads(row["pustaka"] or "[]")),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
