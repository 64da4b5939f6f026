"""Rows of a layer as mixed attributes: numbers scaled, money on a log scale, categories as codes."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..layer import Layer
from ..statistics.partitions.mixed_rows import MixedRows, mixed_rows
from ..texts import Text
from .units import EMPTY, numbers_of

NO_FIELDS = Text(
    "Pilih sedikitnya satu kolom: angka, uang atau kategori.",
    "Choose at least one field: numbers, money or categories.",
)
TWICE = Text(
    "Kolom {field} dipilih dua kali; sebuah kolom adalah angka, uang atau kategori.",
    "The field {field} is chosen twice; a field is a number, money or a category.",
)
NEGATIVE = Text(
    "Kolom uang {field} berisi bilangan negatif; perbaiki, atau pilih sebagai angka biasa.",
    "The field of money {field} is negative in places; correct it, or choose it as a plain number.",
)
ZEROS = Text(
    "{count} baris berisi 0 dalam kolom uang {field}; pada skala logaritma 0 jauh dari semua jumlah lain dan dapat "
    "menjadi klaster sendiri. Kosongkan bila sebenarnya tidak diketahui.",
    "{count} {count:row|rows} {count:holds|hold} 0 in the field of money {field}; on a log scale 0 is far from all "
    "other amounts and may become "
    "a cluster of its own. Leave it empty where it is really unknown.",
)
TOO_FEW = Text(
    "Hanya {found} baris terisi lengkap dan berbeda; diperlukan paling sedikit {needed}.",
    "Only {found} {found:row is|rows are} complete and different; at least {needed} are needed.",
)
LEFT_OUT = Text(
    "{count} baris dengan angka kosong tidak ikut; mereka tetap ada dalam hasil.",
    "{count} {count:row|rows} with a missing number {count:takes|take} no part; they stay in the result.",
)
CONSTANT = Text(
    "Kolom {field} sama untuk semua baris dan tidak dipakai.",
    "The field {field} is the same for all rows and is not used.",
)
NOTHING_VARIES = Text(
    "Semua kolom yang dipilih sama untuk semua baris; pilih kolom lain.",
    "All chosen fields are the same for every row; choose others.",
)


class AttributeRows(NamedTuple):
    """used: bool over all rows. rows: those that take part, scaled. numbers, money, categories: the names of the fields
    that vary. plain: float64 (n, numbers + money), unscaled. words: object (n, categories)."""

    used: np.ndarray
    rows: MixedRows
    numbers: list[str]
    money: list[str]
    categories: list[str]
    plain: np.ndarray
    words: np.ndarray
    notes: tuple[Note, ...]


def attribute_rows(values: Mapping[str, Any], groups: int) -> AttributeRows:
    """The rows that take part. UserError where there are too few for so many groups, or nothing varies."""
    layer: Layer = values["INPUT"]
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    numbers, money, categories = ([*(values.get(name) or [])] for name in ("NUMBERS", "MONEY", "CATEGORIES"))
    _refuse_fields([*numbers, *money, *categories])
    columns = {name: numbers_of(layer, name) for name in (*numbers, *money)}
    for name in money:
        if (columns[name] < 0).any():
            raise UserError(NEGATIVE, field=name)
    used = np.isfinite(np.array([*columns.values(), np.zeros(len(layer))])).all(axis=0)
    words = {name: np.array(layer.texts(name), dtype=str)[used] for name in categories}
    constant = [name for name, column in columns.items() if used.any() and np.ptp(column[used]) == 0]
    constant += [name for name, column in words.items() if len(np.unique(column)) < 2]
    numbers, money, categories = (
        [name for name in names if name not in constant] for names in (numbers, money, categories)
    )
    if used.any() and not (numbers or money or categories):
        raise UserError(NOTHING_VARIES)
    count = int(used.sum())
    plain = np.array([columns[name][used] for name in (*numbers, *money)]).reshape(len(numbers) + len(money), count).T
    table = np.array([words[name] for name in categories], object).reshape(len(categories), count).T
    _refuse_rows(plain, table, groups)
    scaled = np.concatenate([plain[:, : len(numbers)], np.log1p(plain[:, len(numbers) :])], axis=1)
    codes = [np.unique(words[name], return_inverse=True)[1].ravel() for name in categories]
    rows = mixed_rows(_standardised(scaled), np.array(codes, np.int64).reshape(len(codes), count).T)
    sentences = [LEFT_OUT.format(count=int((~used).sum()))] if not used.all() else []
    sentences += [CONSTANT.format(field=name) for name in constant]
    zeros = {name: int((columns[name][used] == 0).sum()) for name in money}
    sentences += [ZEROS.format(count=count, field=name) for name, count in zeros.items() if count]
    notes = tuple(Note(sentence, warning=True) for sentence in sentences)
    return AttributeRows(used, rows, numbers, money, categories, plain, table, notes)


def _refuse_fields(names: list[str]) -> None:
    if not names:
        raise UserError(NO_FIELDS)
    for name in names:
        if names.count(name) > 1:
            raise UserError(TWICE, field=name)


def _refuse_rows(plain: np.ndarray, words: np.ndarray, groups: int) -> None:
    found = len({(*numbers, *texts) for numbers, texts in zip(plain.tolist(), words.tolist())})
    if found < groups + 1:
        raise UserError(TOO_FEW, found=found, needed=groups + 1)


def _standardised(columns: np.ndarray) -> np.ndarray:
    """z-scores with the standard deviation of n - 1; sums in ascending order, whatever the rows'."""
    ascending = np.sort(columns, axis=0)
    return (columns - ascending.mean(axis=0)) / ascending.std(axis=0, ddof=1) if columns.shape[1] else columns
