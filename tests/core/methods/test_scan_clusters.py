"""The scan as a user meets it: periods, ellipses, the Gini choice, what is drawn and what is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ir_plugin.core.declaration import Context, Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.scan_clusters import METHOD
from ir_plugin.core.space.wkb import read_rings
from tests.core.methods.made_layers import made, square

N = 36
MANY = (2, 7, 8, 9, 14)
"""A square and the four beside it: one circle."""
NAMES = ["D02", "D07", "D08", "D09", "D14"]


def villages(geographic: bool = False) -> Layer:
    """Six by six squares of 20 households; in each period 1 case each, in the third 9 cases in some."""
    layer = made(N, (lambda number: square(number, 106.0, 0.01)) if geographic else square, geographic)
    many = [9 if number in MANY else 1 for number in range(N)]
    columns = {**layer.columns, "rt": [20] * N, "k1": [1] * N, "k2": [1] * N, "k3": many, "k4": [1] * N}
    return replace(layer, columns=columns)


def run(layer: Layer | None = None, said: list[Note] | None = None, **given: Any) -> Results:
    values = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    fields = {"INPUT": layer or villages(), "CASES": "k3", "POPULATION": "rt", "NAME_FIELD": "kode", "GINI": False}
    heard = said if said is not None else []
    return METHOD.compute({**values, **fields, **given}, Context(say=heard.append))


def first(results: Results) -> dict[str, Any]:
    return {name: column[0] for name, column in results.layers["CLUSTERS"].values.items()}


@pytest.mark.parametrize("geographic", [False, True])
def test_a_cluster_with_its_figures_and_members(geographic: bool) -> None:
    results = run(villages(geographic))
    found = first(results)
    chance = 76 * 5 / 36
    assert sorted(found["daftar"].split(", ")) == NAMES
    assert (found["anggota"], found["kasus"], found["populasi"]) == (5, 45, 100)
    assert found["harapan"] == pytest.approx(chance)
    assert found["risiko_relatif"] == pytest.approx(9)
    assert found["llr"] == pytest.approx(45 * np.log(45 / chance) + 31 * np.log(31 / (76 - chance)))
    assert found["radius_km"] == pytest.approx(1.11 if geographic else 1, abs=0.005)
    assert found["p"] == 0.001
    assert results.numbers == {"N_CLUSTERS": 1, "LLR": found["llr"], "P": 0.001}
    rows = results.layers["OUTPUT"].values
    assert np.flatnonzero(rows["sc_klaster"] == 1).tolist() == list(MANY)
    assert (rows["sc_harapan"][0], rows["sc_risiko"][7]) == (pytest.approx(76 / 36), pytest.approx(9 * 36 / 76))


def test_a_cluster_of_one_period() -> None:
    found = first(run(CASES="k1", LATER_CASES=["k2", "k3", "k4"]))
    assert sorted(found["daftar"].split(", ")) == NAMES
    assert (found["periode_awal"], found["periode_akhir"], found["kasus"]) == ("k3", "k3", 45)
    assert (found["populasi"], found["harapan"]) == (100, pytest.approx((3 * 36 + 76) * 5 / (4 * 36)))


def test_the_paragraph_tells_the_windows() -> None:
    results = run(CASES="k1", LATER_CASES=["k2", "k3", "k4"], SHAPE="ellipse", MAX_RADIUS=1500.0, REPLICATES=99)
    words = results.record.paragraph.en
    assert "windows: Circles and ellipses, up to 50 % of the population and 1.5 km" in words
    assert "lasting at most 50 % of 4 periods" in words
    assert results.layers["CLUSTERS"].values["radius_km"][0] <= 1.5


def test_periods_without_a_population_each_are_refused() -> None:
    with pytest.raises(UserError, match="2 fields of cases and 1 of populations"):
        run(CASES="k1", LATER_CASES=["k2", "k3"], LATER_POPULATIONS=["rt"])


@pytest.mark.parametrize("geographic", [False, True])
def test_a_row_of_villages_is_an_ellipse(geographic: bool) -> None:
    """Five in a row from west to east: a circle that holds them holds others too."""
    layer = villages(geographic)
    layer.columns["k3"][:] = [9 if 12 <= number < 17 else 1 for number in range(N)]
    results = run(layer, SHAPE="ellipse", PENALTY="none")
    found = first(results)
    assert sorted(found["daftar"].split(", ")) == ["D12", "D13", "D14", "D15", "D16"]
    assert found["bentuk"] > 1
    wide, high = np.ptp(read_rings(results.layers["CLUSTERS"].wkb[:1]).xy, axis=0)
    assert wide / high == pytest.approx(found["bentuk"], rel=0.02)


def test_the_gini_choice_reports_small_clusters_where_they_tell_more() -> None:
    """Two villages with an ordinary one between them: in a large window one cluster, apart two sharper ones."""
    layer = villages()
    layer.columns["k3"][:] = [20 if number in (7, 9) else 3 for number in range(N)]
    assert run(layer).layers["CLUSTERS"].values["daftar"] == ["D08, D07, D02, D14, D09"]
    chosen = run(layer, GINI=True)
    assert chosen.layers["CLUSTERS"].values["daftar"] == ["D07", "D09"]
    assert "reported up to 3 %" in chosen.record.paragraph.en


def test_too_few_cases() -> None:
    low = villages()
    low.columns["k3"][:] = [0 if number in MANY else 6 for number in range(N)]
    results = run(low, SIDE="low")
    assert (first(results)["kasus"], first(results)["risiko_relatif"]) == (0, 0)
    assert set(results.layers["OUTPUT"].values["sc_kelas"][list(MANY)]) == {"lebih_sedikit"}


def test_few_replicates_are_said_beforehand() -> None:
    said: list[Note] = []
    run(said=said, REPLICATES=99, ALPHA=0.005)
    assert [note.sentence.en for note in said if note.warning] == [
        "So many replicates cannot give a p below 0.01; use at least 199."
    ]


@pytest.mark.parametrize(
    "field, values, settings, words",
    [
        ("k3", [1.5] * N, {}, "fractions"),
        ("k3", [0] * N, {}, "not a single case"),
        ("k3", [1_000_000] * N, {}, "not money"),
        ("rt", [-1] * N, {}, "negative"),
        ("rt", [0] + [20] * (N - 1), {}, "1 unit has cases"),
        ("rt", [20.5] * N, {"MODEL": "bernoulli"}, "whole numbers"),
        ("rt", [8] * N, {"MODEL": "bernoulli"}, "5 units have more cases"),
        ("rt", [9 if number in MANY else 1 for number in range(N)], {"MODEL": "bernoulli"}, "equal the population"),
        ("rt", [9 if number in MANY else 1 for number in range(N)], {"MODEL": "poisson"}, "equal the population"),
    ],
)
def test_refusals(field: str, values: list[Any], settings: dict[str, Any], words: str) -> None:
    layer = villages()
    layer.columns[field][:] = values
    with pytest.raises(UserError) as caught:
        run(layer, **settings)
    assert words in caught.value.sentence.en
