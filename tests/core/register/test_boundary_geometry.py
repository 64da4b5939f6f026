"""What an import of boundaries does to their geometry: repairs, stray islets, repeated rows, overlaps."""

from __future__ import annotations

import struct
from typing import Any, Mapping, Optional, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.layer import Layer
from ir_plugin.core.register.geometry_blobs import wkb_of
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.import_boundaries import OPERATION
from tests.core.register.boundary_files import PARTS, square, villages

shapely = pytest.importorskip("shapely")

from processing_scripts.geometry_engine import ShapelyEngine  # noqa: E402

FIRST, SECOND, THIRD = villages()[:3]
NAN = float("nan")


def area(number: int) -> Any:
    return shapely.Polygon(square(number))


def words(code: str) -> str:
    return f"{reference_regions()[code].name} ({code})"


def imported(register: str, shapes: Sequence[tuple[str, Any]], **values: Any) -> str:
    """The notes, in English, of an import of a shape, WKB or None for each code."""
    wkb = [
        each if isinstance(each, bytes) else shapely.to_wkb(each, byte_order=1) if each else b"" for _, each in shapes
    ]
    codes = [code for code, _ in shapes]
    layer = Layer(wkb, {"kode": codes, "nama": [reference_regions()[code].name for code in codes]}, name="batas")
    settings = {"REGISTER": register, "INPUT": layer, **values}
    results: Results = OPERATION.compute(settings, Context(geometry=ShapelyEngine()))
    return " ".join(note.sentence.en for note in results.notes)


def drawn(register: str) -> Mapping[str, Any]:
    with reading(register) as connection:
        rows = connection.execute("SELECT kode_dagri, geom FROM ref_wilayah WHERE geom IS NOT NULL").fetchall()
    return {code: shapely.from_wkb(wkb_of(geom)) for code, geom in rows}


def test_a_bow_tie_is_repaired_and_told(register: str) -> None:
    (a, b, c, d, _) = square(0)
    said = imported(register, [(FIRST, shapely.Polygon([a, c, b, d])), (SECOND, area(1))])
    assert drawn(register)[FIRST].is_valid and drawn(register)[FIRST].area == pytest.approx(area(0).area / 2)
    assert f"Regions whose polygon crossed itself and was repaired: 1 ({words(FIRST)})." in said


def with_corner(ring: Sequence[tuple[float, float]], at: int, corner: tuple[float, float]) -> bytes:
    """A polygon as WKB with one more corner, which shapely would refuse to build."""
    corners = [*ring[:at], corner, *ring[at:]]
    packed = b"".join(struct.pack("<2d", *each) for each in corners)
    return struct.pack("<BIII", 1, 3, 1, len(corners)) + packed


@pytest.mark.parametrize("corner", [(NAN, NAN), (105.3, NAN), (float("inf"), -2.0)])
@pytest.mark.parametrize("at", [0, 2])
def test_a_corner_without_coordinates_is_left_out_and_told(register: str, at: int, corner: tuple[float, float]) -> None:
    said = imported(register, [(FIRST, with_corner(square(0), at, corner)), (SECOND, area(1))])
    assert drawn(register)[FIRST].equals(area(0))
    assert f"Regions whose polygon had corners without coordinates, which were left out: 1 ({words(FIRST)})" in said
    assert "crossed itself" not in said


@pytest.mark.parametrize("nothing", [None, with_corner([(NAN, NAN)] * 4, 0, (NAN, NAN)), "line"])
def test_what_has_no_area_is_told_and_stops_nothing(register: str, nothing: Optional[Any]) -> None:
    a, b, *_ = square(0)
    shape = shapely.Polygon([a, b, a, a]) if nothing == "line" else nothing
    said = imported(register, [(FIRST, shape), (SECOND, area(1))])
    assert FIRST not in drawn(register) and SECOND in drawn(register)
    assert f"Regions of the layer without a polygon that can be used: 1 ({words(FIRST)})." in said


def speck(x: float, y: float, side: float = 0.0003) -> Any:
    """About a thousandth of a square kilometre."""
    return shapely.box(x, y, x + side, y + side)


def test_a_speck_far_away_is_dropped_and_told(register: str) -> None:
    said = imported(register, [(FIRST, shapely.union(area(0), speck(106.3, -2.0, 0.0004))), (SECOND, area(1))])
    assert drawn(register)[FIRST].equals(area(0)) and drawn(register)["19.05"].bounds[2] < 106
    assert (
        "Stray islets dropped: 1 (below 0.01 km², more than 50 km from their region or inside another): "
        f"{words(FIRST)} 0.00198 km² at 106.3002, -1.9998, 109 km from its region."
    ) in said


