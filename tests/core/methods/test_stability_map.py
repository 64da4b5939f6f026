"""The stability map beside the single runs that it sums up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Algorithm, Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.methods import hotspot_getis_ord, local_moran
from ir_plugin.core.methods.stability_map import METHOD
from tests.core.methods.made_layers import made, settings, square, with_values

RULES = {
    "queen": {"NEIGHBOURS": "queen"},
    "k = 4": {"NEIGHBOURS": "knn", "K": 4},
    "k = 8": {"NEIGHBOURS": "knn", "K": 8},
    "1500 m": {"NEIGHBOURS": "band", "BAND": 1500.0},
}
NOT_FOUND = "tidak_signifikan"
VALUES = [5.0 * (row % 6 < 3 and row < 18) + 7 * row % 4 / 4 for row in range(36)]


def run(**given: Any) -> Any:
    layer = with_values(VALUES)
    values = {**settings(METHOD, layer), "RULES": ("queen", "knn", "band"), "KS": "4 8", "BANDS": "1500", **given}
    said: list[str] = []
    return METHOD.compute(values, Context(say=lambda note: said.append(note.sentence.en))), said


@pytest.mark.parametrize("statistic, method", [("gistar", hotspot_getis_ord.METHOD), ("moran", local_moran.METHOD)])
def test_shares_are_those_of_the_single_runs(statistic: str, method: Algorithm) -> None:
    layer, classes = with_values(VALUES), []
    for rule in RULES.values():
        for correction in ("fdr", "none"):
            for alpha in (0.3, 0.05):
                given = {**rule, "CORRECTION": correction, "ALPHA": alpha, "PERMUTATIONS": 999}
                found = method.compute({**settings(method, layer), **given}, Context()).layers["OUTPUT"].values
                classes.append(found[next(name for name in found if name.endswith("_kelas"))])
    table = np.array(classes)
    results, _said = run(STATISTIC=statistic, PERMUTATIONS=999, ALPHAS="0.3 0.05")
    found, listed = results.layers["OUTPUT"].values, results.layers["SPECIFICATIONS"].values
    significant = (table != NOT_FOUND).sum(axis=0)
    assert found["st_diuji"].tolist() == [16] * 36
    assert found["st_signifikan"].tolist() == significant.tolist() and significant.max() > 0
    assert np.allclose(found["st_persen"], 100 * significant / 16)
    for row in range(36):
        kinds = [each for each in table[:, row] if each != NOT_FOUND]
        times = [kinds.count(each) for each in kinds]
        share = 100 * max(times) / 16 if kinds else float("nan")
        assert found["st_kelas_persen"][row] == pytest.approx(share, nan_ok=True)
        assert found["st_kelas"][row] in ([each for each in kinds if kinds.count(each) == max(times)] or [NOT_FOUND])
    assert listed["temuan"] == (table != NOT_FOUND).sum(axis=1).tolist()
    assert list(dict.fromkeys(listed["tetangga"])) == list(RULES)
    firm = sum(share >= 80 for share in found["st_kelas_persen"])
    assert results.numbers["N_FIRM"] == firm > 0


def test_units_without_neighbours_do_not_count_for_a_specification() -> None:
    layer = made(10, lambda number: square(number if number < 9 else 35))
    values = {**settings(METHOD, layer), "RULES": ("queen", "knn"), "KS": "3"}
    layers = METHOD.compute(values, Context()).layers
    assert layers["SPECIFICATIONS"].values["tanpa_tetangga"] == [1] * 4 + [0] * 4
    assert layers["OUTPUT"].values["st_diuji"].tolist() == [8] * 9 + [4]


def test_the_band_that_leaves_nobody_alone_is_named() -> None:
    results, _said = run(RULES=("band",), BANDS="")
    assert set(results.layers["SPECIFICATIONS"].values["tetangga"]) == {"1000 m"}


def test_without_corrections_few_permutations_are_enough() -> None:
    assert not any("permutations" in words for words in run(CORRECTIONS=("none",), ALPHAS="0.05")[1])
    assert any("permutations" in words for words in run(CORRECTIONS=("none", "fdr"), ALPHAS="0.05")[1])


def test_a_broken_number_of_neighbours_is_refused() -> None:
    with pytest.raises(UserError, match="must be whole, not 2.5"):
        run(KS="2.5")


def test_one_unit_alone_everywhere_has_no_share() -> None:
    layer = made(10, lambda number: square(number if number < 9 else 35))
    values = {**settings(METHOD, layer), "RULES": ("queen",)}
    found = METHOD.compute(values, Context()).layers["OUTPUT"].values
    assert found["st_diuji"][9] == 0 and np.isnan(found["st_persen"][9])
    assert found["st_kelas"][9] == found["st_peta"][9] == "tanpa_tetangga"
