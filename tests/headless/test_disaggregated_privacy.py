"""Nobody can reckon a hidden number of the tables of disaggregated data closer than the threshold: a linear programme
over all tables together, of every region and level that is published."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from pathlib import Path
from typing import Iterator, NamedTuple

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from ir_plugin.core.industry.disaggregated_tables import ALL, FACTS, SEXES, TABLES
from ir_plugin.core.industry.disaggregated_tables.declaration import CLASS, PAY
from ir_plugin.core.industry.disaggregated_tables.rows import PAY_LABELS
from ir_plugin.core.industry.privacy.profiles import LEAST
from ir_plugin.core.register.disaggregated.businesses import Business, businesses
from ir_plugin.core.register.disaggregated.counts import EVERYBODY, Key, key_of
from ir_plugin.core.register.disaggregated.figures import ALL_WORKERS, BOTH, Figures, figures
from ir_plugin.core.register.geopackage import reading

SAMPLE = Path(__file__).parents[2] / "sample_data" / "register_contoh.gpkg"
SEEDS = range(8)
CELLS_A_SEED = 40
ROWS = list(dict.fromkeys(key_of(row) for table in TABLES for row in table.rows if row.fact))


class Cell(NamedTuple):
    row: Key
    sex: str
    region: str


def made(seed: int) -> list[Business]:
    """Businesses of a small register: most are women's, many kinds and many villages are rare."""
    chosen = random.Random(seed)
    villages = [
        f"19.{regency:02}.{district:02}.{1000 + village}"
        for regency in range(1, chosen.randint(2, 4))
        for district in range(1, chosen.randint(2, 4))
        for village in range(1, chosen.randint(2, 4))
    ]
    codes = {fact: [row.code for row in by_fact(fact)] for fact in FACTS if fact != PAY}
    found = []
    for village in villages:
        for _ in range(chosen.choice((0, 2, 4, 9, 20, 40, 80))):
            facts = {}
            for fact, its in codes.items():
                unlike = [0.5**at for at in range(len(its))]
                if fact in (CLASS, "kelas_lalu", "kelompok_umur", "pendidikan", "kbli_2"):
                    facts[fact] = frozenset(chosen.choices(its, unlike))
                elif FACTS[fact].asked and chosen.random() < 0.1:
                    facts[fact] = None
                else:
                    facts[fact] = frozenset(code for code, share in zip(its, unlike) if chosen.random() < share)
            workers = {(pay, sex): chosen.choice((0, 0, 1, 2)) for pay in PAY_LABELS for sex in SEXES}
            sex = chosen.choices(("P", "L", "X"), (12, 4, 1))[0]
            found.append(Business(village, sex, facts, workers))
    return found


def by_fact(fact: str) -> list[Key]:
    return list(
        {row.code: row for table in TABLES for row in table.rows if row.fact == fact and row.code != ALL}.values()
    )


class Reader:
    """What a reader of all tables knows: equations over the counts of every village and district."""

    def __init__(self, found: list[Business], shown: Figures) -> None:
        self.shown = shown
        self.villages = sorted({each.village for each in found})
        self.districts = sorted({village[:8] for village in self.villages})
        self.regions = sorted({code[:length] for code in self.districts for length in (0, 5, 8)})
        self.places: dict[tuple[Key, str, str], int] = {}
        for sex in SEXES:
            for village in self.villages:
                self.places[EVERYBODY, sex, village] = len(self.places)
            for row, district in itertools.product(ROWS, self.districts):
                self.places[row, sex, district] = len(self.places)
        self.equal: list[tuple[dict[int, int], int]] = []
        self.at_most: list[tuple[dict[int, int], int]] = []
        self._parts()
        for cell in self.cells():
            number = shown.number(*cell)
            if number is not None:
                self.equal.append((self.sum_of(cell), number))

    def cells(self) -> Iterator[Cell]:
        """Every cell of every table."""
        for sex in (*SEXES, BOTH):
            yield from (Cell(EVERYBODY, sex, region) for region in (*self.regions, *self.villages))
            yield from (Cell(row, sex, region) for row in ROWS for region in self.regions)

    def sum_of(self, cell: Cell) -> dict[int, int]:
        leaves = self.villages if cell.row == EVERYBODY else self.districts
        sexes = SEXES if cell.sex == BOTH else (cell.sex,)
        return {self.places[cell.row, sex, leaf]: 1 for sex in sexes for leaf in leaves if leaf.startswith(cell.region)}

    def _parts(self) -> None:
        """Which rows divide which people, as every reader of the headings knows."""
        for sex, district in itertools.product(SEXES, self.districts):
            divided: defaultdict[Key, list[dict[int, int]]] = defaultdict(list)
            for row in ROWS:
                fact, code, within = row
                whole = ALL_WORKERS if fact == PAY else (CLASS, within, "") if within else EVERYBODY
                if FACTS[fact].asked and code != ALL:
                    whole = (fact, ALL, within)
                if row == ALL_WORKERS:
                    continue
                part, people = self.sum_of(Cell(row, sex, district)), self.sum_of(Cell(whole, sex, district))
                self.at_most.append(({**dict.fromkeys(people, -1), **part}, 0))
                if fact in (PAY, CLASS, "kelompok_umur", "pendidikan", "kbli_2", "kelas_lalu"):
                    key = (fact, "", "" if fact == PAY else within)
                    divided[key].append({**part, **dict.fromkeys(people, -1)})
            for parts in divided.values():
                self.equal.append(({at: value for part in parts for at, value in part.items()}, 0))

    def width(self, cell: Cell) -> float:
        """How much a sum of counts may differ by all that is known; infinite where nothing bounds it."""
        goal = np.zeros(len(self.places))
        goal[list(self.sum_of(cell))] = 1
        equal, at_most = self._matrix(self.equal), self._matrix(self.at_most)
        ends = [
            linprog(
                sign * goal,
                A_eq=equal,
                b_eq=[value for _, value in self.equal],
                A_ub=at_most,
                b_ub=[value for _, value in self.at_most],
                method="highs",
            )
            for sign in (1, -1)
        ]
        assert ends[0].status == 0, ends[0].message
        return float("inf") if ends[1].status == 3 else float(-ends[1].fun - ends[0].fun)

    def _matrix(self, rows: list[tuple[dict[int, int], int]]) -> csr_matrix:
        entries = [(number, at, value) for number, (row, _) in enumerate(rows) for at, value in row.items()]
        numbers, places, values = zip(*entries)
        return csr_matrix((values, (numbers, places)), shape=(len(rows), len(self.places)))


