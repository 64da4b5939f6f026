"""Density clusters and the density surface as a user meets them."""

from __future__ import annotations

from typing import Any, Optional

import numpy as np
import pytest

from ir_plugin.core.declaration import Algorithm, Context, Note, RasterResult, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.density_clusters import METHOD as CLUSTERS
from ir_plugin.core.methods.density_results import hull_rows
from ir_plugin.core.methods.density_surface import METHOD as SURFACE
from ir_plugin.core.space.hulls import Hull
from ir_plugin.core.space.plane import metres_per_unit
from ir_plugin.core.space.wkb import read_rings
from tests.core.methods.made_layers import point


def businesses(geographic: bool = False) -> Layer:
    """Nine makers of getas 100 m apart in a square, four of batik round a far point, among them one of getas, one alone
    and one without a point; in degrees: the same near the equator."""
    metres = [(100.0 * (i % 3), 100.0 * (i // 3)) for i in range(9)]
    metres += [(5000.0, 0), (5100, 0), (5000, 100), (5100, 100), (5050, 50), (20_000, 20_000)]
    unit = np.array([106.0, 0.0]), np.array([111_319.49, 110_574.3])
    places = [(unit[0] + np.array(each) / unit[1]).tolist() if geographic else each for each in metres]
    product = ["getas"] * 9 + ["batik"] * 4 + ["getas", "batik", "getas"]
    workers = [1.0] * 15 + [None]
    columns = {"produk": product, "pekerja": workers}
    return Layer(wkb=[*(point(*each) for each in places), b""], columns=columns, geographic=geographic, name="usaha")


def run(method: Algorithm, said: Optional[list[Note]] = None, **given: Any) -> Results:
    values = {each.id: getattr(each, "default", None) for each in method.parameters}
    return method.compute({**values, "INPUT": businesses(), **given}, Context(say=(said or []).append))


@pytest.mark.parametrize("geographic", [False, True])
def test_clusters_of_all_with_noise_kept(geographic: bool) -> None:
    results = run(CLUSTERS, INPUT=businesses(geographic), DISTANCE=105.0, MINIMUM=3)
    rows, hulls = results.layers["OUTPUT"].values, results.layers["HULLS"]
    assert rows["klaster_spasial"][:14].tolist() == [1] * 9 + [2] * 5
    assert np.isnan(rows["klaster_spasial"][14:]).all()
    assert rows["klaster_peran"].tolist() == ["inti"] * 14 + ["derau", None]
    assert rows["klaster_anggota"][:14].tolist() == [9] * 9 + [5] * 5
    assert (results.numbers["N_CLUSTERS"], results.numbers["N_NOISE"]) == (2, 1)
    assert hulls.values["klaster_anggota"] == [9, 5]
    assert hulls.values["luas_km2"] == pytest.approx([0.04, 0.01], rel=1e-4)
    assert hulls.values["usaha_per_km2"] == pytest.approx([9 / 0.04, 5 / 0.01], rel=1e-4)
    assert [len(read_rings([wkb]).xy) for wkb in hulls.wkb] == [5, 5]


def test_a_hull_whose_area_drowns_in_rounding_has_no_density() -> None:
    rows = hull_rows([Hull(b"", 0.0), Hull(b"", 2e6)], [None, None], np.array([3, 4])).values
    assert (rows["luas_km2"], rows["usaha_per_km2"]) == ([0.0, 2.0], [None, 2.0])


def test_clusters_of_each_category() -> None:
    """The maker of getas among those of batik is in no cluster; borders are told from cores."""
    results = run(CLUSTERS, CATEGORY="produk", DISTANCE=100.0, MINIMUM=4)
    rows, hulls = results.layers["OUTPUT"].values, results.layers["HULLS"].values
    assert hulls["kategori"] == ["getas"]
    assert rows["klaster_peran"].tolist() == [
        *("tepi", "inti", "tepi", "inti", "inti", "inti", "tepi", "inti", "tepi"),
        *("derau", "derau", "derau", "derau", "derau", "derau", None),
    ]
    assert run(CLUSTERS, CATEGORY="produk", DISTANCE=100.0, MINIMUM=3).layers["HULLS"].values["kategori"] == [
        "getas",
        "batik",
    ]


def test_clusters_of_varying_density() -> None:
    rows = run(CLUSTERS, ALGORITHM="hdbscan", MINIMUM=2, SMALLEST=4).layers["OUTPUT"].values
    assert rows["klaster_spasial"][:14].tolist() == [1] * 9 + [2] * 5
    assert np.isnan(rows["klaster_spasial"][14:]).all() and rows["klaster_peran"][14:].tolist() == ["derau", None]
    assert (rows["klaster_dalam"][:14] > 0).all() and np.isnan(rows["klaster_dalam"][14:]).all()


def mass(raster: RasterResult, layer: Layer) -> float:
    """What the surface adds up to: density per km2 times the area of a cell."""
    x, y = metres_per_unit(np.array([[106.0, 0.0]]), layer)
    return float(raster.values.sum() * raster.width * x * raster.height * y / 1e6)


@pytest.mark.parametrize("geographic", [False, True])
@pytest.mark.parametrize("adaptive", [False, True])
def test_a_surface_adds_up_to_the_businesses(geographic: bool, adaptive: bool) -> None:
    layer = businesses(geographic)
    results = run(SURFACE, INPUT=layer, BANDWIDTH=400.0, ADAPTIVE=adaptive)
    assert mass(results.rasters["OUTPUT"], layer) == pytest.approx(15, rel=0.01)
    assert results.numbers["HIGHEST"] == results.rasters["OUTPUT"].values.max()


def test_the_surface_lies_where_the_businesses_are() -> None:
    raster = run(SURFACE, CATEGORY="produk", VALUE="batik", BANDWIDTH=300.0, CELL=50.0).rasters["OUTPUT"]
    row, column = np.unravel_index(raster.values.argmax(), raster.values.shape)
    east, north = raster.left + (column + 0.5) * 50, raster.top - (row + 0.5) * 50
    assert (abs(east - 5050) <= 50, abs(north - 50) <= 50) == (True, True)
    assert mass(raster, businesses()) == pytest.approx(5, rel=0.01)  # four near each other, one alone


def test_a_kernel_of_one_business_by_hand() -> None:
    """Far from all others: 3 / (pi h^2) per square metre at its place, in the middle of a cell."""
    layer = Layer(wkb=[point(25.0, 25.0), point(90_025.0, 25.0)], columns={"w": [2, 0.5]}, geographic=False)
    raster = run(SURFACE, INPUT=layer, WEIGHT="w", BANDWIDTH=1000.0, CELL=50.0).rasters["OUTPUT"]
    assert raster.values.max() == pytest.approx(2 * 3 / np.pi)
    at = int((25.0 - raster.left) // 50), int((raster.top - 25.0) // 50)
    assert raster.values[at[1], at[0]] == raster.values.max()
    assert raster.values[at[1], at[0] + 10] == pytest.approx(2 * 3 / np.pi * 0.75**2)


def test_the_rule_of_the_bandwidth_is_told() -> None:
    assert "(median distance to the √n-th nearest business)" in run(SURFACE).record.paragraph.en
    assert (
        "(rule of Scott (2015)), adaptive by Abramson (1982)"
        in run(SURFACE, RULE="scott", ADAPTIVE=True).record.paragraph.en
    )
    crowd = Layer(wkb=[point(0, 0)] * 20 + [point(9000, 0)], columns={}, geographic=False)
    assert "(rule of Scott (2015))" in run(SURFACE, INPUT=crowd).record.paragraph.en


@pytest.mark.parametrize(
    "method, given, words",
    [
        (CLUSTERS, {"INPUT": Layer(wkb=[b""], columns={}, geographic=False)}, "no points"),
        (SURFACE, {"CATEGORY": "produk"}, "Give the value"),
        (SURFACE, {"CATEGORY": "produk", "VALUE": "terasi"}, "Only 0 businesses"),
        (SURFACE, {"CELL": 0.5}, "choose larger ones"),
        (SURFACE, {"INPUT": Layer(wkb=[point(1, 1)] * 5, columns={}, geographic=False)}, "at the same point"),
    ],
)
def test_refusals(method: Algorithm, given: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError) as caught:
        run(method, **given)
    assert words in caught.value.sentence.en
