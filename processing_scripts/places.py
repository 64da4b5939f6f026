"""Where a layer is: ``file.gpkg|layername=desa``, a file alone, or a table of a PostGIS database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple, Optional

DATABASES = ("PG:", "postgresql://", "postgres://")
PARQUETS = (".parquet", ".geoparquet")
HIDDEN = "***"
_IN_ADDRESS = re.compile(r"(?<=://)([^/@\s]*?):([^/\s]*)@")
_IN_WORDS = re.compile(r"(?i)\b((?:ssl)?password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s&|'\"]+)")


class LayerPlace(NamedTuple):
    """A file or a database, and the layer's name in it where there may be several."""

    path: str
    layer: Optional[str]


def layer_place(reference: str) -> LayerPlace:
    """The place that ``path`` or ``path|layername=name`` means."""
    path, _, rest = str(reference).partition("|")
    return LayerPlace(path, rest.partition("layername=")[2] or None)


def is_database(path: str) -> bool:
    """Whether a place is a PostGIS database: ``PG:dbname=... host=...`` or ``postgresql://user@host/name``."""
    return path.startswith(DATABASES)


def is_parquet(path: str) -> bool:
    """Whether a place is a GeoParquet file, by its ending."""
    return path.lower().endswith(PARQUETS)


def without_password(words: str) -> str:
    """An address, or a sentence with one in it, as it may stand in logs and records."""
    return _IN_WORDS.sub(rf"\1{HIDDEN}", _IN_ADDRESS.sub(rf"\1:{HIDDEN}@", words))


def short_name(place: LayerPlace) -> str:
    """A place as a record names it: without folders, and of a database its name and nothing of who and where."""
    if not is_database(place.path):
        return f"{Path(place.path).name}|layername={place.layer}"
    in_words = re.search(r"\bdbname\s*=\s*'?([^\s']+)", place.path)
    in_address = re.match(r"postgres(?:ql)?://[^/]*/([^?]+)", place.path)
    found = in_words or in_address
    return f"{found.group(1) if found else 'postgresql'}|layername={place.layer}"
