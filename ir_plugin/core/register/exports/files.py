"""What passed the gate as a file: a layer of a new GeoPackage, or a table of comma-separated values."""

from __future__ import annotations

import csv
import hashlib
import os
import re
import struct
from pathlib import Path
from typing import Any, Iterator, Sequence, Tuple

from ...errors import UserError
from ...industry.privacy.gate import Passed
from ...industry.value_lists import VALUE_LISTS
from ...texts import Text
from ..drafts import draft_folder
from ..file_errors import EXISTS
from ..geometry_blobs import POINT, blob_of
from ..geopackage import insert, new_file, quoted, register_layer, update_extent

LAYER, CODES = "usaha", "arti_kode"
UNKNOWN_FORMAT = Text("Berkas {path} harus berakhiran .gpkg atau .csv.", "The file {path} has to end in .gpkg or .csv.")
_FORMULA = re.compile(r"^(?!\+\d+$)[=+\-@\t\r]")
_TYPES = {"text": "TEXT", "integer": "INTEGER"}


def write_file(path: str, passed: Passed, title: str) -> str:
    """Writes a new file and gives its SHA-256. UserError where it exists, has another ending or cannot be written."""
    write = {".gpkg": _write_geopackage, ".csv": _write_csv}.get(Path(path).suffix.lower())
    if write is None:
        raise UserError(UNKNOWN_FORMAT, path=path)
    write(path, passed, title)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def _write_geopackage(path: str, passed: Passed, title: str) -> None:
    names = [column.name for column in passed.columns]
    columns = ", ".join(f"{quoted(each.name)} {_TYPES[each.kind]}" for each in passed.columns)
    with new_file(path) as connection:
        create = ("CREATE TABLE", quoted(LAYER), "(fid INTEGER PRIMARY KEY NOT NULL, geom POINT,", columns, ")")
        connection.execute(" ".join(create))
        register_layer(connection, LAYER, title, "POINT")
        blobs = [blob_of(struct.pack("<BI2d", 1, POINT, *point)) if point else None for point in passed.points]
        rows = [(blob, *(row[name] for name in names)) for blob, row in zip(blobs, passed.rows)]
        insert(connection, LAYER, ("geom", *names), rows)
        update_extent(connection, LAYER)
        connection.execute(f"CREATE TABLE {CODES} (kolom TEXT, kode TEXT, label_id TEXT, label_en TEXT)")
        register_layer(connection, CODES, CODES, None)
        insert(connection, CODES, ("kolom", "kode", "label_id", "label_en"), meanings(passed))


def _write_csv(path: str, passed: Passed, title: str) -> None:
    """UTF-8 with a mark, by which spreadsheets know it; texts that they would take for formulas stay texts."""
    if os.path.exists(path):
        raise UserError(EXISTS, path=path)
    with draft_folder(path) as beside:
        draft = os.path.join(beside, "new.csv")
        with open(draft, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(_lines(passed))
        os.replace(draft, path)


def _lines(passed: Passed) -> Iterator[Sequence[Any]]:
    names = [column.name for column in passed.columns]
    yield (*names, "bujur", "lintang")
    for row, point in zip(passed.rows, passed.points):
        place = (f"{point[0]:.6f}", f"{point[1]:.6f}") if point else ("", "")
        yield (*(formula_safe(row[name]) for name in names), *place)


def formula_safe(value: Any) -> Any:
    """The value of a cell; a text that a spreadsheet would take for a formula gets a mark before it."""
    return "'" + value if isinstance(value, str) and _FORMULA.match(value) else value


def meanings(passed: Passed) -> Sequence[Tuple[str, str, str, str]]:
    """What the codes of the columns mean: column, code, Indonesian, English."""
    return [
        (column.name, value.code, value.label.id, value.label.en)
        for column in passed.columns
        if column.values
        for value in VALUE_LISTS[column.values].values
    ]
