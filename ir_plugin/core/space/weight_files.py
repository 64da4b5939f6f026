"""Weights in files that other programs read: GAL (who is whose neighbour) and GWT (with weights).

Both name units by the values of a field. Format: GeoDa, "Spatial weights files"; a unit that neighbours itself carries
its own weight.
"""

from __future__ import annotations

import os
from typing import Iterator, NamedTuple, Optional, Sequence

import numpy as np

from ..errors import UserError
from ..texts import Text, same
from .weights import Weights

UNREADABLE = Text(
    "Berkas bobot {path} tidak dapat dibaca: {reason}.", "The weights file {path} cannot be read: {reason}."
)
LINE = Text("baris {line} tidak dikenali", "line {line} is not understood")
CUT_OFF = Text("berkas terpotong", "the file is cut off")
WEIGHT = Text(
    "bobot pada baris {line} bukan angka dari 0 sampai 1e100", "the weight in line {line} is no number from 0 to 1e100"
)
STRANGER = Text(
    '"{id}" disebut sebagai tetangga, tetapi bukan wilayah dalam berkas itu',
    '"{id}" is named as a neighbour but is no unit of the file',
)
NO_TEXT = Text("isinya bukan teks", "it is no text")
UNFIT_ID = Text(
    "Kolom {field} tidak dapat menamai wilayah dalam berkas bobot: {reason}. Pilih kolom kode yang unik.",
    "The field {field} cannot name the units in a weights file: {reason}. Choose a field of unique codes.",
)
EMPTY = Text("ada yang kosong", "some are empty")
SPACES = Text('"{id}" berisi spasi', '"{id}" holds a space')
TWICE = Text('"{id}" ada lebih dari satu kali', '"{id}" is there more than once')


LARGEST = 1e100
"""Squares of larger weights would overflow."""


class WeightsFile(NamedTuple):
    """Links by the names of units: sources, targets (texts) and weights, None where the file tells none (GAL).

    ids: every unit of the file; a GWT file says nothing of units without a neighbour, so that it is not complete.
    """

    ids: list[str]
    is_complete: bool
    sources: list[str]
    targets: list[str]
    values: Optional[np.ndarray]


def checked_ids(ids: Sequence[str], field: str) -> list[str]:
    """The ids as they are; UserError where they cannot name units: empty, with spaces or twice."""
    seen: set[str] = set()
    for each in ids:
        if not each:
            raise UserError(UNFIT_ID, field=field, reason=EMPTY)
        if len(each.split()) > 1:
            raise UserError(UNFIT_ID, field=field, reason=SPACES.format(id=each))
        if each in seen:
            raise UserError(UNFIT_ID, field=field, reason=TWICE.format(id=each))
        seen.add(each)
    return list(ids)


def gal_text(weights: Weights, ids: Sequence[str], field: str) -> str:
    """The neighbours as a GAL file; weights are not told. A unit that has a link with itself is among its own."""
    lines = [_header(ids, field)]
    for unit, name in enumerate(ids):
        near = weights.neighbours[weights.starts[unit] : weights.starts[unit + 1]].tolist()
        lines += [f"{name} {len(near)}", " ".join(ids[other] for other in near)]
    return "\n".join(lines) + "\n"


def gwt_text(weights: Weights, ids: Sequence[str], field: str) -> str:
    """The neighbours as a GWT file, one link a line with its weight (1 for binary weights)."""
    values = weights.linked
    links = zip(weights.sources.tolist(), weights.neighbours.tolist(), values.tolist())
    return "\n".join([_header(ids, field), *(f"{ids[a]} {ids[b]} {value!r}" for a, b, value in links)]) + "\n"


def read_weights_file(path: str) -> WeightsFile:
    """The links of a .gal or .gwt file. UserError for what is neither, with the line."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
    except UnicodeDecodeError as error:
        raise UserError(UNREADABLE, path=path, reason=NO_TEXT) from error
    except OSError as error:
        raise UserError(UNREADABLE, path=path, reason=same(error.strerror or str(error))) from error
    rows = [(number, line.split()) for number, line in enumerate(lines, start=1)]
    is_gwt = os.path.splitext(path)[1].lower() == ".gwt"
    return _gwt(rows[1:], path) if is_gwt else _gal(rows, path)


def _header(ids: Sequence[str], field: str) -> str:
    """Others write the name of their file in the third place; a name of ours would tell of the machine."""
    return f"0 {len(ids)} layer {field}"


def _gwt(rows: Sequence[tuple[int, list[str]]], path: str) -> WeightsFile:
    sources, targets, values = [], [], []
    for number, words in rows:
        if not words:
            continue
        try:
            source, target, value = words
            values.append(float(value))
        except ValueError as error:
            raise UserError(UNREADABLE, path=path, reason=LINE.format(line=number)) from error
        if not 0 <= values[-1] <= LARGEST:
            raise UserError(UNREADABLE, path=path, reason=WEIGHT.format(line=number))
        sources.append(source)
        targets.append(target)
    return WeightsFile(list(dict.fromkeys([*sources, *targets])), False, sources, targets, np.array(values, np.float64))


def _gal(rows: Sequence[tuple[int, list[str]]], path: str) -> WeightsFile:
    """Two lines a unit; of the header only the number of units matters, and old files hold nothing else. Some programs
    leave the empty line after a unit without neighbours out."""
    near: dict[str, list[str]] = {}
    body = iter(rows)
    _number, header = next(body, (1, []))
    expected = _whole(header[1] if len(header) > 1 else header[0] if header else "", path, 1)
    body = (row for row in body if row[1])
    for _ in range(expected):
        number, words = _next(body, path)
        if len(words) != 2 or words[0] in near:
            raise UserError(UNREADABLE, path=path, reason=LINE.format(line=number))
        count = _whole(words[1], path, number)
        number, near[words[0]] = _next(body, path) if count else (number, [])
        if len(near[words[0]]) != count:
            raise UserError(UNREADABLE, path=path, reason=LINE.format(line=number))
    targets = [other for others in near.values() for other in others]
    strangers = [other for other in targets if other not in near]
    if strangers:
        raise UserError(UNREADABLE, path=path, reason=STRANGER.format(id=strangers[0]))
    return WeightsFile(list(near), True, [name for name, others in near.items() for _ in others], targets, None)


def _next(body: Iterator[tuple[int, list[str]]], path: str) -> tuple[int, list[str]]:
    row = next(body, None)
    if row is None:
        raise UserError(UNREADABLE, path=path, reason=CUT_OFF)
    return row


def _whole(word: str, path: str, number: int) -> int:
    if not word.isdigit():
        raise UserError(UNREADABLE, path=path, reason=LINE.format(line=number))
    return int(word)
