"""One table of draws for the units of all parts: their common order by an external sort, and what is drawn from it.

As on one machine (``core/statistics/turns.py``) units are drawn in the order of value, position and what was observed
of their neighbours, and those that are alike in all of it share the ranks of the first. Each part sorts its own units,
cuts are chosen from samples, and each bucket is merged from the stretches between two cuts: no task holds more than a
part, or a bucket.
"""

from __future__ import annotations

from bisect import bisect_left
from pathlib import Path
from typing import Any, Callable, Iterator, NamedTuple, Sequence

import numpy as np
import pyarrow as pa

from ir_plugin.core.statistics.draws import Drawn

from .part_files import Part, facts_of, read_part, write_part
from .running import Run, step_path

SORTED, TURNS, DRAWN, DRAWS = "sorted", "turns", "drawn", "draws"
"""Folders: the units of each part in order; of each bucket where its units are, and the values by turn; the draws."""

SAMPLES = 256
"""Units of each part from which cuts are chosen."""

Cut = tuple[float, ...]


class Buckets(NamedTuple):
    """Where buckets begin among all turns, int64 (buckets + 1,); starts: in each bucket where the units of each part
    begin, int64 (buckets, parts + 1)."""

    first: np.ndarray
    starts: np.ndarray


def sorted_units(place: np.ndarray, known: np.ndarray, drawn: np.ndarray) -> tuple[pa.Table, list[Cut]]:
    """The units of a part in order, and samples of them.

    place: int64 (n,). known: float64 (n, columns), what they are ordered by. drawn: float64 (n,), what each is drawn
    with.
    """
    order = np.lexsort(known.T[::-1])
    columns = {f"known_{at}": column for at, column in enumerate(known[order].T)}
    table = pa.table({**columns, "place": place[order], "drawn": drawn[order]})
    step = max(1, len(order) // SAMPLES)
    return table, known[order][::step].tolist()


def merge_units(run: Run, samples: Sequence[Sequence[Cut]]) -> Buckets:
    """The units of all parts in one order, as many buckets as parts. samples: those of each part."""
    count = len(run.partitions)
    ordered = sorted(tuple(each) for cuts in samples for each in cuts)
    inner = [ordered[len(ordered) * at // count] for at in range(1, count)] if ordered else []
    cuts = [None, *inner, *[None] * (count - len(inner))]
    (run.folder / DRAWN).mkdir(exist_ok=True)
    found = run.step(TURNS, merge_bucket, [(run.folder, at, count, cuts[at : at + 2]) for at in range(len(cuts) - 1)])
    first = np.concatenate([[0], np.cumsum([facts["units"] for facts in found])]).astype(np.int64)
    return Buckets(first, np.array([facts["starts"] for facts in found], np.int64))


def merge_bucket(folder: Path, bucket: int, parts: int, cuts: Sequence[Any]) -> Part:
    """The units between two cuts: part by part their places and turns within the bucket (of units that are alike, the
    turn of the first); beside it what they are drawn with, by turn."""
    pieces = [_between(read_part(step_path(folder / SORTED, number)), *cuts) for number in range(parts)]
    table = pa.concat_tables(pieces).combine_chunks()
    part = np.repeat(np.arange(parts), [len(piece) for piece in pieces])
    known = np.column_stack([table.column(name).to_numpy() for name in _known(table)])
    order = np.lexsort(known.T[::-1])
    new = np.append(True, (known[order[1:]] != known[order[:-1]]).any(axis=1))[: len(order)]
    turn = np.empty(len(order), np.int64)
    turn[order] = np.flatnonzero(new)[np.cumsum(new) - 1]
    drawn = table.column("drawn").to_numpy()[order]
    write_part(step_path(folder / DRAWN, bucket), Part(pa.table({"drawn": drawn}), {}))
    starts = np.concatenate([[0], np.cumsum(np.bincount(part, minlength=parts))])
    facts = {"units": len(order), "starts": starts.tolist()}
    return Part(pa.table({"place": table.column("place").to_numpy(), "turn": turn}), facts)


def _known(table: pa.Table) -> list[str]:
    return [name for name in table.column_names if name.startswith("known_")]


def _between(table: pa.Table, begin: Any, end: Any) -> pa.Table:
    """The stretch of sorted units from one cut up to the next; None: from the first, up to the last."""
    columns = [table.column(name).to_numpy() for name in _known(table)]

    def at(cut: Any) -> int:
        return bisect_left(range(len(table)), tuple(cut), key=lambda row: tuple(column[row] for column in columns))

    first = 0 if begin is None else at(begin)
    last = len(table) if end is None else at(end)
    return table.slice(first, last - first)


def make_draws(folder: Path, first: np.ndarray, blocks: Callable[..., Iterator[np.ndarray]], *settings: Any) -> Part:
    """The table of draws, block by block, in files beside: the turns that ``blocks(units, *settings)`` draws, and what
    these are drawn with. settings end with a seed."""
    (folder / DRAWS).mkdir(exist_ok=True)
    *given, seed = settings
    count = 0
    for block in blocks(int(first[-1]), *given, np.random.Generator(np.random.PCG64(seed))):
        turns = block.ravel()
        table = pa.table({"turn": turns, "value": _drawn_with(folder, first, turns)})
        write_part(step_path(folder / DRAWS, count), Part(table, {"rows": len(block)}))
        count += 1
    return Part(pa.table({}), {"blocks": count})


def _drawn_with(folder: Path, first: np.ndarray, turns: np.ndarray) -> np.ndarray:
    values = np.empty(len(turns))
    bucket = np.searchsorted(first, turns, side="right") - 1
    for each in np.unique(bucket).tolist():
        there = bucket == each
        drawn = read_part(step_path(folder / DRAWN, each)).column("drawn").to_numpy()
        values[there] = drawn[turns[there] - first[each]]
    return values


def turns_of(folder: Path, number: int, buckets: Buckets, rows: int) -> np.ndarray:
    """The turn of each row of a part, int64 (rows,), -1 for those that are no units."""
    turns = np.full(rows, -1)
    for bucket, starts in enumerate(buckets.starts.tolist()):
        begin, end = starts[number : number + 2]
        if begin < end:
            table = read_part(step_path(folder / TURNS, bucket)).slice(begin, end - begin)
            turns[table.column("place").to_numpy()] = buckets.first[bucket] + table.column("turn").to_numpy()
    return turns


def draws_among(folder: Path, blocks: int, turns: np.ndarray) -> Iterator[Drawn]:
    """The blocks of the table, for units with these distinct ``turns``, int64, ascending: places are theirs."""
    for block in range(blocks):
        path = step_path(folder / DRAWS, block)
        table = read_part(path)
        drawn, rows = table.column("turn").to_numpy(), facts_of(path)["rows"]
        place = np.minimum(np.searchsorted(turns, drawn), len(turns) - 1)
        place = np.where(turns[place] == drawn, place, -1)
        yield Drawn(place.reshape(rows, -1), table.column("value").to_numpy().reshape(rows, -1))
