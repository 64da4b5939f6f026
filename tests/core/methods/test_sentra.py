"""Candidate sentra by both rules, on businesses whose groups are known."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.sentra import METHOD


def point(x: float, y: float) -> bytes:
    return struct.pack("<BI2d", 1, 1, x, y)


def businesses() -> Layer:
    """Six makers of getas along 400 m steps across two villages, four far off, five of batik without a point."""
    rows = [(point(400.0 * i, 0), "getas", "A" if i < 3 else "B", "P", "1") for i in range(6)]
    rows += [(point(90_000.0 + 10 * i, 0), "getas", "C", "L", "2") for i in range(4)]
    rows += [(b"", "batik", "A", ("", "X", "P", "P", "L")[i], "1") for i in range(5)]
    rows += [(point(0, 0), None, "A", "P", "1")]
    wkb, product, village, sex, kelas = zip(*rows)
    columns = {"produk": product, "desa": village, "sex": sex, "kelas": kelas}
    return Layer(wkb=wkb, columns=columns, geographic=False, name="usaha")


REGIONS = Layer(wkb=[b""] * 3, columns={"kode": ["A", "B", "C"], "rt": [20, 15, None]}, name="desa")


def run(**given: Any) -> Results:
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    fields = {"PRODUCT": "produk", "VILLAGE": "desa", "SEX": "sex", "CLASS": "kelas"}
    return METHOD.compute({**values, **fields, "INPUT": businesses(), **given}, Context())


def test_near_each_other_across_a_border() -> None:
    found = run().layers["OUTPUT"].values
    assert (found["produk"], found["n_unit"], found["aturan"]) == (["getas"], [6], ["PP29"])
    assert (found["kode_desa"], found["n_pemilik_p"], found["kelas_dominan"]) == (["A, B"], [6], ["1"])


def test_one_village_counts_businesses_without_a_point() -> None:
    results = run(PLACE="village")
    found = results.layers["OUTPUT"]
    assert (found.values["produk"], found.values["kode_desa"]) == (["batik"], ["A"])
    assert (found.values["n_pemilik_p"], found.values["persen_p"]) == ([2], [200 / 3])  # of the three who are known
    assert found.wkb == (b"",)
    assert np.flatnonzero(results.layers["MEMBERS"].values["sentra_pp29"] == 1).tolist() == [10, 11, 12, 13, 14]


def test_the_rule_of_bps_asks_for_a_share_of_the_households() -> None:
    results = run(REGIONS=REGIONS, REGION_CODE="kode", REGION_HOUSEHOLDS="rt")
    found = results.layers["OUTPUT"].values
    rows = list(zip(found["produk"], found["aturan"], found["n_unit"], found["persen_rt"]))
    assert rows[0][:3] == ("getas", "PP29", 6)
    assert rows[1:] == [("batik", "BPS20", 5, 25.0), ("getas", "BPS20", 3, 20.0)]
    assert results.numbers == {"N_PP29": 1, "N_BPS20": 2}


def test_a_share_that_is_met_exactly_is_met() -> None:
    """0.07 * 100 is above 7 in the computer's numbers."""
    wkb, columns = [b""] * 7, {"produk": ["terasi"] * 7, "desa": ["A"] * 7, "sex": [None] * 7, "kelas": [None] * 7}
    village = Layer(wkb=[b""], columns={"kode": ["A"], "rt": [100]}, name="desa")
    given = {"INPUT": Layer(wkb=wkb, columns=columns), "REGIONS": village, "REGION_CODE": "kode"}
    for share, candidates in ((7.0, 1), (7.1, 0)):
        found = run(**given, REGION_HOUSEHOLDS="rt", SHARE=share)
        assert found.numbers["N_BPS20"] == candidates
    assert run(**given, REGION_HOUSEHOLDS="rt", SHARE=7.0).layers["OUTPUT"].values["persen_p"] == [None]


def test_the_minimum_is_a_setting() -> None:
    assert run(MINIMUM=4).layers["OUTPUT"].values["n_unit"] == [6, 4]
    assert run(DISTANCE=399.0).numbers["N_PP29"] == 0


def test_what_is_not_examined_is_said() -> None:
    said: list[str] = []
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    given = {"PRODUCT": "produk", "VILLAGE": "desa", "INPUT": businesses()}
    results = METHOD.compute({**values, **given}, Context(say=lambda note: said.append(note.sentence.en)))
    assert [words.split(" ")[:4] for words in said] == [
        ["1", "business", "without", "a"],
        ["5", "businesses", "without", "a"],
        ["Without", "households", "by", "village"],
    ]
    assert "of BPS (share of households) is not examined" in results.record.paragraph.en
    found = run(REGIONS=REGIONS, REGION_CODE="kode", REGION_HOUSEHOLDS="rt")
    assert "at least 20 % of the households of a village; result: 2 candidates" in found.record.paragraph.en


def test_candidates_do_not_depend_on_the_order_of_rows() -> None:
    layer = businesses()
    order = np.random.default_rng(1).permutation(len(layer))
    columns = {name: [column[row] for row in order] for name, column in layer.columns.items()}
    shuffled = Layer(wkb=[layer.wkb[row] for row in order], columns=columns, geographic=False)
    one, two = run(MINIMUM=2).layers, run(MINIMUM=2, INPUT=shuffled).layers
    assert one["OUTPUT"].values["n_unit"] == two["OUTPUT"].values["n_unit"]
    for name in ("sentra_pp29", "sentra_kelas"):
        expected = np.asarray(one["MEMBERS"].values[name])[order]
        assert all(a == b or a != a for a, b in zip(expected, two["MEMBERS"].values[name]))


@pytest.mark.parametrize(
    "given, words",
    [
        ({"REGIONS": REGIONS}, "give both"),
        ({"INPUT": Layer(columns={"produk": [], "desa": [], "sex": [], "kelas": []})}, "is empty"),
        (
            {"INPUT": Layer(wkb=[b""], columns={"produk": [None], "desa": ["A"], "sex": [""], "kelas": [""]})},
            "products",
        ),
        ({"INPUT": Layer(wkb=[b""], columns={"produk": ["x"], "desa": [""], "sex": [""], "kelas": [""]})}, "village"),
    ],
)
def test_refusals(given: dict[str, Any], words: str) -> None:
    with pytest.raises(UserError) as caught:
        run(**given)
    assert words in caught.value.sentence.en
