"""What a scan looks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

MODELS = ("poisson", "bernoulli")
SIDES = ("high", "low", "both")

ELLIPSES = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
"""The circle and the ratios of long to short axis of Kulldorff et al. (2006)."""


@dataclass(frozen=True)
class ScanSettings:
    """The windows of a scan and the model; ValueError for what makes no sense.

    model: "poisson" (cases among a population at risk) or "bernoulli" (cases among cases and controls).
    side: "high", "low" or "both" for too many cases in the window, too few, or either.
    maximum_share: a window holds at most this share of the population at risk, above 0 and at most 0.5.
    maximum_radius_m: a window reaches at most so far from its centre (an ellipse: its longer half axis), metres.
    shapes: long axis over short axis of the windows, 1 for circles; others need planar points.
    penalty: an ellipse's likelihood ratio is multiplied by (4 s / (s + 1)^2) ** penalty: 0 none, 0.5 medium, 1 strong.
    maximum_duration: with several periods, the share of them that a window lasts at most (at least one period).
    reported_shares: further maximum sizes to report clusters for, each at most maximum_share; see ``gini``.
    """

    model: str = "poisson"
    side: str = "high"
    maximum_share: float = 0.5
    maximum_radius_m: float = float("inf")
    shapes: Tuple[float, ...] = (1.0,)
    penalty: float = 0.0
    maximum_duration: float = 0.5
    reported_shares: Tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _require(self.model in MODELS, f"the model is one of {MODELS}")
        _require(self.side in SIDES, f"the side is one of {SIDES}")
        _require(0 < self.maximum_share <= 0.5, "a window holds more than none and at most half of the population")
        _require(self.maximum_radius_m > 0, "the largest radius is above 0")
        _require(bool(self.shapes) and min(self.shapes) >= 1, "a long axis is no shorter than the short one")
        _require(self.penalty >= 0, "a penalty is not negative")
        _require(0 < self.maximum_duration <= 1, "a window lasts at most all periods")
        within = all(0 < share <= self.maximum_share for share in self.reported_shares)
        _require(within, "a reported size is above 0 and at most the largest window")

    @property
    def sizes(self) -> Tuple[float, ...]:
        """The shares of the population that clusters are reported for; the largest window first."""
        return (self.maximum_share, *self.reported_shares)


def _require(condition: bool, otherwise: str) -> None:
    if not condition:
        raise ValueError(otherwise)
