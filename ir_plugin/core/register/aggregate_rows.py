"""What a table of regions says of the businesses of each: sums that may be added up over parts, and what they tell."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..declaration import Column
from ..industry.it_mastery import FOR_BUSINESS
from ..industry.needs import NEEDS, need_column
from ..industry.value_lists import VALUE_LISTS
from .aggregate_columns import COMPLETENESS, FINDINGS, IT_SHARE, IT_TOLD, PRODUCT_PREFIX, TOLD
from .key_facts import KEY_FACTS
from .small_counts import Business

Tally = Dict[str, np.ndarray]
"""Sums by name, each int64 (regions,). Those of parts are added up name by name, what a part lacks being 0."""

CLASSES = VALUE_LISTS["kelas_ir"].codes
KNOWN_SEX = "jenis_kelamin"
"""The sum of owners whose sex is known."""
TELLING = "menyebut_"
"""Before the name of workers: the sum of businesses that tell them."""

FACTS = "fakta_pokok"
"""The sum of key facts that are told."""


class ToldOf(NamedTuple):
    """What is told of n businesses. sex, product, kelas: text (n,), "" where it is not. men, women: float64 (n,), NaN
    where it is not. needs: by service whether it is wanted, and under "" whether any is, bool (n,). tells_it, uses_it:
    whether the use of information technology is told, and whether it is for the business, bool (n,). facts, findings:
    the key facts that are told and the findings that are open, int64 (n,)."""

    sex: np.ndarray
    product: np.ndarray
    kelas: np.ndarray
    men: np.ndarray
    women: np.ndarray
    needs: Mapping[str, np.ndarray]
    tells_it: np.ndarray
    uses_it: np.ndarray
    facts: np.ndarray
    findings: np.ndarray


def told_of(businesses: Sequence[Business]) -> ToldOf:
    """The businesses of a register as columns."""
    sex, product, kelas = (
        np.array([getattr(each, name) or "" for each in businesses], str) for name in ("sex", "product", "kelas")
    )
    men, women = (
        np.array([np.nan if told is None else told for told in workers], np.float64)
        for workers in ([each.men for each in businesses], [each.women for each in businesses])
    )
    needs = {code: np.array([code in each.needs for each in businesses], bool) for code in NEEDS}
    needs[""] = np.array([bool(each.needs) for each in businesses], bool)
    tells_it = np.array([each.it is not None for each in businesses], bool)
    uses_it = np.array([each.it in FOR_BUSINESS for each in businesses], bool)
    facts, findings = (
        np.array(of, np.int64) for of in ([each.facts for each in businesses], [each.findings for each in businesses])
    )
    return ToldOf(sex, product, kelas, men, women, needs, tells_it, uses_it, facts, findings)


def tally_of(region: np.ndarray, count: int, told: ToldOf) -> Tally:
    """The sums of regions 0, 1, ..., count - 1. region: int64 (n,), of each business."""

    def number(chosen: np.ndarray) -> np.ndarray:
        return np.bincount(region[chosen], minlength=count)

    def total(of: np.ndarray) -> np.ndarray:
        return np.bincount(region, of, count).astype(np.int64)

    sums = {
        "ir_jumlah": np.bincount(region, minlength=count),
        "ir_perempuan": number(told.sex == "P"),
        KNOWN_SEX: number((told.sex == "P") | (told.sex == "L")),
        **{f"kelas_{code}": number(told.kelas == code) for code in CLASSES},
        TOLD.name: number(told.needs[""]),
        **{need_column(code): number(told.needs[code]) for code in NEEDS},
        IT_TOLD.name: number(told.tells_it),
        IT_SHARE.name: number(told.uses_it),
        FACTS: total(told.facts),
        FINDINGS[0].name: total(told.findings),
    }
    for name, workers in (("tk_l", told.men), ("tk_p", told.women)):
        tells = np.isfinite(workers)
        sums[name] = np.bincount(region[tells], workers[tells], count).astype(np.int64)
        sums[TELLING + name] = number(tells)
    codes, product = np.unique(np.char.lower(told.product), return_inverse=True)
    cells = np.bincount(product.ravel() * count + region, minlength=len(codes) * count).reshape(len(codes), count)
    return {**sums, **{product_sum(code): row for code, row in zip(codes.tolist(), cells) if code}}


def product_sum(code: str) -> str:
    """The name of the sum of a main product."""
    return f"{PRODUCT_PREFIX}{code.lower()}"


def nothing(count: int) -> Tally:
    """The sums of regions before anything is counted."""
    return tally_of(np.zeros(0, np.int64), count, told_of([]))


def region_columns(
    regions: Mapping[str, Sequence[Any]], tally: Tally, products: Sequence[str]
) -> Dict[str, Sequence[Any]]:
    """The columns of a table of regions, whose own are kode, nama, kecamatan, kabupaten and rumah_tangga; None where
    nothing is told. tally: may hold sums of more rows, such as of what lies in no region."""
    length = len(regions["kode"])
    sums = {name: values[:length].tolist() for name, values in tally.items()}
    count, known, told, tells_it = (sums[name] for name in ("ir_jumlah", KNOWN_SEX, TOLD.name, IT_TOLD.name))
    number, rate = FINDINGS
    asked = [each * len(KEY_FACTS) for each in count]
    return {
        **{name: regions[name] for name in ("kode", "nama", "kecamatan", "kabupaten", "rumah_tangga")},
        "ir_jumlah": count,
        "ir_perempuan": sums["ir_perempuan"],
        "ir_tanpa_kelamin": [businesses - owners for businesses, owners in zip(count, known)],
        "persen_perempuan": _shares(sums["ir_perempuan"], known),
        **{name: _workers(sums[name], sums[TELLING + name], count) for name in ("tk_l", "tk_p")},
        "ir_per_1000_rt": _shares(count, regions["rumah_tangga"], 1000.0),
        **{f"kelas_{code}": sums[f"kelas_{code}"] for code in CLASSES},
        **{product_sum(code): sums.get(product_sum(code), [0] * length) for code in products},
        TOLD.name: told,
        **{need_column(code): _shares(sums[need_column(code)], told) for code in NEEDS},
        IT_TOLD.name: tells_it,
        IT_SHARE.name: _shares(sums[IT_SHARE.name], tells_it),
        COMPLETENESS.name: _shares(sums[FACTS], asked),
        number.name: sums[number.name],
        rate.name: _shares(sums[number.name], count),
    }


def _shares(parts: Sequence[int], wholes: Sequence[Optional[float]], per: float = 100.0) -> List[Optional[float]]:
    return [per * part / whole if whole else None for part, whole in zip(parts, wholes)]


def _workers(number: Sequence[int], telling: Sequence[int], count: Sequence[int]) -> List[Optional[int]]:
    """0 where there is no business, None where none of them tells."""
    return [found if tell or not there else None for found, tell, there in zip(number, telling, count)]


def quality_columns(businesses: Sequence[Business]) -> Tuple[Column, ...]:
    """The columns of data quality; of findings only where there are any, for a register may never have been checked."""
    return (COMPLETENESS, *FINDINGS) if any(each.findings for each in businesses) else (COMPLETENESS,)
