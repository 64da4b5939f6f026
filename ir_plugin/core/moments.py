"""Moments as a GeoPackage writes them."""

from __future__ import annotations

import datetime


def utc(moment: datetime.datetime) -> str:
    """A moment that knows its time zone, in UTC to the millisecond: "2026-01-31T23:59:59.999Z"."""
    return moment.astimezone(datetime.timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def now() -> str:
    """This moment."""
    return utc(datetime.datetime.now(datetime.timezone.utc))
