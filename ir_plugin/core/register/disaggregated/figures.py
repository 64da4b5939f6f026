"""The numbers of all tables for every region at once, and which of them stay hidden: all tables protect one another.

What is hidden does not depend on the region that is asked for, so that the tables of the province, of its regencies and
of their districts may be published beside one another.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Set, Tuple

from ...industry.disaggregated_tables import ALL, MEN, SEXES, WOMEN
from ...industry.disaggregated_tables.declaration import PAY
from ...industry.privacy.linked_cells import TOTAL, Cell, Published, hidden_cells
from ...industry.privacy.small_cells import hidden_kinds, hidden_totals, region_shown_above, with_regions_above
from ...progress import Progress, no_progress
from .businesses import Business
from .counts import DISTRICT_LENGTH, EVERYBODY, Counts, Group, Key, count, groups, worker_rows

BOTH = ""
"""Both sexes together."""

ALL_WORKERS: Key = (PAY, ALL, "")
_POPULATIONS: Mapping[Key, Key] = {row: group.population for group in groups() for row in group.rows}
Figure = Optional[int]
"""A number; None where it stays hidden."""


class Figures:
    """The numbers by row, sex (or BOTH) and region ("" for the whole register)."""

    def __init__(self, counts: Counts) -> None:
        self._numbers: Dict[Tuple[Key, str], Dict[str, int]] = {}
        for of in (counts.businesses, counts.workers):
            for which, leaves in of.items():
                self._numbers[which] = _single(with_regions_above({code: (each,) for code, each in leaves.items()}))
        for at, sex in enumerate(SEXES):
            of_villages = with_regions_above({code: (row[at],) for code, row in counts.villages.items()})
            self._numbers[EVERYBODY, sex] = _single(of_villages)
        self.hidden: Dict[Tuple[Key, str], Set[str]] = defaultdict(set)
        """The regions where a row stays hidden, by row and sex."""

    def number(self, row: Key, sex: str, region: str) -> Figure:
        """What is shown. Both sexes together are shown where each of them is, or where only their sum is harmless."""
        if sex == BOTH:
            return self._of_both(row, region)
        return None if region in self.hidden[row, sex] else self.true_number(row, sex, region)

    def _of_both(self, row: Key, region: str) -> Figure:
        if row == EVERYBODY:
            hidden = region in self.hidden[EVERYBODY, BOTH]
        else:
            hidden = any(region in self.hidden[row, sex] for sex in SEXES)
            if hidden and row in _POPULATIONS and self._is_everybody(row, region):
                return self._of_both(_POPULATIONS[row], region)
        return None if hidden else sum(self.true_number(row, sex, region) for sex in SEXES)

    def _is_everybody(self, row: Key, region: str) -> bool:
        """Whether everybody who could be in a row is known to be in it, from a region above that tells."""
        population = _POPULATIONS[row]
        above = region_shown_above(region, self.hidden[population, MEN] | self.hidden[population, WOMEN])
        tells = above is not None and any(region in self.hidden[population, sex] for sex in SEXES)
        numbers = [[self.true_number(each, sex, above or "") for sex in SEXES] for each in (row, population)]
        return tells and numbers[0] == numbers[1]

    def true_number(self, row: Key, sex: str, region: str) -> int:
        """What the register holds, hidden or not."""
        return self._numbers.get((row, sex), {}).get(region, 0)

    def is_empty(self, row: Key) -> bool:
        """Whether the whole register has none in a row."""
        return not any(self.true_number(row, sex, "") for sex in SEXES)


def figures(businesses: Sequence[Business], least: Optional[int], progress: Progress = no_progress) -> Figures:
    """The numbers of businesses, small ones hidden with those that would give them away; with None nothing is."""
    counts = count(businesses)
    found = Figures(counts)
    if least is not None:
        _hide_regions(found, counts, least)
        parts = [*groups(), None]
        for number, group in enumerate(parts):
            for sex in SEXES:
                if group is None:
                    _hide_workers(found, counts, sex, least)
                else:
                    _hide_group(found, counts, group, sex, least)
            progress((number + 1) / len(parts))
    return found


def _hide_regions(found: Figures, counts: Counts, least: int) -> None:
    """Where the owners by sex stay hidden, and where their number does: in every table, down to the villages."""
    numbers = {village: sum(row) for village, row in counts.villages.items()}
    totals = hidden_totals(numbers, least)
    by_sex = hidden_kinds(counts.villages, numbers, totals, least)
    found.hidden[EVERYBODY, BOTH].update(totals)
    for sex in SEXES:
        unknown = {
            region_shown_above(village, by_sex)
            for village in by_sex & set(numbers)
            if found.true_number(EVERYBODY, sex, village)
        }
        found.hidden[EVERYBODY, sex].update(
            each for each in by_sex if region_shown_above(each, by_sex) in {None, *unknown}
        )


def _hide_group(found: Figures, counts: Counts, group: Group, sex: str, least: int) -> None:
    closed = found.hidden[group.population, sex]
    districts = sorted({village[:DISTRICT_LENGTH] for village in counts.villages})
    for rows in [(row,) for row in group.rows] if group.apart else [group.rows]:
        leaves = {district: _parts(found, group.population, rows, sex, district) for district in districts}
        printed = [True] * len(rows) + [False]
        _take(found, rows, sex, hidden_cells(Published(leaves, closed, printed), least))


def _parts(found: Figures, population: Key, rows: Sequence[Key], sex: str, district: str) -> List[int]:
    """The counts of the rows in a district, and what remains of its people."""
    told = [found.true_number(row, sex, district) for row in rows]
    return [*told, found.true_number(population, sex, district) - sum(told)]


def _hide_workers(found: Figures, counts: Counts, sex: str, least: int) -> None:
    rows = worker_rows()
    districts = sorted({district for row in rows for district in counts.workers.get((row, sex), {})})
    leaves = {district: _of(counts.workers, rows, sex, district) for district in districts}
    small = [
        (region, kind)
        for kind, row in enumerate((*rows, ALL_WORKERS))
        for region, (employers,) in _summed(counts.employers, row, sex, districts).items()
        if 0 < employers < least
    ]
    cells = [(region, TOTAL if kind == len(rows) else kind) for region, kind in small]
    closed = found.hidden[EVERYBODY, sex]
    published = Published(leaves, closed, [True] * len(rows), cells, totals_may_hide=True)
    _take(found, (*rows, ALL_WORKERS), sex, hidden_cells(published, least))


def _of(counts: Mapping[Tuple[Key, str], Mapping[str, int]], rows: Sequence[Key], sex: str, district: str) -> List[int]:
    return [counts.get((row, sex), {}).get(district, 0) for row in rows]


def _summed(
    counts: Mapping[Tuple[Key, str], Mapping[str, int]], row: Key, sex: str, districts: Sequence[str]
) -> Mapping[str, Sequence[int]]:
    return with_regions_above({district: _of(counts, (row,), sex, district) for district in districts})


def _take(found: Figures, rows: Sequence[Key], sex: str, cells: Iterable[Cell]) -> None:
    """Keeps what is hidden; TOTAL is the last of the rows."""
    for region, kind in cells:
        found.hidden[rows[kind], sex].add(region)


def _single(counts: Mapping[str, Sequence[int]]) -> Dict[str, int]:
    return {code: number for code, (number,) in counts.items()}
