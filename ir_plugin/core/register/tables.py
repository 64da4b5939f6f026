"""The declared schema as tables of a GeoPackage, hard rules included."""

from __future__ import annotations

import re
import sqlite3
from typing import Callable, Iterable, Iterator, NamedTuple, Optional, Sequence

from ..industry.schema import TABLES, Field, Table, YearsAgo
from ..industry.schema.declaration import BOOLEAN, DATE, DATETIME, INTEGER, JSON, NEW_ID, NOW, REAL, TEXT
from ..industry.value_lists import VALUE_LISTS
from .geopackage import quoted, register_layer
from .tracking import tracking_triggers

TYPES = {INTEGER: "INTEGER", REAL: "REAL", BOOLEAN: "BOOLEAN", DATE: "DATE", DATETIME: "DATETIME"}
STORED_AS = {
    **dict.fromkeys((TEXT, DATE, DATETIME, JSON), "'text'"),
    **dict.fromkeys((INTEGER, BOOLEAN), "'integer'"),
    REAL: "'integer', 'real'",
}
THIS_MOMENT = "(strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
RANDOM_ID = (
    "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || "
    "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))"
)
MOMENT = "'[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]*'"
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
    lines += [column(field, field.name == table.key, DIALECT) for field in table.fields]
    lines += [f"UNIQUE ({', '.join(map(quoted, names))})" for names in table.unique]
    lines += [f"CHECK ({quoted(name)} IS NULL OR {quoted(other)} IS NOT NULL)" for name, other in table.needs]
    connection.execute(" ".join(("CREATE TABLE", quoted(table.name), "(", ",\n  ".join(lines), ")")))
    for statement in (*_indexes(table), *_moving_bounds(table), *_plain_sets(table), *tracking_triggers(table)):
        connection.execute(statement)
    title = f"{table.label.in_language(language)} ({table.name})"
    register_layer(connection, table.name, title, GEOMETRIES.get(table.geometry))


def _indexes(table: Table) -> Iterator[str]:
    """At most one row of a group with a flag, and a quick way from a row to those that refer to it."""
    for flag, group in table.single:
        name = quoted(f"satu_{table.name}_{flag}")
        yield " ".join(
            ("CREATE UNIQUE INDEX", name, "ON", quoted(table.name), f"({quoted(group)}) WHERE {quoted(flag)} = 1")
        )
    for field in table.fields:
        if field.references:
            name = quoted(f"ke_{table.name}_{field.name}")
            yield " ".join(("CREATE INDEX", name, "ON", quoted(table.name), f"({quoted(field.name)})"))


def _moving_bounds(table: Table) -> Iterator[str]:
    """Bounds that move with time as triggers, for a CHECK may not ask the clock."""
    for field in table.fields:
        for end, sign in ((field.minimum, "<"), (field.maximum, ">")):
            if not isinstance(end, YearsAgo):
                continue
            year = f"CAST(strftime('%Y', 'now') AS INTEGER) - {end.years}"
            refusal = literal(f"{table.name}.{field.name}: {field.label.en} {sign} this year - {end.years}")
            for event in ("INSERT", f"UPDATE OF {quoted(field.name)}"):
                name = quoted(f"tahun_{table.name}_{field.name}_{event.split()[0].lower()}")
                head = ("CREATE TRIGGER", name, "BEFORE", event, "ON", quoted(table.name))
                condition = f"WHEN NEW.{quoted(field.name)} {sign} {year}"
                yield " ".join((*head, condition, "BEGIN SELECT RAISE(ABORT,", refusal, "); END"))


def _plain_sets(table: Table) -> Iterator[str]:
    """What QGIS and QField write for their lists of ticks, {"A","B"} and {}, becomes {A,B} and nothing."""
    for field in (each for each in table.fields if each.several):
        column = quoted(field.name)
        for event in ("INSERT", f"UPDATE OF {column}"):
            name = quoted(f"himpunan_{table.name}_{field.name}_{event.split()[0].lower()}")
            head = ("CREATE TRIGGER", name, "AFTER", event, "ON", quoted(table.name))
            condition = f"WHEN NEW.{column} IS NOT {_plain(f'NEW.{column}')}"
            change = f"SET {column} = {_plain(f'NEW.{column}')} WHERE fid = NEW.fid"
            yield " ".join((*head, condition, "BEGIN UPDATE", quoted(table.name), change, "; END"))


def _plain(value: str) -> str:
    return f"nullif(replace({value}, char(34), ''), '{{}}')"