def test_a_speck_inside_another_region_is_dropped_and_told(register: str) -> None:
    x, y = square(2)[0]
    said = imported(register, [(FIRST, shapely.union(area(0), speck(x + 0.01, y + 0.01))), (THIRD, area(2))])
    assert drawn(register)[FIRST].equals(area(0))
    assert f"inside {words(THIRD)}. To keep them" in said


@pytest.mark.parametrize(
    "islet",
    [speck(105.29, -2.01), speck(105.7, -2.0), speck(106.3, -2.0, 0.001), speck(105.3399, -1.99)],
    ids=["beside", "44 km away", "far but larger than a hectare", "across the border of another"],
)
def test_no_other_islet_is_dropped(register: str, islet: Any) -> None:
    whole = shapely.union(area(0), islet)
    said = imported(register, [(FIRST, whole), (THIRD, area(2))])
    assert drawn(register)[FIRST].equals(whole) and "Stray islets" not in said


def test_islets_are_kept_where_asked(register: str) -> None:
    whole = shapely.union(area(0), speck(106.3, -2.0))
    imported(register, [(FIRST, whole)], ISLET_KM2=0.0)
    assert drawn(register)[FIRST].equals(whole)


def test_a_region_of_specks_keeps_its_largest(register: str) -> None:
    specks = shapely.union(speck(105.3, -2.0, 0.0004), speck(106.3, -2.0))
    imported(register, [(FIRST, specks)])
    assert drawn(register)[FIRST].equals(speck(105.3, -2.0, 0.0004))


def test_an_enclave_stays(register: str) -> None:
    """Ground inside another region that has a hole for it is no slip."""
    x, y = square(2)[0]
    islet = speck(x + 0.01, y + 0.01)
    said = imported(register, [(FIRST, shapely.union(area(0), islet)), (THIRD, shapely.difference(area(2), islet))])
    assert drawn(register)[FIRST].covers(islet) and "Stray islets" not in said


def test_rows_of_one_code_are_joined_and_repeated_ones_left_out(register: str) -> None:
    said = imported(register, [(FIRST, area(0)), (FIRST, area(1)), (FIRST, area(0)), (SECOND, area(2))])
    assert drawn(register)[FIRST].equals(shapely.union(area(0), area(1)))
    assert f"1 region consists of several rows and was joined, such as {words(FIRST)}." in said
    assert f"1 row repeats the same polygon for the same code and was left out: {words(FIRST)}." in said


def test_overlaps_are_named_with_their_area(register: str) -> None:
    wide = shapely.union(area(0), shapely.box(105.32, -2.0, 105.325, -1.98))
    said = imported(register, [(FIRST, wide), (SECOND, area(1)), (THIRD, area(2))])
    assert f"Pairs of regions that overlap: 1, by 1.24 km² in all: {words(FIRST)} – {words(SECOND)} 1.24 km²." in said


def test_overlaps_across_regencies_are_told_for_the_villages(register: str) -> None:
    elsewhere = villages(PARTS["toboali"])[0]
    said = imported(register, [(FIRST, area(0)), (elsewhere, area(0)), (SECOND, area(1))])
    assert f"{words(elsewhere)} – {words(FIRST)} 4.94 km²." in said and "overlap: 1," in said


def test_overlaps_across_provinces_are_told_for_the_villages(register: str) -> None:
    elsewhere = "16.02.01.2001"
    layer = Layer(
        [shapely.to_wkb(area(number), byte_order=1) for number in (0, 0, 1)],
        {"kode": [FIRST, elsewhere, SECOND], "nama": [reference_regions()[FIRST].name, "Seberang", "Kuday"]},
        name="batas",
    )
    results = OPERATION.compute({"REGISTER": register, "INPUT": layer}, Context(geometry=ShapelyEngine()))
    said = " ".join(note.sentence.en for note in results.notes)
    assert f"overlap: 1, by 4.94 km² in all: Seberang (16.02.01.2001) – {words(FIRST)} 4.94 km²." in said


def test_edges_that_do_not_quite_meet_are_no_overlap(register: str) -> None:
    ragged = shapely.box(105.32 - 0.00001, -2.0, 105.34, -1.98)
    assert "overlap" not in imported(register, [(FIRST, area(0)), (SECOND, ragged)])
