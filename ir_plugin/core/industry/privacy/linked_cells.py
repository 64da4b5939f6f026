"""Which cells of a table of regions by kinds stay hidden, so that no hidden count can be reckoned from what is shown.

A table tells how many of each kind there are in a region, for regions of every level, and how many in all. These
numbers are a flow: from the whole through the kinds down to the lowest regions, and back up through the totals. Where
a flow can go round through hidden cells only, the cells on its way could be larger or smaller by as much, and nobody
would see it. So each hidden cell gets ways round, hiding the cheapest cells that are missing on them, until it could be
anything in an interval of at least the threshold: what that interval is made of are tables that agree with everything
that is shown.

Cells that are zero are never hidden for the sake of others, since readers may guess them.

Source: J. Castro, A shortest-paths heuristic for statistical data protection in positive tables, INFORMS Journal on
Computing 19 (2007); Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

import heapq
from collections import defaultdict, deque
from itertools import count
from typing import (
    Collection,
    Deque,
    Dict,
    FrozenSet,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
)

from .profiles import LEAST
from .small_cells import region_above, region_shown_above, with_regions_above

TOTAL = -1
"""The kind of a cell that counts all kinds of a region."""

Cell = Tuple[str, int]
Node = Tuple[str, int]
_SOURCE: Node = ("", -2)
_LEAF = -3


class _Arc(NamedTuple):
    """A cell as a flow from one node to another."""

    tail: Node
    head: Node
    value: int


class Published(NamedTuple):
    """What is to be published. leaves: the counts by kind of each of the lowest regions. hidden_totals: the regions
    whose total is hidden, which tell no kinds. printed: for each kind whether it is shown at all, else it is only what
    remains of the total. small: cells that must stay hidden, whatever their value.

    totals_may_hide: whether more totals may be hidden, for a table that shares its totals with no other.
    """

    leaves: Mapping[str, Sequence[int]]
    hidden_totals: Collection[str]
    printed: Sequence[bool]
    small: Collection[Cell] = ()
    totals_may_hide: bool = False


def hidden_cells(published: Published, least: int = LEAST) -> FrozenSet[Cell]:
    """The cells that stay hidden, by region and place of the kind (TOTAL where the totals may hide); zeros of regions
    whose total is hidden are among them, unless the zero of a region above gives them away."""
    network = _Network(published, least)
    network.secure()
    return frozenset(cell for cell in network.hidden if network.is_shown_kind(cell))


class _Network:
    def __init__(self, published: Published, least: int) -> None:
        self.published, self.least = published, least
        self.counts = with_regions_above(published.leaves) if published.leaves else {}
        self.arcs: Dict[Cell, _Arc] = {}
        self.ways: Dict[Node, List[Tuple[Cell, int, Node]]] = defaultdict(list)
        for code, row in self.counts.items():
            for kind, value in enumerate(row):
                self._add((code, kind), _Arc(self._above(code, kind), self._at(code, kind), value))
            self._add((code, TOTAL), _Arc(self._at(code, TOTAL), self._above(code, TOTAL), sum(row)))
        self.hidden: Set[Cell] = set(self._hidden_at_first())

    def _add(self, cell: Cell, arc: _Arc) -> None:
        self.arcs[cell] = arc
        self.ways[arc.tail].append((cell, 1, arc.head))
        self.ways[arc.head].append((cell, -1, arc.tail))

    def _at(self, code: str, kind: int) -> Node:
        return (code, _LEAF if code in self.published.leaves else kind)

    @staticmethod
    def _above(code: str, kind: int) -> Node:
        above = region_above(code)
        return _SOURCE if above is None else (above, kind)

    def is_shown_kind(self, cell: Cell) -> bool:
        """Whether the cell would be shown if it were not hidden."""
        code, kind = cell
        return self.published.totals_may_hide if kind == TOTAL else self.published.printed[kind]

    def _hidden_at_first(self) -> Iterable[Cell]:
        closed = self.published.hidden_totals
        for cell, arc in self.arcs.items():
            code, kind = cell
            if (
                kind != TOTAL
                and not self.published.printed[kind]
                or cell in self.published.small
                or 0 < arc.value < self.least
                and (kind != TOTAL or self._may_hide(cell))
                or code in closed
                and (kind == TOTAL or not self._is_given_away(cell))
            ):
                yield cell

    def _is_given_away(self, cell: Cell) -> bool:
        """Whether a zero is known of a region that tells nothing, from the zero of the nearest that tells."""
        above = region_shown_above(cell[0], self.published.hidden_totals)
        return above is not None and self.arcs[above, cell[1]].value == 0

    def _may_hide(self, cell: Cell) -> bool:
        return cell[1] != TOTAL or self.published.totals_may_hide

    def secure(self) -> None:
        """Hides more until every hidden cell has an interval of the threshold."""
        waiting: Deque[Cell] = deque(sorted(filter(self._needs_an_interval, self.hidden), key=self._order))
        while waiting:
            waiting.extend(self._secure(waiting.popleft()))

    def _order(self, cell: Cell) -> Tuple[int, int, Cell]:
        return len(cell[0]), self.arcs[cell].value, cell

    def _needs_an_interval(self, cell: Cell) -> bool:
        """What is shown nowhere needs one only where it is small, for then it follows from what is shown."""
        return self.is_shown_kind(cell) or cell[1] != TOTAL and 0 < self.arcs[cell].value < self.least

    def _secure(self, cell: Cell) -> List[Cell]:
        """Gives one cell its interval; the cells that had to be hidden for it."""
        more: List[Cell] = []
        gained = 0
        changes: Dict[int, Dict[Cell, int]] = {1: defaultdict(int), -1: defaultdict(int)}
        for may_hide in (False, True):
            for sign in (1, -1):
                gained += self._gain(cell, sign, changes[sign], self.least - gained, more if may_hide else None)
        return more

    def _gain(self, cell: Cell, sign: int, change: Dict[Cell, int], needed: int, hiding: Optional[List[Cell]]) -> int:
        """By how much a cell can grow (sign 1) or shrink further, up to what is needed."""
        arc, gained = self.arcs[cell], 0
        start, end = (arc.head, arc.tail) if sign == 1 else (arc.tail, arc.head)
        while gained < needed:
            room = needed - gained if sign == 1 else min(needed - gained, arc.value + change[cell])
            way = self._way(start, end, cell, change, hiding is not None) if room else None
            if way is None:
                break
            room = min([room, *(self._room(each, back, change) for each, back in way)])
            for each, back in (*way, (cell, sign)):
                change[each] += back * room
                if each not in self.hidden and hiding is not None:
                    self.hidden.add(each)
                    hiding.append(each)
            gained += room
        return gained

    def _room(self, cell: Cell, sign: int, change: Mapping[Cell, int]) -> int:
        return self.arcs[cell].value + change.get(cell, 0) if sign < 0 else self.least

    def _way(
        self, start: Node, end: Node, without: Cell, change: Mapping[Cell, int], may_hide: bool
    ) -> Optional[List[Tuple[Cell, int]]]:
        """The cheapest way from a node to another, as cells that grow or shrink; None where there is none."""
        order = count()
        reached: Dict[Node, Tuple[Optional[Node], Cell, int]] = {}
        heap: List[Tuple[int, int, Node, Tuple[Optional[Node], Cell, int]]] = [
            (0, next(order), start, (None, without, 0))
        ]
        while heap:
            price, _, node, came = heapq.heappop(heap)
            if node in reached:
                continue
            reached[node] = came
            if node == end:
                return self._back(reached, end)
            for cell, sign, other in self.ways[node]:
                if other in reached or cell == without:
                    continue
                step = self._price(cell, may_hide)
                if step is not None and (sign > 0 or self._room(cell, sign, change) > 0):
                    heapq.heappush(heap, (price + step, next(order), other, (node, cell, sign)))
        return None

    def _price(self, cell: Cell, may_hide: bool) -> Optional[int]:
        """What it costs to pass a cell: nothing where it is hidden; None where it cannot be hidden."""
        if cell in self.hidden:
            return 0
        value = self.arcs[cell].value
        return value + self.least if may_hide and value and self._may_hide(cell) else None

    @staticmethod
    def _back(reached: Mapping[Node, Tuple[Optional[Node], Cell, int]], end: Node) -> List[Tuple[Cell, int]]:
        way: List[Tuple[Cell, int]] = []
        node, cell, sign = reached[end]
        while node is not None:
            way.append((cell, sign))
            node, cell, sign = reached[node]
        return way
