"""Nobody can reckon a hidden count closer than the threshold: hidden cells of random tables by linear programming."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Collection, Iterator

import numpy as np
import pytest
from scipy.optimize import linprog

from ir_plugin.core.industry.privacy.profiles import LEAST
from ir_plugin.core.industry.privacy.small_cells import WHOLE, hidden_kinds, hidden_totals, with_regions_above

Table = dict[str, list[int]]


class Published:
    """What a reader of a published table knows: equations over the counts of every village, kind by kind.

    tables: kinds by village that add up to the same numbers. totals: where these are hidden. hidden: where the kinds
    are.
    """

    def __init__(self, tables: list[Table], totals: Collection[str], hidden: list[Collection[str]]) -> None:
        self.villages = sorted(tables[0])
        self.sums = [with_regions_above(table) for table in tables]
        self.kinds = [len(table[self.villages[0]]) for table in tables]
        self.starts = np.cumsum([0, *(kinds * len(self.villages) for kinds in self.kinds)])
        self.rows: list[np.ndarray] = []
        self.values: list[int] = []
        for number, sums in enumerate(self.sums):
            for code, row in sums.items():
                if code not in totals or not sum(row):
                    self._know(self.of_total(number, code), sum(row))
                for kind, count in enumerate(row):
                    if code not in hidden[number] or not sum(row):
                        self._know(self.of_kind(number, code, kind), count)
            for village in self.villages if number else ():
                self._know(self.of_total(0, village) - self.of_total(number, village), 0)

    def _know(self, row: np.ndarray, value: int) -> None:
        self.rows.append(row)
        self.values.append(value)

    def of_kind(self, number: int, code: str, kind: int) -> np.ndarray:
        row = np.zeros(self.starts[-1])
        for at, village in enumerate(self.villages):
            if village.startswith(code):
                row[self.starts[number] + at * self.kinds[number] + kind] = 1
        return row

    def of_total(self, number: int, code: str) -> np.ndarray:
        return np.sum([self.of_kind(number, code, kind) for kind in range(self.kinds[number])], axis=0)

    def width(self, row: np.ndarray) -> float:
        """How much a sum of counts may differ by all that is known; infinite where nothing bounds it."""
        ends = [linprog(sign * row, A_eq=np.array(self.rows), b_eq=self.values, method="highs") for sign in (1, -1)]
        return float("inf") if ends[1].status == 3 else float(-ends[1].fun - ends[0].fun)


def tables(seed: int) -> list[Table]:
    """Two tables of one set of businesses, of which most kinds and many villages are rare."""
    chosen = random.Random(seed)
    villages = [
        f"19.{regency:02}.{district:02}.{1000 + village}"
        for regency in range(1, chosen.randint(2, 4))
        for district in range(1, chosen.randint(2, 4))
        for village in range(1, chosen.randint(2, 5))
    ]
    found: list[Table] = [{village: [0] * kinds for village in villages} for kinds in (3, 2)]
    for village in villages:
        for _ in range(chosen.choice((0, 1, 3, 5, 8, 15, 30, 60))):
            found[0][village][chosen.choices(range(3), (12, 4, 1))[0]] += 1
            found[1][village][chosen.choices(range(2), (9, 1))[0]] += 1
    return found


def hidden_cells(published: Published, totals: Collection[str], hidden: list[Collection[str]]) -> Iterator[np.ndarray]:
    """Every hidden count that is not zero."""
    for number, sums in enumerate(published.sums):
        for code, row in sums.items():
            if code in totals and sum(row):
                yield published.of_total(number, code)
            if code in hidden[number]:
                yield from (published.of_kind(number, code, kind) for kind, count in enumerate(row) if count)


@pytest.mark.parametrize("seed", range(30))
def test_no_hidden_count_can_be_reckoned(seed: int) -> None:
    made = tables(seed)
    numbers = {village: sum(row) for village, row in made[0].items()}
    totals = hidden_totals(numbers)
    hidden = [hidden_kinds(table, numbers, totals) for table in made]
    published = Published(made, totals, hidden)
    for cell in hidden_cells(published, totals, hidden):
        assert published.width(cell) >= LEAST - 1e-6


@pytest.mark.parametrize("seed", range(15))
def test_beside_a_public_list_nobody_can_reckon_those_who_are_not_on_it(seed: int) -> None:
    """As the web catalogue tells counts: whoever takes the list off them knows the rest of each region that is told."""
    chosen = random.Random(seed)
    numbers = {village: sum(row) for village, row in tables(seed)[0].items()}
    rest = {village: [number - chosen.randint(0, number)] for village, number in numbers.items()}
    of_rest = hidden_totals({village: row[0] for village, row in rest.items()})
    hidden = hidden_totals(numbers) | of_rest
    published = Published([rest], hidden, [hidden])
    for code, (number,) in with_regions_above(rest).items():
        if code in of_rest and number:
            assert published.width(published.of_total(0, code)) >= LEAST - 1e-6
        assert code in hidden or number == 0 or number >= LEAST


@pytest.mark.parametrize("seed", range(30))
def test_no_count_that_is_shown_is_small(seed: int) -> None:
    made = tables(seed)
    numbers = {village: sum(row) for village, row in made[0].items()}
    totals = hidden_totals(numbers)
    for table in made:
        hidden = hidden_kinds(table, numbers, totals)
        assert totals <= hidden
        for code, row in with_regions_above(table).items():
            assert code in hidden or all(count == 0 or count >= LEAST for count in row)
            assert code in totals or sum(row) == 0 or sum(row) >= LEAST


def test_the_check_finds_what_hiding_only_small_counts_gives_away() -> None:
    made = {"19.01.01.1001": [9, 3], "19.01.01.1002": [20, 10]}
    small = {"19.01.01.1001"}
    published = Published([made], (), [small])
    assert published.width(published.of_kind(0, "19.01.01.1001", 1)) == pytest.approx(0)


def test_some_counts_are_shown() -> None:
    """Hiding everything would pass all other tests."""
    shown: defaultdict[bool, int] = defaultdict(int)
    for seed in range(30):
        made = tables(seed)
        numbers = {village: sum(row) for village, row in made[0].items()}
        totals = hidden_totals(numbers)
        for code, (number,) in with_regions_above({village: (number,) for village, number in numbers.items()}).items():
            shown[code in totals] += number > 0
    assert shown[False] > 2 * shown[True]


def test_a_district_whose_villages_are_plain_is_shown_as_it_is() -> None:
    numbers = {"19.01.01.1001": 12, "19.01.01.1002": 0, "19.01.02.1001": 30}
    kinds = {"19.01.01.1001": [12, 0], "19.01.01.1002": [0, 0], "19.01.02.1001": [20, 10]}
    assert hidden_totals(numbers) == frozenset()
    assert hidden_kinds(kinds, numbers, ()) == frozenset()


def test_one_small_village_takes_another_with_it() -> None:
    numbers = {"19.01.01.1001": 3, "19.01.01.1002": 12, "19.01.01.1003": 40}
    assert hidden_totals(numbers) == {"19.01.01.1001", "19.01.01.1002"}


def test_what_has_nothing_beside_it_hides_what_is_above() -> None:
    numbers = {"19.01.01.1001": 3, "19.02.01.1001": 12, "19.02.01.1002": 40}
    hidden = hidden_totals(numbers)
    assert {"19.01.01.1001", "19.01.01", "19.01", "19.02"} <= hidden and WHOLE not in hidden
