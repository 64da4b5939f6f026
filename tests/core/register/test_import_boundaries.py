"""Boundaries into a register: what a second layer replaces, what it leaves, what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

import pytest

from ir_plugin.core.declaration import Context, Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.regions import DISTRICT, VILLAGE, reference_regions
from ir_plugin.core.layer import Layer
from ir_plugin.core.register.create_register import OPERATION as CREATE
from ir_plugin.core.register.geometry_blobs import wkb_of
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.import_boundaries import OPERATION

shapely = pytest.importorskip("shapely")

from processing_scripts.geometry_engine import ShapelyEngine  # noqa: E402

VILLAGES = [code for code, region in reference_regions().items() if region.level == VILLAGE]
DISTRICTS = [code for code, region in reference_regions().items() if region.level == DISTRICT]
SUNGAILIAT = [code for code in VILLAGES if code.startswith("19.01.01.")]
NEIGHBOURS = [code for code in VILLAGES if code.startswith("19.01.") and code not in SUNGAILIAT]
INDICATIVE, OFFICIAL = "A (indikatif)", "B resmi BIG"
SIDE = 0.04


def place(code: str, shift: float = 0.0) -> Any:
    """A square for each village: a row for each district, so that squares of one district touch."""
    row = DISTRICTS.index(code[:8])
    column = [each for each in VILLAGES if each.startswith(code[:8])].index(code)
    west, north = 105.2 + SIDE * column, -1.0 - SIDE * row
    return shapely.box(west + shift, north - SIDE, west + SIDE, north)


def layer_of(codes: Sequence[str], areas: Optional[dict[str, Any]] = None, **columns: Sequence[Any]) -> Layer:
    """A layer of villages with their official names, in squares unless ``areas`` has another for a code."""
    shapes = [(areas or {}).get(code, place(code)) for code in codes]
    names = [reference_regions()[code].name for code in codes]
    wkb = [shapely.to_wkb(shape, byte_order=1) if shape is not None else b"" for shape in shapes]
    return Layer(wkb, {"kode": list(codes), "nama": names, **columns}, name="desa")


def imported(register: str, layer: Layer, source: str = "") -> Results:
    values = {"REGISTER": register, "INPUT": layer, "SOURCE": source}
    return OPERATION.compute(values, Context(geometry=ShapelyEngine()))


def sources(register: str) -> dict[str, Optional[str]]:
    with reading(register) as connection:
        return dict(connection.execute("SELECT kode_dagri, sumber_batas FROM ref_wilayah").fetchall())


def areas(register: str) -> dict[str, Any]:
    """The boundary of every region that has one."""
    with reading(register) as connection:
        rows = connection.execute("SELECT kode_dagri, geom FROM ref_wilayah WHERE geom IS NOT NULL").fetchall()
    return {code: shapely.from_wkb(wkb_of(geom)) for code, geom in rows}


def households(register: str) -> dict[str, Optional[int]]:
    with reading(register) as connection:
        return dict(connection.execute("SELECT kode_dagri, rumah_tangga FROM ref_wilayah").fetchall())


def warnings(notes: Sequence[Note]) -> str:
    return " ".join(note.sentence.en for note in notes if note.warning)


@pytest.fixture
def empty(tmp_path: Path) -> str:
    path = str(tmp_path / "register.gpkg")
    CREATE.compute({"REGISTER": path}, Context())
    return path


@pytest.fixture
def register(empty: str) -> str:
    """A register with an indicative boundary for every village."""
    imported(empty, layer_of(VILLAGES), INDICATIVE)
    return empty


def assert_derived(register: str) -> None:
    """Every region above the villages is the area of all villages in it that have a boundary."""
    found = areas(register)
    for code in {code[:length] for code in VILLAGES for length in (2, 5, 8)}:
        inside = [area for village, area in found.items() if len(village) == 13 and village.startswith(code)]
        assert found[code].symmetric_difference(shapely.union_all(inside)).area < 1e-9, code


def test_one_district_leaves_the_others_as_they_are(register: str) -> None:
    before = areas(register)
    smaller = {code: place(code, 0.01) for code in SUNGAILIAT}
    results = imported(register, layer_of(SUNGAILIAT, smaller), OFFICIAL)
    assert results.numbers["N_VILLAGES"] == len(VILLAGES) and results.numbers["N_MISSING"] == 0
    after, source = areas(register), sources(register)
    assert all(after[code].equals(before[code]) and source[code] == INDICATIVE for code in NEIGHBOURS)
    assert all(after[code].equals(smaller[code]) and source[code] == OFFICIAL for code in SUNGAILIAT)
    assert_derived(register)
    assert after["19.01.01"].area < 0.9 * before["19.01.01"].area


def test_regions_above_name_every_source_once(register: str) -> None:
    imported(register, layer_of(SUNGAILIAT), OFFICIAL)
    source = sources(register)
    assert source["19.01.01"] == OFFICIAL
    assert source["19.01.02"] == source["19.02"] == INDICATIVE
    for code in ("19.01", "19"):
        assert sorted(str(source[code]).split("; ")) == [INDICATIVE, OFFICIAL]
    imported(register, layer_of(SUNGAILIAT), INDICATIVE)
    assert set(sources(register).values()) == {INDICATIVE}


def test_many_long_sources_fit_the_field(register: str) -> None:
    for number, code in enumerate(SUNGAILIAT[:3]):
        imported(register, layer_of([code]), f"{number} " + 200 * "x")
    joined = str(sources(register)["19"])
    assert len(joined) == 300 and joined.endswith("…")


def test_a_village_that_moves_changes_all_above_it(register: str) -> None:
    code = SUNGAILIAT[-1]
    moved = shapely.box(107.5, -3.0, 107.6, -2.9)
    results = imported(register, layer_of([code], {code: moved}), OFFICIAL)
    assert_derived(register)
    assert all(areas(register)[above].contains(moved) for above in ("19.01.01", "19.01", "19"))
    assert f"{len(SUNGAILIAT) - 1} regions are not in the layer and keep" in warnings(results.notes)


def test_an_older_village_under_new_ones_gives_way(register: str) -> None:
    """The layer's edition is older than a village: its ground lies in the one that it was split from."""
    mother, child, *rest = SUNGAILIAT
    both = {mother: shapely.union(place(mother), place(child))}
    results = imported(register, layer_of([mother, *rest], both), OFFICIAL)
    assert child not in areas(register) and sources(register)[child] is None
    assert results.numbers["N_MISSING"] == 1
    words = warnings(results.notes)
    assert "1 older boundary was taken away" in words and f"{reference_regions()[child].name} ({child})" in words
    assert_derived(register)


