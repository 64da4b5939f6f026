"""Quality by office, and the lists of what waits for a person."""

from __future__ import annotations

from typing import Any

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.register import accept_finding, check_register
from ir_plugin.core.register.data_quality import Quality, data_quality
from ir_plugin.core.register.finding_list import conflict_rows, finding_rows, pair_rows


def check(scene: Any) -> None:
    check_register.OPERATION.compute({"REGISTER": scene.path, "DATE": "2026-01-15"}, Context())


def accept(scene: Any, rule: str) -> None:
    ((found,),) = scene.rows("SELECT temuan_id FROM qa_temuan WHERE kode_aturan = ?", rule)
    values = {"REGISTER": scene.path, "FINDING": found, "CHOICE": "accept", "REASON": "benar"}
    accept_finding.OPERATION.compute(values, Context())


def test_an_office_counts_its_businesses_facts_and_findings(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_kerja": 500, "tk_p_lain": 7, "kelas_petugas": "1"})
    scene.business({"jenis_kelamin": "X"}, kode_desa="19.02.01.1001")
    scene.business(kode_desa=None)
    check(scene)
    accept(scene, "Q13b")
    assert data_quality(scene.path) == [
        Quality("19.01", "Bangka", 1, 1.0, errors=0, warnings=1, infos=0, accepted=1),
        Quality("19.02", "Belitung", 1, 0.6, errors=0, warnings=0, infos=1, accepted=0),
        Quality("", "", 1, 0.6, errors=0, warnings=1, infos=0, accepted=0),
    ]
    assert data_quality(scene.path)[0].open == 1


def test_a_repaired_finding_is_counted_no_more(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_kerja": 500})
    check(scene)
    scene.execute("UPDATE ir_pengamatan SET modal_kerja = 500000")
    check(scene)
    assert [each.open for each in data_quality(scene.path)] == [0]
    assert finding_rows(scene.path) == []


def test_a_register_without_anything_has_no_office(register: str) -> None:
    assert data_quality(register) == []
    assert (finding_rows(register), pair_rows(register), conflict_rows(register)) == ([], [], [])


def test_findings_lead_to_business_and_village_errors_first(scene: Any) -> None:
    scene.business(seen={"periode": "2025", "modal_kerja": 500, "tk_p_lain": 7})
    business = scene.business({"nik": "9901014101900001"})
    check(scene)
    rows = finding_rows(scene.path)
    assert [(each.rule, each.level) for each in rows] == [("Q09a", "GALAT"), ("Q16", "PERINGATAN"), ("Q13b", "INFO")]
    first = rows[0]
    assert (first.table, first.field, first.value) == ("ir_pemilik", "nik", "9901014101900001")
    assert (first.business, first.code, first.village_name) == (business, "IR-1901-0002", "Sungailiat")
    assert (rows[1].proposal, rows[1].status, rows[1].reason) == ("500000", "BARU", None)


def test_a_finding_of_an_owner_without_business_leads_nowhere(scene: Any) -> None:
    scene.business({"nik": "9901014101900001"})
    scene.execute("UPDATE ir_usaha SET pemilik_id = NULL")
    check(scene)
    assert [(each.rule, each.business) for each in finding_rows(scene.path)][0] == ("Q09a", None)


def test_pairs_are_told_apart_in_words_the_most_alike_first(scene: Any) -> None:
    first, second, third = scene.business(), scene.business(), scene.business(product={"produk_kode": None})
    row = "INSERT INTO impor_ganda (ganda_id, usaha_a, usaha_b, alasan, kemiripan) VALUES (?, ?, ?, 'HP', ?)"
    scene.execute(row, scene.id("6", 1), first, second, 0.5)
    scene.execute(row, scene.id("6", 2), first, third, 0.9)
    rows = pair_rows(scene.path)
    assert [each.second for each in rows] == [third, second]
    assert rows[0].first_words == "IR-1901-0001 · Rohani · Getas · Sungailiat"
    assert rows[0].second_words == "IR-1901-0003 · Wulan · getas · Sungailiat"
    scene.execute("UPDATE impor_ganda SET status = 'BEDA' WHERE usaha_b = ?", third)
    assert [each.second for each in pair_rows(scene.path)] == [second]


def test_a_file_that_is_none_is_a_sentence(tmp_path: Any) -> None:
    with pytest.raises(UserError, match="does not exist"):
        data_quality(str(tmp_path / "none.gpkg"))
