"""Scales, scale bars, graticules and numbers as printed Indonesian maps write them."""

from __future__ import annotations

import pytest

from ir_plugin.core.cartography.map_sheet import (
    PAPERS,
    bar_segment_m,
    coverage_text,
    degrees_text,
    graticule_minutes,
    interval_text,
    nice_scale,
    scale_text,
)


def test_the_province_fits_an_a3_map_frame_at_one_to_a_million_and_a_half() -> None:
    assert nice_scale(418_000, 255_000, 297, 265) == 1_500_000


@pytest.mark.parametrize(
    ("width_m", "height_m", "expected"),
    [(297.0, 1.0, 1_000), (297.1, 1.0, 1_250), (1.0, 265.0, 1_000), (16_000, 12_000, 60_000), (29_700_000, 1, 10**8)],
)
def test_the_scale_is_the_first_round_one_that_shows_everything(width_m: float, height_m: float, expected: int) -> None:
    assert nice_scale(width_m, height_m, 297, 265) == expected


def test_an_area_without_extent_has_no_scale() -> None:
    with pytest.raises(ValueError, match="without extent"):
        nice_scale(0, 0, 297, 265)


@pytest.mark.parametrize(
    ("denominator", "segment"), [(1_500_000, 20_000), (250_000, 2_500), (50_000, 500), (1_000, 10), (1_250_000, 10_000)]
)
def test_scale_bar_segments_are_round_and_fit(denominator: float, segment: float) -> None:
    found = bar_segment_m(denominator, 58, 4)
    assert found == segment
    assert found * 4 / denominator * 1000 <= 58


@pytest.mark.parametrize(("span", "minutes"), [(3.6, 30), (4.0, 60), (0.4, 5), (0.07, 1), (60.0, 600)])
def test_the_graticule_has_at_least_four_lines_where_it_can(span: float, minutes: float) -> None:
    assert graticule_minutes(span) == minutes


def test_numbers_are_written_as_on_indonesian_maps() -> None:
    assert scale_text(1_500_000) == ("1 : 1.500.000", "1 : 1,500,000")
    assert degrees_text(106.1138, "x") == ("106°07' BT", "106°07' E")
    assert degrees_text(-2.1291, "y") == ("2°08' LS", "2°08' S")
    assert degrees_text(0.0, "y").id == "0°00' LU"
    assert degrees_text(104.9999, "x").id == "105°00' BT"
    assert coverage_text(105, -4, 109, -1).id == "105°00' BT – 109°00' BT, 1°00' LS – 4°00' LS"


def test_papers_have_the_iso_sizes() -> None:
    assert {(paper.id, paper.width_mm, paper.height_mm) for paper in PAPERS} >= {("a3_landscape", 420.0, 297.0)}


@pytest.mark.parametrize(
    ("minutes", "words"), [(300, "5°"), (60, "1°"), (30, "30'"), (1, "1'"), (0.5, '30"'), (1 / 12, '5"')]
)
def test_a_distance_between_lines(minutes: float, words: str) -> None:
    assert interval_text(minutes) == words


def test_villages_have_lines_by_seconds() -> None:
    assert graticule_minutes(0.01) == pytest.approx(1 / 12)
    assert graticule_minutes(0.02) == 0.25
