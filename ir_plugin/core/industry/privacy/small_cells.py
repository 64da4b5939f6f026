"""Which counts of a published table stay hidden, so that no small one can be reckoned from what is shown.

Counts add up: the villages to their district, districts to their regency, these to the province; and where a table
tells kinds (classes, products), the kinds to the region's number. So hiding the small ones is not enough. Regions hide
their kinds all or none. Of the hidden regions below a shown one only the sum is known, and nothing tells more of them
than a table of their numbers by the kinds of this sum. There a count lies between max(0, r + c - n) and min(r, c), r
being the region's number, c the kind's and n that of all: an interval of min(r, c, n - r, n - c). More regions are
hidden until that is nowhere below the threshold.

Source: bounds of cells given margins, Frechet (1940); primary and complementary suppression as in Hundepool et al.,
Statistical Disclosure Control (2012), chapter 4.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Callable, Collection, Dict, FrozenSet, Iterator, List, Mapping, Optional, Sequence, Set

from .profiles import LEAST

WHOLE = ""
"""The code of all regions together, whose counts are taken for known."""

_UP = {13: 8, 8: 5, 5: 0}
Counts = Mapping[str, Sequence[int]]


def with_regions_above(villages: Counts) -> Dict[str, List[int]]:
    """Counts of villages, added up for every region above them, by code."""
    sums: Dict[str, List[int]] = {}
    for village, counts in villages.items():
        code: Optional[str] = village
        while code is not None:
            sums[code] = [a + b for a, b in zip(sums.get(code, [0] * len(counts)), counts)]
            code = region_above(code)
    return sums


def hidden_totals(numbers: Mapping[str, int], least: int = LEAST) -> FrozenSet[str]:
    """The regions whose number stays hidden. numbers: by village; a region without any is shown as zero."""
    counts = {village: (number,) for village, number in numbers.items() if number}
    return _hidden(counts, counts, None, least)


def hidden_kinds(
    villages: Counts, numbers: Mapping[str, int], totals: Collection[str], least: int = LEAST, adds_up: bool = True
) -> FrozenSet[str]:
    """The regions whose counts by kind stay hidden.

    villages: the counts of every kind, by village. numbers: by village. totals: the regions whose number is hidden;
    these tell no kinds. adds_up: whether the kinds add up to the number.
    """
    counts = {village: row for village, row in villages.items() if numbers.get(village)}
    sizes = {village: (numbers[village],) for village in counts}
    return _hidden(counts, sizes, totals if adds_up else None, least, always=totals)


def _hidden(
    counts: Counts, sizes: Counts, totals: Optional[Collection[str]], least: int, always: Collection[str] = ()
) -> FrozenSet[str]:
    """totals: the regions whose number is not known, None where none is."""
    tree = _Tree(counts, sizes, lambda code: totals is not None and code not in totals, least)
    tree.hidden.update(always)
    for code in sorted(tree.counts, key=len, reverse=True):
        tree.settle(code)
    return frozenset(tree.hidden)


class _Tree:
    """Regions with their counts and which of them are hidden so far. is_known: whether a region's number is shown."""

    def __init__(self, counts: Counts, sizes: Counts, is_known: Callable[[str], bool], least: int) -> None:
        self.counts = with_regions_above(counts)
        self.sizes = {code: row[0] for code, row in with_regions_above(sizes).items()}
        self.is_known, self.least = is_known, least
        self.below: Dict[str, List[str]] = defaultdict(list)
        for code in self.counts:
            above = region_above(code)
            if above is not None:
                self.below[above].append(code)
        self.hidden: Set[str] = {code for code, row in self.counts.items() if not self._is_safe(row)}

    def settle(self, code: str) -> None:
        """Hides regions below a shown one, or this itself, until the hidden ones cannot be told from one another."""
        while code not in self.hidden:
            where = self._exposed(code)
            if where is None:
                return
            shown = list(self._shown_below(where))
            self.hidden.add(min(shown, key=lambda each: (self.sizes[each], each)) if shown else code)

    def _exposed(self, code: str) -> Optional[str]:
        """Where more has to be hidden; None where nothing has."""
        hidden = list(self._hidden_below(code))
        villages = [each for each in hidden if each not in self.below]
        columns = zip(*(self.counts[each] for each in villages))
        if hidden and not self._is_safe([sum(column) for column in columns]):
            return code
        numbers = with_regions_above({village: (self.sizes[village],) for village in villages})
        for each in hidden:
            own, enough = numbers.get(each, [0])[0], self.least if self.is_known(each) else 1
            if own < enough:
                return each
            if numbers[code][0] - own < enough:
                return code
        return None

    def _is_safe(self, row: Sequence[int]) -> bool:
        return all(count == 0 or count >= self.least for count in row)

    def _hidden_below(self, code: str) -> Iterator[str]:
        """The hidden regions of which a shown one is the nearest that is shown."""
        for each in self.below.get(code, ()):
            if each in self.hidden:
                yield each
                yield from self._hidden_below(each)

    def _shown_below(self, code: str) -> Iterator[str]:
        for each in self.below.get(code, ()):
            if each in self.hidden:
                yield from self._shown_below(each)
            else:
                yield each


def region_above(code: str) -> Optional[str]:
    """The region one level up; None for the whole."""
    return code[: _UP[len(code)]] if code else None


def region_shown_above(code: str, hidden: Collection[str]) -> Optional[str]:
    """The nearest region above, or the region itself, that is not hidden; None where all are."""
    above: Optional[str] = code
    while above is not None and above in hidden:
        above = region_above(above)
    return above
