"""What a person decides about a finding or a pair: written with reason and name, and kept by the next check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.checks import RULES
from ir_plugin.core.register import accept_finding, check_register, decide_duplicate, repair_finding
from ir_plugin.core.register.users import current_user


def run(operation: Any, scene: Any, **values: Any) -> Results:
    return operation.OPERATION.compute({"REGISTER": scene.path, **values}, Context(language="en"))


def check(scene: Any) -> Results:
    return run(check_register, scene, DATE="2026-01-15")


def only_id(scene: Any) -> str:
    ((found,),) = scene.rows("SELECT temuan_id FROM qa_temuan")
    return str(found)


def decided(scene: Any) -> list[tuple[Any, ...]]:
    return scene.rows("SELECT status, alasan, oleh FROM qa_temuan")


def small_amount(scene: Any) -> str:
    scene.business(seen={"periode": "2025", "modal_kerja": 500})
    check(scene)
    return only_id(scene)


def test_an_accepted_finding_has_its_reason_and_stays_accepted(scene: Any) -> None:
    found = small_amount(scene)
    done = run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON=" modal sendiri ")
    assert done.numbers == {"N_CHANGED": 1}
    assert decided(scene) == [("DITERIMA", "modal sendiri", current_user())]
    assert check(scene).numbers["N_ACCEPTED"] == 1
    assert decided(scene) == [("DITERIMA", "modal sendiri", current_user())]
    assert run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON="lagi").numbers == {"N_CHANGED": 0}


def test_an_accepted_finding_can_be_opened_again(scene: Any) -> None:
    found = small_amount(scene)
    run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON="benar")
    run(accept_finding, scene, FINDING=found, CHOICE="reopen")
    assert decided(scene) == [("BARU", None, None)]
    assert check(scene).numbers["N_WARNINGS"] == 1


def test_a_changed_value_loses_the_reason_with_the_acceptance(scene: Any) -> None:
    found = small_amount(scene)
    run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON="benar")
    scene.execute("UPDATE ir_pengamatan SET modal_kerja = 600")
    check(scene)
    assert decided(scene) == [("BARU", None, None)]


@pytest.mark.parametrize("reason", [None, "  "])
def test_without_a_reason_nothing_is_accepted(scene: Any, reason: Any) -> None:
    found = small_amount(scene)
    with pytest.raises(UserError, match="Write down why"):
        run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON=reason)
    assert decided(scene) == [("BARU", None, None)]


def test_one_unknown_id_among_several_changes_nothing(scene: Any) -> None:
    found = small_amount(scene)
    with pytest.raises(UserError, match="no finding x"):
        run(accept_finding, scene, FINDING=f"{found}, x", CHOICE="accept", REASON="benar")
    with pytest.raises(UserError, match="no finding"):
        run(accept_finding, scene, FINDING=" , ", CHOICE="accept", REASON="benar")
    assert decided(scene) == [("BARU", None, None)]


def wrong_kbli(scene: Any) -> str:
    scene.business(product={"kbli_kode": "10710", "kbli_edisi": "2020"})
    check(scene)
    return only_id(scene)


def test_a_safe_proposal_goes_into_its_row_and_the_log(scene: Any) -> None:
    found = wrong_kbli(scene)
    ((proposal,),) = scene.rows("SELECT usulan FROM qa_temuan")
    assert run(repair_finding, scene, FINDING=found).numbers == {"N_REPAIRED": 1}
    assert scene.rows("SELECT kbli_kode, diubah_oleh FROM ir_produk") == [(proposal, current_user())]
    assert scene.rows("SELECT tabel, sebelum FROM log_perubahan") == [("ir_produk", '{"kbli_kode":"10710"}')]
    assert scene.rows("SELECT status FROM qa_temuan") == [("DIPERBAIKI",)]
    assert sum(check(scene).numbers.values()) == 0


def test_a_value_that_changed_since_the_check_is_left(scene: Any) -> None:
    found = wrong_kbli(scene)
    scene.execute("UPDATE ir_produk SET kbli_kode = '10720'")
    with pytest.raises(UserError, match="has changed since"):
        run(repair_finding, scene, FINDING=found)
    assert scene.rows("SELECT kbli_kode FROM ir_produk") == [("10720",)]


def test_what_a_person_should_look_at_is_not_repaired(scene: Any) -> None:
    found = small_amount(scene)
    with pytest.raises(UserError, match="cannot be repaired by itself"):
        run(repair_finding, scene, FINDING=found)
    assert scene.rows("SELECT modal_kerja FROM ir_pengamatan") == [(500,)]


def test_the_guide_names_every_safe_rule() -> None:
    safe = [code for code, rule in RULES.items() if rule.safe]
    assert safe == ["Q08", "Q17b"]
    assert all(code in repair_finding.OPERATION.help.id and code in repair_finding.OPERATION.help.en for code in safe)


def test_a_pair_is_decided_and_opened_again(scene: Any) -> None:
    first, second = scene.business(), scene.business()
    pair = scene.id("6", 1)
    row = "INSERT INTO impor_ganda (ganda_id, usaha_a, usaha_b, alasan) VALUES (?, ?, ?, 'HP')"
    scene.execute(row, pair, first, second)
    for choice, expected in (("same", "SAMA"), ("different", "BEDA"), ("open", "BARU")):
        assert run(decide_duplicate, scene, PAIR=pair, CHOICE=choice).numbers == {"N_DECIDED": 1}
        who = None if choice == "open" else current_user()
        assert scene.rows("SELECT status, oleh FROM impor_ganda") == [(expected, who)]
    before = Path(scene.path).read_bytes()
    with pytest.raises(UserError, match="no pair x"):
        run(decide_duplicate, scene, PAIR="x", CHOICE="same")
    assert Path(scene.path).read_bytes() == before


def test_a_reason_that_is_too_long_is_refused_not_cut(scene: Any) -> None:
    found = small_amount(scene)
    with pytest.raises(UserError, match="401 characters; at most 400"):
        run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON="x" * 401)
    assert decided(scene) == [("BARU", None, None)]
    run(accept_finding, scene, FINDING=found, CHOICE="accept", REASON="x" * 400)
    assert decided(scene)[0][:2] == ("DITERIMA", "x" * 400)
