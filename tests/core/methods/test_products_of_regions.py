"""Location quotients and leading products as the user gets them: classes, refusals, periods, what is said."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Algorithm, Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.leading_product import METHOD as LEADING
from ir_plugin.core.methods.location_quotient import METHOD as QUOTIENT
from ir_plugin.core.statistics.economy.poisson_limits import poisson_p

COUNTS = {"A": (45, 5), "B": (5, 45), "C": (2, 2), "D": (20, 20), "X": (1, 0)}
"""Businesses of getas and batik; the map has no X, and a village E without any."""
MAP = Layer(wkb=[b""] * 5, columns={"kode": ["E", "D", "C", "B", "A"]}, name="desa")


def businesses(rows: list[tuple[Any, ...]]) -> Layer:
    product, region, period = ([*column] for column in zip(*rows))
    return Layer(wkb=[b""] * len(rows), columns={"produk": product, "desa": region, "tahun": period}, name="usaha")


def rows_of(counts: dict[str, tuple[int, int]], period: Any = None) -> list[tuple[Any, ...]]:
    return [
        (product, region, period)
        for region, numbers in counts.items()
        for product, number in zip(("getas", "batik"), numbers)
        for _ in range(number)
    ]


def run(method: Algorithm, rows: list[tuple[Any, ...]], **given: Any) -> tuple[Results, list[str]]:
    values = {each.id: getattr(each, "default", None) for each in method.parameters}
    fields = {"PRODUCT": "produk", "REGION": "desa", "REGION_CODE": "kode", "REGIONS": MAP}
    said: list[str] = []
    context = Context(say=lambda note: said.append(note.sentence.en))
    return method.compute({**values, **fields, "INPUT": businesses(rows), **given}, context), said


def by_region(results: Results, name: str) -> dict[str, Any]:
    return dict(zip(MAP.columns["kode"], results.layers["OUTPUT"].values[name]))


def test_quotients_of_one_product_on_the_map() -> None:
    results, said = run(QUOTIENT, [*rows_of(COUNTS), ("getas", None, None)], SHOWN="Getas")
    assert by_region(results, "lq_kelas") == {
        "A": "terspesialisasi",
        "B": "lebih_jarang",
        "C": "terlalu_sedikit",
        "D": "belum_jelas",
        "E": "tanpa_usaha",
    }
    assert by_region(results, "lq")["A"] == pytest.approx((45 / 50) / (73 / 145))
    assert (by_region(results, "lq_n")["A"], by_region(results, "lq_semua")["E"]) == (45, 0)
    assert results.numbers == {"N_SPECIALISED": 1, "N_LESS": 1}
    assert said == [
        "1 business without a product or a region code takes no part.",
        "1 business is in regions that the layer of regions lacks; they are part of the total.",
    ]
    table = results.layers["TABLE"].values
    assert len(table["lq"]) == 9 and table["wilayah"][-1] == "X"


def test_a_class_needs_the_p_that_is_adjusted_for_the_number_of_regions() -> None:
    """One village stands out by its own interval, but not among 41 of them."""
    counts = {f"D{at}": (10, 10) for at in range(40)} | {"A": (21, 2)}
    layer = Layer(wkb=[b""] * 41, columns={"kode": list(counts)}, name="desa")
    p = float(poisson_p(np.array([21]), np.array([23 * 421 / 823]))[0])
    assert 0.05 / 41 < p < 0.05
    for correction, adjusted, kind in (("bonferroni", 41 * p, "belum_jelas"), ("none", p, "terspesialisasi")):
        results, _said = run(QUOTIENT, rows_of(counts), REGIONS=layer, SHOWN="getas", CORRECTION=correction)
        found = results.layers["OUTPUT"].values
        assert (found["lq_p"][-1], found["lq_p_koreksi"][-1]) == (pytest.approx(p), pytest.approx(min(1.0, adjusted)))
        assert found["lq_bawah"][-1] > 1
        assert found["lq_kelas"][-1] == kind
    assert run(QUOTIENT, rows_of(counts), REGIONS=layer)[0].numbers["N_SPECIALISED"] == 0  # FDR by default


def test_a_product_that_is_absent_where_many_were_expected_is_rarer() -> None:
    results, _said = run(QUOTIENT, rows_of({"A": (40, 10), "B": (0, 40)}), SHOWN="getas")
    assert by_region(results, "lq_kelas")["B"] == "lebih_jarang"
    assert by_region(results, "lq")["B"] == 0.0


@pytest.mark.parametrize("share", [0.05, 0.3], ids=["rare", "frequent"])
def test_shuffled_products_are_seldom_found(share: float) -> None:
    """Of maps on which nothing is true, at most 5 in 100 may show a finding, whichever side; that they are more where
    regions were judged for their many businesses of the product."""
    rng = np.random.default_rng(7)
    regions = [f"D{at}" for at in range(100)]
    layer = Layer(wkb=[b""] * 100, columns={"kode": regions}, name="desa")
    places = np.repeat(regions, np.resize([4, 12, 20, 28, 36], 100)).tolist()
    products = np.where(np.arange(2000) < 2000 * share, "getas", "batik")
    maps, with_finding = 80, 0
    for _ in range(maps):
        rows = list(zip(rng.permutation(products).tolist(), places, [None] * 2000))
        numbers = run(QUOTIENT, rows, REGIONS=layer, SHOWN="getas")[0].numbers
        with_finding += numbers["N_SPECIALISED"] + numbers["N_LESS"] > 0
    assert with_finding <= 0.05 * maps


def test_a_region_is_judged_by_its_businesses_of_all_products() -> None:
    """Four of four are too few, whatever they make; none of five is enough to be judged."""
    results, _said = run(QUOTIENT, rows_of({"A": (0, 200), "B": (4, 0), "C": (0, 5), "D": (3, 2)}), SHOWN="getas")
    kinds = by_region(results, "lq_kelas")
    assert (kinds["B"], kinds["C"], kinds["D"]) == ("terlalu_sedikit", "belum_jelas", "terspesialisasi")
    assert np.isnan(by_region(results, "lq_p_koreksi")["B"])


def test_a_product_is_named_exactly_before_it_is_named_loosely() -> None:
    rows = [*rows_of(COUNTS), *[("Batik", "A", None)] * 6]
    assert by_region(run(QUOTIENT, rows, SHOWN="batik")[0], "lq_n")["A"] == 5
    assert by_region(run(QUOTIENT, rows, SHOWN="Batik")[0], "lq_n")["A"] == 6
    with pytest.raises(UserError, match='no product "madu"; there are: Batik, batik, getas'):
        run(QUOTIENT, rows, SHOWN="madu")


@pytest.mark.parametrize("method", [QUOTIENT, LEADING], ids=lambda method: method.id)
@pytest.mark.parametrize(
    ("counts", "sentence"),
    [({"A": (9, 0), "B": (9, 0)}, "All businesses have the same produk"), ({"A": (9, 9)}, "in one region")],
)
def test_nothing_to_compare_is_refused(method: Algorithm, counts: dict[str, tuple[int, int]], sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        run(method, rows_of(counts))


def test_leading_products_with_their_evidence() -> None:
    results, _said = run(LEADING, rows_of({**COUNTS, "D": (21, 20)}))
    assert by_region(results, "pu_produk") == {"A": "getas", "B": "batik", "C": None, "D": "getas", "E": None}
    assert by_region(results, "pu_kelas") == {
        "A": "jelas",
        "B": "jelas",
        "C": "terlalu_sedikit",
        "D": "lemah",
        "E": "tanpa_usaha",
    }
    assert (by_region(results, "pu_n")["A"], by_region(results, "pu_persen")["A"]) == (45, 90.0)
    assert by_region(results, "pu_kedua")["A"] == "batik"
    assert np.isnan(by_region(results, "pu_bertahan")["A"]) and np.isnan(by_region(results, "pu_periode")["A"])
    ranking = results.layers["RANKING"].values
    assert list(zip(ranking["wilayah"], ranking["peringkat"], ranking["produk"], ranking["n"]))[:4] == [
        *(("A", 1, "getas", 45), ("A", 2, "batik", 5)),
        *(("B", 1, "batik", 45), ("B", 2, "getas", 5)),
    ]


def test_two_products_alike_are_not_decided() -> None:
    results, _said = run(LEADING, rows_of({"A": (10, 10), "B": (10, 10)}))
    assert by_region(results, "pu_kelas")["A"] == "seimbang"
    assert by_region(results, "pu_produk")["A"] is None


def test_a_business_of_several_periods_counts_once() -> None:
    """Three in each of three years are no nine: the minimum of five is not reached."""
    rows = [row for year in (2023, 2024, 2025) for row in rows_of({"A": (30, 3), "C": (3, 1)}, year)]
    rows += rows_of({"B": (1, 20)}, 2024) + [("getas", "A", None)]
    results, said = run(LEADING, rows, PERIOD="tahun")
    assert by_region(results, "pu_kelas") | {"D": 0, "E": 0} == {
        "A": "jelas",
        "B": "jelas",
        "C": "terlalu_sedikit",
        "D": 0,
        "E": 0,
    }
    assert (by_region(results, "pu_n")["A"], by_region(results, "pu_semua")["A"]) == (30, 33)
    assert (by_region(results, "pu_bertahan")["B"], by_region(results, "pu_periode")["B"]) == (100.0, 1)
    assert by_region(results, "pu_periode")["A"] == 3
    assert said == ["1 business without tahun takes no part."]
    assert results.record is not None and "counted in its latest period (tahun)" in results.record.paragraph.en


def test_a_leader_of_today_that_did_not_always_lead() -> None:
    rows = rows_of({"A": (30, 5), "B": (5, 30)}, "2023") + rows_of({"A": (5, 30), "B": (30, 5)}, "2025-S1")
    results, _said = run(LEADING, rows, PERIOD="tahun")
    assert by_region(results, "pu_produk")["A"] == "batik"
    assert (by_region(results, "pu_bertahan")["A"], by_region(results, "pu_periode")["A"]) == (50.0, 2)


def test_a_field_of_periods_that_is_empty_is_refused() -> None:
    with pytest.raises(UserError, match="No business has tahun"):
        run(LEADING, rows_of(COUNTS), PERIOD="tahun")


@pytest.mark.parametrize("method", [QUOTIENT, LEADING], ids=lambda method: method.id)
def test_the_order_of_rows_does_not_matter(method: Algorithm) -> None:
    rows = rows_of(COUNTS)
    one, two = (run(method, each)[0].layers["OUTPUT"].values for each in (rows, rows[::-1]))
    for name in one:
        assert [str(value) for value in one[name]] == [str(value) for value in two[name]]