@pytest.mark.parametrize("seed", SEEDS)
def test_no_hidden_number_can_be_reckoned(seed: int) -> None:
    found = made(seed)
    reader = Reader(found, figures(found, LEAST))
    hidden = [cell for cell in reader.cells() if reader.shown.number(*cell) is None]
    for cell in random.Random(seed).sample(hidden, min(CELLS_A_SEED, len(hidden))):
        assert reader.width(cell) >= LEAST - 1e-6, cell


@pytest.mark.parametrize("seed", SEEDS)
def test_the_numbers_are_those_of_the_businesses_and_no_shown_one_is_small(seed: int) -> None:
    found = made(seed)
    every, shown = figures(found, None), figures(found, LEAST)
    frame = pd.DataFrame(
        [
            {"village": each.village, "sex": each.sex, "row": row}
            for each in found
            for row in ROWS
            if row[0] != PAY and is_in(each, row)
        ]
    )
    counted = frame.groupby(["row", "sex"])["village"].agg(list).to_dict()
    for cell in Reader(found, every).cells():
        if cell.sex != BOTH and cell.row[0] not in ("", PAY):
            villages = counted.get((cell.row, cell.sex), [])
            assert every.number(*cell) == sum(each.startswith(cell.region) for each in villages), cell
        number = shown.number(*cell)
        assert number in (None, every.number(*cell))
        assert number is None or number == 0 or number >= LEAST, cell


def is_in(business: Business, row: Key) -> bool:
    fact, code, within = row
    codes = business.facts[fact]
    return (not within or within in (business.facts[CLASS] or ())) and codes is not None and (code in (ALL, *codes))


def test_workers_of_few_businesses_are_hidden() -> None:
    """Four businesses with thirty workers each: a number far above the threshold that tells of four employers."""
    facts = dict(made(0)[0].facts)
    busy = [Business("19.01.01.1001", "P", facts, {("dibayar", "P"): 30}) for _ in range(4)]
    idle = [Business("19.01.02.1001", "P", facts, {("dibayar", "P"): 1}) for _ in range(60)]
    shown = figures([*busy, *idle], LEAST)
    assert shown.number(ALL_WORKERS, "P", "19.01.01") is None
    assert shown.number(ALL_WORKERS, "P", "19.01.02") is None, "else the sum of the regency gives it away"
    assert shown.number(ALL_WORKERS, "P", "") == 180


def test_most_numbers_of_the_sample_are_shown() -> None:
    """Hiding everything would pass all other tests."""
    with reading(str(SAMPLE)) as connection:
        found = businesses(connection, "2025", "2024")
    shown = figures(found, LEAST)
    regencies = sorted({each.village[:5] for each in found})
    for regions, share in (([""], 0.85), (regencies, 0.65)):
        cells = [Cell(row, sex, region) for row in ROWS for sex in SEXES for region in regions]
        cells = [cell for cell in cells if shown.true_number(*cell)]
        assert sum(shown.number(*cell) is not None for cell in cells) > share * len(cells)
