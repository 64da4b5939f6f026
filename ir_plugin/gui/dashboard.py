"""The key figures of the businesses that are looked at."""

from __future__ import annotations

from .page import Page


class Dashboard(Page):
    """How many businesses, how many of women, which classes, how complete, and where."""
