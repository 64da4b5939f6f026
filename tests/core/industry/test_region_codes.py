"""Region codes as layers carry them."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.region_codes import code_text, is_region_code, kemendagri_code, looks_like_bps


@pytest.mark.parametrize(
    "value",
    ["19.01.01.1001", "1901011001", 1901011001, 1901011001.0, "1901011001.0", "1.901011001E9", "'1901011001"]
    + ["1,901011001E+09", 19.01011001, "19.01011001", "1901.01.1001", "19-01-01-1001", "19.1.1.1001", "19.01.011001"],
)
def test_one_code_in_many_spellings(value: object) -> None:
    assert kemendagri_code(value) == "19.01.01.1001"


@pytest.mark.parametrize("text", ["2.000", "19.00", "1901011001.00"])
def test_more_zeros_than_a_float_writes_are_kept(text: str) -> None:
    assert code_text(text) == text


@pytest.mark.parametrize(
    "value, code",
    [
        (19.0101, "19.01.01"),
        ("19.0101", "19.01.01"),
        (19.011, "19.01.10"),
        (32.0101201, "32.01.01.2010"),
        (19.01, "19.01"),
        (19.1, "19.01"),
        (1901, "19.01"),
        (19, "19"),
    ],
)
def test_codes_that_a_spreadsheet_took_for_numbers(value: object, code: str) -> None:
    assert kemendagri_code(value) == code


@pytest.mark.parametrize(
    "value, text",
    [(32.1, "32.1"), ("19.01.01.1", "19.01.01.1"), ("2.000", "2.000"), ("1.90101E+09", "19.01.01.0000"), (None, "")],
)
def test_what_may_mean_several_codes_is_none(value: object, text: str) -> None:
    assert kemendagri_code(value) == text and not is_region_code(text)


def test_bps_codes_by_their_length() -> None:
    assert looks_like_bps("3201010") and looks_like_bps(3201010001) and looks_like_bps("ID3201010001")
    assert not looks_like_bps("3201012001") and not looks_like_bps("32.01.01") and not looks_like_bps("3201")
