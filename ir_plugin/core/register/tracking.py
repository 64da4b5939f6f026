"""What a GeoPackage does by itself when somebody changes a row: it counts the change and remembers what stood there.

Triggers do it, so that it happens whichever program edits the register.
"""

from __future__ import annotations

from typing import Iterator, Sequence

from ..industry.schema import Table
from ..industry.schema.declaration import TRACKING
from .geopackage import quoted

NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
LOG = "INSERT INTO log_perubahan (pengguna, tabel, baris_id, kejadian, versi_baris, sebelum, sesudah)"
COUNTED = "versi_baris"


def tracking_triggers(table: Table) -> Iterator[str]:
    """The triggers of a tracked table; none for others.

    A change that names a higher version keeps it (a merge does); any other gets the next one. The log holds the values
    of the changed columns only, a geometry as hexadecimal digits. A removed row stays in the log with all it held.
    """
    if not table.tracked:
        return
    name, columns = quoted(table.name), _content(table)
    moment = f"CASE WHEN NEW.diubah IS OLD.diubah THEN {NOW} ELSE NEW.diubah END"
    count = f"SET {COUNTED} = max(OLD.{COUNTED} + 1, NEW.{COUNTED}), diubah = {moment}"
    who = "coalesce(NEW.diubah_oleh, OLD.diubah_oleh)"
    key = f"OLD.{quoted(table.key)}"
    version = f"max(OLD.{COUNTED} + 1, NEW.{COUNTED})"
    changed = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    yield " ".join(
        (
            *("CREATE TRIGGER", quoted(f"jejak_{table.name}_ubah"), "AFTER UPDATE ON", name, "WHEN", changed, "BEGIN"),
            *("UPDATE", name, count, "WHERE fid = NEW.fid;"),
            *(LOG, "SELECT", f"{who}, '{table.name}', {key}, 'UBAH', {version},"),
            *(f"json_group_object(nama, {_plain('lama')}), json_group_object(nama, {_plain('baru')})", "FROM ("),
            *(_pairs(columns), ") WHERE lama IS NOT baru; END"),
        )
    )
    yield " ".join(
        (
            *("CREATE TRIGGER", quoted(f"jejak_{table.name}_hapus"), "AFTER DELETE ON", name, "BEGIN"),
            *(LOG, "SELECT", f"OLD.diubah_oleh, '{table.name}', {key}, 'HAPUS', OLD.{COUNTED} + 1,"),
            *(f"json_group_object(nama, {_plain('lama')}), NULL", "FROM ("),
            *(_pairs(columns, after=False), ") WHERE lama IS NOT NULL; END"),
        )
    )


def _content(table: Table) -> Sequence[str]:
    """The columns whose change is a change of the row."""
    own = {field.name for field in TRACKING}
    names = [field.name for field in table.fields if field.name not in own and not field.computed]
    return [quoted(name) for name in (["geom", *names] if table.geometry else names)]


def _pairs(columns: Sequence[str], after: bool = True) -> str:
    """Each column by name with its values before and after, as rows of a query."""
    rows = []
    for column in columns:
        later = f", NEW.{column} AS baru" if after else ""
        rows.append(f"SELECT '{column.strip(chr(34))}' AS nama, OLD.{column} AS lama{later}")
    return " UNION ALL ".join(rows)


def _plain(value: str) -> str:
    """A value as JSON can hold it."""
    return f"CASE typeof({value}) WHEN 'blob' THEN hex({value}) ELSE {value} END"
