"""Businesses at a glance: for the offices as points, for viewers without names and at their village's middle."""

from __future__ import annotations

from typing import Iterator

from ..summary_view import NAME, SUMMARY, workers
from .access import OFFICE, PROVINCE, VIEWER
from .tables import SCHEMA

OPEN_VIEW = "usaha_terbuka"
OPEN_COLUMNS = (
    *("kode_desa", "desa", "kecamatan", "kabupaten", "lapangan_usaha", "cabang_ikm", "status_usaha", "mutu_posisi"),
    *("jenis_kelamin", "produk_kode", "periode", "kelas_ir", "tk_l", "tk_p"),
)
"""Of the summary what the gate of the exports lets pass without anybody's consent."""

READABLE = """SELECT c.relname, coalesce(format_type(a.atttypid, a.atttypmod), '')
FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attname = 'geom'
WHERE n.nspname = 'ir' AND c.relkind IN ('r', 'v')
    AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')
ORDER BY 1"""
"""What asks which tables and views a login may read, each with the type of its geometry."""

_MIDDLE = "(SELECT st_pointonsurface(geom) FROM ir.ref_wilayah WHERE kode_dagri = usaha.kode_desa)"


def view_statements() -> Iterator[str]:
    """The views and who may read them; table names are found in the schema of the register.

    The offices' view shows each reader what the policies of its tables let through. The viewers' view shows every
    business, but of each only what the schema calls open and needs nobody's consent.
    """
    men, women = (workers(sex, "amatan") for sex in ("l", "p"))
    summary = SUMMARY.format(key="fid", men=men, women=women)
    yield "\n".join((f"CREATE VIEW {SCHEMA}.{NAME} WITH (security_invoker) AS", summary))
    yield f"GRANT SELECT ON {SCHEMA}.{NAME} TO {PROVINCE}, {OFFICE}"
    columns = ", ".join(OPEN_COLUMNS)
    head = (f"CREATE VIEW {SCHEMA}.{OPEN_VIEW} AS\nSELECT fid,", _MIDDLE, "::geometry(Point, 4326) AS geom,", columns)
    yield " ".join((*head, "\nFROM (", summary, ") AS usaha"))
    yield f"GRANT SELECT ON {SCHEMA}.{OPEN_VIEW} TO {PROVINCE}, {OFFICE}, {VIEWER}"
