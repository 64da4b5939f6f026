"""Names of the waters around Bangka Belitung, for maps: where each is written, and up to which scale."""

from __future__ import annotations

from typing import NamedTuple, Tuple

from ..texts import Text


class Water(NamedTuple):
    """longitude, latitude: of the middle of the name, in degrees. until: the denominator of the smallest scale at which
    it is written."""

    name: Text
    longitude: float
    latitude: float
    until: int


WATERS: Tuple[Water, ...] = (
    Water(Text("LAUT NATUNA", "NATUNA SEA"), 106.75, -1.15, 6_000_000),
    Water(Text("LAUT JAWA", "JAVA SEA"), 107.3, -3.75, 6_000_000),
    Water(Text("Selat Karimata", "Karimata Strait"), 108.75, -2.15, 3_000_000),
    Water(Text("Selat Gelasa", "Gelasa Strait"), 107.15, -2.55, 3_000_000),
    Water(Text("Selat Bangka", "Bangka Strait"), 105.27, -2.27, 3_000_000),
    Water(Text("Teluk Kelabat", "Kelabat Bay"), 105.7, -1.62, 600_000),
)