class Dialect(NamedTuple):
    """How a database writes the type, default and checks of a field, and the row (table, column) it refers to."""

    kind: Callable[[Field], str]
    default: Callable[[Field], Optional[str]]
    checks: Callable[[Field], Iterable[Optional[str]]]
    reference: Callable[[str, str], str]


def column(field: Field, is_key: bool, dialect: Dialect) -> str:
    """The column of a field in the words that create its table."""
    words = [quoted(field.name), dialect.kind(field)]
    if field.required or is_key:
        words.append("NOT NULL")
    if is_key:
        words.append("UNIQUE")
    default = dialect.default(field)
    if default:
        words.append(f"DEFAULT {default}")
    checks = [check for check in dialect.checks(field) if check]
    if checks:
        words.append(f"CHECK ({' AND '.join(checks)})")
    if field.references:
        words.append(f"REFERENCES {dialect.reference(*field.references.split('.'))}")
    return " ".join(words)


def _kind(field: Field) -> str:
    return TYPES.get(field.kind, f"TEXT({field.length})" if field.length else "TEXT")


def _reference(table: str, named: str) -> str:
    return f"{quoted(table)} ({quoted(named)}) DEFERRABLE INITIALLY DEFERRED"


def _default(field: Field) -> Optional[str]:
    if field.default is None:
        return None
    if field.default is NOW:
        return THIS_MOMENT
    if field.default is NEW_ID:
        return RANDOM_ID
    return literal(int(field.default) if isinstance(field.default, bool) else field.default)


def _checks(field: Field) -> list[Optional[str]]:
    """The hard rules of a field as SQL conditions; NULL passes each of them."""
    name = quoted(field.name)
    return [
        f"typeof({name}) IN ({STORED_AS[field.kind]}, 'null')",
        f"{name} IN (0, 1)" if field.kind == BOOLEAN else None,
        f"{name} IS {_real_day(name)}" if field.kind == DATE else None,
        f"({name} IS NULL OR {name} GLOB {MOMENT} AND datetime({name}) IS NOT NULL AND {_day(name)} = "
        f"{_real_day(_day(name))})"
        if field.kind == DATETIME
        else None,
        f"length({name}) <= {field.length}" if field.length else None,
        f"length(trim({name})) > 0" if field.required and field.kind == TEXT else None,
        f"{name} >= {field.minimum}" if isinstance(field.minimum, (int, float)) else None,
        f"{name} <= {field.maximum}" if isinstance(field.maximum, (int, float)) else None,
        _codes(name, VALUE_LISTS[field.values].codes, field.several) if field.values else None,
        _globs(name, field.pattern.regex) if field.pattern else None,
    ]


def _day(name: str) -> str:
    return f"substr({name}, 1, 10)"


def _real_day(name: str) -> str:
    """The same day, or another one where the month is shorter: only with a shift does SQLite look at the calendar."""
    return f"date({name}, '+0 days')"


def _codes(name: str, codes: Sequence[str], several: bool) -> str:
    """One of the codes; or a set ``{A,B}``: once every ``,code,`` is taken out of ``,A,,B,`` nothing may be left.

    The other spellings of a set pass too, for the triggers of ``_plain_sets`` take them away.
    """
    if not several:
        return f"{name} IN ({', '.join(map(literal, codes))})"
    plain = _plain(name)
    left = f"',' || replace(substr({plain}, 2, length({plain}) - 2), ',', ',,') || ','"
    for code in codes:
        left = f"replace({left}, {literal(f',{code},')}, '')"
    return f"({plain} IS NULL OR {plain} GLOB '{{?*}}' AND {left} = '')"


def _globs(name: str, regex: str) -> str:
    """A pattern as GLOBs: each of its alternatives, and each length that {m,n} allows."""
    globs = [glob for form in regex.split("|") for glob in _expanded(form)]
    return "(" + " OR ".join(f"{name} GLOB {literal(glob)}" for glob in globs) + ")"


def _expanded(form: str) -> list[str]:
    results = [""]
    for atom, low, high in re.findall(r"(\\.|\[[^\]]*\]|.)(?:\{(\d+)(?:,(\d+))?\})?", form):
        single = "[0-9]" if atom == r"\d" else atom.lstrip("\\")
        counts = range(int(low or 1), int(high or low or 1) + 1)
        results = [result + single * count for result in results for count in counts]
    return results


def literal(value: object) -> str:
    """A declared constant in SQL; values of users are always parameters instead."""
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


DIALECT = Dialect(_kind, _default, _checks, _reference)
"""That of SQLite."""
