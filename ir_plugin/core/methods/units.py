"""The units of a method: which rows take part, and the refusals and the record that all methods share."""

from __future__ import annotations

import json
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..declaration import Algorithm
from ..errors import UserError
from ..input_hash import input_hash
from ..layer import Layer
from ..parameters import LayerInput
from ..run_record import RunRecord
from ..space.normal_form import normal_forms
from ..texts import Text

SMALLEST = 3
FEW = 30
LARGEST = 1e100
"""Squares of larger values would overflow."""

EMPTY = Text("Layer {name} kosong; pilih layer yang berisi data.", "The layer {name} is empty; choose one with data.")
INFINITE = Text(
    "Kolom {field} berisi nilai tak hingga atau di luar 1e100; perbaiki nilainya atau kosongkan.",
    "The field {field} holds infinite values, or some beyond 1e100; correct them or leave them empty.",
)
NO_NUMBERS = Text(
    "Kolom {field} berisi teks, bukan angka; pilih kolom angka.",
    "The field {field} holds texts, not numbers; choose a field of numbers.",
)
TOO_FEW = Text(
    "Hanya {found} wilayah punya geometri dan nilai {field}; diperlukan paling sedikit {needed}.",
    "Only {found} {found:unit has|units have} a geometry and a value of {field}; at least {needed} are needed.",
)
ALL_EQUAL = Text(
    "Semua nilai {field} sama, sehingga tidak ada tinggi atau rendah; pilih kolom lain.",
    "All values of {field} are equal, so none is high or low; choose another field.",
)


class Units(NamedTuple):
    """The rows that take part: their layer and values (float64), and used (bool (n,)) over all rows."""

    layer: Layer
    values: np.ndarray
    used: np.ndarray

    def spread(self, result: np.ndarray, missing: Any = np.nan) -> np.ndarray:
        """A result of the units laid out over all rows, ``missing`` where a row took no part."""
        rows = np.full(len(self.used), missing, dtype=result.dtype if result.dtype == object else np.float64)
        rows[self.used] = result
        return rows


def units_of(layer: Layer, field: str, values: Optional[np.ndarray] = None, smallest: int = SMALLEST) -> Units:
    """The units with a geometry and a value: of ``field``, or as given in ``values``, float64 (n,), made from it.

    UserError for an empty layer, infinite or equal values, and fewer than ``smallest`` units.
    """
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    values = numbers_of(layer, field) if values is None else values
    used = np.isfinite(values) & np.array([bool(wkb) for wkb in layer.wkb], bool)
    if used.sum() < smallest:
        raise UserError(TOO_FEW, found=int(used.sum()), field=field, needed=smallest)
    if np.abs(values[used]).max() > LARGEST:
        raise UserError(INFINITE, field=field)
    if are_equal(values[used]):
        raise UserError(ALL_EQUAL, field=field)
    return Units(part_of(layer, used), values[used], used)


def are_equal(values: np.ndarray) -> bool:
    """Whether no values differ, or by so little that the squares of the differences vanish."""
    return bool(np.ptp(values) < 1 / LARGEST)


def are_counts(values: np.ndarray) -> bool:
    """Whether the values may be raw counts: whole numbers from 0 on."""
    return bool((values >= 0).all() and (values == np.round(values)).all())


def numbers_of(layer: Layer, field: str) -> np.ndarray:
    """A field as float64 (n,), NaN for NULL. UserError for texts and values beyond LARGEST."""
    values = layer.numbers(field)
    if np.isnan(values).all() and any(isinstance(value, str) and value for value in layer.columns[field]):
        raise UserError(NO_NUMBERS, field=field)
    if (np.abs(values) > LARGEST).any():
        raise UserError(INFINITE, field=field)
    return values


def part_of(layer: Layer, rows: np.ndarray) -> Layer:
    """The chosen rows of a layer (bool (n,)), in their order."""
    chosen = np.flatnonzero(rows).tolist()
    return Layer(
        wkb=[layer.wkb[row] for row in chosen],
        columns={name: [column[row] for row in chosen] for name, column in layer.columns.items()},
        geographic=layer.geographic,
        metres_per_unit=layer.metres_per_unit,
        crs=layer.crs,
        name=layer.name,
    )


def record_of(
    method: Algorithm,
    values: Mapping[str, Any],
    layer: Layer,
    columns: Sequence[str],
    used: int,
    paragraph: Text,
    weights: Optional[Mapping[str, Any]] = None,
) -> RunRecord:
    """The run record of a method on a layer; its settings as the method was given them."""
    digest = input_hash(layer, tuple(columns), normal_forms(layer.wkb))
    return record_with(method, values, digest, used, len(layer) - used, paragraph, weights)


def record_with(
    method: Algorithm,
    values: Mapping[str, Any],
    digest: str,
    used: int,
    left_out: int,
    paragraph: Text,
    weights: Optional[Mapping[str, Any]] = None,
) -> RunRecord:
    """The run record of a method on an input that is known by its digest."""
    settings = {each.id: values.get(each.id) for each in method.parameters if not isinstance(each, LayerInput)}
    return RunRecord(
        algorithm=method.id,
        parameters=json.loads(json.dumps(settings)),
        units_used=used,
        units_left_out=left_out,
        input_hash=digest,
        paragraph=paragraph,
        seed=settings.get("SEED"),
        weights=weights or {},
        references=method.references,
    )
