"""What holds for all methods with neighbours: files, units at one point, guard-rails, values that mean nothing."""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

import numpy as np
import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods import global_autocorrelation, hotspot_getis_ord, local_moran
from ir_plugin.core.methods.units import part_of
from tests.core.methods.made_layers import made, point, polygon, settings, square, with_values

WEIGHTED = [each for each in ALGORITHMS if any(setting.id == "WEIGHTS_FILE" for setting in each.parameters)]
LOCAL = [each for each in WEIGHTED if each.id.startswith(("hotspot", "local", "stability"))]


def run(method: Algorithm, layer: Layer, context: Optional[Context] = None, **given: Any) -> Results:
    return method.compute({**settings(method, layer), **given}, context or Context())


def figures(results: Results, order: Optional[np.ndarray] = None) -> list[Any]:
    """All numbers and classes of the first layer, column by column; rows in this order."""
    columns = [np.asarray(column, object) for column in results.layers["OUTPUT"].values.values()]
    cells = [cell for column in columns for cell in (column if order is None else column[order]).tolist()]
    return [pytest.approx(cell, nan_ok=True) if isinstance(cell, float) else cell for cell in cells]


def test_methods_with_neighbours_are_known() -> None:
    assert {each.id for each in WEIGHTED} == {
        *("weights", "globalautocorrelation", "hotspotgetisord", "localmoran", "localgeary", "localjoincount"),
        *("stabilitymap", "regionalise"),
    }


@pytest.mark.parametrize("method", WEIGHTED, ids=lambda method: method.id)
@pytest.mark.parametrize("ending", ["gal", "gwt"])
def test_a_file_stands_for_the_settings_it_was_written_from(method: Algorithm, ending: str, tmp_path: Path) -> None:
    layer, weights = made(36, square), next(each for each in ALGORITHMS if each.id == "weights")
    path = tmp_path / f"desa.{ending}"
    written = run(weights, layer, WEIGHTS_ID="kode", FORM="binary", NEIGHBOURS="rook").files[ending.upper()]
    path.write_text(written(), encoding="utf-8")
    given = {"WEIGHTS_FILE": str(path), "WEIGHTS_ID": "kode", "JOIN_ISLANDS": False}
    own = run(method, layer, NEIGHBOURS="rook", RULES=("rook",), JOIN_ISLANDS=False)
    read = run(method, layer, NEIGHBOURS="file", RULES=("file",), **given)
    assert figures(own) == figures(read)


@pytest.mark.parametrize("method", LOCAL, ids=lambda method: method.id)
@pytest.mark.parametrize("rule", ["knn", "band", "inverse", "kernel", "adaptive"])
def test_businesses_at_one_point_get_the_same_in_any_order(method: Algorithm, rule: str) -> None:
    """Many share the point of their village, and many a value: the order of rows decides nothing."""
    rng = np.random.default_rng(1)
    places, values = rng.integers(0, 4, (90, 2)) * 1000.0, rng.integers(0, 4, 90).astype(float)
    kinds, order = np.where(rng.random(90) < 0.3, "getas", "batik"), rng.permutation(90)

    def layer(rows: np.ndarray) -> Layer:
        return Layer(
            wkb=[point(*places[row]) for row in rows],
            columns={"nilai": values[rows].tolist(), "kategori": kinds[rows].tolist()},
            geographic=False,
        )

    given = {"NEIGHBOURS": rule, "K": 4, "BAND": None if rule == "kernel" else 1000.0}
    given.update(RULES=("knn", "band"), BANDS="1000", KS="4")
    one, two = run(method, layer(np.arange(90)), **given), run(method, layer(order), **given)
    assert figures(one, order) == figures(two)


@pytest.mark.parametrize("rule, k", [("knn", 1), ("knn", 2), ("knn", 29), ("inverse", 1), ("kernel", 3)])
@pytest.mark.parametrize("method", WEIGHTED, ids=lambda method: method.id)
def test_few_neighbours_and_all_neighbours(method: Algorithm, rule: str, k: int) -> None:
    results = run(method, made(30, square), NEIGHBOURS=rule, K=k, KS=str(k), RULES=("knn",), JOIN_ISLANDS=False)
    assert results.record.units_used == 30


def test_a_value_at_the_mean_is_no_finding_of_local_moran() -> None:
    """z is 0, and so is I, whatever the neighbours are: also where they are high beyond chance."""
    values = [1.0 if row % 6 < 3 else 3.0 for row in range(36)]
    values[10] = 2.0
    values[0] = 2.0  # keeps the mean at 2
    found = run(local_moran.METHOD, with_values(values), NEIGHBOURS="queen", CORRECTION="none").layers["OUTPUT"].values
    assert np.mean(values) == 2.0 and found["lm_i"][10] == 0
    assert (found["lm_p"][10], found["lm_kelas"][10]) == (1.0, "tidak_signifikan")


def test_the_lag_of_a_bivariate_moran_is_that_of_the_other_field() -> None:
    layer = made(36, square)
    found = run(local_moran.METHOD, layer, OTHER="populasi", NEIGHBOURS="rook").layers["OUTPUT"].values
    other = layer.numbers("populasi")
    assert found["lm_lag"][0] == pytest.approx((other[1] + other[6]) / 2)


