"""What tells whether two runs had the same input, whatever file it came from."""

from __future__ import annotations

import hashlib
from typing import Any, Optional, Sequence, Tuple

import numpy as np

from .layer import Layer


def input_hash(layer: Layer, columns: Tuple[str, ...], shapes: Optional[Sequence[bytes]] = None) -> str:
    """SHA-256 of the geometries and the named columns of a layer, independent of the order of its rows.

    shapes: the geometries in a form that does not depend on the file format, instead of the layer's own WKB.
    """
    rows = [
        hashlib.sha256(shape + repr(values).encode()).digest()
        for shape, *values in zip(shapes or layer.wkb, *(map(_plain, layer.columns[name]) for name in columns))
    ]
    return hashlib.sha256(b"".join(sorted(rows))).hexdigest()


def _plain(value: Any) -> Any:
    """Numbers that are equal give the same text, whichever face read them; NaN is no value."""
    if isinstance(value, (bool, int, float, np.integer, np.floating)):
        return None if value != value else float(value)
    return value
