"""Tables in files that are there whole or not at all, each with a few facts about it in its own schema."""

from __future__ import annotations

import json
import os
import uuid
from pathlib import Path
from typing import Any, Callable, Mapping, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

FACTS = b"klaster_ir"


class Part(NamedTuple):
    """What a task makes: a table, and facts about it (JSON types) that are small enough for the client."""

    table: pa.Table
    facts: Mapping[str, Any]


Task = Callable[..., Part]
"""What a worker does: it depends on its arguments and on files only."""


def write_part(path: Path, part: Part) -> None:
    """Writes an Arrow file, or a Parquet file where the path ends so. The path exists only once the file is whole.

    OSError where the disk is full or the folder is gone; then nothing stays behind.
    """
    metadata = {**(part.table.schema.metadata or {}), FACTS: json.dumps(part.facts).encode()}
    table = part.table.replace_schema_metadata(metadata)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        if path.suffix == ".parquet":
            pq.write_table(table, draft, compression="zstd")
        else:
            with pa.OSFile(str(draft), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def read_part(path: Path) -> pa.Table:
    """The table of an Arrow file, mapped into memory: only what is touched is read."""
    with pa.memory_map(str(path)) as source:
        return pa.ipc.open_file(source).read_all()


def facts_of(path: Path) -> dict[str, Any]:
    """The facts that a file was written with."""
    if path.suffix == ".parquet":
        metadata = pq.read_schema(path).metadata
    else:
        with pa.memory_map(str(path)) as source:
            metadata = pa.ipc.open_file(source).schema.metadata
    found: dict[str, Any] = json.loads(metadata[FACTS])
    return found


def write_json(path: Path, content: Any) -> None:
    """Writes a JSON file, whole or not at all."""
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        draft.write_text(json.dumps(content), encoding="utf-8")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)
