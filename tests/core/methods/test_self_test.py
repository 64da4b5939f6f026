"""The self-test: all figures agree here, and one that does not is said."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.methods import published_cases, self_test


def test_every_published_figure_is_met() -> None:
    results = self_test.METHOD.compute({}, Context(language="en"))
    table = results.layers["OUTPUT"].values
    assert results.numbers["N_FAILED"] == 0 and set(table["sesuai"]) == {"yes"}
    assert np.allclose(np.subtract(table["kami"], table["terbit"]), table["selisih"])
    assert not results.notes[0].warning


def test_a_figure_that_differs_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = published_cases.CASES[1]._replace(ours=lambda: 0.50019)
    monkeypatch.setattr(self_test, "CASES", (published_cases.CASES[0], wrong))
    results = self_test.METHOD.compute({}, Context(language="en"))
    assert results.layers["OUTPUT"].values["sesuai"] == ["yes", "NO"]
    assert results.numbers == {"N_CASES": 2, "N_FAILED": 1}
    assert results.notes[0].warning and "1 of 2 figures do NOT agree" in results.notes[0].sentence.en
