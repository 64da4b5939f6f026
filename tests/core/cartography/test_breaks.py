"""Class limits: round, ascending, complete; zero and missing values are no class of theirs."""

from __future__ import annotations

import numpy as np
import pytest

from ir_plugin.core.cartography.breaks import (
    circle_limits,
    class_labels,
    class_limits,
    growing_limits,
    number_text,
    range_text,
)


def test_few_values_are_their_own_classes() -> None:
    assert class_limits(np.array([0, 3, 1, 1, np.nan, 2]), 5) == (1.0, 2.0, 3.0)


def test_nothing_positive_has_no_class() -> None:
    assert class_limits(np.array([0.0, -1.0, np.nan]), 5) == ()
    assert class_limits(np.array([]), 5) == ()


@pytest.mark.parametrize("seed", range(5))
def test_every_positive_value_is_in_a_class_and_no_class_is_empty(seed: int) -> None:
    values = np.random.default_rng(seed).lognormal(3, 1.5, 393)
    limits = class_limits(values, 5)
    assert list(limits) == sorted(set(limits))
    assert len(limits) <= 5
    counts = np.histogram(values, bins=[0, *np.nextafter(limits, np.inf)])[0]
    assert counts.sum() == 393
    assert counts.min() > 0


def test_equal_numbers_of_places_in_each_class() -> None:
    assert class_limits(np.arange(1, 101), 5) == (20, 40, 60, 80, 100)


@pytest.mark.parametrize("highest", [43, 240, 12_345])
def test_circles_grow_by_even_steps_of_their_diameter(highest: int) -> None:
    limits = circle_limits(np.arange(highest + 1), 5)
    assert limits[-1] >= highest and all(each % 1 == 0 for each in limits)
    steps = np.diff([0.0, *np.sqrt(limits)]) / np.sqrt(limits[-1])
    assert steps == pytest.approx(0.2, abs=0.05)


def test_small_numbers_have_a_circle_each() -> None:
    assert circle_limits(np.array([0, 3, 1, 2, np.nan]), 5) == (1, 2, 3)
    assert circle_limits(np.arange(7), 5) == (1, 2, 4, 6)
    assert circle_limits(np.array([0.0, np.nan]), 5) == ()


def test_circles_begin_where_numbers_do() -> None:
    assert circle_limits(np.array([0, 206, 313, 635]), 5) == (230, 410, 640)
    assert circle_limits(np.array([8, 8]), 5) == (8,)


@pytest.mark.parametrize("numbers", [[1.4], [2.5], [1, 2, 2.5], [1e-9, 0.3], [-3, 4], [-3, -1], [7, 1e18]])
def test_every_positive_number_has_a_circle_and_every_circle_a_label(numbers: list[float]) -> None:
    """Also of a field of fractions, which somebody may call like the counts."""
    limits = circle_limits(np.array(numbers), 5)
    assert len(class_labels(np.array(numbers), limits)) == len(limits)
    assert max(numbers) <= (limits[-1] if limits else 0)


def test_labels() -> None:
    assert range_text(0, 1, whole=True).id == "1"
    assert range_text(3, 1200, whole=True) == ("4 – 1.200", "4 – 1,200")
    assert range_text(0.4, 1.25, whole=False) == ("> 0,4 – 1,25", "> 0.4 – 1.25")
    assert number_text(1234.5) == ("1.234,5", "1,234.5")
    assert number_text(0.00037) == ("0,00037", "0.00037")


def test_the_lowest_class_says_from_where_there_is_anything() -> None:
    values = np.array([np.nan, 0, 208, 316, 325, 388, 649])
    labels = [label.id for label in class_labels(values, class_limits(values, 3))]
    assert labels == ["200 – 320", "321 – 390", "391 – 650"]
    assert [label.id for label in class_labels(np.array([4.0, 4.0]), (4.0,))] == ["4"]
    assert class_labels(np.zeros(3), ()) == ()


def test_fractions_leave_no_gap_between_classes_of_whole_limits() -> None:
    values = np.array([61.5, 62.0, 63.3, 66.0])
    assert [label.id for label in class_labels(values, (62.0, 66.0))] == ["61 – 62", "> 62 – 66"]


def test_growing_limits_reach_from_the_floor_to_the_highest_value() -> None:
    assert growing_limits(10.0, 2, 0.1) == (1.0, 10.0)
    assert growing_limits(2.53, 5, 0.0253) == (0.064, 0.16, 0.41, 1.1, 2.6)
