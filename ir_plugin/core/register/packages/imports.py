"""The imports that an office has made into its package."""

from __future__ import annotations

import sqlite3

from ...industry.schema import TABLES
from ..geopackage import insert, quoted


def take_imports(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
    """Adds the imports that the register does not know, with their repairs and rejected rows."""
    known = {each for (each,) in target.execute("SELECT impor_id FROM impor_berkas")}
    new = [each for (each,) in source.execute("SELECT impor_id FROM impor_berkas") if each not in known]
    for name in ("impor_berkas", "impor_perbaikan", "impor_tolak"):
        columns = [field.name for field in TABLES[name].fields]
        query = ("SELECT", ", ".join(map(quoted, columns)), "FROM", quoted(name), "WHERE impor_id = ? ORDER BY fid")
        for import_id in new:
            insert(target, name, columns, source.execute(" ".join(query), (import_id,)))
