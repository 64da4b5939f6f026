"""Moments as a GeoPackage writes them."""

from __future__ import annotations

import datetime
import re

from ir_plugin.core.moments import now, utc


def test_a_moment_is_told_in_utc_to_the_millisecond() -> None:
    in_bangka = datetime.timezone(datetime.timedelta(hours=7))
    assert utc(datetime.datetime(2026, 1, 1, 6, 30, 5, 123456, in_bangka)) == "2025-12-31T23:30:05.123Z"
    assert utc(datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)) == "2026-01-01T00:00:00.000Z"


def test_two_moments_of_one_second_differ() -> None:
    """What ended in the same second is not the same run."""
    told = [now()]
    while len(set(told)) < 3:
        told.append(now())
    assert told == sorted(told) and all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", each) for each in told)
    assert len({each[:19] for each in set(told)}) < 3
