"""The numbers beside the map against what plain Python counts in the tables."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any, Optional

import pytest

from ir_plugin.core.industry.regions import DISTRICT, REGENCY, VILLAGE, reference_regions
from ir_plugin.core.register.bounds import bounds_of_rows
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.filter_choices import filter_choices
from ir_plugin.core.register.geometry_blobs import point_of
from ir_plugin.core.register.geopackage import reading, transaction
from ir_plugin.core.register.overview import RegionCount, overview
from ir_plugin.core.register.region_choices import regions_within
from ir_plugin.core.register.row_counts import row_counts
from ir_plugin.core.register.village_at import village_at

LENGTHS = {REGENCY: 5, DISTRICT: 8, VILLAGE: 13}
NAMES = {code: region.name for code, region in reference_regions().items()}


@pytest.fixture(scope="module")
def path(root: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample, with businesses of which not everything is known."""
    copy = str(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path_factory.mktemp("overview")))
    with transaction(copy) as connection:
        connection.execute("UPDATE ir_usaha SET kode_desa = NULL WHERE fid % 50 = 1")
        connection.execute("UPDATE ir_usaha SET geom = NULL, mutu_posisi = 'X' WHERE fid % 70 = 2")
        connection.execute("UPDATE ir_pemilik SET jenis_kelamin = 'X' WHERE fid % 40 = 3")
        connection.execute("DELETE FROM ir_produk WHERE fid % 30 = 4")
        connection.execute("UPDATE ir_pengamatan SET kelas_petugas = NULL, kelas_hitung = NULL WHERE fid % 20 = 5")
    return copy


def businesses(path: str) -> list[dict[str, Any]]:
    """Each business as the tables tell of it."""
    with reading(path) as connection:
        owners = dict(connection.execute("SELECT pemilik_id, jenis_kelamin FROM ir_pemilik"))
        seen: dict[str, Any] = {}
        for key, period, *classes in connection.execute(
            "SELECT usaha_id, periode, kelas_akhir, kelas_hitung, kelas_petugas FROM ir_pengamatan ORDER BY periode"
        ):
            seen[key] = (next((each for each in classes if each), None), {period, *seen.get(key, ("", set()))[1]})
        query = "SELECT usaha_id, produk_kode, coalesce(produk_kode, nama_produk_asli) FROM ir_produk WHERE utama = 1"
        products = {key: (code, named) for key, code, named in connection.execute(query)}
        rows = connection.execute("SELECT usaha_id, kode_desa, geom, pemilik_id FROM ir_usaha").fetchall()
    return [
        {
            "village": village,
            "located": geom is not None,
            "sex": owners[owner],
            "product": products.get(key, (None, None))[0],
            "named": products.get(key, (None, None))[1],
            "kelas": seen.get(key, (None, set()))[0],
            "periods": seen.get(key, (None, set()))[1],
        }
        for key, village, geom, owner in rows
    ]


def fits(business: dict[str, Any], chosen: BusinessFilter) -> bool:
    village: Optional[str] = business["village"]
    return (
        (not chosen.region or bool(village) and str(village)[: len(chosen.region)] == chosen.region)
        and chosen.kelas in ("", business["kelas"])
        and chosen.product in ("", business["product"])
        and chosen.sex in ("", business["sex"])
        and (not chosen.period or chosen.period in business["periods"])
    )


@pytest.mark.parametrize(
    "chosen, level",
    [
        (BusinessFilter(), REGENCY),
        (BusinessFilter(region="19"), REGENCY),
        (BusinessFilter(region="19.01", kelas="1"), DISTRICT),
        (BusinessFilter(region="19.01.02", sex="P"), VILLAGE),
        (BusinessFilter(region="19.01.01.1001"), VILLAGE),
        (BusinessFilter(product="PGN03", period="2024"), REGENCY),
        (BusinessFilter(region="19.01", text="tidak ada yang bernama begini"), DISTRICT),
    ],
)
def test_the_figures_are_those_of_the_tables(path: str, chosen: BusinessFilter, level: str) -> None:
    everything = businesses(path)
    left = [] if chosen.text else [each for each in everything if fits(each, chosen)]
    told = overview(path, chosen)
    assert bool(left) != bool(chosen.text)
    assert (told.total, told.businesses, told.level) == (2500, len(left), level)
    assert told.women == sum(each["sex"] == "P" for each in left)
    assert told.known == sum(each["sex"] in "PL" for each in left)
    assert told.classes == Counter(each["kelas"] or "" for each in left)
    counts = Counter((each["village"] or "")[: LENGTHS[level]] for each in left)
    assert told.regions == [RegionCount(code, NAMES.get(code, ""), counts[code]) for code in sorted(counts)]
    facts = [(each["village"], each["located"], each["sex"] in "PL", each["named"], each["kelas"]) for each in left]
    share = sum(bool(fact) for each in facts for fact in each) / (5 * len(left)) if left else None
    assert told.completeness == pytest.approx(share)


