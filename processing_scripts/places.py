"""Where a layer is: ``file.gpkg|layername=desa``, a file alone, or a table of a PostGIS database."""

from __future__ import annotations

import re
from glob import escape
from pathlib import Path
from typing import NamedTuple, Optional

DATABASES = ("PG:", "postgresql://", "postgres://")
PARQUETS = (".parquet", ".geoparquet")
BESIDE = {
    ".shp": (".shx", ".dbf", ".prj", ".cpg"),
    ".csv": (".csvt", ".prj"),
    ".tab": (".dat", ".map", ".id", ".ind"),
    ".mif": (".mid",),
}
"""By the ending of a file those of others of the same name that are read with it."""
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


def files_beside(path: Path) -> list[Path]:
    """The files that are read with a file, such as the .dbf of a Shapefile, in order."""
    ending, named = path.suffix.lower(), path.parent.glob(f"{escape(path.stem)}.*")
    alike = [each for each in named if each.suffix.lower() in BESIDE.get(ending, ())]
    groups = path.parent.glob(f"{escape(path.stem)}-*.csv") if ending == ".csv" else ()  # of a form: Form-group.csv
    return sorted(each for each in (*alike, *groups) if each.is_file())


def without_password(words: str) -> str:
    """An address, or a sentence with one in it, as it may stand in logs and records."""
    return _IN_WORDS.sub(rf"\1{HIDDEN}", _IN_ADDRESS.sub(rf"\1:{HIDDEN}@", words))


def short_name(place: LayerPlace) -> str:
    """A place as a record names it: without folders, and of a database its name and nothing of who and where."""
    if not is_database(place.path):
        return Path(place.path).name + (f"|layername={place.layer}" if place.layer else "")
    in_words = re.search(r"\bdbname\s*=\s*'?([^\s']+)", place.path)
    in_address = re.match(r"postgres(?:ql)?://[^/]*/([^?]+)", place.path)
    found = in_words or in_address
    return f"{found.group(1) if found else 'postgresql'}|layername={place.layer}"
