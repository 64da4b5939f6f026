"""Where the units of a layer are, in metres."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..layer import Layer
from ..texts import Text
from .wkb import centroids

SEMI_MAJOR_M = 6378137.0
FLATTENING = 1 / 298.257223563
"""WGS 84 (NIMA TR8350.2, 2000)."""

PLANAR = Text("Jarak diukur pada bidang proyeksi {crs}.", "Distances are planar, in the projection {crs}.")
EARTH_CENTRED = Text(
    "Koordinat derajat: jarak diukur dalam meter pada elipsoid WGS 84.",
    "Coordinates in degrees: distances are measured in metres on the WGS 84 ellipsoid.",
)


DECIMALS = 4
"""Of metres: sines differ in their last digit from machine to machine, and so would the nearer of two equally far."""


class Positions(NamedTuple):
    """One position per row: float64 (n, 2) planar metres, or (n, 3) earth-centred metres; NaN without geometry.

    note: which of the two, in words.
    """

    xyz: np.ndarray
    note: Text


def positions_of(layer: Layer) -> Positions:
    """The centroids of a layer's geometries in metres.

    Layers in degrees become earth-centred WGS 84 coordinates, whatever their extent. Distances are then chords: shorter
    than the geodesic by d**3 / (24 R**2), 1 part in 100,000 at 100 km and 1 in 6,000 at 400 km.
    """
    centres = centroids(layer.wkb)
    if layer.geographic:
        return Positions(earth_centred(centres), EARTH_CENTRED)
    return Positions(centres * layer.metres_per_unit, PLANAR.format(crs=layer.crs))


def earth_centred(lon_lat: np.ndarray) -> np.ndarray:
    """Earth-centred WGS 84 coordinates at height 0, float64 (n, 3) in metres, of degrees (n, 2), to a tenth of a
    millimetre.
    """
    lon, lat = np.radians(lon_lat.T)
    squared_eccentricity = FLATTENING * (2 - FLATTENING)
    normal = SEMI_MAJOR_M / np.sqrt(1 - squared_eccentricity * np.sin(lat) ** 2)
    parallel = normal * np.cos(lat)
    xyz = [parallel * np.cos(lon), parallel * np.sin(lon), normal * (1 - squared_eccentricity) * np.sin(lat)]
    return np.round(np.stack(xyz, axis=1), DECIMALS)
