"""The sample's regions, people, businesses and hidden patterns, as shipped."""

from __future__ import annotations

import json
import re
import sqlite3
import zlib
from collections import Counter
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from PIL import Image
from sklearn.cluster import DBSCAN

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.regions import DISTRICT, REGENCY, VILLAGE, reference_regions
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods import density_clusters, hotspot_getis_ord
from ir_plugin.core.methods.themes import COLD, HOT
from ir_plugin.core.register import aggregate

SAMPLE = Path(__file__).parents[2] / "sample_data"
REGISTER = str(SAMPLE / "register_contoh.gpkg")
MOST_BYTES = 5_000_000


@pytest.fixture(scope="module")
def regions():
    return {name: gpd.read_file(SAMPLE / "wilayah.gpkg", layer=name) for name in ("desa", "kecamatan", "kabupaten")}


@pytest.fixture(scope="module")
def planted():
    return json.loads((SAMPLE / "planted.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def businesses():
    return gpd.read_file(REGISTER, layer="usaha_ringkas")


@pytest.fixture
def register():
    connection = sqlite3.connect(f"file:{REGISTER}?mode=ro", uri=True)
    yield connection
    connection.close()


def settings(method, **values):
    defaults = {each.id: getattr(each, "default", None) for each in method.parameters}
    return {**defaults, **values}


# --- regions ---


@pytest.mark.parametrize(
    "layer, level, count", [("desa", VILLAGE, 393), ("kecamatan", DISTRICT, 47), ("kabupaten", REGENCY, 7)]
)
def test_every_official_region_is_there_once(regions, layer, level, count):
    official = {code: region.name for code, region in reference_regions().items() if region.level == level}
    assert dict(zip(regions[layer]["kode"], regions[layer]["nama"])) == official
    assert len(regions[layer]) == count


@pytest.mark.parametrize("layer", ["desa", "kecamatan", "kabupaten"])
def test_topology_is_clean(regions, layer):
    geometry = regions[layer].geometry.to_numpy()
    assert shapely.is_valid(geometry).all()
    assert shapely.coverage_is_valid(geometry)
    assert (regions[layer]["status"].str.startswith("indikatif")).all()


@pytest.mark.parametrize("layer, length", [("kecamatan", 8), ("kabupaten", 5)])
def test_upper_levels_are_exact_unions(regions, layer, length):
    villages = regions["desa"].groupby(regions["desa"]["kode"].str[:length])
    for code, area in zip(regions[layer]["kode"], regions[layer].geometry):
        assert shapely.equals(area, shapely.coverage_union_all(villages.get_group(code).geometry.to_numpy()))


def test_every_village_holds_its_point(regions):
    for code, land in zip(regions["desa"]["kode"], regions["desa"].geometry):
        point = reference_regions()[code].point
        if point:  # two points lie just off the coast
            assert land.distance(shapely.Point(point)) < 0.003


def test_villages_without_a_point_are_marked_as_invented(regions):
    marked = regions["desa"].loc[regions["desa"]["keterangan"].str.contains("karangan"), "kode"]
    assert list(marked) == ["19.05.01.1008", "19.05.01.1009"]


def test_islands_are_units_of_their_own(regions):
    codes, land = regions["desa"]["kode"], regions["desa"].geometry.to_numpy()
    for code in ("19.02.02.2010", "19.02.03.2004", "19.06.01.2010"):  # Sumedang, Gersik, Buku Limau
        own = land[codes == code][0]
        assert shapely.distance(land[codes != code], own).min() > 0.003


@pytest.mark.parametrize("sex", ["penduduk_l", "penduduk_p"])
def test_people_add_up_to_the_official_figures(regions, sex):
    for code, people in zip(regions["kabupaten"]["kode"], regions["kabupaten"][sex]):
        official = reference_regions()[code]
        assert people == (official.male if sex == "penduduk_l" else official.female)
        assert people == regions["desa"].loc[regions["desa"]["kode"].str.startswith(code), sex].sum()


# --- businesses ---


def test_shares_are_near_what_is_known(businesses, register):
    assert len(businesses) == 2500
    assert (businesses["jenis_kelamin"] == "P").mean() == pytest.approx(0.65, abs=0.03)
    shares = businesses["kelas_ir"].value_counts(normalize=True)
    assert shares["1"] > 0.7 and shares["1"] > 3 * shares["2"] and shares["2"] > 3 * shares["3"]
    periods = dict(register.execute("SELECT periode, count(*) FROM ir_pengamatan GROUP BY 1"))
    assert periods["2025"] == 2500 and 2000 < periods["2024"] < 2500


def test_the_register_holds_together(register):
    assert register.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert register.execute("PRAGMA foreign_key_check").fetchall() == []


def test_points_lie_in_their_villages(businesses, regions):
    located = businesses[businesses.geometry.notna()]
    joined = located.sjoin(regions["desa"][["kode", "geometry"]], predicate="within")
    assert len(joined) == len(located) > 2300
    assert (joined["kode"] == joined["kode_desa"]).all()


def test_personal_numbers_are_of_the_invented_series(register):
    owners = register.execute("SELECT nik, no_hp, jenis_kelamin, tahun_lahir FROM ir_pemilik").fetchall()
    for nik, phone, sex, born in owners:
        assert phone is None or re.fullmatch(r"\+628100000\d{4}", phone)
        if nik:
            assert re.fullmatch(r"\d{12}9\d{3}", nik) and int(nik[10:12]) == born % 100
            assert (int(nik[6:8]) > 40) == (sex == "P")
    known = [nik for nik, *_ in owners if nik]
    assert len(known) == len(set(known)) > 2200


def test_consent_is_there_in_every_state(register):
    states = Counter(
        (purpose, names, withdrawn is not None, until < "2025-12-31")
        for purpose, names, withdrawn, until in register.execute(
            "SELECT tujuan, boleh_nama, ditarik_pada, berlaku_sampai FROM ir_persetujuan"
        )
    )
    for state in [
        ("PUB", 1, False, False),
        ("PUB", 0, False, False),
        ("PND", 0, False, False),
        ("PRM", 0, False, False),
    ]:
        assert states[state] > 50
    assert sum(count for (*_, withdrawn, _), count in states.items() if withdrawn) > 50
    assert sum(count for (*_, over), count in states.items() if over) > 50
    (without,) = register.execute(
        "SELECT count(*) FROM ir_pemilik WHERE pemilik_id NOT IN (SELECT pemilik_id FROM ir_persetujuan)"
    ).fetchone()
    assert without > 50


def test_services_received_and_wanted_are_there_in_every_kind(register):
    for table, kinds in (("ir_pendampingan", "12345"), ("ir_kebutuhan", "123456")):
        found = Counter(row[0] for row in register.execute(f"SELECT layanan FROM {table}"))
        assert set(found) == set(kinds) and min(found.values()) > 20


def test_photos_carry_where_they_were_taken(businesses):
    photos = sorted((SAMPLE / "foto").glob("*.jpg"))
    assert len(photos) == 10
    points = businesses.set_index("kode_usaha").geometry
    for photo in photos:
        assert photo.stat().st_size < 30_000
        gps = Image.open(photo).getexif().get_ifd(0x8825)
        assert (gps[1], gps[3]) == ("S", "E")
        south, east = (float(d) + float(m) / 60 + float(s) / 3600 for d, m, s in (gps[2], gps[4]))
        assert points[photo.stem].distance(shapely.Point(east, -south)) < 1e-5


def test_the_sample_is_small_in_the_package():
    shipped = [path for path in SAMPLE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(len(zlib.compress(path.read_bytes())) for path in shipped) < MOST_BYTES


# --- hidden patterns ---


def test_the_list_is_what_is_in_the_register(planted, businesses):
    for pattern in planted:
        there = businesses[businesses["kode_desa"].isin(pattern["villages"])]
        if pattern["kind"] == "klaster_padat":
            assert (there["produk_utama"] == pattern["product"]).sum() >= pattern["number"]
        else:
            assert len(there) == pattern["number"]


def test_the_readmes_list_every_pattern(planted):
    for name in ("README.md", "README.id.md"):
        text = (SAMPLE / name).read_text(encoding="utf-8")
        for pattern in planted:
            assert re.search(rf"\| `{pattern['id']}` \|.*\| {pattern['number']} \|", text)


def test_hot_and_cold_groups_are_found_and_nothing_elsewhere(planted):
    counted = aggregate.OPERATION.compute({"REGISTER": REGISTER, "LEVEL": "desa"}, Context()).layers["OUTPUT"]
    layer = Layer(wkb=counted.wkb, columns={"rate": counted.values["ir_per_1000_rt"]})
    method = hotspot_getis_ord.METHOD
    values = settings(method, INPUT=layer, FIELD="rate", JOIN_ISLANDS=True, PERMUTATIONS=99_999, SEED=1)
    found = method.compute(values, Context()).layers["OUTPUT"].values["gi_kelas"]
    classes = dict(zip(counted.values["kode"], found))
    for kind, wanted in (("titik_panas", HOT), ("titik_dingin", COLD)):
        groups = [pattern for pattern in planted if pattern["kind"] == kind]
        members = {code for group in groups for code in group["villages"]}
        beside = {code for group in groups for code in group["beside"]}
        named = {code for code, each in classes.items() if each == wanted}
        assert members <= named <= members | beside
        assert len(named - members) <= len(members) / 2


def test_dense_clusters_are_found_and_no_others(planted, businesses):
    expected = {(each["product"], each["villages"][0], each["number"]) for each in planted if each["product"]}
    located = businesses[businesses.geometry.notna()].reset_index(drop=True)
    method = density_clusters.METHOD
    layer = Layer(
        wkb=[shapely.to_wkb(point, byte_order=1) for point in located.geometry],
        columns={"produk": located["produk_utama"].tolist()},
    )
    ours = method.compute(settings(method, INPUT=layer, CATEGORY="produk"), Context())
    assert ours.numbers["N_CLUSTERS"] == len(expected)
    found = set()
    for product, group in located.groupby("produk_utama"):
        radians = np.radians(np.column_stack([group.geometry.y, group.geometry.x]))
        labels = DBSCAN(eps=500 / 6_371_008.8, min_samples=5, metric="haversine").fit_predict(radians)
        for label in range(labels.max() + 1):
            village = set(group.loc[labels == label, "kode_desa"])
            assert len(village) == 1
            found.add((product, village.pop(), int((labels == label).sum())))
    assert found == expected
