"""Hot spots and clusters that the register holds, as layers over the regions with the legend of their class table."""

from __future__ import annotations

import sqlite3
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..classes import Class, ClassTable
from ..methods.themes import HOT_SPOTS, LOCAL_GEARY, LOCAL_MORAN, SCAN_CLUSTERS, STABILITY
from ..register.aggregate_columns import columns_in_words
from ..register.geopackage import quoted
from ..register.run_records import Run
from ..texts import Text, joined, same
from .public_words import public_title

SHOWN: Tuple[ClassTable, ...] = (HOT_SPOTS, LOCAL_MORAN, LOCAL_GEARY, STABILITY, SCAN_CLUSTERS)
"""Classes of regions. Points and hulls of clusters stay inside, for their corners are the places of businesses."""

REGION = "kode"
"""The column by which a result names its regions, as ``aggregate`` gives it."""


class ResultLayer(NamedTuple):
    """title: for everybody. values: the class of each village, by code. method: the paragraph of the run."""

    name: str
    table: ClassTable
    title: Text
    method: Text
    values: Mapping[str, Any]


def result_layers(connection: sqlite3.Connection, runs: Sequence[Run], villages: Sequence[str]) -> List[ResultLayer]:
    """The results of a register that may be shown, the last run first; those of districts and regencies too, which all
    villages in them share."""
    last: Dict[str, Run] = {}
    for run in runs:
        for layer in run.layers:
            last.setdefault(layer, run)
    made = [_layer(connection, run, layer, villages) for layer, run in last.items()]
    found = [each for each in made if each]
    titles = [each.title for each in found]
    return [
        each if titles.count(each.title) == 1 else _told_apart(each, titles[: at + 1].count(each.title))
        for at, each in enumerate(found)
    ]


def legend(layer: ResultLayer) -> List[Class]:
    """The classes of a layer that occur in it, in the table's order."""
    there = set(layer.values.values())
    return [each for each in layer.table.classes if each.code in there]


def _layer(connection: sqlite3.Connection, run: Run, layer: str, villages: Sequence[str]) -> Optional[ResultLayer]:
    columns = {name for _, name, *_ in connection.execute(f"PRAGMA table_info({quoted(layer)})")}
    table = next((each for each in SHOWN if each.field in columns), None)
    if table is None or REGION not in columns:
        return None
    query = " ".join(("SELECT", quoted(REGION), ",", quoted(table.field), "FROM", quoted(layer)))
    codes = {each.code for each in table.classes}
    found = {region: value for region, value in connection.execute(query) if value in codes}
    levels = sorted(map(len, filter(None, found)), reverse=True)[:1]
    values = {each: found[each[:size]] for size in levels for each in villages if each[:size] in found}
    title = public_title(table, run.record.parameters)
    return ResultLayer(layer, table, title, columns_in_words(run.record.paragraph), values) if values else None


def _told_apart(layer: ResultLayer, number: int) -> ResultLayer:
    return layer._replace(title=joined([layer.title, same(f"({number})")]))
