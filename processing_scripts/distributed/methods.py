"""The methods that run in parts."""

from __future__ import annotations

from .running import ScaledMethod

SCALED: tuple[ScaledMethod, ...] = ()
