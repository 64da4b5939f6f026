"""What a table of regions says of the businesses of one."""

from __future__ import annotations

from collections import Counter
from typing import Any, FrozenSet, Mapping, Optional, Sequence, Tuple

from ..declaration import Column
from ..industry.it_mastery import FOR_BUSINESS
from ..industry.needs import NEEDS, need_column
from ..industry.value_lists import VALUE_LISTS
from .aggregate_columns import COMPLETENESS, FINDINGS, IT_SHARE, IT_TOLD, TOLD
from .key_facts import KEY_FACTS
from .small_counts import Business


def region_row(region: Mapping[str, Any], group: Sequence[Business], products: Sequence[str]) -> dict[str, Any]:
    """The values by column of a region, whose own are kode, nama, kecamatan, kabupaten and rumah_tangga; None where
    nothing is told."""
    count, households = len(group), region["rumah_tangga"]
    women, known = (sum(each.sex in sexes for each in group) for sexes in (("P",), ("P", "L")))
    classes = Counter(each.kelas for each in group)
    by_product = Counter(each.product for each in group)
    return {
        **{name: region[name] for name in ("kode", "nama", "kecamatan", "kabupaten", "rumah_tangga")},
        "ir_jumlah": count,
        "ir_perempuan": women,
        "ir_tanpa_kelamin": count - known,
        "persen_perempuan": 100.0 * women / known if known else None,
        "tk_l": _sum_of_told([each.men for each in group]),
        "tk_p": _sum_of_told([each.women for each in group]),
        "ir_per_1000_rt": 1000.0 * count / households if households else None,
        **{f"kelas_{code}": classes.get(code, 0) for code in VALUE_LISTS["kelas_ir"].codes},
        **{f"produk_{code.lower()}": by_product.get(code, 0) for code in products},
        **_needs_row([each.needs for each in group if each.needs]),
        **_it_row([each.it for each in group if each.it is not None]),
        **_quality_row(group),
    }


def _needs_row(wanted: Sequence[FrozenSet[str]]) -> dict[str, Any]:
    """The shares of what is wanted among those that want anything."""
    shares = {code: sum(code in each for each in wanted) for code in NEEDS}
    told = len(wanted)
    return {
        TOLD.name: told,
        **{need_column(code): 100.0 * count / told if told else None for code, count in shares.items()},
    }


def quality_columns(businesses: Sequence[Business]) -> Tuple[Column, ...]:
    """The columns of data quality; of findings only where there are any, for a register may never have been checked."""
    return (COMPLETENESS, *FINDINGS) if any(each.findings for each in businesses) else (COMPLETENESS,)


def _it_row(told: Sequence[str]) -> dict[str, Any]:
    """The share of those that use information technology for the business, among those that tell."""
    using = sum(code in FOR_BUSINESS for code in told)
    return {IT_TOLD.name: len(told), IT_SHARE.name: 100.0 * using / len(told) if told else None}


def _quality_row(group: Sequence[Business]) -> dict[str, Any]:
    """How complete the key data are, and the findings that are open."""
    count, open_ones = len(group), sum(each.findings for each in group)
    number, rate = FINDINGS
    return {
        COMPLETENESS.name: 100.0 * sum(each.facts for each in group) / (count * len(KEY_FACTS)) if count else None,
        number.name: open_ones,
        rate.name: 100.0 * open_ones / count if count else None,
    }


def _sum_of_told(workers: Sequence[Optional[int]]) -> Optional[int]:
    """The workers of a region's businesses: 0 where there are none, None where none of them tells."""
    told = [each for each in workers if each is not None]
    return sum(told) if told or not workers else None
