"""The method for whole maps: its tables, plots and sentences."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ir_plugin.core.charts import Chart
from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.methods import moran_scatter
from ir_plugin.core.methods.global_autocorrelation import METHOD
from ir_plugin.core.space.contiguity import contiguity
from ir_plugin.core.space.weight_forms import row_standardised
from ir_plugin.core.statistics.global_autocorrelation import geary, general_g, moran
from tests.core.methods.made_layers import made, settings, square, with_values

LAYER = with_values([float(row % 6 + row // 6) for row in range(36)])


def run(layer: Any = LAYER, **given: Any) -> Results:
    return METHOD.compute({**settings(METHOD, layer), **given}, Context())


def charts(results: Results) -> list[Chart]:
    return [block for block in results.pages["PAGE"].blocks if isinstance(block, Chart)]


def test_the_table_holds_all_statistics() -> None:
    results = run()
    table = results.layers["OUTPUT"].values
    x, binary = LAYER.numbers("nilai"), contiguity(LAYER, "queen", 1.0)
    assert table["statistik"] == ["moran", "geary", "g", "low-low", "high-high", "high-low"]
    expected = [moran(x, row_standardised(binary)), geary(x, row_standardised(binary)), general_g(x, binary)]
    assert table["nilai"][:3] == pytest.approx([each.value for each in expected])
    assert table["z"][:3] == pytest.approx([each.z for each in expected])
    assert sum(table["nilai"][3:]) == binary.counts.sum() / 2
    assert table["p_permutasi"][0] == 2 / 100  # no permutation of 99 is as extreme on either side
    assert results.numbers["MORAN_I"] == table["nilai"][0]
    assert "more alike than chance" in results.notes[0].sentence.en


def test_growing_bands_in_a_table_and_a_plot() -> None:
    results = run(DISTANCES=4, STEP=1000.0)
    bands = results.layers["BANDS"].values
    assert bands["jarak_m"] == [1000.0, 2000.0, 3000.0, 4000.0]
    assert bands["tautan"][0] == 2 * 2 * 6 * 5 and bands["tautan"] == sorted(bands["tautan"])
    assert bands["moran_i"] == sorted(bands["moran_i"], reverse=True)
    scatter, plot = charts(results)
    assert plot.series[0].y == bands["moran_i"] and plot.series[0].x == [1.0, 2.0, 3.0, 4.0]
    assert not run(DISTANCES=0).layers["BANDS"].values["jarak_m"]


def test_the_usual_step_is_twice_the_distance_to_a_nearest_unit() -> None:
    assert run().layers["BANDS"].values["jarak_m"][:2] == [2000.0, 4000.0]


def test_the_slope_of_the_scatter_plot_is_morans_i() -> None:
    results = run()
    (scatter, _plot) = charts(results)
    line = scatter.series[1]
    slope = (line.y[1] - line.y[0]) / (line.x[1] - line.x[0])
    assert slope == pytest.approx(results.numbers["MORAN_I"])


def test_of_very_many_units_some_are_drawn_and_the_line_is_that_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = charts(run())[0]
    monkeypatch.setattr(moran_scatter, "SHOWN", 10)
    thinned = charts(run())[0]
    assert len(thinned.series[0].x) == 9 and thinned.series[0].label.en == "9 of 36 units"
    assert thinned.series[1] == whole.series[1]
    assert set(thinned.series[0].x) <= set(whole.series[0].x)


def test_rates_by_empirical_bayes_are_those_of_assuncao_and_reis() -> None:
    layer = made(36, square)
    found = run(layer, DENOMINATOR="populasi", RATE="standardised").layers["OUTPUT"].values
    assert found["statistik"][:3] == ["moran", "geary", "low-low"]  # standardised rates are below 0 too: no G
    counts, base = layer.numbers("nilai"), layer.numbers("populasi")
    mean = counts.sum() / base.sum()
    spread = (base * (counts / base - mean) ** 2).sum() / base.sum() - mean / base.mean()
    z = (counts / base - mean) / np.sqrt(np.where(spread + mean / base > 0, spread + mean / base, mean / base))
    assert found["nilai"][0] == pytest.approx(moran(z, row_standardised(contiguity(layer, "queen", 1.0))).value)


@pytest.mark.parametrize("scale", [2.0**300, 2.0**-300])
def test_huge_and_tiny_values_are_those_of_the_same_map(scale: float) -> None:
    """By a power of two, so that the digits are the same; up to 1e91 and down to 1e-90."""
    plain, scaled = run(), run(with_values([value * scale for value in LAYER.columns["nilai"]]))
    for column in ("nilai", "z", "p_permutasi"):
        assert scaled.layers["OUTPUT"].values[column] == pytest.approx(plain.layers["OUTPUT"].values[column], rel=1e-12)
