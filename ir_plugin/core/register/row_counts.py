"""How many rows the layers of a register show."""

from __future__ import annotations

from typing import Dict, Iterable, Tuple

from .geopackage import quoted, reading

Shown = Tuple[str, str]
"""A table, and the condition in SQL that its rows fulfil; "" for all of them."""


def row_counts(path: str, layers: Iterable[Shown]) -> Dict[Shown, int]:
    """The rows of each layer. UserError where the register cannot be read."""
    with reading(path) as connection:
        return {
            (table, condition): connection.execute(
                " ".join(("SELECT count(*) FROM", quoted(table), f"WHERE {condition}" if condition else ""))
            ).fetchone()[0]
            for table, condition in layers
        }
