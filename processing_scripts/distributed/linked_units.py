"""The units of a part with their neighbours, wherever these are."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional

import numpy as np
import pyarrow as pa

from ir_plugin.core.methods.weight_parameters import ADAPTIVE, KNN
from ir_plugin.core.methods.weight_settings import rule_by_distance
from ir_plugin.core.space.grid import distances
from ir_plugin.core.space.neighbours import k_nearest
from ir_plugin.core.space.weights import Weights

from .analysed_values import values_of
from .nearest_candidates import Others, nearest_candidates
from .part_files import Part, read_part
from .partitions import ROW, Partitions

AXES = "xyz"
NOBODY = Others(np.zeros(0, np.int64), np.zeros(0, np.int64))


class LinkedUnits(NamedTuple):
    """Units of a part and the neighbours that they have elsewhere, in the order of the input's rows, so that sums are
    added up as on one machine.

    part, place: int64 (n,), where each is. is_own: bool (n,). xyz: float64 (n, 2 or 3). values, own_weights: float64
    (n,). weights: the links of the part's own units; the others have none.
    """

    part: np.ndarray
    place: np.ndarray
    is_own: np.ndarray
    xyz: np.ndarray
    values: np.ndarray
    own_weights: np.ndarray
    weights: Weights

    def table(self) -> pa.Table:
        """For ``read_linked``."""
        columns = {"part": self.part, "place": self.place, "is_own": self.is_own}
        columns |= {"value": self.values, "own_weight": self.own_weights}
        columns |= dict(zip(AXES, self.xyz.T))
        starts = pa.array(self.weights.starts.astype(np.int32))
        columns["neighbours"] = pa.ListArray.from_arrays(starts, pa.array(self.weights.neighbours.astype(np.int32)))
        if self.weights.values is not None:
            columns["weights"] = pa.ListArray.from_arrays(starts, pa.array(self.weights.values))
        return pa.table(columns)


def read_linked(path: Path) -> LinkedUnits:
    """What ``LinkedUnits.table`` wrote."""
    table = read_part(path).combine_chunks()
    plain = {name: table.column(name).to_numpy() for name in ("part", "place", "is_own", "value", "own_weight")}
    xyz = np.column_stack([table.column(axis).to_numpy() for axis in AXES if axis in table.column_names])
    lists = table.column("neighbours").combine_chunks()
    values = None
    if "weights" in table.column_names:
        values = table.column("weights").combine_chunks().values.to_numpy()
    weights = Weights(lists.offsets.to_numpy().astype(np.int64), lists.values.to_numpy().astype(np.int64), values)
    return LinkedUnits(
        plain["part"], plain["place"], plain["is_own"], xyz, plain["value"], plain["own_weight"], weights
    )


def link_units(
    partitions: Partitions, number: int, folder: Path, values: Mapping[str, Any], band_m: Optional[float]
) -> Part:
    """The links of a part's units by the rule of the settings."""
    rule = values["NEIGHBOURS"]
    if rule in (KNN, ADAPTIVE):
        others = candidates(partitions, number, folder, int(values["K"]))
    else:
        assert band_m is not None
        others = halo_within(partitions, number, folder, band_m)
    near = gathered(partitions, number, folder, others)
    if len(near.values) <= (int(values["K"]) if rule in (KNN, ADAPTIVE) else 0):
        return _part(near)
    made = rule_by_distance(near.xyz, values, band_m, np.stack([near.values, np.zeros(len(near.values))], axis=1))
    own = np.ones(len(near.values)) if made.own is None else made.own
    return _part(with_links(near, made.weights, own))


def farthest_nearest(partitions: Partitions, number: int, folder: Path, k: int) -> Part:
    """How far the k-th nearest other is at most from a unit of the part, in the facts."""
    near = gathered(partitions, number, folder, candidates(partitions, number, folder, k))
    farthest = 0.0
    if near.is_own.any():
        links = k_nearest(near.xyz, k)
        own = near.is_own[links.sources]
        farthest = float(distances(near.xyz, links.sources[own], links.neighbours[own]).max())
    return Part(pa.table({}), {"farthest": farthest})


def _used(folder: Path, number: int) -> np.ndarray:
    return np.flatnonzero(np.isfinite(values_of(folder, number)))


def candidates(partitions: Partitions, number: int, folder: Path, k: int) -> Others:
    """Units of other parts that may be among the k nearest of the part's."""
    own = partitions.positions(number)[_used(folder, number)]
    return nearest_candidates(partitions, number, own, k, lambda other: _used(folder, other))


def halo_within(partitions: Partitions, number: int, folder: Path, band_m: float) -> Others:
    """Units of other parts that may be within the distance of the part's."""
    halo = partitions.halo(number, band_m)
    used = [np.isin(halo.place[halo.part == other], _used(folder, other)) for other in np.unique(halo.part).tolist()]
    kept = np.concatenate([np.zeros(0, bool), *used])  # the halo stands part by part
    return Others(halo.part[kept], halo.place[kept])


def gathered(partitions: Partitions, number: int, folder: Path, others: Others = NOBODY) -> LinkedUnits:
    """The part's units and others, without links, in the order of the input's rows."""
    own = _used(folder, number)
    pieces = [
        (number, own),
        *((other, others.place[others.part == other]) for other in np.unique(others.part).tolist()),
    ]
    row, xyz, value = [], [], []
    for where, places in pieces:
        row.append(partitions.table(where, [ROW]).column(ROW).to_numpy()[places])
        xyz.append(partitions.positions(where)[places])
        value.append(values_of(folder, where)[places])
    order = np.argsort(np.concatenate(row), kind="stable")
    part = np.concatenate([np.full(len(places), where) for where, places in pieces])[order]
    place = np.concatenate([places for _where, places in pieces])[order]
    n = len(order)
    none = Weights(np.zeros(n + 1, np.int64), np.zeros(0, np.int64))
    values = np.concatenate(value)[order]
    return LinkedUnits(part, place, part == number, np.concatenate(xyz)[order], values, np.ones(n), none)


def with_links(near: LinkedUnits, weights: Weights, own_weights: np.ndarray) -> LinkedUnits:
    """The part's own units with their links, and of the others only those that are linked."""
    linked = near.is_own[weights.sources]
    sources, neighbours = weights.sources[linked], weights.neighbours[linked]
    kept = near.is_own.copy()
    kept[neighbours] = True
    number = np.cumsum(kept) - 1
    counts = np.where(near.is_own, weights.counts, 0)[kept]
    values = None if weights.values is None else weights.values[linked]
    links = Weights(np.concatenate([[0], np.cumsum(counts)]), number[neighbours], values)
    assert np.array_equal(number[sources], links.sources)
    part, place, is_own = near.part[kept], near.place[kept], near.is_own[kept]
    return LinkedUnits(part, place, is_own, near.xyz[kept], near.values[kept], own_weights[kept], links)


def _part(units: LinkedUnits) -> Part:
    counts = units.weights.counts[units.is_own]
    facts = {
        "units": len(counts),
        "links": int(counts.sum()),
        "longest": int(counts.max(initial=0)),
        "shortest": int(counts.min(initial=np.iinfo(np.int64).max)),
        "isolated": int((counts == 0).sum()),
        "tested": int((counts > 0).sum()),
        "tested_members": int(((counts > 0) & (units.values[units.is_own] > 0)).sum()),
        "even": units.weights.is_even,
    }
    return Part(units.table(), facts)