def test_an_older_village_that_new_ones_only_touch_stays(register: str) -> None:
    first, second = SUNGAILIAT[:2]
    x, y, *_ = place(first).bounds
    wider = {first: shapely.box(x, y, x + 1.3 * SIDE, y + SIDE)}
    imported(register, layer_of([first], wider), OFFICIAL)
    assert areas(register)[second].equals(place(second))


def test_a_row_without_a_polygon_takes_nothing_away(register: str) -> None:
    code = SUNGAILIAT[0]
    imported(register, layer_of([code], {code: None}, rumah_tangga=[321]), OFFICIAL)
    assert sources(register)[code] == INDICATIVE and areas(register)[code].equals(place(code))
    assert households(register)[code] == 321


def exchanged(pairs: int) -> Layer:
    """All villages, but the codes of the first so many pairs of neighbours are exchanged."""
    layer = layer_of(VILLAGES)
    codes = list(VILLAGES)
    for first in range(0, 2 * pairs, 2):
        codes[first], codes[first + 1] = codes[first + 1], codes[first]
    return Layer(layer.wkb, {**layer.columns, "kode": codes}, name="desa")


def test_two_exchanged_codes_are_named(empty: str) -> None:
    results = imported(empty, exchanged(1))
    words = warnings(results.notes)
    first, second = (reference_regions()[code].name for code in VILLAGES[:2])
    assert f"2 of {len(VILLAGES)} names differ" in words
    assert f"{VILLAGES[1]} {first} / {second}" in words and f"{VILLAGES[0]} {second} / {first}" in words


def test_of_many_wrong_names_twenty_are_listed(empty: str) -> None:
    note = next(note for note in imported(empty, exchanged(15)).notes if "30 of" in note.sentence.en)
    assert note.warning and note.sentence.en.count(" / ") - 1 == 20
    assert note.sentence.en.endswith("... and 10 more.") and note.sentence.id.endswith("… dan 10 lainnya.")


def test_a_third_of_the_codes_rotated_is_refused(register: str) -> None:
    third = len(VILLAGES) // 3
    codes = [*VILLAGES[1:third], VILLAGES[0], *VILLAGES[third:]]
    layer = layer_of(VILLAGES)
    before = Path(register).read_bytes()
    with pytest.raises(UserError, match="mend the field kode if codes are mixed up"):
        imported(register, Layer(layer.wkb, {**layer.columns, "kode": codes}, name="desa"))
    assert Path(register).read_bytes() == before


