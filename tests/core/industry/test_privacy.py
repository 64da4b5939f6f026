"""Consent at a date, and the gate: what leaves, masked, kept back or made alike, and why."""

from __future__ import annotations

from typing import Any

import pytest

from ir_plugin.core.industry.privacy.columns import BY_NAME, COLUMNS
from ir_plugin.core.industry.privacy.consent import (
    EXPIRED,
    FLAGS,
    NAME,
    NONE,
    NOT_THIS_FIELD,
    NOT_YET,
    OTHER_PURPOSE,
    PHONE,
    VALID,
    WITHDRAWN,
    Consent,
    first_end,
    has_withdrawn,
    state_of,
)
from ir_plugin.core.industry.privacy.gate import CLOSED, FEW, PLACE, ROW, Candidate, Passed, gate, masked
from ir_plugin.core.industry.privacy.profiles import PROFILES, Profile
from ir_plugin.core.industry.schema.declaration import OPEN
from ir_plugin.core.industry.value_lists import VALUE_LISTS

DAY = "2025-06-15"
ALL = frozenset(FLAGS)


def consent(date: str = "2025-01-01", purpose: str = "PUB", allows: Any = ALL, **more: Any) -> Consent:
    return Consent(date, purpose, frozenset(allows), **more)


STATES = [
    ([], NONE),
    ([consent()], VALID),
    ([consent(date=DAY)], VALID),
    ([consent(date="2025-06-16")], NOT_YET),
    ([consent(purpose="PND")], OTHER_PURPOSE),
    ([consent(allows=(PHONE,))], NOT_THIS_FIELD),
    ([consent(until=DAY)], VALID),
    ([consent(until="2025-06-14")], EXPIRED),
    ([consent(withdrawn="2025-06-15T23:59:00.000Z")], WITHDRAWN),
    ([consent(withdrawn="2025-06-16T00:00:00.000Z")], VALID),
    ([consent(until="2025-06-14", withdrawn="2025-02-01T00:00:00.000Z")], WITHDRAWN),
    # the latest decides, whichever way
    ([consent(), consent(date="2025-02-01", allows=())], NOT_THIS_FIELD),
    ([consent(withdrawn="2025-02-01T00:00:00.000Z"), consent(date="2025-03-01")], VALID),
    ([consent(), consent(date="2025-03-01", withdrawn="2025-04-01T00:00:00.000Z")], WITHDRAWN),
    ([consent(), consent(date="2025-03-01", until="2025-04-01")], EXPIRED),
    ([consent(), consent(date="2025-07-01", allows=())], VALID),  # not yet given
    # of one day the one that allows least
    ([consent(), consent(allows=())], NOT_THIS_FIELD),
    # a later one for another purpose replaces nothing
    ([consent(), consent(date="2025-03-01", purpose="RST", allows=())], VALID),
]


@pytest.mark.parametrize("consents, expected", STATES, ids=str)
def test_the_state_of_a_consent(consents: list[Consent], expected: str) -> None:
    assert state_of(consents, ("PUB",), NAME, DAY) == expected
    assert state_of(consents[::-1], ("PUB",), NAME, DAY) == expected


def test_one_of_several_purposes_is_enough() -> None:
    given = [consent(withdrawn="2025-02-01T00:00:00.000Z"), consent(purpose="RST")]
    assert state_of(given, ("PUB", "RST"), NAME, DAY) == VALID
    assert state_of(given, ("PUB",), NAME, DAY) == WITHDRAWN
    assert has_withdrawn(given, ("PUB",), DAY) and not has_withdrawn(given, ("PUB", "RST"), DAY)


@pytest.mark.parametrize("purpose", ["PND", "PRM"])
def test_a_withdrawal_for_any_purpose_counts_where_no_other_consent_is_in_force(purpose: str) -> None:
    given = [consent(purpose=purpose, withdrawn="2025-02-01T00:00:00.000Z")]
    assert has_withdrawn(given, ("PUB",), DAY)
    assert not has_withdrawn([*given, consent()], ("PUB",), DAY)
    assert not has_withdrawn([*given, consent(date="2025-03-01", purpose=purpose)], ("PUB",), DAY)


VALUES: dict[str, Any] = {
    **{column.name: column.name for column in COLUMNS},
    "nik": "1901014101900001",
    "no_hp": "+6281234567890",
    "status_usaha": "AKT",
    "kode_desa": "19.01.01.1001",
    **{column.name: 7 for column in COLUMNS if column.kind == "integer"},
}
POINT, VILLAGE = (106.12, -1.86), (106.1215, -1.8597)


def candidate(consents: Any = (), point: Any = POINT, **values: Any) -> Candidate:
    return Candidate({**VALUES, **values}, tuple(consents), point, VILLAGE)


def passed(profile: str, *candidates: Candidate, least: int = 5) -> Passed:
    return gate(candidates, PROFILES[profile], DAY, least)


def test_inside_the_offices_everything_but_the_nik() -> None:
    through = passed("INTERNAL", candidate())
    expected = {**VALUES, "nik": "************0001", "posisi": "tepat"}
    assert through.rows == [expected] and through.points == [POINT] and not through.left_out
    assert [column.name for column in through.columns] == [column.name for column in COLUMNS]


