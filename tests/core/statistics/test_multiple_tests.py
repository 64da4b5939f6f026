"""Adjusted p-values exactly at the cut-off, decided as exact arithmetic would."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ir_plugin.core.methods.inference_settings import inference_notes
from ir_plugin.core.statistics.multiple_tests import adjusted_p, smallest_cut_off

ALPHA = Fraction(5, 100)
DRAWS = 100_000
"""99,999 permutations and the data as observed: every p is a multiple of 1 / DRAWS."""


def test_thirty_five_findings_exactly_at_the_cut_off() -> None:
    p = np.r_[np.full(35, 0.035), np.full(15, 0.9)]
    assert (adjusted_p(p, "fdr") <= 0.05).sum() == 35


def findings(places: int, equal: int, extreme: int, correction: str) -> int:
    """How many of ``places`` are significant where ``equal`` of them have the p extreme / DRAWS, the rest 1."""
    p = np.r_[np.full(equal, extreme / DRAWS), np.ones(places - equal)]
    return int((adjusted_p(p, correction) <= float(ALPHA)).sum())


def test_fdr_at_and_beside_the_cut_off_of_every_rank() -> None:
    """All (n, i) with n < 400 by the formula; whole vectors where the cut-off is a p that can be met exactly."""
    ranks = [(n, i) for n in range(1, 400) for i in range(1, n + 1)]
    met = [(n, i) for n, i in ranks if (ALPHA * i * DRAWS / n).denominator == 1]
    assert len(met) > 2000
    for n, i in met:
        extreme = int(ALPHA * i * DRAWS / n)
        assert findings(n, i, extreme, "fdr") == i, (n, i)
        assert findings(n, i, extreme + 1, "fdr") == 0, (n, i)


def test_fdr_is_that_of_fractions() -> None:
    """Every rank at the largest p it may have, then at the smallest that it may not: the latter is no finding."""
    for places in range(1, 400):
        last = np.array([int(ALPHA * rank * DRAWS / places) for rank in range(1, places + 1)])
        assert (adjusted_p(last / DRAWS, "fdr") <= float(ALPHA)).all(), places
        assert not (adjusted_p((last + 1) / DRAWS, "fdr") <= float(ALPHA)).any(), places


def test_bonferroni_is_that_of_fractions() -> None:
    for places in range(1, 400):
        extreme = int(ALPHA * DRAWS / places)
        assert findings(places, 1, extreme, "bonferroni") == 1, places
        assert findings(places, 1, extreme + 1, "bonferroni") == 0, places


def test_small_p_keep_their_digits() -> None:
    assert adjusted_p(np.array([1.23456789e-30, 0.5]), "fdr")[0] == pytest.approx(2.46913578e-30, rel=1e-13)


@pytest.mark.parametrize("sides, alternative", [(1, "greater"), (2, "two-sided")])
def test_the_warning_of_too_few_permutations_is_exact(sides: int, alternative: str) -> None:
    """Permutations that just reach the cut-off are enough; one fewer is warned of."""
    for places in range(1, 400):
        enough = -(-sides * places // ALPHA) - 1
        settings = {"ALTERNATIVE": alternative, "CORRECTION": "fdr", "ALPHA": 0.05}
        assert not inference_notes({**settings, "PERMUTATIONS": enough}, places), places
        (note,) = inference_notes({**settings, "PERMUTATIONS": enough - 1}, places)
        assert f" {enough:,}" in note.sentence.en, (places, note.sentence.en)


def test_without_correction_a_place_stands_alone() -> None:
    assert smallest_cut_off(50, "none", 0.05) == 0.05
