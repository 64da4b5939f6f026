"""Results written to files: every layer of a run, or none of them."""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Iterator, Mapping, NamedTuple, Optional, Sequence

import pyogrio
from pyproj.exceptions import CRSError

from ir_plugin.core.declaration import Note
from ir_plugin.core.errors import UserError
from ir_plugin.core.register.geopackage import transaction
from ir_plugin.core.texts import Text, same

from .geopackage_layers import bring_layer, check_geopackage, make_empty_twin
from .layer_formats import Frame, driver_of, write
from .places import LayerPlace, is_database, layer_place, without_password

UNWRITABLE = Text(
    "Hasil tidak dapat ditulis ke {path}: {reason}. Pilih folder atau format lain.",
    "The result cannot be written to {path}: {reason}. Choose another folder or format.",
)
NO_FOLDER = Text("folder {folder} tidak ada", "the folder {folder} does not exist")
IS_FOLDER = Text("itu sebuah folder, bukan berkas", "it is a folder, no file")
READ_ONLY = Text("tidak ada izin menulis", "there is no permission to write")
UNKNOWN_FORMAT = Text("format {ending} tidak dikenal", "the format {ending} is not known")
LEFT_BEHIND = Text(
    "di sampingnya ada {side} dari basis data lain; pindahkan berkas itu",
    "beside it lies {side} of another database; move that file away",
)
TWICE = Text("dua hasil menuju ke tempat yang sama", "two results go to the same place")

SIDE_FILES = ("-wal", "-journal")
INDEXES = {".shp": (".qix", ".sbn", ".sbx", ".idm", ".ind")}
"""What other programs keep beside a file of this ending about its rows, and which is wrong for new ones."""

PROBLEMS = (OSError, ValueError, CRSError, pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError)
"""What geopandas raises where GDAL cannot write."""


class Draft(NamedTuple):
    """A file on its way: where it is to be, where it is now, and the layers in it."""

    target: Path
    beside: Path
    layers: Mapping[str, Frame]
    notes: Sequence[Note]


def refuse_unwritable(references: Sequence[str]) -> None:
    """UserError where one of the places cannot be written, by what can be known before anything is computed."""
    known = set()
    for reference in references:
        place, named = layer_place(reference), reference
        if is_database(place.path):
            reason, key = _table_obstacle(place), place
        else:
            target, layer = _target_of(reference)
            reason, named = _obstacle(target), os.fspath(target)
            if reason is None and _is_geopackage(target) and target.exists():
                check_geopackage(named, layer)
            key = LayerPlace(named, layer.lower() if _is_geopackage(target) else None)
        if reason is None and key in known:
            reason = TWICE
        if reason is not None:
            raise UserError(UNWRITABLE, path=without_password(named), reason=reason)
        known.add(key)


def write_frames(results: Sequence[tuple[Frame, str]]) -> list[Note]:
    """Writes frames to the places that name them, all of them or none; what their formats could not keep is said.

    A GeoPackage or database that exists keeps everything else in it, also what another program is doing there.
    UserError where a place cannot be written, GDAL does not know the format by its ending, or another program has it
    locked.
    """
    refuse_unwritable([reference for _, reference in results])
    tables = [
        (frame, layer_place(reference)) for frame, reference in results if is_database(layer_place(reference).path)
    ]
    with ExitStack() as folders:
        drafts = [folders.enter_context(_draft(target, layers)) for target, layers in _by_file(results).items()]
        databases = [draft for draft in drafts if _is_geopackage(draft.target) and draft.target.exists()]
        with ExitStack() as transactions:
            _write_tables(tables, transactions)
            for draft in databases:
                connection = transactions.enter_context(transaction(os.fspath(draft.target)))
                for layer in draft.layers:
                    bring_layer(os.fspath(draft.beside), connection, layer, os.fspath(draft.target))
        for draft in drafts:
            if draft not in databases:
                _move(draft)
    return [note for draft in drafts for note in draft.notes]


def _table_obstacle(place: LayerPlace) -> Optional[Text]:
    from .postgis_layers import obstacle

    return obstacle(place)


def _write_tables(tables: Sequence[tuple[Frame, LayerPlace]], transactions: ExitStack) -> None:
    """Writes tables of databases, which are kept when the transactions end."""
    if not tables:
        return
    from .postgis_layers import connected, write_table

    paths = dict.fromkeys(place.path for _frame, place in tables)
    connections = {path: transactions.enter_context(connected(path)) for path in paths}
    for frame, place in tables:
        write_table(frame, place, connections[place.path])


def _by_file(results: Sequence[tuple[Frame, str]]) -> dict[Path, dict[str, Frame]]:
    files: dict[Path, dict[str, Frame]] = {}
    for frame, reference in results:
        if not is_database(layer_place(reference).path):
            target, layer = _target_of(reference)
            files.setdefault(target, {})[layer] = frame
    return files


@contextmanager
def _draft(target: Path, layers: Mapping[str, Frame]) -> Iterator[Draft]:
    """A file with the layers, in a folder beside the target that goes away."""
    with _in_words(target):
        folder = tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.stem}-")
    with folder as place:
        beside = Path(place) / target.name
        with _in_words(target):
            if _is_geopackage(target) and target.exists():
                make_empty_twin(os.fspath(target), os.fspath(beside))
            driver = driver_of(os.fspath(target)) or ""
            notes = [note for layer, frame in layers.items() for note in write(frame, beside, layer, driver)]
        yield Draft(target, beside, layers, notes)


def _move(draft: Draft) -> None:
    with _in_words(draft.target):
        for written in draft.beside.parent.iterdir():
            os.replace(written, draft.target.parent / written.name)
        for ending in INDEXES.get(draft.target.suffix.lower(), ()):
            draft.target.with_suffix(ending).unlink(missing_ok=True)


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except PROBLEMS as error:
        raise UserError(UNWRITABLE, path=os.fspath(target), reason=same(str(error))) from error


def _target_of(reference: str) -> tuple[Path, str]:
    """The file of a place, links followed, and the layer's name in it: that of the file where none is given."""
    place = layer_place(reference)
    return Path(place.path).resolve(), place.layer or Path(place.path).stem


def _obstacle(target: Path) -> Optional[Text]:
    """Why a file cannot be written, or None."""
    if not target.parent.is_dir():
        return NO_FOLDER.format(folder=target.parent)
    if target.is_dir():
        return IS_FOLDER
    if driver_of(os.fspath(target)) is None:
        return UNKNOWN_FORMAT.format(ending=target.suffix or target.name)
    if not all(os.access(each, os.W_OK) for each in (target, target.parent) if each.exists()):
        return READ_ONLY
    if target.exists():
        return None
    sides = [side for side in (f"{target.name}{ending}" for ending in SIDE_FILES) if (target.parent / side).exists()]
    return LEFT_BEHIND.format(side=sides[0]) if sides else None


def _is_geopackage(target: Path) -> bool:
    return target.suffix.lower() == ".gpkg"
