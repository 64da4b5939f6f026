"""Consent taken back: from that day on, by whatever name the owner is called, with the proof kept."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.privacy.consent import NAME, VALID, WITHDRAWN, state_of
from ir_plugin.core.register.consents import consents_by_owner
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.withdraw_consent import OPERATION


def withdraw(scene: Any, owner: str, date: str = "2025-06-01", reason: str = "pindah rumah") -> Results:
    values = {"REGISTER": scene.path, "OWNER": owner, "DATE": date, "REASON": reason}
    return OPERATION.compute(values, Context())


def state(scene: Any, owner: str, on: str) -> str:
    with reading(scene.path) as connection:
        return state_of(consents_by_owner(connection)[owner], ("PUB",), NAME, on)


@pytest.fixture
def siti(scene: Any) -> str:
    """The id of Siti, who gave consent in March and, for research, in April 2025."""
    scene.business({"nama_lengkap": "Siti Aminah"}, consent={"boleh_nama": 1})
    owner = scene.id("0", 1)
    more = "INSERT INTO ir_persetujuan (pemilik_id, tanggal, cara, tujuan) VALUES (?, '2025-04-01', 'TLS', 'RST')"
    scene.execute(more, owner)
    return owner


@pytest.mark.parametrize(
    "called", ["Siti Aminah", "ibu siti  AMINAH", "IR-1901-0001", "00000000-0000-4000-8000-000000000001"]
)
def test_every_consent_of_the_owner_ends_that_day(scene: Any, siti: str, called: str) -> None:
    results = withdraw(scene, called)
    assert results.numbers == {"N_WITHDRAWN": 2} and results.strings["OWNER"] == siti
    assert state(scene, siti, "2025-05-31") == VALID
    assert state(scene, siti, "2025-06-01") == WITHDRAWN


def test_proof_reason_and_history_are_kept(scene: Any, siti: str) -> None:
    withdraw(scene, "Siti Aminah")
    query = "SELECT bukti, boleh_nama, alasan_tarik, versi_baris FROM ir_persetujuan WHERE tujuan = 'PUB'"
    assert scene.rows(query) == [("surat.pdf", 1, "pindah rumah", 2)]
    logged = scene.rows("SELECT sebelum, sesudah FROM log_perubahan WHERE tabel = 'ir_persetujuan'")
    assert [json.loads(before)["ditarik_pada"] for before, _ in logged] == [None, None]
    assert {json.loads(after)["alasan_tarik"] for _, after in logged} == {"pindah rumah"}


def test_twice_is_once(scene: Any, siti: str) -> None:
    withdraw(scene, "Siti Aminah")
    before = Path(scene.path).read_bytes()
    results = withdraw(scene, "Siti Aminah", "2025-07-01", "lain")
    assert results.numbers == {"N_WITHDRAWN": 0} and results.notes[0].warning
    assert Path(scene.path).read_bytes() == before


def test_an_earlier_withdrawal_counts_from_its_day(scene: Any, siti: str) -> None:
    withdraw(scene, "Siti Aminah", "2025-07-01")
    assert withdraw(scene, "Siti Aminah", "2025-06-01").numbers == {"N_WITHDRAWN": 2}
    assert state(scene, siti, "2025-06-01") == WITHDRAWN


def test_what_was_given_later_stays(scene: Any, siti: str) -> None:
    results = withdraw(scene, "Siti Aminah", "2025-03-15")
    assert results.numbers == {"N_WITHDRAWN": 1}
    assert "1 consent was given after 2025-03-15" in results.notes[1].sentence.en


def test_today_is_the_day_unless_told(scene: Any, siti: str) -> None:
    withdraw(scene, "Siti Aminah", "")
    today = datetime.date.today().isoformat()
    assert scene.rows("SELECT DISTINCT substr(ditarik_pada, 1, 10) FROM ir_persetujuan") == [(today,)]


def test_two_of_one_name_are_told_by_their_businesses(scene: Any, siti: str) -> None:
    scene.business({"nama_lengkap": "Siti Aminah"}, consent={"boleh_nama": 1})
    with pytest.raises(UserError, match="IR-1901-0001, IR-1901-0002"):
        withdraw(scene, "Siti Aminah")
    assert withdraw(scene, "IR-1901-0002").numbers == {"N_WITHDRAWN": 1}
    assert state(scene, siti, "2025-12-31") == VALID


@pytest.mark.parametrize("owner", ["Siti", "Tidak Ada", "IR-1901-9999", " ", "%", "' OR 1=1 --"])
def test_who_is_not_known_is_a_sentence(scene: Any, siti: str, owner: str) -> None:
    with pytest.raises(UserError, match="no owner"):
        withdraw(scene, owner)
    assert state(scene, siti, "2025-12-31") == VALID


@pytest.mark.parametrize("date, reason, why", [("2999-01-01", "x", "still to come"), ("1 Juni", "x", "cannot be read")])
def test_bad_dates_are_sentences(scene: Any, siti: str, date: str, reason: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        withdraw(scene, "Siti Aminah", date, reason)


def test_a_withdrawal_has_a_reason(scene: Any, siti: str) -> None:
    with pytest.raises(UserError, match="reason"):
        withdraw(scene, "Siti Aminah", reason="  ")


def test_a_reason_that_is_too_long_is_refused_not_cut(scene: Any, siti: str) -> None:
    with pytest.raises(UserError, match="401 characters; at most 400"):
        withdraw(scene, "Siti Aminah", reason="x" * 401)
    assert state(scene, siti, "2025-06-01") == VALID