@pytest.mark.parametrize("given", [{}, {"DENOMINATOR": "rumah", "RATE": "eb"}], ids=["value", "rate"])
def test_rows_without_the_other_field_take_no_part(given: dict[str, Any]) -> None:
    """They get no data and are counted in the log, and the rest is as if they were not there."""
    layer, out = made(36, square), (3, 14)
    homes = [float(50 + row % 5) for row in range(36)]
    other = [None if row in out else value for row, value in enumerate(layer.columns["populasi"])]
    layer = replace(layer, columns={**layer.columns, "populasi": other, "rumah": homes})
    rest = part_of(layer, np.array([row not in out for row in range(36)]))
    said: list[str] = []
    context = Context(say=lambda note: said.append(note.sentence.en))
    results = run(local_moran.METHOD, layer, context, OTHER="populasi", NEIGHBOURS="rook", **given)
    found = results.layers["OUTPUT"].values
    assert any(words.startswith("2 rows without a value") for words in said)
    assert [found["lm_kelas"][row] for row in out] == ["tanpa_data"] * 2 and np.isnan(found["lm_lag"][list(out)]).all()
    assert (results.record.units_used, results.record.units_left_out) == (34, 2)
    order = np.array([row for row in range(36) if row not in out])
    alone = run(local_moran.METHOD, rest, OTHER="populasi", NEIGHBOURS="rook", **given)
    assert figures(results, order) == figures(alone)


def test_too_few_rows_with_both_fields_are_refused() -> None:
    with pytest.raises(UserError, match="Only 2 units .* nilai, populasi"):
        run(local_moran.METHOD, with_values([1.0, 2.0, *[None] * 28], "populasi"), OTHER="populasi")


@pytest.mark.parametrize("method", [each for each in WEIGHTED if each.id not in ("weights", "regionalise")])
def test_guard_rails_speak_before_the_run(method: Algorithm) -> None:
    """Too few units and raw counts before anything is computed; too few permutations before any is drawn."""
    heard: list[Any] = []
    context = Context(progress=heard.append, say=lambda note: heard.append(note.sentence.en))
    run(method, made(20, square), context, RULES=("queen",))
    first_step = next(at for at, each in enumerate(heard) if isinstance(each, float))
    before = [each for each in heard[:first_step] if isinstance(each, str)]
    assert any("below 30" in words for words in before)
    assert method.id == "localjoincount" or any("raw counts" in words for words in before)
    if method.id != "globalautocorrelation":
        said = next(at for at, each in enumerate(heard) if isinstance(each, str) and "permutations" in each)
        assert not [each for each in heard[:said] if isinstance(each, float) and each > 0.3 + 1e-9]


@pytest.mark.parametrize("rate", ["raw", "eb"])
@pytest.mark.parametrize("method", [each for each in WEIGHTED if any(s.id == "DENOMINATOR" for s in each.parameters)])
def test_rates_beyond_all_numbers_are_refused(method: Algorithm, rate: str) -> None:
    layer = with_values([1e90 * (1 + row % 3) for row in range(30)])
    layer = replace(layer, columns={**layer.columns, "populasi": [1e-20] * 30})
    with pytest.raises(UserError, match="1e100"):
        run(method, layer, DENOMINATOR="populasi", RATE=rate)


@pytest.mark.parametrize("method", [hotspot_getis_ord.METHOD, local_moran.METHOD, global_autocorrelation.METHOD])
def test_differences_too_small_to_square_count_as_none(method: Algorithm) -> None:
    with pytest.raises(UserError, match="equal"):
        run(method, with_values([1e-200 * (row % 3) for row in range(30)]))


def astray(number: int) -> bytes:
    x = float("inf") if number % 5 == 4 else 10.0
    return square(number) if number % 5 < 3 else polygon([(x, 0), (1, x), (1, 1), (x, 0)])


@pytest.mark.parametrize("rule", ["queen", "rook", "knn", "band", "kernel"])
@pytest.mark.parametrize("geographic", [True, False])
@pytest.mark.parametrize("method", WEIGHTED, ids=lambda method: method.id)
def test_units_at_infinity_are_nobodys_neighbours(method: Algorithm, geographic: bool, rule: str) -> None:
    layer = made(30, astray, geographic)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        results = run(method, layer, NEIGHBOURS=rule, RULES=("queen", "knn"), KS="2", K=2, JOIN_ISLANDS=False)
        with pytest.raises(UserError, match="finite coordinates"):
            run(method, made(20, lambda number: astray(4), geographic), NEIGHBOURS=rule, JOIN_ISLANDS=False)
    found = {name.split("_", 1)[1]: column for name, column in results.layers["OUTPUT"].values.items() if "_" in name}
    if "tetangga" in found and method.id != "globalautocorrelation":
        assert all(found["tetangga"][row] == 0 for row in range(4, 30, 5))


@pytest.mark.parametrize("values", [[0.0] * 29 + [5.0], [1e-20 * (row % 3) for row in range(29)] + [1.0]])
def test_a_single_value_above_nought_has_no_general_g(values: list[float]) -> None:
    said: list[str] = []
    results = run(global_autocorrelation.METHOD, with_values(values), Context(say=lambda n: said.append(n.sentence.en)))
    assert "g" not in results.layers["OUTPUT"].values["statistik"]
    assert any("two positive values" in words for words in said)
