"""Regions as people ask for them: by name or code, down to a level."""

from __future__ import annotations

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.regions import DISTRICT, VILLAGE
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.named_regions import NamedRegions


@pytest.fixture
def regions(register: str) -> NamedRegions:
    with reading(register) as connection:
        return NamedRegions(connection)


@pytest.mark.parametrize(
    ("wanted", "deepest", "code"),
    [
        ("19.03", DISTRICT, "19.03"),
        (" bangka SELATAN ", DISTRICT, "19.03"),
        ("Kab. Bangka Selatan", DISTRICT, "19.03"),
        ("Pangkalpinang", DISTRICT, "19.71"),
        ("Sungailiat", VILLAGE, "19.01.01"),
        ("Kelurahan Sungailiat", VILLAGE, "19.01.01.1001"),
        ("Provinsi Kepulauan Bangka Belitung", DISTRICT, "19"),
    ],
)
def test_a_name_or_a_code_is_one_region(regions: NamedRegions, wanted: str, deepest: str, code: str) -> None:
    assert regions.code_of(wanted, deepest) == code


@pytest.mark.parametrize(
    ("wanted", "deepest", "words"),
    [
        ("Atlantis", DISTRICT, "Tidak ada wilayah Atlantis di antara kecamatan atau di atasnya"),
        ("19.01.01.1001", DISTRICT, "19.01 Bangka"),
        ("Rukam", VILLAGE, "pakai kode wilayahnya"),
    ],
)
def test_what_is_no_one_region_is_a_sentence(regions: NamedRegions, wanted: str, deepest: str, words: str) -> None:
    with pytest.raises(UserError) as refusal:
        regions.code_of(wanted, deepest)
    assert words in refusal.value.sentence.id


def test_a_place_is_told_up_to_its_regency(regions: NamedRegions) -> None:
    assert regions.place("19.01.01.1001").id == "Kelurahan Sungailiat, Kecamatan Sungailiat, Kabupaten Bangka"
    assert regions.place("19.71").en == "Pangkal Pinang City, Kepulauan Bangka Belitung Province"
    assert regions.title("13.01") is None
