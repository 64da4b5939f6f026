"""The declared schema as tables of a GeoPackage, hard rules included."""

from __future__ import annotations

import re
import sqlite3
from typing import Optional

from ..industry.schema import TABLES, Field, Table, YearsAgo
from ..industry.schema.declaration import BOOLEAN, INTEGER, NOW, REAL
from ..industry.value_lists import VALUE_LISTS
from .geopackage import quoted, register_layer

TYPES = {"integer": "INTEGER", "real": "REAL", "boolean": "BOOLEAN", "date": "DATE", "datetime": "DATETIME"}
THIS_MOMENT = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
GEOMETRIES = {"point": "POINT", "polygon": "POLYGON", "multipolygon": "MULTIPOLYGON"}


def create_tables(connection: sqlite3.Connection, language: str = "id") -> None:
    """Creates every declared table and makes it known as a layer."""
    for table in TABLES.values():
        create_table(connection, table, language)


def create_table(connection: sqlite3.Connection, table: Table, language: str = "id") -> None:
    """Creates one declared table with its CHECKs, keys and references."""
    lines = ["fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"]
    if table.geometry:
        lines.append(f"geom {GEOMETRIES[table.geometry]}")
    lines += [_column(field, is_key=field.name == table.key) for field in table.fields]
    lines += [f"UNIQUE ({', '.join(map(quoted, names))})" for names in table.unique]
    connection.execute(f"CREATE TABLE {quoted(table.name)} (\n  {',  '.join(lines)}\n)")
    for flag, group in table.single:
        name = quoted(f"satu_{table.name}_{flag}")
        where = f"{quoted(table.name)} ({quoted(group)}) WHERE {quoted(flag)} = 1"
        connection.execute(f"CREATE UNIQUE INDEX {name} ON {where}")
    title = f"{table.label.in_language(language)} ({table.name})"
    register_layer(connection, table.name, title, GEOMETRIES.get(table.geometry))


def _column(field: Field, is_key: bool) -> str:
    words = [quoted(field.name), TYPES.get(field.kind, f"TEXT({field.length})" if field.length else "TEXT")]
    if field.required or is_key:
        words.append("NOT NULL")
    if is_key:
        words.append("UNIQUE")
    default = _default(field)
    if default:
        words.append(f"DEFAULT {default}")
    checks = [check for check in _checks(field) if check]
    if checks:
        words.append(f"CHECK ({' AND '.join(checks)})")
    if field.references:
        table, column = field.references.split(".")
        words.append(f"REFERENCES {quoted(table)} ({quoted(column)}) DEFERRABLE INITIALLY DEFERRED")
    return " ".join(words)


def _default(field: Field) -> Optional[str]:
    if field.default is None:
        return None
    if field.default is NOW:
        return THIS_MOMENT
    return _literal(int(field.default) if isinstance(field.default, bool) else field.default)


def _checks(field: Field) -> list[Optional[str]]:
    """The hard rules of a field as SQL conditions; NULL passes each of them."""
    name = quoted(field.name)
    return [
        f"typeof({name}) IN ('integer', 'null')" if field.kind in (INTEGER, BOOLEAN) else None,
        f"typeof({name}) IN ('integer', 'real', 'null')" if field.kind == REAL else None,
        f"{name} IN (0, 1)" if field.kind == BOOLEAN else None,
        f"length({name}) <= {field.length}" if field.length else None,
        f"length(trim({name})) > 0" if field.required and field.kind == "text" else None,
        f"{name} >= {_bound(field.minimum)}" if field.minimum is not None else None,
        f"{name} <= {_bound(field.maximum)}" if field.maximum is not None else None,
        _one_of(field) if field.values and not field.several else None,
        _globs(name, field.pattern.regex) if field.pattern else None,
    ]


def _bound(bound: object) -> str:
    """A bound in SQL. CHECK may not ask the clock: a bound that moves with time only keeps out the absurd here."""
    return "2200" if isinstance(bound, YearsAgo) else str(bound)


def _one_of(field: Field) -> str:
    codes = ", ".join(_literal(code) for code in VALUE_LISTS[field.values].codes)
    return f"{quoted(field.name)} IN ({codes})"


def _globs(name: str, regex: str) -> str:
    """A pattern as GLOBs: each of its alternatives, and each length that {m,n} allows."""
    globs = [glob for form in regex.split("|") for glob in _expanded(form)]
    return "(" + " OR ".join(f"{name} GLOB {_literal(glob)}" for glob in [*globs]) + f" OR {name} IS NULL)"


def _expanded(form: str) -> list[str]:
    results = [""]
    for atom, low, high in re.findall(r"(\\d|\\.|\\\+|\[[^\]]*\]|.)(?:\{(\d+)(?:,(\d+))?\})?", form):
        single = {"\\d": "[0-9]", "\\.": ".", "\\+": "+"}.get(atom, atom)
        counts = range(int(low or 1), int(high or low or 1) + 1)
        results = [result + single * count for result in results for count in counts]
    return results


def _literal(value: object) -> str:
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
