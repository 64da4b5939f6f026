"""The checks as an operation: findings kept, accepted and gone; nothing personal in the layer; nothing half done."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.document_html import document_html
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.register import create_register
from ir_plugin.core.register.check_register import OPERATION
from ir_plugin.core.register.geometry_blobs import bounds_of

NIK, PHONE, BORN = "9901014101900001", "+621234567", 1930


def check(register: Any, date: str = "2026-01-15", language: str = "en", **context: Any) -> Results:
    values = {"REGISTER": str(getattr(register, "path", register)), "DATE": date}
    return OPERATION.compute(values, Context(language=language, **context))


def statuses(scene: Any) -> list[tuple[Any, ...]]:
    return scene.rows("SELECT kode_aturan, nilai_lama, status, oleh FROM qa_temuan ORDER BY kode_aturan")


def accept(scene: Any) -> None:
    scene.execute("UPDATE qa_temuan SET status = 'DITERIMA', oleh = 'Ani'")


def test_twice_is_once(scene: Any) -> None:
    scene.business({"tahun_lahir": BORN}, seen={"periode": "2025", "modal_kerja": 500})
    numbers = check(scene).numbers
    before = Path(scene.path).read_bytes()
    assert check(scene, language="id").numbers == numbers
    assert Path(scene.path).read_bytes() == before
    assert numbers == {"N_ERRORS": 0, "N_WARNINGS": 2, "N_INFO": 0, "N_ACCEPTED": 0, "N_REPAIRED": 0}


def test_an_accepted_finding_stays_accepted_as_long_as_the_value_does(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_kerja": 500, "tk_p_lain": 7})
    check(scene)
    accept(scene)
    results = check(scene)
    assert (results.numbers["N_ACCEPTED"], results.numbers["N_WARNINGS"]) == (2, 0)
    assert statuses(scene) == [("Q13b", "7", "DITERIMA", "Ani"), ("Q16", "500", "DITERIMA", "Ani")]
    scene.execute("UPDATE ir_pengamatan SET modal_kerja = 600")
    check(scene)
    assert statuses(scene) == [("Q13b", "7", "DITERIMA", "Ani"), ("Q16", "600", "BARU", None)]


def test_what_is_gone_is_repaired_and_comes_back_as_new(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_kerja": 500})
    check(scene)
    scene.execute("UPDATE ir_pengamatan SET modal_kerja = 500000")
    assert check(scene).numbers["N_REPAIRED"] == 1
    assert statuses(scene) == [("Q16", "500", "DIPERBAIKI", None)]
    assert check(scene).numbers["N_REPAIRED"] == 0
    scene.execute("UPDATE ir_pengamatan SET modal_kerja = 500")
    assert check(scene).numbers["N_WARNINGS"] == 1
    assert statuses(scene) == [("Q16", "500", "BARU", None)]


def test_what_was_called_repaired_but_is_not_comes_back(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_kerja": 500})
    check(scene)
    scene.execute("UPDATE qa_temuan SET status = 'DIPERBAIKI'")
    check(scene)
    assert statuses(scene) == [("Q16", "500", "BARU", None)]


def test_a_rule_that_was_not_checked_closes_nothing(scene: Any) -> None:
    scene.business(point=(107.0, -1.2), seen={"periode": "2025", "modal_kerja": 500})
    check(scene)
    scene.execute("UPDATE ref_wilayah SET geom = NULL")
    scene.execute("DELETE FROM ir_pengamatan")
    results = check(scene)
    assert [each[::2] for each in statuses(scene)] == [("Q05", "BARU"), ("Q16", "DIPERBAIKI")]
    assert any("Q02, Q03, Q04, Q05 were not checked" in note.sentence.en for note in results.notes)


def test_findings_of_others_are_left_alone(scene: Any) -> None:
    own = "INSERT INTO qa_temuan (temuan_id, tabel, baris_id, kode_aturan, tingkat) VALUES (?, 'x', 'y', 'K99', 'INFO')"
    scene.execute(own, scene.id("7", 1))
    check(scene)
    assert statuses(scene) == [("K99", None, "BARU", None)]


def test_the_layer_leads_to_the_business_and_tells_nothing_personal(scene: Any) -> None:
    business = scene.business({"nik": NIK, "no_hp": PHONE, "tahun_lahir": BORN}, {"periode": "2025", "modal_awal": 7})
    results = check(scene)
    layer = results.layers["FINDINGS"]
    assert layer.values["aturan"] == ["Q09a", "Q12", "Q16", "Q24"]  # errors first, then warnings
    assert layer.values["nilai_lama"] == [None, None, "7", None]
    assert layer.values["usulan"] == [None, None, "7000", None]
    assert set(layer.values["kode_usaha"]) == {"IR-1901-0001"} and set(layer.values["desa"]) == {"Sungailiat"}
    assert [bounds_of(wkb)[0] for wkb in layer.wkb] == [pytest.approx(106.122)] * 4
    assert scene.rows("SELECT nilai_lama FROM qa_temuan WHERE kode_aturan = 'Q09a'") == [(NIK,)]
    assert scene.rows("SELECT usaha_id FROM ir_usaha") == [(business,)]
    told = str(layer.values) + document_html(results.pages["PAGE"], "en") + str(results.notes)
    assert not [word for word in (NIK, PHONE, str(BORN), "Rohani") if word in told]


def test_a_coordinate_in_words_stays_in_the_register(scene: Any) -> None:
    scene.business(point=(106.12, 1.86))
    layer = check(scene).layers["FINDINGS"]
    assert (layer.values["nilai_lama"], layer.values["usulan"]) == ([None], [None])
    assert scene.rows("SELECT usulan FROM qa_temuan") == [("-1.86, 106.12",)]


def test_without_a_point_the_village_stands_for_the_business(scene: Any, point_in: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_awal": 7})
    scene.business({"jenis_kelamin": "X"}, kode_desa=None)
    scene.execute("UPDATE ir_usaha SET geom = NULL")
    layer = check(scene).layers["FINDINGS"]
    places = dict(zip(layer.values["aturan"], zip(layer.values["letak"], layer.wkb)))
    assert places["Q16"][0] == "desa" and bounds_of(places["Q16"][1])[::2] == point_in("19.01.01.1001")
    assert places["Q23"] == ("tidak ada", b"") == places["Q25"]


def test_sentences_are_in_the_reader_s_language(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_awal": 7})
    sentences = [check(scene, language=each).layers["FINDINGS"].values["temuan"][0] for each in ("id", "en")]
    assert sentences[0].startswith("Jumlah uang") and sentences[1].startswith("An amount")


def test_the_page_counts_by_office_and_rule(scene: Any) -> None:
    for village in ("19.01.01.1001", "19.02.01.1001", None):
        scene.business(kode_desa=village, seen={"periode": "2025", "modal_awal": 7})
    *_, offices, rules = check(scene).pages["PAGE"].blocks
    assert [(row[0].id, *row[1:]) for row in offices.rows] == [
        ("Kabupaten Bangka", 0, 1, 0, 0),
        ("Kabupaten Belitung", 0, 1, 0, 0),
        ("Tanpa desa", 0, 2, 0, 0),
    ]
    assert [(row[0].id, row[3]) for row in rules.rows] == [("Q16", 3), ("Q25", 1)]


def test_a_new_register_has_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "new.gpkg"
    create_register.OPERATION.compute({"REGISTER": str(path)}, Context())
    results = check(path)
    assert sum(results.numbers.values()) == 0 and results.layers["FINDINGS"].wkb == ()


def test_the_sample_has_no_errors(root: Path, tmp_path: Path) -> None:
    path = shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg")
    results = check(path)
    assert results.numbers["N_ERRORS"] == 0
    assert set(results.layers["FINDINGS"].values["aturan"]) == {"Q11c", "Q13b"}  # expired, or large


@pytest.mark.parametrize("date", ["15/01/2026", "2026-02-30", "besok"])
def test_a_date_that_is_none_is_a_sentence(scene: Any, date: str) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        check(scene, date)


def test_what_is_no_register_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE a (b)")
    with pytest.raises(UserError, match="no register"):
        check(path)
    with pytest.raises(UserError, match="does not exist"):
        check(tmp_path / "none.gpkg")


def test_a_lock_is_a_sentence_and_changes_nothing(scene: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ir_plugin.core.register.geopackage.BUSY_SECONDS", 0.1)
    with closing(sqlite3.connect(scene.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="another program"):
            check(scene)


def test_a_cancel_keeps_nothing(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_awal": 7})

    def stop(fraction: float) -> None:
        if fraction >= 0.7:
            raise Cancelled

    before = Path(scene.path).read_bytes()
    with pytest.raises(Cancelled):
        check(scene, progress=stop)
    assert Path(scene.path).read_bytes() == before
    assert not [name for name in os.listdir(os.path.dirname(scene.path)) if name.endswith("-journal")]


def test_markup_in_cells_stays_text(scene: Any) -> None:
    scene.business(product={"pirt_no": "<script>alert(1)</script>"})
    results = check(scene)
    assert results.layers["FINDINGS"].values["nilai_lama"] == ["<script>alert(1)</script>"]
    assert "<script>" not in document_html(results.pages["PAGE"], "en")