@pytest.mark.parametrize("profile", ["MITRA", "PUBLIK"])
def test_with_consent_what_was_allowed(profile: str) -> None:
    through = passed(profile, candidate([consent(allows=(NAME, PHONE))]))
    (row,) = through.rows
    assert (row["pemilik"], row["no_hp"], row["alamat"], row["posisi"]) == ("pemilik", "+6281234567890", None, "desa")
    assert through.points == [VILLAGE]
    assert through.left_out["alamat", NOT_THIS_FIELD] == 1 == through.left_out[PLACE, NOT_THIS_FIELD]


def test_partners_get_ids_and_masked_nik_but_no_money() -> None:
    (row,) = passed("MITRA", candidate()).rows
    assert row["kode_usaha"] == "kode_usaha" and row["nik"] == "************0001"
    assert not {"modal_kerja", "omzet_bulan", "laba_bulan", "tahun_lahir", "nib"} & set(row)
    assert {name for name in row if BY_NAME[name].consent and row[name] is not None} == set()


def test_the_public_profile_never_holds_nik_money_or_ids() -> None:
    columns = [BY_NAME[name] for name in PROFILES["PUBLIK"].columns]
    assert not [each.name for each in columns if each.masked or each.is_money or each.is_id]
    assert all(each.access == OPEN or each.consent for each in columns)
    assert not {"kelas_ir", "foto", "nik", "usaha_id", "kode_usaha", "nib"} & {each.name for each in columns}


@pytest.mark.parametrize("column", ["modal_kerja", "tahun_lahir", "nib", "pendidikan"])
def test_a_profile_that_lets_out_what_must_stay_cannot_be_made(column: str) -> None:
    with pytest.raises(ValueError, match=column):
        Profile("PUBLIK", (column,))


def test_every_profile_of_the_list_exists() -> None:
    assert tuple(PROFILES) == VALUE_LISTS["profil_ekspor"].codes


@pytest.mark.parametrize("profile", ["MITRA", "PUBLIK"])
def test_who_withdrew_is_not_there_at_all(profile: str) -> None:
    through = passed(profile, candidate([consent(withdrawn="2025-02-01T00:00:00.000Z")]))
    assert through.rows == [] and through.left_out == {(ROW, WITHDRAWN): 1}


def test_closed_businesses_are_not_public() -> None:
    assert passed("PUBLIK", candidate([consent()], status_usaha="TTP")).left_out == {(ROW, CLOSED): 1}
    assert len(passed("MITRA", candidate([consent()], status_usaha="TTP")).rows) == 1


def test_few_of_a_kind_are_made_alike() -> None:
    village = [candidate(jenis_kelamin="P") for _ in range(4)]
    alone = candidate(jenis_kelamin="L")
    through = passed("PUBLIK", *village, alone)
    assert [row["jenis_kelamin"] for row in through.rows] == [None] * 5  # together they are five
    assert {row["kode_desa"] for row in through.rows} == {"19.01.01.1001"}
    assert through.left_out["jenis_kelamin", FEW] == 5
    five = passed("PUBLIK", *village, candidate(jenis_kelamin="P"))
    assert [row["jenis_kelamin"] for row in five.rows] == ["P"] * 5


def test_without_its_village_a_business_has_no_point() -> None:
    villages = [f"19.01.01.100{number}" for number in range(1, 6)]
    through = passed("PUBLIK", *(candidate(kode_desa=each, desa=each) for each in villages))
    assert [(row["kode_desa"], row["posisi"]) for row in through.rows] == [(None, "tidak ada")] * 5
    assert through.points == [None] * 5 and {row["kecamatan"] for row in through.rows} == {"kecamatan"}


def test_fewer_than_all_that_could_be_alike_stay_out() -> None:
    through = passed("PUBLIK", *(candidate() for _ in range(4)))
    assert through.rows == [] and through.left_out[ROW, FEW] == 4
    assert len(passed("PUBLIK", *(candidate() for _ in range(4)), least=4).rows) == 4


def test_one_owners_businesses_hide_nobody() -> None:
    hers = [candidate(pemilik_id="a") for _ in range(5)]
    assert passed("PUBLIK", *hers).rows == []
    others = [candidate(pemilik_id=each) for each in "bcde"]
    assert len(passed("PUBLIK", *hers, *others).rows) == 9


def test_who_is_named_hides_nobody() -> None:
    """Whoever consented is known, so that she does not count among those who cannot be told apart."""
    through = passed("PUBLIK", candidate([consent()]), *(candidate() for _ in range(4)))
    assert [row["pemilik"] for row in through.rows] == ["pemilik"]


def test_a_consent_that_shows_nothing_names_nobody() -> None:
    silent = candidate([consent(allows=(PHONE,))], no_hp=None, email=None)
    assert passed("PUBLIK", silent).rows == []


@pytest.mark.parametrize(
    "number, shown", [(None, None), ("1901014101900001", "************0001"), ("12345678", "********"), ("", "")]
)
def test_masking(number: Any, shown: Any) -> None:
    assert masked(number) == shown


def test_the_first_end_is_that_of_a_consent_that_counts() -> None:
    def given(date: str, purpose: str = "PUB", **more: Any) -> Consent:
        return Consent(date, purpose, frozenset(), **more)

    replaced, of_others = given("2025-01-01", until="2026-02-01"), given("2025-03-01", "RST", until="2026-01-31")
    over, endless = given("2025-06-01", until="2025-12-31"), given("2025-06-01")
    ends = given("2025-06-01", until="2026-06-30")
    assert first_end([replaced, of_others, ends, endless], ("PUB",), "2026-01-01") == "2026-06-30"
    assert first_end([replaced, endless, over], ("PUB",), "2026-01-01") is None
    assert first_end([], ("PUB",), "2026-01-01") is None
