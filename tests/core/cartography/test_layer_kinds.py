"""What a layer shows is known by its columns, whatever it is called."""

from __future__ import annotations

from typing import Any, Dict

import pytest

from ir_plugin.core.cartography.layer_kinds import (
    LINE,
    OF_RESULTS,
    POINT,
    POLYGON,
    are_regions,
    cannot_be_matched,
    functions_that_read,
    is_of_counts,
    judged_counts,
    may_link_businesses,
    outline_of,
    shows_businesses,
    tells_small,
)
from ir_plugin.core.industry.privacy.layer_columns import export_column, kept_back
from ir_plugin.core.industry.privacy.profiles import PROFILES
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.methods import density_results, sentra, weights
from ir_plugin.core.register.checks.report import COLUMNS as OF_FINDINGS


@pytest.mark.parametrize(
    ("column", "row", "small"),
    [
        ("ir_jumlah", {"ir_jumlah": 4}, True),
        ("ir_jumlah", {"ir_jumlah": 5}, False),
        ("ir_jumlah", {"ir_jumlah": 0}, False),
        ("ir_per_1000_rt", {"ir_jumlah": 1, "ir_per_1000_rt": 0.2}, True),
        ("ir_perempuan", {"ir_jumlah": 20, "ir_perempuan": 20, "ir_tanpa_kelamin": 0}, False),
        ("persen_perempuan", {"ir_jumlah": 20, "ir_perempuan": 18, "ir_tanpa_kelamin": 0}, True),  # two men
        ("persen_perempuan", {"ir_jumlah": 20, "ir_perempuan": 8, "ir_tanpa_kelamin": 1}, True),
        ("kelas_1", {"ir_jumlah": 12, "kelas_1": 12, "kelas_2": 0}, False),
        ("kelas_1", {"ir_jumlah": 12, "kelas_1": 6, "kelas_2": 3}, True),
        ("kelas_1", {"ir_jumlah": 12, "kelas_1": 6, "kelas_2": 5}, True),  # one without a class
        ("produk_pgn03", {"ir_jumlah": 12, "produk_pgn03": 7, "produk_pgn05": 5}, False),
        ("produk_pgn03", {"ir_jumlah": 12, "produk_pgn03": 10, "produk_pgn05": 2}, True),
        ("tk_p", {"ir_jumlah": 12, "tk_p": 3}, True),
        ("persen_butuh_modal", {"ir_jumlah": 12, "ir_sebut_kebutuhan": 10, "persen_butuh_modal": 30.0}, True),
        ("persen_butuh_modal", {"ir_jumlah": 12, "ir_sebut_kebutuhan": 10, "persen_butuh_modal": 60.0}, False),
        ("ir_2024", {"ir_jumlah": 12, "ir_2024": 2}, True),
        ("rumah_tangga", {"ir_jumlah": 12, "rumah_tangga": 3}, False),
        ("gi_kelas", {"ir_jumlah": 1, "gi_kelas": "panas"}, False),
        ("ir_jumlah", {"ir_jumlah": None}, False),
    ],
)
def test_small_counts_are_found_behind_what_is_drawn(column: str, row: Dict[str, Any], small: bool) -> None:
    assert tells_small(column, row) == small


def test_counts_of_results_are_judged_beside_counts_that_were_kept_back() -> None:
    assert set(OF_RESULTS) == {
        "lq_n",
        "lq_semua",
        "pu_n",
        "pu_semua",
        "sc_kasus",
        "sc_risiko",
        "kasus",
        "risiko_relatif",
    }
    assert judged_counts(("kode", "ir_jumlah", "rahasia", "lq_n")) == {"lq_n"}
    assert judged_counts(("kode", "ir_jumlah")) == {"kode", "ir_jumlah"}
    assert tells_small("lq_n", {"lq_n": 2}) and not tells_small("lq_n", {"lq_n": 0})
    assert tells_small("sc_kasus", {"sc_kasus": 2}) and tells_small("sc_risiko", {"sc_kasus": 2, "sc_risiko": 7.5})
    assert not tells_small("sc_risiko", {"sc_kasus": 12, "sc_risiko": 1.5})
    assert tells_small("risiko_relatif", {"kasus": 4, "risiko_relatif": 3.0}) and not tells_small("kasus", {"kasus": 5})


@pytest.mark.parametrize(
    ("written", "is_small"), [("3", True), (" 3 ", True), ("12", False), ("", False), ("tiga", False)]
)
def test_numbers_that_are_kept_as_text_are_judged_as_numbers(written: str, is_small: bool) -> None:
    assert tells_small("ir_jumlah", {"ir_jumlah": written}) == is_small


def test_layers_are_known_by_their_columns() -> None:
    assert shows_businesses(("fid", "USAHA_ID")) and not shows_businesses(("kode", "ir_jumlah"))
    assert is_of_counts(("kode", "ir_jumlah")) and not is_of_counts(("kode", "ir_jumlah", "rahasia"))
    hulls = [each.name for each in density_results.HULL_COLUMNS]
    assert outline_of(["fid", *hulls], POLYGON) and not outline_of(hulls, POINT)
    assert outline_of([each.name for each in sentra.COLUMNS], POLYGON)
    assert outline_of(("kode", "ir_jumlah", "klaster"), POLYGON) is None
    assert cannot_be_matched([each.name for each in OF_FINDINGS], POINT)
    assert cannot_be_matched(("usaha_id",), LINE) and not cannot_be_matched(("usaha_id", "kode_usaha"), POINT)
    assert may_link_businesses([each.name for each in weights.LINK_COLUMNS], LINE)
    assert are_regions(("19.01", "19.01.01.1001")) and not are_regions(("19.01", "7"))


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("aggregate ('usaha', 'max', \"x\") || Get_Feature('a', 'b', 1)", ["aggregate", "get_feature"]),
        ("overlay_within('usaha', nama_usaha)", ["overlay_within"]),
        ("\"nama\" || sum(\"ir_jumlah\") || if(bounds_width($geometry) < 3, 'evaluate (x)', '')", []),
    ],
)
def test_functions_that_read_other_data_are_found_in_a_style(style: str, found: object) -> None:
    assert functions_that_read(style) == found


@pytest.mark.parametrize("profile", ["MITRA", "PUBLIK"])
def test_no_column_of_the_register_leaves_unless_the_profile_has_it(profile: str) -> None:
    """Under its own name, or the ten letters that a Shapefile leaves of it."""
    of_businesses = ("ir_usaha", "ir_pemilik", "ir_produk", "ir_pengamatan", "ir_legalitas", "ir_foto")
    names = {field.name for table in of_businesses for field in TABLES[table].fields}
    for name in (*names, *(each[:10] for each in names)):
        column = export_column(name)
        is_let_out = column is not None and column.name in PROFILES[profile].columns
        assert (name in kept_back([name], PROFILES[profile])) != is_let_out, name


def test_columns_of_results_stay_and_the_offices_keep_all() -> None:
    results = ["klaster_spasial", "klaster_peran", "gi_kelas", "gi_z", "lm_kelas", "sentra_kelas", "w_bagian"]
    assert not kept_back(results, PROFILES["PUBLIK"])
    assert not kept_back(["nik", "modal_kerja", "fid"], PROFILES["INTERNAL"])
    assert kept_back(["nik", "modal_kerja", "NIK", "fid"], PROFILES["PUBLIK"]) == {"nik", "modal_kerja", "NIK", "fid"}
    assert kept_back(["bujur", "lintang", "X"], PROFILES["MITRA"]) == {"bujur", "lintang", "X"}
