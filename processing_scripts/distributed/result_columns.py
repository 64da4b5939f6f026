"""What a computation gives for rows, as columns of a part."""

from __future__ import annotations

from typing import Any, Sequence

import numpy as np
import pyarrow as pa

from ir_plugin.core.declaration import LayerResult

TYPES = {"integer": pa.int64(), "real": pa.float64(), "text": pa.string()}


def with_columns(table: pa.Table, result: LayerResult) -> pa.Table:
    """The table with a result's columns added, None and NaN as NULL; columns of the same name, in capitals or not, are
    replaced."""
    new = {column.name.lower() for column in result.columns}
    table = table.drop_columns([name for name in table.column_names if name.lower() in new])
    for column in result.columns:
        table = table.append_column(column.name, _array(result.values[column.name], TYPES[column.kind]))
    return table


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    given = np.asarray(values)
    if given.dtype == object:
        return pa.array([None if value != value else value for value in given], kind)  # NaN alone is unequal to itself
    if given.dtype.kind == "f":
        missing = np.isnan(given)
        whole = np.where(missing, 0, given).astype(np.int64) if pa.types.is_integer(kind) else given
        return pa.array(whole, kind, mask=missing)
    return pa.array(given, kind)
