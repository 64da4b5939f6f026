"""Results into files: all of them or none, and nothing of a file that exists is lost."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple, Optional, Sequence, Tuple

import geopandas
import pyogrio

from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import Text, same

from .geopackage_layers import replace_layer
from .layer_files import layer_place

UNWRITABLE = Text(
    "Hasil tidak dapat ditulis ke {path}: {reason}. Pilih folder atau format lain.",
    "The result cannot be written to {path}: {reason}. Choose another folder or format.",
)
NO_FOLDER = Text("folder {folder} tidak ada", "the folder {folder} does not exist")
READ_ONLY = Text("tidak ada izin menulis", "there is no permission to write")
IS_FOLDER = Text("ini folder, bukan berkas", "it is a folder, not a file")
UNKNOWN_FORMAT = Text("format {ending} tidak dikenal", "the format {ending} is not known")
OPTIONS = {".gpkg": {"VERSION": "1.2"}, ".csv": {"GEOMETRY": "AS_WKT"}}
"""By ending. GeoPackage: the newest version that the GDAL of every supported QGIS reads without a warning."""

FAILURES = (
    *(OSError, ValueError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError),
    *(pyogrio.errors.FieldError, pyogrio.errors.FeatureError, pyogrio.errors.GeometryError),
)


class Draft(NamedTuple):
    """A layer that is written, but not yet where it belongs."""

    folder: Path
    target: Path
    layer: str


def refuse_unwritable(references: Sequence[str]) -> None:
    """UserError for the first place that cannot be written, before anything is computed."""
    for reference in references:
        target = Path(layer_place(reference).path)
        reason = _obstacle(target)
        if reason:
            raise UserError(UNWRITABLE, path=os.fspath(target), reason=reason)


def write_frames(results: Sequence[Tuple[geopandas.GeoDataFrame, str]]) -> None:
    """Writes every frame to its reference, once all of them have been written elsewhere without an error.

    A GeoPackage that exists keeps its other layers. UserError where a place cannot be written.
    """
    refuse_unwritable([reference for _, reference in results])
    with ExitStack() as folders:
        for draft in [_drafted(frame, reference, folders) for frame, reference in results]:
            _move_in(draft)


def _obstacle(target: Path) -> Optional[Text]:
    if target.is_dir():
        return IS_FOLDER
    if not target.parent.is_dir():
        return NO_FOLDER.format(folder=target.parent)
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        return READ_ONLY
    try:
        pyogrio.detect_write_driver(os.fspath(target))
    except ValueError:
        return UNKNOWN_FORMAT.format(ending=target.suffix or target.name)
    return None


def _drafted(frame: geopandas.GeoDataFrame, reference: str, folders: ExitStack) -> Draft:
    place = layer_place(reference)
    target = Path(place.path)
    layer = place.layer or target.stem
    try:
        beside = tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.stem}-")
        folder = Path(folders.enter_context(beside))
        options: dict[str, Any] = OPTIONS.get(target.suffix.lower(), {})
        frame.to_file(folder / target.name, layer=layer, engine="pyogrio", **options)
    except FAILURES as error:
        raise UserError(UNWRITABLE, path=os.fspath(target), reason=same(str(error))) from error
    return Draft(folder, target, layer)


def _move_in(draft: Draft) -> None:
    if _is_geopackage(draft.target) and draft.target.exists():
        replace_layer(os.fspath(draft.target), draft.folder / draft.target.name, draft.layer)
        return
    for written in draft.folder.iterdir():
        shutil.move(written, draft.target.parent / written.name)


def _is_geopackage(path: Path) -> bool:
    return path.suffix.lower() == ".gpkg"
