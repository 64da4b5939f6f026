"""The neighbours of a layer's units as a weights file tells them."""

from __future__ import annotations

from typing import NamedTuple, Optional, Tuple

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..layer import Layer
from ..space.grid import distances
from ..space.positions import positions_of
from ..space.weight_files import checked_ids, read_weights_file
from ..space.weights import Weights, weights_from_pairs
from ..texts import Text

NO_FILE = Text(
    "Tetangga dari berkas memerlukan berkas bobot dan kolom kode wilayah; isi keduanya.",
    "Neighbours from a file need a weights file and the field of unit codes; give both.",
)
NOT_IN_FILE = Text(
    "{count} wilayah, misalnya {example}, tidak ada dalam berkas bobot {path}; pilih berkas atau kolom kode yang "
    "sesuai.",
    "{count} {count:unit|units}, such as {example}, {count:is|are} not in the weights file {path}; choose the file "
    "or the field of codes that "
    "fits.",
)
NOT_IN_LAYER = Text(
    "{count} wilayah dalam berkas bobot tidak ikut dihitung; tautannya dilewati.",
    "{count} {count:unit|units} of the weights file {count:takes|take} no part; their links are skipped.",
)
LIKE_DISTANCES = Text(
    "Bobot dalam berkas {path} naik bersama jarak, seperti bila kolom ketiganya jarak (GeoDa menulisnya begitu untuk k "
    "terdekat dan jarak): yang jauh lalu berbobot lebih besar. Pakai berkas GAL, atau GWT yang berisi bobot.",
    "The weights in the file {path} grow with distance, as when its third column holds distances (GeoDa writes these "
    "for k nearest and bands): those who are far then weigh more. Use a GAL file, or a GWT that holds weights.",
)
LIKE = 0.9
"""A correlation of weights with distances that no weights have."""
NO_WEIGHT = 1e-100
"""Links that weigh less are none: their squares would vanish."""


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
    links = known & ~same & (True if file.values is None else file.values > NO_WEIGHT)
    values = None if file.values is None else file.values[links]
    others = len(known_ids - set(row))
    notes = [Note(NOT_IN_LAYER.format(count=others), warning=True)] if others else []
    weights = weights_from_pairs(len(layer), sources[links], targets[links], values)
    if _are_like_distances(layer, weights):
        notes.append(Note(LIKE_DISTANCES.format(path=path), warning=True))
    return FileWeights(weights, _own(len(layer), sources[known & same], file.values, known & same), tuple(notes))


def _are_like_distances(layer: Layer, weights: Weights) -> bool:
    if weights.values is None:
        return False
    apart = distances(positions_of(layer).xyz, weights.sources, weights.neighbours)
    known = np.isfinite(apart)
    if known.sum() < 2 or not np.ptp(apart[known]) or not np.ptp(weights.values[known]):
        return False
    return bool(np.corrcoef(apart[known], weights.values[known])[0, 1] > LIKE)


def _own(n: int, units: np.ndarray, values: Optional[np.ndarray], chosen: np.ndarray) -> Optional[np.ndarray]:
    if not len(units):
        return None
    own = np.zeros(n)
    own[units] = 1.0 if values is None else values[chosen]
    return own
