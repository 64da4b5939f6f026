"""What a sheet is said to lack."""

from __future__ import annotations

from typing import Optional

import pytest

from ir_plugin.core.cartography.completeness import YEAR, completeness_notes, missing

COMPLETE = {"TITLE": "Jumlah IR, 2025", "AGENCY": "Dinas; Alamat", "LOGO": "logo.png", "SOURCE": "Survei"}


@pytest.mark.parametrize("title, lacks", [(None, True), ("Jumlah IR", True), ("Jumlah IR, 2025", False)])
def test_a_title_without_the_year_of_the_data_is_not_complete(title: Optional[str], lacks: bool) -> None:
    assert (YEAR in missing({"TITLE": title, "SOURCE": "Kepmendagri 300.2.2-2430/2025"})) == lacks


def test_the_subtitle_may_tell_the_year() -> None:
    assert YEAR not in missing({"SUBTITLE": "Provinsi, keadaan 2024"})


def test_nothing_is_said_of_a_complete_sheet() -> None:
    assert completeness_notes(COMPLETE) == ()
