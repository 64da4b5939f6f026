"""The rows that travel in a package, as plain values that JSON can hold."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Dict, Iterable, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...industry.schema import TABLES, Field, Table
from ...industry.schema.declaration import INTEGER, NEW_ID, NOW, REAL, TRACKING
from ..geometry_blobs import point_blob, point_text
from ..geopackage import insert, quoted

CARRIED: Tuple[Table, ...] = (*(each for each in TABLES.values() if each.tracked), TABLES["impor_baris"])
"""What people edit, and what an import remembers of it; a table that refers to another comes after it."""

DECIDED: Tuple[Table, ...] = (TABLES["qa_temuan"], TABLES["impor_ganda"])
"""What the program asks and people decide; of these only the decisions are merged."""

GEOMETRY = "geom"
SEPARATOR = "|"
TRACKED = tuple(each.name for each in TRACKING)

Values = Dict[str, Any]


class Row(NamedTuple):
    """content: what people enter, a point as text. tracking: its version, and who changed it and when."""

    content: Values
    tracking: Values


def key_of(table: Table) -> Tuple[str, ...]:
    """The columns that name a row."""
    return (table.key,) if table.key else table.unique[0]


def content_of(table: Table) -> Tuple[str, ...]:
    """The columns that take part in a merge: not the key, nor who and when, nor what the program computes."""
    return _CONTENT[table.name]


def _content(table: Table) -> Tuple[str, ...]:
    apart = {
        *key_of(table),
        *(TRACKED if table.tracked else ()),
        *(each.name for each in table.fields if each.computed),
    }
    apart |= {each.name for each in table.fields if each.default is NOW}
    names = tuple(each.name for each in table.fields if each.name not in apart)
    return (GEOMETRY, *names) if table.geometry else names


_CONTENT = {table.name: _content(table) for table in (*CARRIED, *DECIDED)}


def default_of(table: Table, name: str) -> Any:
    """What a column of a new row holds where nobody says anything."""
    if name == GEOMETRY:
        return None
    default = table.field(name).default
    if default is NOW or default is NEW_ID:
        return None
    return int(default) if isinstance(default, bool) else default


def value_of(table: Table, values: Mapping[str, Any], name: str) -> Any:
    """A value of a row; the default where an older schema did not have the column."""
    return values[name] if name in values else default_of(table, name)


def references_of(table: Table) -> Iterable[Tuple[Field, str, str]]:
    """The fields that refer to rows of other tables: the field, the table and its column."""
    for field in table.fields:
        if field.references and not field.computed:
            other, column = field.references.split(".")
            yield field, other, column


def read_rows(connection: sqlite3.Connection, table: Table, ids: Optional[Iterable[str]] = None) -> Dict[str, Row]:
    """The rows of a table by id; all, or those of ``ids``."""
    key, content = key_of(table), content_of(table)
    tracking = TRACKED if table.tracked else ()
    identity = f" || '{SEPARATOR}' || ".join(map(quoted, key))
    columns = ", ".join((identity, *map(quoted, (*content, *tracking))))
    query, values = " ".join(("SELECT", columns, "FROM", quoted(table.name))), []
    if ids is not None:
        query = " ".join((query, "WHERE", identity, "IN (SELECT value FROM json_each(?))"))
        values.append(json.dumps(list(ids)))
    end = 1 + len(content)
    rows = {
        row[0]: Row(dict(zip(content, row[1:end])), dict(zip(tracking, row[end:])))
        for row in connection.execute(query, values)
    }
    if table.geometry:
        for row in rows.values():
            row.content[GEOMETRY] = point_text(row.content[GEOMETRY])
    return rows


def insert_row(connection: sqlite3.Connection, table: Table, row_id: str, values: Mapping[str, Any]) -> None:
    """Adds a row. sqlite3.IntegrityError where it breaks a rule."""
    full = {**dict(zip(key_of(table), row_id.split(SEPARATOR))), **values}
    insert(connection, table.name, list(full), [_stored(full)])


def update_row(
    connection: sqlite3.Connection, table: Table, row_id: str, values: Mapping[str, Any], tracking: Mapping[str, Any]
) -> None:
    """Changes columns of a row; its version becomes one more than the higher of both, and it was changed by whom and
    when ``tracking`` says. sqlite3.IntegrityError where that breaks a rule."""
    changes = [f"{quoted(name)} = ?" for name in values]
    given = list(_stored(values))
    if tracking:
        changes += ["versi_baris = max(versi_baris, ?) + 1", "diubah = max(diubah, ?)"]
        changes.append("diubah_oleh = coalesce(?, diubah_oleh)")
        given += [tracking["versi_baris"], tracking["diubah"], tracking["diubah_oleh"]]
    query = ("UPDATE", quoted(table.name), "SET", ", ".join(changes), "WHERE", _named(table))
    connection.execute(" ".join(query), (*given, *row_id.split(SEPARATOR)))


def delete_row(connection: sqlite3.Connection, table: Table, row_id: str) -> None:
    """Removes a row; that of a tracked table stays in the log of changes."""
    connection.execute(" ".join(("DELETE FROM", quoted(table.name), "WHERE", _named(table))), row_id.split(SEPARATOR))


def as_text(value: Any) -> Optional[str]:
    """A value as a person reads it; None for none."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def from_text(table: Table, name: str, text: Optional[str]) -> Any:
    """The value that ``as_text`` wrote."""
    kinds = {INTEGER: int, REAL: float, "boolean": int}
    kind = None if name == GEOMETRY else kinds.get(table.field(name).kind)
    return text if text is None or kind is None else kind(text)


def _stored(values: Mapping[str, Any]) -> Sequence[Any]:
    return [point_blob(value) if name == GEOMETRY else value for name, value in values.items()]


def _named(table: Table) -> str:
    return " AND ".join(f"{quoted(name)} = ?" for name in key_of(table))
