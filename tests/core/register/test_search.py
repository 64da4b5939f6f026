"""Finding businesses, owners and villages, as the locator does."""

from __future__ import annotations

from pathlib import Path

import pytest

from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.search import BUSINESS, OWNER, VILLAGE, region_names, search

SAMPLE = str(Path(__file__).parents[3] / "sample_data" / "register_contoh.gpkg")


def test_a_village_comes_first_and_says_where_it_is() -> None:
    found = search(SAMPLE, "mentok")
    assert [each.kind for each in found] == sorted((each.kind for each in found), key=[VILLAGE, BUSINESS, OWNER].index)
    village = next(each for each in search(SAMPLE, "Sungai Daeng") if each.kind == VILLAGE)
    assert village.key == "19.05.01.1002"
    assert village.where == "Mentok, Bangka Barat"


@pytest.mark.parametrize("kind", [BUSINESS, OWNER])
def test_every_hit_has_the_text_in_its_name_and_those_that_begin_with_it_come_first(kind: str) -> None:
    names = [each.name.lower() for each in search(SAMPLE, "sari", limit=500) if each.kind == kind]
    assert names
    assert all("sari" in name for name in names)
    begins = [name.startswith("sari") for name in names]
    assert begins == sorted(begins, reverse=True)


def test_signs_of_patterns_are_letters_like_any_other() -> None:
    assert search(SAMPLE, "%%") == []
    assert search(SAMPLE, "__") == []
    assert search(SAMPLE, "x' OR 1=1 --") == []


def test_one_letter_is_not_searched_for_and_no_kind_gives_more_than_asked() -> None:
    assert search(SAMPLE, "a") == []
    found = search(SAMPLE, "an", limit=3)
    assert [sum(each.kind == kind for each in found) for kind in (VILLAGE, BUSINESS, OWNER)] == [3, 3, 3]


def test_a_hit_leads_to_a_row() -> None:
    with reading(SAMPLE) as connection:
        for found in search(SAMPLE, "batik"):
            column = "kode_dagri" if found.kind == VILLAGE else "usaha_id"
            query = " ".join(("SELECT count(*) FROM", found.table, "WHERE", column, "= ?"))
            assert connection.execute(query, [found.key]).fetchone() == (1,)


def test_the_regions_have_names() -> None:
    names = dict(region_names(SAMPLE))
    assert names["19.01"] == "Bangka"
    assert len(names) == 448
