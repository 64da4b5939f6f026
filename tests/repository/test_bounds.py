"""What a declaration allows fits into the dialog of QGIS."""

from __future__ import annotations

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.parameters import NumberSetting

LARGEST = 2**31 - 1
"""The box for whole numbers holds 32 bits; a wider bound becomes another number there."""


def test_whole_numbers_fit_into_their_box() -> None:
    numbers = [(algorithm.id, each) for algorithm in ALGORITHMS for each in algorithm.parameters]
    whole = [(name, each) for name, each in numbers if isinstance(each, NumberSetting) and each.integer]
    assert any(each.maximum == LARGEST for _, each in whole)
    for name, each in whole:
        for bound in (each.minimum, each.maximum, each.default):
            assert bound is None or abs(bound) <= LARGEST, f"{name} {each.id}"
