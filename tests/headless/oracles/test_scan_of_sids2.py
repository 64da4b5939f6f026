"""The scan of sudden infant deaths in North Carolina, 1974-78, beside published figures: great circle, centroids."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from examples import example, layer
from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.methods.scan_clusters import METHOD
from ir_plugin.core.space.positions import positions_of
from ir_plugin.core.statistics.scan.gini import gini_by_size
from ir_plugin.core.statistics.scan.search import gini_choice, scan
from ir_plugin.core.statistics.scan.settings import ScanSettings

GINI = {0.01: 0.01773, 0.02: 0.04926, 0.03: 0.05429, 0.04: 0.08894, 0.05: 0.09563} | dict.fromkeys(
    [0.06, 0.08, 0.1, 0.12, 0.15, 0.2], 0.08576
)


def clusters(**settings: Any) -> Results:
    """The method's answer without the Gini choice."""
    frame = example("sids2.shp")
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    counties = layer(frame, "SID74", "BIR74", "SID79", "BIR79", "FIPSNO", geographic=True)
    given = {"INPUT": counties, "CASES": "SID74", "POPULATION": "BIR74", "NAME_FIELD": "FIPSNO", "GINI": False}
    return METHOD.compute({**values, **given, "ALPHA": 1.0, **settings}, Context())


def rows(results: Results) -> list[tuple[Any, ...]]:
    """Centre, members, cases, expected, relative risk and log likelihood ratio of each cluster."""
    found = results.layers["CLUSTERS"].values
    centres = [names.split(", ")[0] for names in found["daftar"]]
    return list(
        zip(
            centres,
            found["anggota"],
            found["kasus"],
            np.round(found["harapan"], 2),
            np.round(found["risiko_relatif"], 2),
            np.round(found["llr"], 6),
        )
    )


def test_half_of_the_population() -> None:
    found = rows(clusters())
    assert found[0] == ("37133", 42, 371, 303.09, 1.50, 13.869046)
    assert found[1][:4] + found[1][5:] == ("37007", 1, 15, 3.17, 11.577076)


def test_a_quarter_and_a_tenth() -> None:
    for share in (25.0, 10.0):
        results = clusters(MAX_SHARE=share)
        found = rows(results)
        assert found[0] == ("37131", 4, 40, 15.78, 2.63, 13.445651)
        assert found[1][1:4] + found[1][5:] == (6, 70, 37.62, 11.931900)
        assert results.layers["CLUSTERS"].values["daftar"][0] == "37131, 37083, 37091, 37015"


def test_high_and_low() -> None:
    results = clusters(SIDE="both")
    assert rows(results)[0] == ("37121", 42, 216, 300.32, 0.58, 22.161902)
    assert results.layers["CLUSTERS"].values["sc_kelas"][:2] == ["lebih_sedikit", "lebih_banyak"]


def test_gini_by_reported_size() -> None:
    """The largest window is a quarter: with a half of the population that size has the largest coefficient, 0.127."""
    frame = example("sids2.shp")
    points = positions_of(layer(frame, geographic=True)).xyz
    settings = ScanSettings(maximum_share=0.25, reported_shares=tuple(GINI))
    counted = frame.SID74.to_numpy().astype(int), frame.BIR74.to_numpy()
    result = scan(*counted, points, settings, 999, np.random.default_rng(1), points)
    assert gini_by_size(result.by_size, result.cases) == pytest.approx([0.08576, *GINI.values()], abs=5e-6)
    share, chosen = gini_choice(result, settings)
    assert share == 0.05
    assert sum(each.p <= 0.05 for each in chosen) > 2


def test_windows_hold_the_centroids_of_their_members() -> None:
    frame = example("sids2.shp")
    results = clusters(MAX_SHARE=10.0)
    found = results.layers["CLUSTERS"]
    places = dict(zip(frame.FIPSNO.astype(int).astype(str), frame.geometry.centroid))
    for wkb, names in zip(found.wkb[:5], found.values["daftar"]):
        window = shapely.from_wkb(wkb).buffer(0.002)  # a circle on the globe is not quite one in degrees
        inside = {name for name, place in places.items() if window.covers(place)}
        assert inside == set(names.split(", "))
    number = results.layers["OUTPUT"].values["sc_klaster"]
    for place, count in enumerate(found.values["anggota"], start=1):
        assert (number == place).sum() == count
