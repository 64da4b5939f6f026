"""Names of regions as people write them."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.region_matching import RegionMatcher
from ir_plugin.core.industry.regions import VILLAGE, reference_regions


@pytest.fixture(scope="module")
def matcher() -> RegionMatcher:
    return RegionMatcher()


@pytest.mark.parametrize(
    ("village", "district", "regency"),
    [
        ("Sungailiat", "Sungailiat", "Bangka"),
        ("Kel. Sungai Liat", "Kec. Sungailiat", "Kab. Bangka"),
        ("SUNGAILIAT", "sungailiat", "KABUPATEN BANGKA"),
        ("Sungaliat", "Sungailiat", "Bangka"),
        ("Sungailiat", "", "Bangka"),
    ],
)
def test_one_village_in_many_spellings(matcher: RegionMatcher, village: str, district: str, regency: str) -> None:
    assert matcher.village(village, district, regency).value == "19.01.01.1001"


def test_an_exact_name_is_no_repair(matcher: RegionMatcher) -> None:
    assert matcher.village("Sungailiat", "Sungailiat", "Bangka").repairs == ()
    assert matcher.village("Sungaliat", "Sungailiat", "Bangka").repairs == ("nama_wilayah_mirip",)


def test_a_name_is_matched_within_its_parent(matcher: RegionMatcher) -> None:
    """Air Anyir lies in Merawang; there is none in Gerunggang."""
    assert matcher.village("Air Anyir", "Merawang", "Bangka").value == "19.01.03.2008"
    assert matcher.village("Air Anyir", "Gerunggang", "Pangkalpinang").value is None


def test_an_unknown_or_ambiguous_name_is_not_guessed(matcher: RegionMatcher) -> None:
    assert matcher.village("Negeri Antah Berantah", "Sungailiat", "Bangka").value is None
    assert matcher.village("", "Sungailiat", "Bangka").value is None


@pytest.mark.parametrize(
    ("village", "district", "regency", "code"),
    [
        ("Desa Kota Kapur", "Mendo Barat", "Bangka", "Kota Kapur"),
        ("Kel. Kota", "Tanjungpandan", "Belitung", "Kota"),
        ("Kota", "Tanjungpandan", "Belitung", "Kota"),
    ],
)
def test_names_that_begin_like_a_prefix(
    matcher: RegionMatcher, village: str, district: str, regency: str, code: str
) -> None:
    found = matcher.village(village, district, regency).value
    assert found is not None and reference_regions()[found].name == code


def test_every_village_is_found_with_every_prefix(matcher: RegionMatcher) -> None:
    regions = reference_regions()
    for village in (each for each in regions.values() if each.level == VILLAGE):
        district = regions[village.parent]
        regency = regions[district.parent]
        for prefix in ("", "Desa ", "Kel. ", "DESA ds. "):
            found = matcher.village(prefix + village.name, f"Kec. {district.name}", regency.title.id)
            assert found.value == village.code


def test_a_misspelt_name_behind_a_prefix(matcher: RegionMatcher) -> None:
    """The prefix goes, the "Kota" that belongs to the name stays."""
    assert matcher.village("Desa Kota Kapr", "Mendo Barat", "Bangka").value == "19.01.04.2010"


def test_a_district_that_is_not_known_is_said(matcher: RegionMatcher) -> None:
    found = matcher.village("Penagan", "Tj Pandan", "Bangka")
    assert found.value is not None and "kecamatan_diabaikan" in found.repairs
    assert "kecamatan_diabaikan" not in matcher.village("Penagan", "", "Bangka").repairs


def test_a_regency_that_is_not_known_is_said(matcher: RegionMatcher) -> None:
    found = matcher.village("Penagan", "Mendo Barat", "Kota Bandung")
    assert found.value is not None and "kabupaten_diabaikan" in found.repairs
    assert "kabupaten_diabaikan" not in matcher.village("Penagan", "Mendo Barat", "").repairs


def test_a_name_that_means_two_regions_is_not_taken_for_one_that_is_alike(matcher: RegionMatcher) -> None:
    """There are two of each in the province, and one Air Putih and one Deniang."""
    for name in ("Pasir Putih", "Pasir Putihh", "Dendang"):
        assert matcher.region(name, VILLAGE, "19").value is None
