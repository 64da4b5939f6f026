"""The neighbours of a layer's units as a weights file tells them."""

from __future__ import annotations

from typing import NamedTuple, Optional, Tuple

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..layer import Layer
from ..space.weight_files import checked_ids, read_weights_file
from ..space.weights import Weights, weights_from_pairs
from ..texts import Text

NO_FILE = Text(
    "Tetangga dari berkas memerlukan berkas bobot (WEIGHTS_FILE) dan kolom kode wilayah (WEIGHTS_ID); isi keduanya.",
    "Neighbours from a file need a weights file (WEIGHTS_FILE) and the field of unit codes (WEIGHTS_ID); give both.",
)
NOT_IN_FILE = Text(
    "{count} wilayah, misalnya {example}, tidak ada dalam berkas bobot {path}; pilih berkas atau kolom kode yang "
    "sesuai.",
    "{count} units, such as {example}, are not in the weights file {path}; choose the file or the field of codes that "
    "fits.",
)
NOT_IN_LAYER = Text(
    "{count} wilayah dalam berkas bobot tidak ikut dihitung; tautannya dilewati.",
    "{count} units of the weights file take no part; their links are skipped.",
)


class FileWeights(NamedTuple):
    """own: what each unit weighs as its own neighbour, None where the file does not say."""

    weights: Weights
    own: Optional[np.ndarray]
    notes: Tuple[Note, ...]


def weights_of_file(layer: Layer, path: Optional[str], field: Optional[str]) -> FileWeights:
    """The links of a .gal or .gwt file between the units of a layer, whose ``field`` holds the codes of the file.

    UserError where units of the layer are not in the file (in a GWT file: where no link is between them), or a code is
    empty or doubled.
    """
    if not path or not field:
        raise UserError(NO_FILE)
    row = {name: number for number, name in enumerate(checked_ids(layer.texts(field), field))}
    file = read_weights_file(path)
    known_ids = set(file.ids)
    missing = [name for name in row if name not in known_ids]
    if len(missing) > (0 if file.is_complete else len(row) - 2):
        raise UserError(NOT_IN_FILE, count=len(missing), example=missing[0], path=path)
    sources = np.array([row.get(name, -1) for name in file.sources], np.int64)
    targets = np.array([row.get(name, -1) for name in file.targets], np.int64)
    known, same = (sources >= 0) & (targets >= 0), sources == targets
    links = known & ~same
    values = None if file.values is None else file.values[links]
    others = len(known_ids - set(row))
    notes = (Note(NOT_IN_LAYER.format(count=others), warning=True),) if others else ()
    weights = weights_from_pairs(len(layer), sources[links], targets[links], values)
    return FileWeights(weights, _own(len(layer), sources[known & same], file.values, known & same), notes)


def _own(n: int, units: np.ndarray, values: Optional[np.ndarray], chosen: np.ndarray) -> Optional[np.ndarray]:
    if not len(units):
        return None
    own = np.zeros(n)
    own[units] = 1.0 if values is None else values[chosen]
    return own
