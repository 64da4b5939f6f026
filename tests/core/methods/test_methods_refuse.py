"""Bad input to every method: a sentence in both languages, never a traceback, never a wrong number."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, Context
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods import density_clusters, hotspot_getis_ord
from ir_plugin.core.parameters import Choice, FieldChoice

METHODS = [hotspot_getis_ord.METHOD, density_clusters.METHOD]
WITH_DENOMINATOR = [method for method in ALGORITHMS if any(each.id == "DENOMINATOR" for each in method.parameters)]
NEED_VALUES = [method for method in METHODS if method.id != "densityclusters"]


def point(x: float, y: float) -> bytes:
    return struct.pack("<BI2d", 1, 1, x, y)


def grid_layer(values: list[Any], geographic: bool = False, step: float = 100.0) -> Layer:
    wkb = [point(106 * geographic + step * (i % 6), step * (i // 6)) for i in range(len(values))]
    return Layer(wkb=wkb, columns={"nilai": values}, geographic=geographic, name="desa")


def settings(method: Algorithm, layer: Layer, **given: Any) -> dict[str, Any]:
    values = {each.id: getattr(each, "default", None) for each in method.parameters}
    fields = {each.id: "nilai" for each in method.parameters if isinstance(each, FieldChoice) and not each.optional}
    return {**values, **fields, "INPUT": layer, "NEIGHBOURS": "knn", "K": 3, "PERMUTATIONS": 99, **given}


def heard(method: Algorithm, values: dict[str, Any]) -> str:
    """Everything that a run says, before and after, in English."""
    said: list[str] = []
    results = method.compute(values, Context(say=lambda note: said.append(note.sentence.en)))
    return " ".join([*said, *(note.sentence.en for note in results.notes)])


def refusal(method: Algorithm, layer: Layer, **given: Any) -> str:
    with pytest.raises(UserError) as caught:
        method.compute(settings(method, layer, **given), Context())
    assert caught.value.sentence.id != caught.value.sentence.en
    return caught.value.sentence.en


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_an_empty_layer(method: Algorithm) -> None:
    assert "is empty" in refusal(method, grid_layer([]))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_no_geometry_at_all(method: Algorithm) -> None:
    refusal(method, Layer(wkb=[b""] * 9, columns={"nilai": list(range(9))}, geographic=False))


@pytest.mark.parametrize("method", NEED_VALUES, ids=lambda method: method.id)
def test_a_field_of_texts(method: Algorithm) -> None:
    assert "holds texts, not numbers" in refusal(method, grid_layer(["Kenanga", "Sungailiat", None] * 5))


@pytest.mark.parametrize("method", NEED_VALUES, ids=lambda method: method.id)
@pytest.mark.parametrize("count", [1, 2])
def test_too_few_units(method: Algorithm, count: int) -> None:
    assert "at least 3 are needed" in refusal(method, grid_layer([1.0, 2.0][:count]))


@pytest.mark.parametrize("rate", ["raw", "eb", "standardised"])
@pytest.mark.parametrize("method", WITH_DENOMINATOR, ids=lambda method: method.id)
def test_a_denominator_that_is_hardly_known_is_named(method: Algorithm, rate: str) -> None:
    layer = grid_layer([float(number) for number in range(12)])
    layer = replace(layer, columns={**layer.columns, "rumah_tangga": [None, 0.0, 80.0] + [None] * 8 + [90.0]})
    needed = 4 if method.id == "globalautocorrelation" else 3
    assert refusal(method, layer, DENOMINATOR="rumah_tangga", RATE=rate) == (
        f"The denominator rumah_tangga is above zero in only 2 of 12 rows; at least {needed} are needed. Fill it in or "
        "choose another field."
    )


def test_a_rate_is_named_as_such() -> None:
    layer = grid_layer([float(number) for number in range(12)])
    layer = replace(layer, columns={**layer.columns, "rumah_tangga": layer.columns["nilai"]})
    words = refusal(hotspot_getis_ord.METHOD, layer, DENOMINATOR="rumah_tangga")
    assert words.startswith("All values of nilai / rumah_tangga are equal")


@pytest.mark.parametrize("method", NEED_VALUES, ids=lambda method: method.id)
@pytest.mark.parametrize(
    "values, words",
    [([5.0] * 12, "are equal"), ([None] * 12, "at least 3"), ([1.0, 2.0, float("inf")] * 4, "infinite values")],
)
def test_values_that_say_nothing(method: Algorithm, values: list[Any], words: str) -> None:
    assert words in refusal(method, grid_layer(values))


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_some_missing_rows_keep_their_place(method: Algorithm) -> None:
    layer = grid_layer([float(i * i % 7) for i in range(30)])
    layer = Layer(
        wkb=[b"" if i == 4 else wkb for i, wkb in enumerate(layer.wkb)],
        columns={"nilai": [None if i == 7 else value for i, value in enumerate(layer.columns["nilai"])]},
        geographic=False,
    )
    said = heard(method, settings(method, layer))
    results = method.compute(settings(method, layer), Context())
    for column in results.layers["OUTPUT"].values.values():
        assert len(column) == 30
    assert results.record.units_used + results.record.units_left_out == 30
    assert re.search("takes? no part", said)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_degrees_are_measured_in_metres(method: Algorithm) -> None:
    """About 111 m apart, in degrees and in metres: the same clusters and the same neighbours."""
    values = [float(i * i % 7) for i in range(36)]
    given = {"NEIGHBOURS": "band", "BAND": 120.0, "DISTANCE": 120.0, "MINIMUM": 3}
    degrees = method.compute(settings(method, grid_layer(values, True, 0.001), **given), Context())
    metres = method.compute(settings(method, grid_layer(values, False, 111.0), **given), Context())
    for name, column in metres.layers["OUTPUT"].values.items():
        other = degrees.layers["OUTPUT"].values[name]
        same = np.array_equal(column, other) if column.dtype == object else np.allclose(column, other, equal_nan=True)
        assert same or name == "gi_p" or name == "gi_p_koreksi"


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_cancelled_half_way(method: Algorithm) -> None:
    def stop(fraction: float) -> None:
        if fraction > 0.3:
            raise Cancelled

    with pytest.raises(Cancelled):
        method.compute(settings(method, grid_layer([float(i) for i in range(30)])), Context(progress=stop))


def test_hot_spots_are_found_where_they_are() -> None:
    planted = {7, 8, 9, 13, 14, 15, 19, 20, 21}  # three by three
    layer = grid_layer([50.0 + i % 3 if i in planted else float(i % 3) for i in range(36)])
    results = hotspot_getis_ord.METHOD.compute(
        settings(hotspot_getis_ord.METHOD, layer, NEIGHBOURS="band", BAND=150.0, PERMUTATIONS=9999), Context()
    )
    hot = np.flatnonzero(results.layers["OUTPUT"].values["gi_kelas"] == "panas")
    assert 14 in hot and set(hot.tolist()) <= planted
    assert results.numbers["N_HOT"] == len(hot)


def test_guard_rails_speak() -> None:
    values = settings(hotspot_getis_ord.METHOD, grid_layer([float(i) for i in range(12)]), ALTERNATIVE="directed")
    words = heard(hotspot_getis_ord.METHOD, values)
    assert "below 30" in words and "raw counts" in words and "twice as often" in words


def test_too_few_permutations_are_named_with_what_is_enough() -> None:
    values = settings(hotspot_getis_ord.METHOD, grid_layer([i * 0.5 for i in range(36)]), CORRECTION="bonferroni")
    words = heard(hotspot_getis_ord.METHOD, values)
    assert "at least 1,439 permutations" in words  # 2 / (0.05 / 36) - 1


def test_points_have_no_contiguity() -> None:
    layer = grid_layer([float(i) for i in range(12)])
    assert "need polygons" in refusal(hotspot_getis_ord.METHOD, layer, NEIGHBOURS="queen")


def test_clusters_per_category_and_their_hulls() -> None:
    wkb = [point(10.0 * (i % 4), 10.0 * (i // 4)) for i in range(16)]
    products = ["getas" if i < 8 else "batik" for i in range(16)]
    layer = Layer(wkb=wkb, columns={"nilai": products}, geographic=False)
    values = settings(density_clusters.METHOD, layer, CATEGORY="nilai", DISTANCE=11.0, MINIMUM=3)
    results = density_clusters.METHOD.compute(values, Context())
    hulls = results.layers["HULLS"]
    assert hulls.values["kategori"] == ["batik", "getas"]
    assert hulls.values["klaster_anggota"] == [8, 8]
    assert hulls.values["luas_km2"] == pytest.approx([300e-6, 300e-6])
    assert set(results.layers["OUTPUT"].values["klaster_spasial"].tolist()) == {1.0, 2.0}


SMOOTHING = [
    (method, option.code)
    for method in WITH_DENOMINATOR
    for each in method.parameters
    if each.id == "RATE" and isinstance(each, Choice)
    for option in each.options
    if option.code != "raw"
]


@pytest.mark.parametrize("method, rate", SMOOTHING, ids=[f"{method.id} {rate}" for method, rate in SMOOTHING])
def test_no_smoothed_rate_of_values_below_zero(method: Algorithm, rate: str) -> None:
    layer = grid_layer([-1.0, -2.0, *range(34)])
    layer = replace(layer, columns={**layer.columns, "rumah_tangga": [100 + row for row in range(36)]})
    words = refusal(method, layer, DENOMINATOR="rumah_tangga", RATE=rate)
    assert words.startswith("Values of the field nilai below zero: 2. Smoothed or standardised rates are for")


@pytest.mark.parametrize(
    "name, values, warned",
    [
        ("nilai", [row / 40 for row in range(36)], True),
        ("nilai", [row % 2 for row in range(36)], False),
        ("nilai", list(range(36)), False),
        ("persen_perempuan", list(range(36)), True),
        ("ir_per_1000", list(range(36)), True),
        ("karate", list(range(36)), False),
        ("pangsa", [row * 1.5 for row in range(36)], True),
    ],
)
def test_a_rate_that_is_divided_again_is_warned_of(name: str, values: list[Any], warned: bool) -> None:
    layer = grid_layer(values)
    layer = replace(layer, columns={name: values, "rumah_tangga": [100 + row for row in range(36)]})
    given = settings(hotspot_getis_ord.METHOD, layer, FIELD=name, DENOMINATOR="rumah_tangga")
    words = f"{name} looks like a rate, share or percentage already and is divided again by rumah_tangga."
    assert (words in heard(hotspot_getis_ord.METHOD, given)) is warned
    assert "looks like a rate" not in heard(hotspot_getis_ord.METHOD, {**given, "DENOMINATOR": None})
