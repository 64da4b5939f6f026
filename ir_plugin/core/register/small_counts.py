"""Counts by region as they may be published: small ones hidden, and as many others as would give them away."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..industry.it_mastery import FOR_BUSINESS
from ..industry.needs import NEEDS as SERVICES
from ..industry.needs import need_column
from ..industry.privacy.profiles import LEAST
from ..industry.privacy.small_cells import hidden_kinds, hidden_totals
from ..industry.value_lists import VALUE_LISTS
from ..texts import Text
from .aggregate_columns import IT_SHARE, IT_TOLD, TOLD

NUMBER, OWNERS, CLASSES, PRODUCTS, WORKERS = "jumlah", "pemilik", "kelas", "produk", "pekerja"
NEEDS, IT = "kebutuhan", "ti"
"""Groups of columns that are hidden together."""

OTHER_PRODUCTS = "LAIN"
OTHER_PRODUCTS_NAME = Text("produk lain yang jarang", "other, rare products")


class Business(NamedTuple):
    """What is counted of a business. product, kelas, men, women: None where it is not told. needs: codes of the
    services that it asks for. id: its usaha_id. it: the code of penguasaan_ti. facts: how many of KEY_FACTS it has.
    findings: how many of the checks are open."""

    village: str
    sex: str
    product: Optional[str]
    kelas: Optional[str]
    men: Optional[int]
    women: Optional[int]
    needs: FrozenSet[str] = frozenset()
    id: str = ""
    it: Optional[str] = None
    facts: int = 0
    findings: int = 0


class Hidden(NamedTuple):
    """A group of columns, and the codes of the regions where it stays hidden."""

    group: str
    columns: Tuple[str, ...]
    regions: FrozenSet[str]


def with_rare_products_as_one(businesses: Sequence[Business]) -> List[Business]:
    """The businesses, products that are rare in any regency being one, for a rare product hides all others."""
    counts = Counter((each.village[:5], each.product) for each in businesses)
    rare = {product for (_, product), count in counts.items() if product and count < LEAST}
    return [each._replace(product=OTHER_PRODUCTS) if each.product in rare else each for each in businesses]


def hidden_counts(
    businesses: Sequence[Business], products: Sequence[str], periods: Mapping[str, Mapping[str, int]]
) -> List[Hidden]:
    """What a publication hides. periods: the numbers of businesses by village, by the name of their column."""
    numbers = Counter(each.village for each in businesses)
    totals = hidden_totals(numbers)
    classes = VALUE_LISTS["kelas_ir"].codes
    kinds: Dict[str, Tuple[str, Sequence[Any], Tuple[str, ...]]] = {
        OWNERS: ("sex", "PLX", ("ir_perempuan", "ir_tanpa_kelamin", "persen_perempuan")),
        CLASSES: ("kelas", (*classes, None), tuple(f"kelas_{code}" for code in classes)),
        PRODUCTS: ("product", (*products, None), tuple(f"produk_{code.lower()}" for code in products)),
    }
    hidden = [Hidden(NUMBER, ("ir_jumlah", "ir_per_1000_rt"), totals)]
    for group, (field, codes, columns) in kinds.items():
        counts = Counter((each.village, getattr(each, field)) for each in businesses)
        villages = {village: [counts[village, code] for code in codes] for village in numbers}
        hidden.append(Hidden(group, columns, hidden_kinds(villages, numbers, totals)))
    regions = hidden_kinds(_workers(businesses), numbers, totals, adds_up=False)
    hidden.append(Hidden(WORKERS, ("tk_l", "tk_p"), regions))
    if any(each.needs for each in businesses):
        wanted = {need_column(code): [code in each.needs for each in businesses] for code in SERVICES}
        hidden += _hidden_answers(
            NEEDS, TOLD.name, businesses, [bool(each.needs) for each in businesses], wanted, totals
        )
    if any(each.it is not None for each in businesses):
        using = {IT_SHARE.name: [each.it in FOR_BUSINESS for each in businesses]}
        told = [each.it is not None for each in businesses]
        hidden += _hidden_answers(IT, IT_TOLD.name, businesses, told, using, totals)
    hidden += [Hidden(name, (name,), hidden_totals(of_villages)) for name, of_villages in periods.items()]
    return hidden


def _hidden_answers(
    group: str,
    told_column: str,
    businesses: Sequence[Business],
    told: Sequence[bool],
    answers: Mapping[str, Sequence[bool]],
    totals: FrozenSet[str],
) -> Iterator[Hidden]:
    """The number of those that answer a question, and the share of each answer, by its column, one by one: as a
    business may give several, no answer can be reckoned from the others. A share tells its number, so it is hidden
    where that is. told, answers: whether each of the businesses does."""
    numbers = Counter(each.village for each in businesses)

    def by_village(counted: Sequence[bool]) -> Dict[str, List[int]]:
        found = Counter(each.village for each, counts in zip(businesses, counted) if counts)
        return {village: [found[village]] for village in numbers}

    of_told = hidden_kinds(by_village(told), numbers, totals, adds_up=False)
    yield Hidden(group, (told_column,), of_told)
    for column, counted in answers.items():
        yield Hidden(group, (column,), hidden_kinds(by_village(counted), numbers, of_told, adds_up=False))


def _workers(businesses: Sequence[Business]) -> Mapping[str, List[int]]:
    """By village: the men, the women, and the businesses that tell of them."""
    found: Dict[str, List[int]] = {}
    for each in businesses:
        row = found.setdefault(each.village, [0, 0, 0])
        row[0] += each.men or 0
        row[1] += each.women or 0
        row[2] += each.men is not None or each.women is not None
    return found
