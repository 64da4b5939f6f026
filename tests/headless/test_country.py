"""The made country: the same for the same seed, in parts of any size, and true to itself."""

from __future__ import annotations

import geopandas
import numpy as np
import pandas as pd

from sample_data.country.businesses import business_parts
from sample_data.country.villages import WINDOW, villages


def test_a_country_is_the_same_for_the_same_seed() -> None:
    one, two = ([villages(300, 5).frame(), *business_parts(villages(300, 5), 2_000, 5, 600)] for _ in range(2))
    assert [len(frame) for frame in one] == [300, 600, 600, 600, 200]
    assert all(left.equals(right) for left, right in zip(one, two))
    other = next(business_parts(villages(300, 6), 600, 6))
    assert not one[1].geometry.geom_equals(other.geometry).any()


def test_villages_tile_the_country_and_know_their_businesses() -> None:
    made = villages(300, 5)
    frame = made.frame()
    assert frame["kode"].is_unique and frame["kode"].str.fullmatch(r"\d\d\.\d\d\.\d\d\.\d{4}").all()
    assert np.isclose(frame.geometry.union_all().area, (WINDOW[2] - WINDOW[0]) * (WINDOW[3] - WINDOW[1]))
    businesses = pd.concat(business_parts(made, 2_000, 5, 600), ignore_index=True)
    found = geopandas.sjoin(businesses, frame, predicate="within")
    assert len(found) == 2_000 and (found["kode"] == found["kode_desa"]).all()


def test_businesses_gather_as_in_towns() -> None:
    made = villages(300, 5)
    points = pd.concat(business_parts(made, 4_000, 5)).geometry
    cells = np.floor(np.stack([points.x, points.y])).T
    crowds = np.sort(np.unique(cells, axis=0, return_counts=True)[1])[::-1]
    assert crowds[: len(crowds) // 10].sum() > 4_000 * 0.4
