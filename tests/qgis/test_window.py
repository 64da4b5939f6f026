"""A real QGIS window, an empty profile, the installed zip: a day of work, the next morning, and no trace at the end."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from window.host import Ended, Profile, lacking, new_profile, session

pytestmark = pytest.mark.skipif(bool(lacking()), reason=lacking() or "a window can be opened")
SCRIPTS = Path(__file__).parent / "window"


def worked(profile: Profile, script: str, *arguments: str) -> dict[str, Any]:
    """What a script has seen, once QGIS has ended well."""
    ended = session(profile, SCRIPTS / f"{script}.py", *arguments)
    assert not troubles(ended), "\n".join(troubles(ended))
    assert ended.code == 0
    return dict(ended.protocol["seen"])


def troubles(ended: Ended) -> list[str]:
    """What went wrong: noted by the script, or said where errors go."""
    noted = ended.protocol.get("troubles", ["the script has not been run"])
    return [*noted, *([ended.errors] if "Traceback" in ended.errors or "Error:" in ended.errors else [])]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    return new_profile(tmp_path_factory.mktemp("home"), "id")


@pytest.fixture(scope="module")
def first_day(profile: Profile) -> dict[str, Any]:
    return worked(profile, "first_day")


def rows(seen: dict[str, Any], query: str, *values: Any) -> list[tuple[Any, ...]]:
    """What the register says after QGIS has ended."""
    with closing(sqlite3.connect(seen["register"])) as register:
        return register.execute(query, values).fetchall()


def test_the_sample_is_a_copy_in_the_documents(profile: Profile, first_day: dict[str, Any]) -> None:
    assert first_day["register"] == str(profile.home / "Documents" / "Klaster IR" / "contoh" / "register_contoh.gpkg")


def test_the_import_does_what_the_look_has_told(first_day: dict[str, Any]) -> None:
    assert first_day["would_happen"].splitlines()[1:4] == [
        "2.597 baris dibaca.",
        "40 usaha baru.",
        "2.500 usaha yang sudah ada berubah.",
    ]
    assert rows(first_day, "SELECT n_dibaca, n_diimpor, n_ditolak FROM impor_berkas") == [(2597, 2540, 57)]
    assert rows(first_day, "SELECT count(*) FROM ir_usaha") == [(2540,)]


def test_the_finding_is_fixed(first_day: dict[str, Any]) -> None:
    business, village = first_day["fixed"]
    assert f"usulan: {village}" in first_day["finding"]
    assert first_day["checked"][0].startswith("9 galat") and first_day["checked_again"][0].startswith("8 galat")
    assert rows(first_day, "SELECT kode_desa FROM ir_usaha WHERE usaha_id = ?", business) == [(village,)]
    status = "SELECT status FROM qa_temuan WHERE kode_aturan = 'Q04' AND baris_id = ?"
    assert rows(first_day, status, business) == [("DIPERBAIKI",)]


def test_the_form_is_saved_and_its_edit_remembered(first_day: dict[str, Any]) -> None:
    name = "SELECT nama_usaha FROM ir_usaha WHERE kode_usaha = ?"
    assert rows(first_day, name, first_day["business"]) == [(first_day["name"],)]


def test_the_result_is_in_the_register_and_explained(first_day: dict[str, Any]) -> None:
    classes = dict(rows(first_day, "SELECT gi_kelas, count(*) FROM titik_panas GROUP BY 1"))
    assert sum(classes.values()) == 393 and classes["panas"] > 0
    assert rows(first_day, "SELECT jenis, lapisan FROM analisis_jalan") == [("hotspotgetisord", "titik_panas")]
    village, sentence = first_day["explained"]
    assert sentence.startswith(f"{village}: Titik panas;")


def test_the_next_morning_all_is_as_it_was(profile: Profile, first_day: dict[str, Any]) -> None:
    seen = worked(profile, "second_day", first_day["project"])
    assert seen["lately"] == [first_day["register"]]
    for there in (seen["with_project"], seen["from_list"]):
        assert there["register"] == first_day["register"]
        assert there["crs"] == "EPSG:23834"
        assert [each.splitlines()[0] for each in there["history"]] == ["Titik panas (Getis-Ord Gi*)"]
        assert there["result"][1:] == first_day["result"][1:]
    assert seen["with_project"]["result"] == first_day["result"]  # the list names results by what their themes say


def test_switched_on_and_off_twice_nothing_is_left(tmp_path: Path) -> None:
    seen = worked(new_profile(tmp_path, "id", switched_on=False), "reloading")
    assert seen == {"first": [], "second": []}
