"""Region codes as layers carry them."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.region_codes import code_text, kemendagri_code


@pytest.mark.parametrize(
    "value", ["19.01.01.1001", "1901011001", 1901011001, 1901011001.0, "1901011001.0", "1.901011001E9", "'1901011001"]
)
def test_one_code_in_many_spellings(value: object) -> None:
    assert kemendagri_code(value) == "19.01.01.1001"


@pytest.mark.parametrize("text", ["2.000", "19.00", "1901011001.00"])
def test_more_zeros_than_a_float_writes_are_kept(text: str) -> None:
    assert code_text(text) == text
