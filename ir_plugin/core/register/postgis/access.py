"""Who may do what in a shared register: roles, grants and row-level security, derived from the schema.

A province reads and edits everything; a kabupaten, kota or kecamatan the businesses of its own regions with all that
belongs to them; a viewer reads what holds no personal data. Nobody writes to the log: the triggers do.
"""

from __future__ import annotations

from typing import Iterator

from ...industry.schema import TABLES, Table
from ...industry.schema.declaration import OPEN
from ..geopackage import quoted
from ..tables import literal
from .tables import SCHEMA, named

PROVINCE, OFFICE, VIEWER = "ir_provinsi", "ir_kabupaten", "ir_pembaca"
ROLES = (PROVINCE, OFFICE, VIEWER)
"""Group roles; the administrator makes each person a login that belongs to one of them."""

LOG, BUSINESSES, OWNERS = "log_perubahan", "ir_usaha", "ir_pemilik"
_EVERYTHING = "SELECT, INSERT, UPDATE, DELETE"


def role_statements() -> Iterator[str]:
    """The group roles, where the server has none of that name: they are shared by all its databases."""
    for role in ROLES:
        known = ("EXISTS (SELECT FROM pg_roles WHERE rolname =", literal(role), ")")
        yield " ".join(("DO $$ BEGIN IF NOT", *known, "THEN CREATE ROLE", role, "NOLOGIN; END IF; END $$"))


def access_statements() -> Iterator[str]:
    """Grants and policies for every declared table, once it is there."""
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {', '.join(ROLES)}"
    for table in TABLES.values():
        name = named(table)
        yield f"GRANT {'SELECT' if table.name == LOG else _EVERYTHING} ON {name} TO {PROVINCE}"
        if table.tracked:
            yield f"GRANT {_EVERYTHING} ON {name} TO {OFFICE}"
            yield from _policies(table)
        elif is_open(table):
            yield f"GRANT SELECT ON {name} TO {OFFICE}, {VIEWER}"
    yield f"GRANT {_EVERYTHING} ON {SCHEMA}.pengguna_wilayah TO {PROVINCE}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {SCHEMA} TO {PROVINCE}, {OFFICE}"


def is_open(table: Table) -> bool:
    """Whether everybody may read the table: nothing in it is personal or internal, nor about one business."""
    about_business = any(field.references.startswith((BUSINESSES, OWNERS)) for field in table.fields)
    return not table.tracked and not about_business and all(field.access == OPEN for field in table.fields)


def _policies(table: Table) -> Iterator[str]:
    name = named(table)
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"CREATE POLICY provinsi ON {name} TO {PROVINCE} USING (true)"
    yield f"CREATE POLICY kabupaten ON {name} TO {OFFICE} USING ({_inside(table)})"


def _inside(table: Table) -> str:
    """Whether a row belongs to a region of who is logged in; a condition on other tables sees only their own rows."""
    if table.name == BUSINESSES:
        return f"{SCHEMA}.wilayah_saya({SCHEMA}.tempat_usaha(kode_desa, kode_usaha))"
    if table.name == OWNERS:
        # One that was just entered has no business yet.
        return f"dibuat_oleh = session_user OR {_exists(table, BUSINESSES, 'pemilik_id')}"
    other = next(each for each in (BUSINESSES, OWNERS) if any(f.references.startswith(each) for f in table.fields))
    return _exists(table, other, TABLES[other].key)


def _exists(table: Table, other: str, column: str) -> str:
    ours, theirs = f"{quoted(table.name)}.{quoted(column)}", f"lain.{quoted(column)}"
    return " ".join(("EXISTS (SELECT FROM", named(TABLES[other]), "AS lain WHERE", theirs, "=", f"{ours})"))
