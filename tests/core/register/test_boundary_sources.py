"""Layers as each source delivers them, built small, into a register; and the real open boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.boundary_sources import SIGNATURES, SOURCES
from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.layer import Layer
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.import_boundaries import OPERATION
from tests.core.register.boundary_files import PARTS, Built, built, square, villages

shapely = pytest.importorskip("shapely")

from processing_scripts.geometry_engine import ShapelyEngine  # noqa: E402

BUILT = (*SOURCES, "rbi_nama")
REAL = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "batas_babel.gpkg"


def layer_of(layer: Built) -> Layer:
    wkb = [shapely.to_wkb(shapely.Polygon(ring), byte_order=1) if ring else b"" for ring in layer.rings]
    return Layer(wkb, layer.columns, name="batas")


def imported(register: str, layer: Built, **values: Any) -> Results:
    settings = {"REGISTER": register, "INPUT": layer_of(layer), **values}
    return OPERATION.compute(settings, Context(geometry=ShapelyEngine()))


def said(results: Results) -> str:
    return " ".join(note.sentence.en for note in results.notes)


def drawn(register: str) -> list[str]:
    """The villages that have a boundary."""
    query = "SELECT kode_dagri FROM ref_wilayah WHERE tingkat = '4' AND geom IS NOT NULL ORDER BY kode_dagri"
    with reading(register) as connection:
        return [code for (code,) in connection.execute(query)]


def regions(register: str, province: str) -> dict[str, tuple[Any, ...]]:
    query = (
        "SELECT kode_dagri, nama, jenis, induk, edisi_kode, geom IS NOT NULL FROM ref_wilayah WHERE kode_dagri LIKE ?"
    )
    with reading(register) as connection:
        return {code: tuple(rest) for code, *rest in connection.execute(query, (f"{province}%",))}


@pytest.mark.parametrize("district", PARTS.values(), ids=PARTS)
@pytest.mark.parametrize("source", BUILT)
def test_every_source_is_recognised_and_comes_to_the_same_villages(register: str, source: str, district: str) -> None:
    results = imported(register, built(source, district))
    assert drawn(register) == villages(district)
    assert f"Recognised as {SOURCES[source.split('_')[0]].en}:" in said(results)


@pytest.mark.parametrize("source", BUILT)
def test_the_report_says_whether_the_columns_are_verified(register: str, source: str) -> None:
    note = imported(register, built(source)).notes[0]
    verified = source in ("rbi", "rbi_nama", "kemendagri", "gadm")
    assert ("are verified" in note.sentence.en) is verified
    assert ("are not verified" in note.sentence.en) is note.warning is not verified


def test_every_signature_says_where_it_comes_from() -> None:
    assert {each.source for each in SIGNATURES} == set(SOURCES)
    assert all(each.basis.id and each.basis.en for each in SIGNATURES)


def test_a_kind_chosen_by_hand_goes_before_what_is_found(register: str) -> None:
    both = Built({**built("rbi").columns, **built("hdx").columns}, built("rbi").rings)
    assert "Recognised as HDX" in said(imported(register, both, KIND="hdx"))
    with pytest.raises(UserError, match="has no columns of GADM; choose another kind.*NAMOBJ"):
        imported(register, built("rbi"), KIND="gadm")


def test_fields_chosen_by_hand_go_before_the_kind(register: str) -> None:
    rbi = built("rbi")
    results = imported(register, rbi, CODE_FIELD="KDEBPS", NAME_FIELD="NAMOBJ")
    assert drawn(register) == villages() and "codes from KDEBPS, names from NAMOBJ" in said(results)


def test_layers_of_kecamatan_and_of_kabupaten(register: str) -> None:
    above = {"WADMKK": ["Bangka Barat"], "WADMPR": ["Kepulauan Bangka Belitung"]}
    imported(register, Built({"KDCPUM": ["19.05.01"], "WADMKC": ["Mentok"], **above}, [square(0)]))
    imported(register, Built({"ADM2_PCODE": ["ID1905"], "ADM2_EN": ["Bangka Selatan"]}, [square(9)]))
    known = regions(register, "19")
    assert known["19.05.01"][-1] and known["19.03"][-1] and not known["19.03.01"][-1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda code: float(code.replace(".", "")),
        lambda code: f"{float(code.replace('.', '')):.9E}".replace(".", ","),
        lambda code: float(f"{code[:2]}.{code[3:].replace('.', '')}"),
        lambda code: code.replace(".0", "."),
        lambda code: f"'{code}",
    ],
    ids=["number", "power of ten", "one dot", "lost zeros", "apostrophe"],
)
def test_codes_damaged_by_spreadsheets(register: str, damage: Any) -> None:
    plain = built("kemendagri")
    imported(register, Built({**plain.columns, "kode": [damage(code) for code in plain.columns["kode"]]}, plain.rings))
    assert drawn(register) == villages()


def test_codes_that_lost_digits_are_refused(register: str) -> None:
    plain = built("kemendagri")
    rounded = [f"{float(code.replace('.', '')):.4E}" for code in plain.columns["kode"]]
    before = Path(register).read_bytes()
    with pytest.raises(UserError, match="5 codes are not in the list of regions.*check the field kode"):
        imported(register, Built({**plain.columns, "kode": rounded}, plain.rings))
    assert Path(register).read_bytes() == before


@pytest.mark.parametrize("unknown, refused", [(2, False), (3, True)])
def test_a_few_unknown_codes_are_left_out_and_told(register: str, unknown: int, refused: bool) -> None:
    """Another edition knows other villages: up to one in twenty rows."""
    every = [code for code in reference_regions() if len(code) == 13][:40]
    codes = [f"{code[:9]}2999" for code in every[:unknown]] + every[unknown:]
    names = [reference_regions()[code].name for code in every]
    layer = Built({"kode": codes, "nama": names}, [square(number) for number in range(40)])
    if refused:
        with pytest.raises(UserError, match="3 codes are not in the list of regions"):
            imported(register, layer)
        assert drawn(register) == []
    else:
        words = said(imported(register, layer))
        assert drawn(register) == every[unknown:]
        assert f"as their codes are not in the list of regions: 2 ({codes[0]} ({names[0]}), {codes[1]}" in words


def test_names_that_nobody_knows_are_left_out_and_told(register: str) -> None:
    gadm = built("gadm")
    names = ["Negeri Antah", *gadm.columns["NAME_4"][1:]]
    results = imported(register, Built({**gadm.columns, "NAME_4": names}, gadm.rings))
    assert drawn(register) == villages()[1:]
    assert "1 row was left out, as their names are not in the list of regions: Negeri Antah." in said(results)


def test_names_of_another_province_are_refused(register: str) -> None:
    gadm = built("gadm")
    elsewhere = {**gadm.columns, "NAME_2": ["Bogor"] * 5}
    with pytest.raises(UserError, match="None of the names in the field NAME_4 .* Kepulauan Bangka Belitung"):
        imported(register, Built(elsewhere, gadm.rings))


BOGOR: Mapping[str, Sequence[Any]] = {
    "KDEPUM": ["32.01.01.1001", "32.01.01.2002", "32.71.02.1003"],
    "NAMOBJ": ["Pondok Rajeg", "Kota Batu", "Sindangsari"],
    "WADMKC": ["Cibinong", "Cibinong", "Bogor Timur"],
    "WADMKK": ["Kabupaten Bogor", "Kabupaten Bogor", "Kota Bogor"],
    "WADMPR": ["Jawa Barat"] * 3,
}


def test_another_province_comes_with_its_own_names_and_upper_levels(register: str) -> None:
    results = imported(register, Built(BOGOR, [square(50), square(51), square(52)]), SOURCE="RBI uji")
    edition = "menurut layer batas: RBI uji"
    assert regions(register, "32") == {
        "32": ("Jawa Barat", "PROV", None, edition, 1),
        "32.01": ("Bogor", "KAB", "32", edition, 1),
        "32.01.01": ("Cibinong", "KEC", "32.01", edition, 1),
        "32.01.01.1001": ("Pondok Rajeg", "KEL", "32.01.01", edition, 1),
        "32.01.01.2002": ("Kota Batu", "DESA", "32.01.01", edition, 1),
        "32.71": ("Bogor", "KOTA", "32", edition, 1),
        "32.71.02": ("Bogor Timur", "KEC", "32.71", edition, 1),
        "32.71.02.1003": ("Sindangsari", "KEL", "32.71.02", edition, 1),
    }
    assert results.numbers["N_MISSING"] == 0 and "without a boundary" not in said(results)
    assert "8 regions that the plugin's official list does not hold were added" in said(results)
    before = regions(register, "32")
    again = imported(register, Built(BOGOR, [square(50), square(51), square(52)]), SOURCE="RBI uji")
    assert regions(register, "32") == before and "were added" not in said(again)


def test_codes_stand_for_names_that_the_layer_lacks(register: str) -> None:
    results = imported(register, Built({"kode": ["3201012002"], "nama": ["Kota Batu"]}, [square(50)]))
    assert regions(register, "32")["32.01"][0] == "32.01"
    assert "The layer does not name 3 regions; their codes stand for names: 32, 32.01, 32.01.01." in said(results)


@pytest.mark.parametrize(
    "columns",
    [
        {"ADM4_PCODE": ["ID3201010001"], "ADM4_EN": ["Pondok Rajeg"]},
        {"kode": ["3201010001"], "nama": ["Pondok Rajeg"]},
        {"kode": ["3201010"], "nama": ["Cibinong"]},
    ],
)
def test_bps_codes_without_a_crosswalk_are_refused(register: str, columns: Mapping[str, Sequence[Any]]) -> None:
    with pytest.raises(UserError, match="holds BPS codes of provinces without a crosswalk"):
        imported(register, Built(columns, [square(50)]))
    assert regions(register, "32") == {}


def test_another_province_must_lie_in_indonesia(register: str) -> None:
    away = [tuple((x - 100, y) for x, y in square(0))]
    with pytest.raises(UserError, match="outside Indonesia, such as Kota Batu .32.01.01.2002"):
        imported(register, Built({"kode": ["32.01.01.2002"], "nama": ["Kota Batu"]}, away))


def test_the_real_boundaries_name_the_two_missing_kelurahan(register: str) -> None:
    geopandas = pytest.importorskip("geopandas")
    if not REAL.exists():
        pytest.skip("the open boundaries of the province (../shared/data/batas_babel.gpkg) are not on this machine")
    frame = geopandas.read_file(REAL, layer="desa")
    rings = [shapely.to_wkb(shape, byte_order=1) for shape in frame.geometry]
    layer = Layer(rings, {"kode": frame["kode"].tolist(), "nama": frame["nama"].tolist()}, name="desa")
    results = OPERATION.compute({"REGISTER": register, "INPUT": layer}, Context(geometry=ShapelyEngine()))
    words = said(results)
    assert results.numbers["N_VILLAGES"] == 391 and results.numbers["N_MISSING"] == 2
    assert "2 villages without a boundary: Keranggan (19.05.01.1008), Menjelang (19.05.01.1009)." in words
    assert "Stray islets dropped: 1 " in words and "Petaling (19.01.04.2001) 0.00393 km² at 107.4722," in words
    assert "Pairs of regions that overlap: 3, by 0.0382 km² in all: Penyak (19.04.01.2007)" in words
    assert len(reference_regions()) == 448 and "were added" not in words
