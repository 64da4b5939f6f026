"""Whatever people have said and written: nothing personal without consent leaves the register."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ir_plugin.core.industry.privacy.columns import BY_NAME, COLUMNS, EXACT
from ir_plugin.core.industry.privacy.consent import FLAGS, POINT, STATES, VALID, Consent, has_withdrawn, state_of
from ir_plugin.core.industry.privacy.gate import ROW, Candidate, gate
from ir_plugin.core.industry.privacy.profiles import CATALOGUE, PROFILES, Profile

DAYS = some.dates(datetime.date(2024, 1, 1), datetime.date(2026, 12, 31))
TODAY = "2025-06-15"
CONSENTS = some.builds(
    Consent,
    DAYS.map(str),
    some.sampled_from(("PND", "PUB", "PRM", "RST")),
    some.frozensets(some.sampled_from(FLAGS)),
    some.none() | DAYS.map(str),
    some.none() | DAYS.map(lambda day: f"{day}T08:00:00.000Z"),
)
WORDS = {  # what only the row of this number holds, to be found again in whatever comes out
    column.name: f"{column.name}-%d-secret" for column in COLUMNS if column.consent or column.access != "open"
}


@some.composite
def candidates(draw: Any) -> list[Candidate]:
    found = []
    for number in range(draw(some.integers(0, 14))):
        values: dict[str, Any] = {name: word % number for name, word in WORDS.items()}
        values["nik"] = draw(some.none() | some.text("0123456789", min_size=16, max_size=16))
        for name in ("jenis_kelamin", "kode_desa", "produk_kode", "izin", "kecamatan", "kabupaten", "cabang_ikm"):
            values[name] = draw(some.sampled_from(("a", "b", None)))
        values.update(usaha_id=f"id-{number}-secret", kode_usaha=f"IR-{number}-secret")
        values["status_usaha"] = draw(some.sampled_from(("AKT", "TTP")))
        consents = draw(some.lists(CONSENTS, max_size=3))
        found.append(Candidate(values, consents, draw(some.none() | some.just((100.0 + number, -1.0))), (106.0, -2.0)))
    return found


@settings(max_examples=150, deadline=None)
@given(candidates(), some.sampled_from((PROFILES["MITRA"], PROFILES["PUBLIK"], CATALOGUE)), some.integers(3, 6))
def test_nothing_personal_leaves_without_consent(asking: list[Candidate], profile: Profile, least: int) -> None:
    through = gate(asking, profile, TODAY, least)
    allowed: set[Any] = set()
    for each in asking:
        for column in COLUMNS:
            if column.consent and state_of(each.consents, profile.purposes, column.consent, TODAY) == VALID:
                allowed.add(each.values[column.name])
    points = {
        each.point for each in asking if state_of(each.consents, profile.purposes, POINT, TODAY) == VALID and each.point
    }
    for row, point in zip(through.rows, through.points):
        assert set(row) <= set(profile.columns)
        secrets = {value for value in row.values() if isinstance(value, str) and value.endswith("-secret")}
        own = {row.get("usaha_id"), row.get("kode_usaha")}
        assert secrets - own <= allowed and (profile.code == "MITRA" or own == {None})
        assert row.get("nik") is None or row["nik"].startswith("************")
        assert point in points or point in ((106.0, -2.0), None)
        assert (row["posisi"] == EXACT) == (point in points)
        assert not profile.named_only or secrets & allowed or row["posisi"] == EXACT


@settings(max_examples=150, deadline=None)
@given(candidates(), some.integers(3, 6))
def test_who_allowed_nothing_is_one_of_several(asking: list[Candidate], least: int) -> None:
    profile = PROFILES["PUBLIK"]
    through = gate(asking, profile, TODAY, least)
    shown = [name for name in profile.columns if not BY_NAME[name].consent]
    unnamed = [
        tuple(row[name] for name in shown)
        for row in through.rows
        if row["posisi"] != EXACT and not any(row[name] for name in profile.columns if BY_NAME[name].consent)
    ]
    assert all(count >= least for count in Counter(unnamed).values())


@settings(max_examples=150, deadline=None)
@given(candidates(), some.sampled_from(tuple(PROFILES)))
def test_every_row_passes_or_is_counted(asking: list[Candidate], code: str) -> None:
    through = gate(asking, PROFILES[code], TODAY, 5)
    kept_back = sum(count for (what, _), count in through.left_out.items() if what == ROW)
    assert len(through.rows) + kept_back == len(asking) and len(through.points) == len(through.rows)
    if code != "INTERNAL":
        gone = [each for each in asking if has_withdrawn(each.consents, PROFILES[code].purposes, TODAY)]
        assert len(through.rows) <= len(asking) - len(gone)


@given(some.lists(CONSENTS, max_size=5), some.sampled_from(FLAGS), DAYS.map(str), some.randoms())
def test_the_order_of_consents_does_not_matter(consents: list[Consent], flag: str, day: str, random: Any) -> None:
    mixed = list(consents)
    random.shuffle(mixed)
    state = state_of(consents, ("PUB", "RST"), flag, day)
    assert state == state_of(mixed, ("PUB", "RST"), flag, day) and state in STATES


@given(some.lists(CONSENTS, max_size=5), some.sampled_from(FLAGS), DAYS.map(str))
def test_after_everything_is_withdrawn_nothing_is_valid(consents: list[Consent], flag: str, day: str) -> None:
    withdrawn = [each._replace(withdrawn="2024-01-01T00:00:00.000Z") for each in consents]
    assert state_of(withdrawn, ("PUB", "PRM", "RST"), flag, day) != VALID


@pytest.mark.parametrize("code", ["MITRA", "PUBLIK"])
def test_the_words_above_would_be_found(code: str) -> None:
    """A test of the test: inside the offices the same rows do hold the secrets."""
    asking = [Candidate({name: word % 0 for name, word in WORDS.items()}, (), None, None)]
    inside = gate(asking, PROFILES["INTERNAL"], TODAY).rows[0]
    outside = gate(asking, PROFILES[code], TODAY, 3).rows
    assert "pemilik-0-secret" in inside.values()
    assert "pemilik-0-secret" not in str(outside)
