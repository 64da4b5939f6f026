"""Clusters of parts that are one, as the cores show that parts share."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple, Optional, Sequence

import numpy as np
import pyarrow as pa

from ir_plugin.core.space.weights import component_labels
from ir_plugin.core.statistics.dbscan import NOISE

from .part_files import read_part
from .running import step_path

LABELS, NEAR, CLUSTERS, LINKS = "labels", "near", "clusters", "links"
"""Folders: the label of each row of a part among the part's own; those of cores in its halo; for each label how many
rows of the part have it, their first point, category and hull; which labels of other parts are one with it."""


class Ranks(NamedTuple):
    """For each label of a part the number of its cluster and how many it has, int64."""

    numbers: np.ndarray
    members: np.ndarray


class Merged(NamedTuple):
    """All clusters by number. of_label: that of each label, part after part, int64; starts: where those of a part
    begin. sizes: int64 (clusters,). corners: of the hulls of each cluster's parts, in the units of the CRS."""

    of_label: np.ndarray
    starts: np.ndarray
    sizes: np.ndarray
    categories: list[Optional[str]]
    corners: list[np.ndarray]

    def ranks(self, number: int) -> Ranks:
        """What a part needs to know."""
        of_label = self.of_label[self.starts[number] : self.starts[number + 1]]
        return Ranks(of_label, np.append(self.sizes, 0)[of_label])


def merge(folder: Path, counts: Sequence[int]) -> Merged:
    """The clusters of all parts, numbered by size, then category, then first point, as on one machine.

    counts: the labels of each part. In the client: 100 bytes for each, and the corners.
    """
    starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    whole = _components(folder / LINKS, starts)
    tables = [read_part(step_path(folder / CLUSTERS, number)) for number in range(len(counts))]
    label = np.concatenate([start + each.column("label").to_numpy() for start, each in zip(starts, tables)])
    names, cluster = np.unique(whole[label], return_inverse=True)
    table = pa.concat_tables(tables)
    first = _first_rows(table, cluster)
    sizes = np.bincount(cluster, table.column("size").to_numpy(), len(names)).astype(np.int64)
    categories = np.array(table.column("category").take(pa.array(first)).to_pylist(), dtype=str)
    points = [axis[first] for axis in _axes(table)]
    order = np.lexsort((*points[::-1], np.unique(categories, return_inverse=True)[1], -sizes))
    number = np.empty(len(names), np.int64)
    number[order] = np.arange(len(names))
    of_label = np.full(len(whole), NOISE, np.int64)
    of_label[names] = number
    corners = _corners(table, number[cluster], len(names))
    return Merged(of_label[whole], starts, sizes[order], [name or None for name in categories[order].tolist()], corners)


def _components(links: Path, starts: np.ndarray) -> np.ndarray:
    """For each label the smallest label that is one with it, int64."""
    pairs = [np.zeros((0, 2), np.int64)]
    for number, start in enumerate(starts[:-1].tolist()):
        table = read_part(step_path(links, number))
        label, part, other = (table.column(name).to_numpy() for name in ("label", "part", "other"))
        pairs.append(np.column_stack([start + label, starts[part] + other]))
    left, right = np.concatenate(pairs).T
    return component_labels(int(starts[-1]), left, right)


def _first_rows(table: pa.Table, cluster: np.ndarray) -> np.ndarray:
    """Of the rows of each cluster 0, 1, ... the one whose first point comes first."""
    order = np.lexsort((*_axes(table)[::-1], cluster))
    return order[np.unique(cluster[order], return_index=True)[1]]


def _axes(table: pa.Table) -> list[np.ndarray]:
    return [table.column(name).to_numpy() for name in table.column_names if name.startswith("first_")]


def _corners(table: pa.Table, number: np.ndarray, count: int) -> list[np.ndarray]:
    """For each cluster the corners of its parts' hulls, float64 (n, 2)."""
    lists = table.column("corners").to_pylist()
    order = np.argsort(number, kind="stable")
    rows = np.split(order, np.cumsum(np.bincount(number, minlength=count))[:-1]) if count else []
    return [np.concatenate([np.array(lists[row]) for row in each]).reshape(-1, 2) for each in rows]