def test_without_businesses_shares_are_unknown(path: str) -> None:
    nobody = overview(path, BusinessFilter(text="tidak ada yang bernama begini"))
    assert nobody.womens_share is None
    assert nobody.completeness is None


def test_classes_are_a_draft_until_rules_are_verified(path: str, tmp_path: Path) -> None:
    assert overview(path, BusinessFilter()).draft
    verified = str(shutil.copy(path, tmp_path / "verified.gpkg"))
    with transaction(verified) as connection:
        connection.execute("UPDATE aturan_kelas SET status = 'TERVERIFIKASI'")
    assert not overview(verified, BusinessFilter()).draft


def test_the_choices_are_what_the_register_has(path: str) -> None:
    choices = filter_choices(path)
    assert choices.periods == ["2025", "2024"]
    counts = Counter(each["product"] for each in businesses(path) if each["product"])
    assert {each.code: each.businesses for each in choices.products} == counts
    assert [each.name.id for each in choices.products] == sorted(each.name.id for each in choices.products)


def test_each_list_of_regions_holds_what_lies_in_the_one_before(path: str) -> None:
    assert regions_within(path, "") == [("19", NAMES["19"])]
    for parent in ("19", "19.03", "19.03.01"):
        expected = [(code, name) for code, name in NAMES.items() if reference_regions()[code].parent == parent]
        assert regions_within(path, parent) == sorted(expected, key=lambda region: (region[1].lower(), region[0]))
    assert regions_within(path, "19.01.01.1001") == []


def test_rows_are_counted_under_their_conditions(path: str) -> None:
    regencies, villages = ("ref_wilayah", "tingkat = '2'"), ("ref_wilayah", "tingkat = '4'")
    women = ("usaha_ringkas", BusinessFilter(sex="P").condition())
    assert row_counts(path, [regencies, villages, ("ir_usaha", ""), women]) == {
        regencies: 7,
        villages: 393,
        ("ir_usaha", ""): 2500,
        women: sum(each["sex"] == "P" for each in businesses(path)),
    }


def test_a_point_inside_of_a_village_knows_it(path: str) -> None:
    inside = {code: region.point for code, region in reference_regions().items() if region.point}
    found = {code: village_at(path, *point) for code, point in list(inside.items())[::40]}
    assert len(found) > 5
    assert found == {code: code for code in found}


@pytest.mark.parametrize("chosen", [BusinessFilter(), BusinessFilter(region="19.02", sex="P")])
def test_bounds_hold_the_businesses_that_are_left(path: str, chosen: BusinessFilter) -> None:
    condition = chosen.condition_for("ir_usaha")
    query = " ".join(("SELECT geom FROM ir_usaha WHERE geom IS NOT NULL", f"AND {condition}" if condition else ""))
    with reading(path) as connection:
        points = [point_of(geom) for (geom,) in connection.execute(query)]
    x, y = zip(*(point for point in points if point))
    bounds = bounds_of_rows(path, "ir_usaha", condition)
    assert bounds == pytest.approx((min(x), min(y), max(x), max(y)), abs=2e-5)


def test_nothing_has_no_bounds(path: str) -> None:
    assert bounds_of_rows(path, "ir_usaha", "usaha_id = 'tidak ada'") is None


def test_a_point_at_sea_has_no_village(path: str) -> None:
    assert village_at(path, 105.0, -4.5) is None
