"""Exports: the file, its log, and what the consents of the sample let out."""

from __future__ import annotations

import csv
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.privacy.consent import FLAGS, STATES, VALID, WITHDRAWN, state_of
from ir_plugin.core.register import export_register
from ir_plugin.core.register.consents import consents_by_owner
from ir_plugin.core.register.export_register import OPERATION
from ir_plugin.core.register.geometry_blobs import point_of
from ir_plugin.core.register.geopackage import layer_names, reading


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_register, "today", lambda: ON)


EVERYTHING = dict.fromkeys(FLAGS, 1)
ON = "2025-12-31"


def export(register: Any, target: Any, profile: str = "PUBLIK", language: str = "en", **more: Any) -> Results:
    values = {"REGISTER": str(getattr(register, "path", register)), "PROFILE": profile, "OUTPUT": str(target)}
    return OPERATION.compute({**values, "DATE": ON, **more}, Context(language=language))


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def layer(path: Path) -> list[dict[str, Any]]:
    with reading(str(path)) as connection:
        cursor = connection.execute("SELECT * FROM usaha")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row)) for row in cursor]


@pytest.fixture
def sample(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "sample.gpkg"))


def test_a_geopackage_with_points_and_the_meaning_of_codes(scene: Any, tmp_path: Path) -> None:
    scene.business({"no_hp": "+6281234567890"}, consent=EVERYTHING, alamat_rt_rw="RT 1")
    target = tmp_path / "direktori.gpkg"
    results = export(scene, target)
    (row,) = layer(target)
    assert (row["pemilik"], row["no_hp"], row["alamat"], row["produk"]) == (
        *("Rohani", "+6281234567890", "RT 1"),
        "Getas fish crackers",
    )
    assert row["posisi"] == "tepat" and point_of(row["geom"]) == pytest.approx((106.122, -1.85968))
    assert results.numbers == {"N_ROWS": 1, "N_KEPT_BACK": 0, "N_EXACT": 1}
    with reading(str(target)) as connection:
        assert set(layer_names(connection)) == {"usaha", "arti_kode"}
        assert connection.execute("SELECT label_id FROM arti_kode WHERE kode = 'P'").fetchall() == [("Perempuan",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM rtree_usaha_geom").fetchone() == (1,)


def test_without_consent_the_village_s_point_says_so(scene: Any, tmp_path: Path, point_in: Any) -> None:
    for _ in range(5):
        scene.business(metode_koordinat="HP")
    export(scene, tmp_path / "a.csv")
    rows = table(tmp_path / "a.csv")
    assert {(row["posisi"], float(row["bujur"]), float(row["lintang"])) for row in rows} == {
        ("desa", *point_in("19.01.01.1001"))
    }
    assert {row["pemilik"] for row in rows} == {""}


def test_a_village_s_centroid_is_no_exact_point(scene: Any, tmp_path: Path) -> None:
    scene.business(consent=EVERYTHING, metode_koordinat="SNT")
    assert export(scene, tmp_path / "a.csv").numbers["N_EXACT"] == 0
    assert table(tmp_path / "a.csv")[0]["posisi"] == "desa"


def test_every_export_is_logged_with_its_hash(scene: Any, tmp_path: Path) -> None:
    scene.business(consent=EVERYTHING)
    for profile, name in (("PUBLIK", "a.csv"), ("INTERNAL", "b.gpkg")):
        export(scene, tmp_path / name, profile)
    logged = scene.rows("SELECT profil, n_baris, berkas, hash FROM log_ekspor ORDER BY fid")
    files = [tmp_path / "a.csv", tmp_path / "b.gpkg"]
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    assert logged == [
        (code, 1, str(file), digest) for code, file, digest in zip(("PUBLIK", "INTERNAL"), files, digests)
    ]


def test_no_file_without_a_log(scene: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scene.business(consent=EVERYTHING)
    monkeypatch.setattr("ir_plugin.core.register.geopackage.BUSY_SECONDS", 0.1)
    scene.execute("CREATE TRIGGER penuh BEFORE INSERT ON log_ekspor BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(sqlite3.IntegrityError):
        export(scene, tmp_path / "a.csv")
    with closing(sqlite3.connect(scene.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="another program"):
            export(scene, tmp_path / "a.csv")
    assert sorted(os.listdir(tmp_path)) == ["register.gpkg"]


@pytest.mark.parametrize("name", ["a.gpkg", "a.csv"])
def test_what_is_there_is_not_overwritten(scene: Any, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(UserError, match="exists already"):
        export(scene, tmp_path / name)
    assert (tmp_path / name).read_text() == "mine" and scene.rows("SELECT * FROM log_ekspor") == []


@pytest.mark.parametrize(
    "name, why", [("a.shp", "has to end in"), ("none/a.csv", "cannot be written"), ("none/a.gpkg", "cannot be written")]
)
def test_bad_targets_are_sentences(scene: Any, tmp_path: Path, name: str, why: str) -> None:
    with pytest.raises(UserError, match=why):
        export(scene, tmp_path / name)
    assert scene.rows("SELECT * FROM log_ekspor") == []


def test_a_bad_date_is_a_sentence(scene: Any, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        export(scene, tmp_path / "a.csv", DATE="31-12-2025")


def test_formulas_stay_text_in_a_table(scene: Any, tmp_path: Path) -> None:
    owner = {"nama_lengkap": "=HYPERLINK(1)", "no_hp": "+6281234567890"}
    scene.business(owner, consent=EVERYTHING, alamat_rt_rw="@SUM(A1)", nama_usaha="-1+1")
    export(scene, tmp_path / "a.csv")
    (row,) = table(tmp_path / "a.csv")
    assert (row["pemilik"], row["alamat"], row["nama_usaha"]) == ("'=HYPERLINK(1)", "'@SUM(A1)", "'-1+1")
    assert row["no_hp"] == "+6281234567890"


def test_a_class_of_draft_rules_says_so(scene: Any, tmp_path: Path) -> None:
    seen = {"periode": "2025", "kelas_hitung": "1"}
    scene.business(seen=seen)
    scene.execute("UPDATE ir_pengamatan SET versi_aturan = (SELECT versi FROM aturan_kelas)")
    results = export(scene, tmp_path / "a.csv", "MITRA")
    assert table(tmp_path / "a.csv")[0]["status_aturan"] == "DRAF"
    assert any(note.sentence.en.startswith("DRAFT") for note in results.notes)


def test_the_page_says_what_was_kept_back_and_why(scene: Any, tmp_path: Path) -> None:
    scene.business(consent={"boleh_nama": 1})
    page = export(scene, tmp_path / "a.csv").pages["PAGE"]
    assert ("Exact points", "not allowed by the owner", 1) in [
        (row[0].en, row[1].en, row[2]) for row in page.blocks[1].rows
    ]


@pytest.mark.parametrize("profile", ["MITRA", "PUBLIK"])
def test_every_consent_of_the_sample_is_kept(sample: Path, tmp_path: Path, profile: str) -> None:
    """Each owner's name, phone, address and point leave exactly where the consent of the day allows it."""
    export(sample, tmp_path / "a.csv", profile)
    rows = table(tmp_path / "a.csv")
    query = (
        "SELECT pemilik_id, nama_lengkap, no_hp, alamat_rt_rw, geom FROM ir_usaha JOIN ir_pemilik USING (pemilik_id)"
    )

    with reading(str(sample)) as connection:
        consents = consents_by_owner(connection)
        people = connection.execute(query).fetchall()
    purposes = {"MITRA": ("PUB", "PRM", "RST"), "PUBLIK": ("PUB",)}[profile]
    met = set()
    expected: dict[str, list[str]] = {"pemilik": [], "no_hp": [], "alamat": [], "titik": []}
    for owner, name, phone, address, geom in people:
        states = {flag: state_of(consents.get(owner, ()), purposes, flag, ON) for flag in FLAGS}
        met |= set(states.values())
        if WITHDRAWN in states.values():
            continue
        for column, flag, value in (
            *(("pemilik", "boleh_nama", name), ("no_hp", "boleh_hp", phone), ("alamat", "boleh_alamat", address)),
            ("titik", "boleh_titik", geom and f"{point_of(geom)[0]:.6f}"),
        ):
            expected[column] += [value] if states[flag] == VALID and value else []
    found = {name: [row[name] for row in rows if row[name]] for name in ("pemilik", "no_hp", "alamat")}
    found["titik"] = [row["bujur"] for row in rows if row["posisi"] == "tepat"]
    assert {name: sorted(values) for name, values in found.items()} == {
        name: sorted(values) for name, values in expected.items()
    }
    assert met == set(STATES) - {"belum_mulai"}  # every state that the sample has


def test_the_public_file_holds_no_nik_money_or_id(sample: Path, tmp_path: Path) -> None:
    """Not in any cell, whatever its column."""
    export(sample, tmp_path / "a.gpkg")
    content = (tmp_path / "a.gpkg").read_bytes()
    with reading(str(sample)) as connection:
        secrets = [each for (each,) in connection.execute("SELECT nik FROM ir_pemilik WHERE nik IS NOT NULL")]
        secrets += [each for row in connection.execute("SELECT usaha_id, kode_usaha FROM ir_usaha") for each in row]
        nib = [each for (each,) in connection.execute("SELECT nomor FROM ir_legalitas WHERE jenis = 'NIB'")]
    assert len(secrets) > 5000 and not [each for each in secrets + nib if each.encode() in content]
    integers = [name for name, value in layer(tmp_path / "a.gpkg")[0].items() if isinstance(value, int)]
    assert integers == ["fid"]


def test_the_internal_file_masks_the_nik(sample: Path, tmp_path: Path) -> None:
    results = export(sample, tmp_path / "a.csv", "INTERNAL")
    rows = table(tmp_path / "a.csv")
    assert len(rows) == 2500 == results.numbers["N_ROWS"]
    assert all(row["nik"] == "" or (row["nik"].startswith("************") and len(row["nik"]) == 16) for row in rows)
    assert sum(bool(row["pemilik"]) for row in rows) == 2500
    assert any(note.warning and note.sentence.en.startswith("CONFIDENTIAL") for note in results.notes)


def test_consents_of_a_day_that_is_over_let_nothing_out(scene: Any, tmp_path: Path) -> None:
    scene.business({}, consent={**EVERYTHING, "berlaku_sampai": "2025-11-30"})
    with pytest.raises(UserError, match="2025-11-15 is over"):
        export(scene, tmp_path / "a.csv", DATE="2025-11-15")
    assert not (tmp_path / "a.csv").exists()
    export(scene, tmp_path / "b.csv", "INTERNAL", DATE="2025-11-15")
