"""The class by a rule profile: the worked examples of the draft, its boundaries, and profiles that offices edit."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.class_profile import ClassProfile, profile_from_row, profile_of
from ir_plugin.core.industry.class_rules import draft_profile
from ir_plugin.core.industry.classification import classify, evidence

HOME = {"lokasi_produksi": "RMH", "lapangan_usaha": "IND"}
MANY = {"teknologi": "MEK", "pembukuan": "BUK", "jangkauan_pasar": {"DSA", "NAS"}}


@pytest.fixture
def profile() -> ClassProfile:
    return profile_of(draft_profile(), draft_profile())


@pytest.mark.parametrize(
    "answers, kelas",
    [
        ({"modal_kerja": 4_999_999, "pola_produksi": "INS"}, "1"),
        ({"modal_kerja": 5_000_000, "pola_produksi": "RTN", "bulan_produksi": 8}, "2"),
        ({"modal_kerja": 30_000_000, "pola_produksi": "KON", "bulan_produksi": 12, "tk_p_dibayar": 5}, "3"),
        ({"modal_kerja": 50_000_000, "pola_produksi": "KON", "bulan_produksi": 12}, "3"),
        ({"modal_kerja": 30_000_000, "pola_produksi": "INS"}, "1"),
        ({"pola_produksi": "RTN", "bulan_produksi": 8}, "2"),
        ({"modal_kerja": 60_000_000}, "4"),
        ({"aset_non_tanah": 60_000_000, "modal_kerja": 1_000_000}, "4"),
        ({"omzet_bulan": 30_000_000, "bulan_produksi": 12, "pola_produksi": "KON"}, "4"),
        ({"modal_kerja": 10_000_000, "tk_p_tdk_dibayar": 20}, "4"),
        ({"lapangan_usaha": "DAG"}, "0"),
        ({"lokasi_produksi": "TSJ", "modal_kerja": 10_000_000}, "0"),
        ({}, "9"),
        ({"modal_kerja": 0}, "9"),
        ({"pola_produksi": "INS", **MANY}, "2"),
        ({"pola_produksi": "KON", "bulan_produksi": 12, "modal_kerja": 30_000_000, "teknologi": "MAN"}, "3"),
    ],
)
def test_worked_examples(profile: ClassProfile, answers: dict[str, Any], kelas: str) -> None:
    assert classify(profile, {**HOME, **answers}).kelas == kelas


def test_one_main_criterion_is_said(profile: ClassProfile) -> None:
    assert classify(profile, {**HOME, "pola_produksi": "RTN", "bulan_produksi": 8}).single
    assert not classify(profile, {**HOME, "pola_produksi": "RTN", "modal_kerja": 6_000_000}).single


def test_contradicting_answers_do_not_class_up(profile: ClassProfile) -> None:
    verdict = classify(profile, {**HOME, "pola_produksi": "KON", "bulan_produksi": 7})
    assert verdict.votes["K1"] == "2"
    assert classify(profile, {**HOME, "pola_produksi": "INS", "bulan_produksi": 12}).votes["K1"] == "1"


def test_the_others_move_the_base_by_one_and_only_when_three_are_known(profile: ClassProfile) -> None:
    low = {**HOME, "modal_kerja": 1_000_000}
    assert classify(profile, {**low, "teknologi": "MEK", "pembukuan": "APP"}).kelas == "1"
    assert classify(profile, {**low, "teknologi": "MEK", "pembukuan": "APP", "jangkauan_pasar": {"EKS"}}).kelas == "2"


@pytest.mark.parametrize(
    "licences, kelas", [((), "1"), (("SKU",), "1"), (("PIRT",), "2"), (("NIB", "HALAL"), "3"), (("NIB", "SKU"), "2")]
)
def test_licences_count_together(profile: ClassProfile, licences: tuple[str, ...], kelas: str) -> None:
    assert classify(profile, {"legalitas": set(licences)}).votes["K6"] == kelas


def test_completeness_and_evidence(profile: ClassProfile) -> None:
    verdict = classify(profile, {**HOME, "modal_kerja": 6_000_000, "teknologi": "SMI"})
    assert verdict.completeness == pytest.approx(2 / 7)
    stored = evidence(profile, verdict)
    assert stored["status"] == "DRAF" and stored["suara"]["K2"] == "2" and stored["suara"]["K1"] is None
    assert stored["gerbang"] == {"G1": True, "G2": True, "G3": True}
    assert json.loads(json.dumps(stored)) == stored


def test_an_edited_profile_decides_otherwise() -> None:
    rules = copy.deepcopy(dict(draft_profile()))
    rules["kriteria"][1]["kelas"]["1"]["modal"] = {"kurang_dari": 8_000_000}
    rules["kriteria"][1]["kelas"]["2"]["modal"] = {"paling_sedikit": 8_000_000, "kurang_dari": 25_000_000}
    assert classify(profile_of(rules, rules), {**HOME, "modal_kerja": 6_000_000}).kelas == "1"


@pytest.mark.parametrize("damage", ["gabungan", "gerbang", "kriteria"])
def test_an_incomplete_profile_is_refused(damage: str) -> None:
    rules = {key: value for key, value in draft_profile().items() if key != damage}
    with pytest.raises(UserError) as refusal:
        profile_of(rules, rules)
    assert damage in refusal.value.sentence.en


def test_unknown_bounds_and_broken_json_are_refused() -> None:
    rules = copy.deepcopy(dict(draft_profile()))
    rules["kriteria"][1]["kelas"]["1"]["modal"] = {"di_bawah": 5}
    with pytest.raises(UserError, match="di_bawah"):
        profile_of(rules, rules)
    with pytest.raises(UserError):
        profile_from_row("X", "X", "DRAF", "{")
