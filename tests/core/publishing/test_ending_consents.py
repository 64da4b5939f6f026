"""What a publication says of consents that end."""

from __future__ import annotations

from typing import Any

import pytest

from ir_plugin.core.publishing.report import UNTIL
from tests.core.publishing.catalogues import EVERYTHING, Desk


@pytest.mark.parametrize(
    "until, said",
    [((None,), []), (("2999-12-31", "2998-06-30"), ["2998-06-30"]), (("2999-12-31", None), ["2999-12-31"])],
)
def test_the_day_is_told_on_which_the_first_consent_ends(desk: Desk, until: Any, said: list[str]) -> None:
    for each in until:
        desk.scene.business(consent={**EVERYTHING, "berlaku_sampai": each})
    sentences = [note.sentence for note in desk.publish().notes]
    assert [each for each in sentences if "ends after" in each.en] == [UNTIL.format(date=day) for day in said]