@pytest.mark.parametrize("wrong, refused", [(4, False), (5, True)])
def test_a_few_names_of_a_district_may_be_others(empty: str, wrong: int, refused: bool) -> None:
    codes = (SUNGAILIAT + NEIGHBOURS)[:10]
    layer = layer_of(codes)
    names = ["Negeri Antah Berantah"] * wrong + list(layer.columns["nama"])[wrong:]
    layer = Layer(layer.wkb, {"kode": codes, "nama": names}, name="desa")
    if refused:
        with pytest.raises(UserError, match="5 of 10"):
            imported(empty, layer)
    else:
        assert "4 of 10 names differ" in warnings(imported(empty, layer).notes)


def test_exchanged_axes_are_refused(empty: str) -> None:
    turned = {code: shapely.transform(place(code), lambda xy: xy[:, ::-1]) for code in SUNGAILIAT}
    before = Path(empty).read_bytes()
    with pytest.raises(UserError, match="Longitude and latitude are exchanged in .* Swap X and Y"):
        imported(empty, layer_of(SUNGAILIAT, turned))
    assert Path(empty).read_bytes() == before


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (106.8, -6.3, 106.9, -6.1), (620_000, 9_700_000, 621_000, 9_701_000)])
def test_what_lies_elsewhere_is_refused(empty: str, box: tuple[float, ...]) -> None:
    code = SUNGAILIAT[0]
    with pytest.raises(UserError, match=f"1 of {len(SUNGAILIAT)} regions lies outside.*{code}.*check the CRS"):
        imported(empty, layer_of(SUNGAILIAT, {code: shapely.box(*box)}))


def read_as(register: str, values: Sequence[Any]) -> list[Optional[int]]:
    codes = SUNGAILIAT[: len(values)]
    imported(register, layer_of(codes, rumah_tangga=values))
    found = households(register)
    return [found[code] for code in codes]


@pytest.mark.parametrize(
    "values, read",
    [
        (["2.000", "1.234", "950"], [2000, 1234, 950]),
        (["2,000", "1,234", None], [2000, 1234, None]),
        (["1.234.567", "12.000", "NULL"], [1234567, 12000, None]),
        (["2.000"], [2000]),
        ([2000.0, 1234.0, float("nan")], [2000, 1234, None]),
        ([2000, 1234, 7], [2000, 1234, 7]),
        (["2000", "1234.0", "0"], [2000, 1234, 0]),
        ([950, "2.000"], [950, 2000]),
    ],
)
def test_whole_numbers_as_people_write_them(empty: str, values: list[Any], read: list[Optional[int]]) -> None:
    assert read_as(empty, values) == read


@pytest.mark.parametrize(
    "values, words",
    [
        (["2.000", "1234"], "may mean thousands or a fraction, as 1234"),
        (["2.000", "3,000"], "may mean thousands or a fraction, as 3,000"),
        (["2.000", "950.0"], "may mean thousands or a fraction, as 950.0"),
        (["2.000", 1234.0], "may mean thousands or a fraction, as 1234"),
        (["2.000", "1.5"], "The value 1.5 .* is no whole number"),
        ([2.345, 3.0], "The value 2.345 .* is no whole number"),
        (["0.950"], "is no whole number"),
        (["2.00"], "is no whole number"),
        (["1.2345"], "is no whole number"),
        (["sekitar 200"], "is no whole number"),
        ([-5], "is no whole number"),
    ],
)
def test_numbers_that_may_mean_two_things_are_refused(empty: str, values: list[Any], words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_as(empty, values)


def test_boundaries_without_households_are_taken_with_a_warning(empty: str) -> None:
    words = warnings(imported(empty, layer_of(SUNGAILIAT)).notes)
    assert f"households is not known, or zero, for {len(VILLAGES)} of {len(VILLAGES)} villages;" in words
    assert "one of: rumah_tangga, jumlah_rumah_tangga, jumlah_kk, kk." in words
    assert f"population is not known for {len(VILLAGES)} of {len(VILLAGES)} villages" in words
    known = {"KK": [500] * len(VILLAGES), "Laki-laki": [9] * len(VILLAGES), "Perempuan": [8] * len(VILLAGES)}
    assert "not known" not in warnings(imported(empty, layer_of(VILLAGES, **known)).notes)
    assert "not known" not in warnings(imported(empty, layer_of(VILLAGES)).notes)
