"""Specks of one region that lie where it cannot be: by a slip in the source, not by nature."""

from __future__ import annotations

from typing import List, NamedTuple, Optional, Sequence

import numpy as np

from ..declaration import Note
from ..figures import figure
from ..industry.regions import region_words
from ..texts import Text, joined, same
from .geometry_blobs import bounds_of
from .point_in_polygon import metres_outside_all
from .polygon_parts import Polygon, area_km2, multipolygon, polygons_of

ISLET_KM2 = 0.01
"""One hectare: specks below may go; islands that people live on are larger."""

FAR_KM = 50.0
"""A speck so far from the rest of its region is none of its islets; those of the province lie within 12 km."""

SHOWN = 20
DROPPED = Text(
    "Pulau kecil tersesat yang dibuang: {count} (di bawah {limit} km², lebih dari {far} km dari wilayahnya atau di "
    "dalam wilayah lain): {islets}. Untuk mempertahankannya, isi batas luasnya dengan 0.",
    "Stray islets dropped: {count} (below {limit} km², more than {far} km from their region or inside another): "
    "{islets}. To keep them, set the limit of their area to 0.",
)
FAR = Text(
    "{region} {area} km² pada {place}, {distance} km dari wilayahnya",
    "{region} {area} km² at {place}, {distance} km from its region",
)
INSIDE = Text("{region} {area} km² pada {place}, di dalam {other}", "{region} {area} km² at {place}, inside {other}")


class _Islet(NamedTuple):
    region: int
    part: int
    words: Text


class Kept(NamedTuple):
    """The areas without stray islets, and which were dropped."""

    areas: List[bytes]
    notes: List[Note]


def without_strays(codes: Sequence[str], names: Sequence[str], areas: Sequence[bytes], limit: float) -> Kept:
    """Drops the parts of MultiPolygons in degrees that are smaller than ``limit`` (km²) and lie more than FAR_KM from
    all larger parts of their region, or wholly inside another region of the layer.

    Nothing else is dropped: not the largest part of a region, not a small island among others of its region.
    """
    kept = list(areas)
    strays: List[_Islet] = []
    everywhere = np.array([bounds_of(area) if area else (np.nan,) * 4 for area in areas]).reshape(-1, 4)
    for region, area in enumerate(areas):
        parts = polygons_of(area)
        small = _small(parts, limit) if len(parts) > 1 else []
        rest = multipolygon([part for place, part in enumerate(parts) if place not in small])
        found = []
        for place in small:
            words = _why(parts[place], rest, region, areas, everywhere, codes, names)
            if words:
                found.append(_Islet(region, place, words))
        if found:
            gone = {each.part for each in found}
            kept[region] = multipolygon([part for place, part in enumerate(parts) if place not in gone])
            strays += found
    return Kept(kept, _notes(strays, limit))


def _small(parts: Sequence[Polygon], limit: float) -> List[int]:
    """The parts below the limit; never the largest."""
    sizes = [area_km2(part) for part in parts]
    return [place for place, size in enumerate(sizes) if size < limit and size < max(sizes)]


def _why(
    part: Polygon,
    rest: bytes,
    region: int,
    areas: Sequence[bytes],
    everywhere: np.ndarray,
    codes: Sequence[str],
    names: Sequence[str],
) -> Optional[Text]:
    """Why a part is a stray, in words; None where it is none."""
    corners = part[0]
    distance = float(metres_outside_all(rest, corners).min()) / 1000
    middle = corners[:-1].mean(axis=0)
    details = {
        "region": region_words(codes[region], names[region]),
        "area": figure(area_km2(part), 3),
        "place": "{:.4f}, {:.4f}".format(*middle),
        "distance": figure(distance, 3),
    }
    if distance > FAR_KM:
        return FAR.format(**details)
    spots = np.vstack([corners, middle])  # the corners of an enclave lie on the edge of its hole, its middle does not
    low, high = corners.min(axis=0), corners.max(axis=0)
    around = (everywhere[:, 0] <= low[0]) & (everywhere[:, 1] >= high[0])
    around &= (everywhere[:, 2] <= low[1]) & (everywhere[:, 3] >= high[1])
    for other in np.flatnonzero(around).tolist():
        if other != region and not metres_outside_all(areas[other], spots).any():
            return INSIDE.format(other=region_words(codes[other], names[other]), **details)
    return None


def _notes(strays: Sequence[_Islet], limit: float) -> List[Note]:
    if not strays:
        return []
    shown = [each.words for each in strays[:SHOWN]] + ([same("…")] if len(strays) > SHOWN else [])
    details = {"limit": figure(limit), "far": figure(FAR_KM), "islets": joined(shown, "; ")}
    return [Note(DROPPED.format(count=len(strays), **details), warning=True)]
