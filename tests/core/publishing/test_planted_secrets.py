"""Secrets planted in the register, looked for in every byte that is published."""

from __future__ import annotations

from typing import Any

from ir_plugin.core.publishing.document import DATA
from ir_plugin.core.publishing.published import inside
from tests.core.publishing.catalogues import EVERYTHING, OWNER, Desk, open_one, photo

SECRETS = {
    "ir_usaha": ("nama_usaha", "alamat_rt_rw", "pendata", "sumber_data"),
    "ir_pengamatan": ("modal_kerja", "omzet_bulan", "laba_bulan"),
    "ir_produk": ("merek", "pirt_no", "halal_no", "harga", "nama_produk_asli"),
    "ir_legalitas": ("nomor",),
    "ir_pemilik": ("nama_lengkap", "nik", "no_hp", "email"),
}
"""What is personal or internal, with a value of its own in each row of each column."""


def plant(desk: Desk, number: int, consent: Any) -> list[str]:
    """A business full of secrets; gives every text by which one would know that a byte of it got out."""
    money = {"modal_kerja": 71503201, "omzet_bulan": 82604302, "laba_bulan": 93705403}
    place = (106.07713 + number / 1000, -1.87117 - number / 1000)
    business = desk.scene.business(
        {"nama_lengkap": f"Namarahasia{number}", "nik": f"19010141018002{number:02d}"}
        | {"no_hp": f"+62812999900{number:02d}", "email": f"surelrahasia{number}@contoh.id"},
        seen={"periode": "2025", **{name: amount + number for name, amount in money.items()}},
        product={"merek": f"Merekrahasia{number}", "pirt_no": f"PIRT-77{number}", "harga": 64806504 + number}
        | {"halal_no": f"HALAL-88{number}", "nama_produk_asli": f"Produkrahasia{number}"},
        licence={"jenis": "NIB", "nomor": f"81200077{number}"},
        consent=consent,
        point=place,
        nama_usaha=f"Usaharahasia{number}",
        alamat_rt_rw=f"Gangrahasia{number}",
        pendata=f"Pendatarahasia{number}",
        sumber_data=f"Sumberrahasia{number}",
    )
    photo(desk, business, f"fotorahasia{number}.jpg")
    known = [business, f"IR-1901-{number + 1:04d}", "fotorahasia", f"812999900{number:02d}"]
    known += [f"{place[0]:.{digits}f},{place[1]:.{digits}f}" for digits in (3, 4, 5, 6)]
    for table, columns in SECRETS.items():
        for column in columns:
            known += [
                str(value) for (value,) in desk.scene.rows(f"SELECT {column} FROM {table} ORDER BY fid DESC LIMIT 1")
            ]
    return known


def test_no_byte_tells_of_those_who_have_not_agreed(desk: Desk) -> None:
    """Not of those without consent, with one that was withdrawn, for another purpose, or that has ended."""
    consents = [None, {"ditarik_pada": "2025-06-01T00:00:00.000Z"}, {"tujuan": "PND"}, {"berlaku_sampai": "2025-12-31"}]
    planted: list[str] = []
    for number, consent in enumerate(consents):
        planted += plant(desk, number, consent and {**EVERYTHING, **consent})
    agreed = open_one(desk, **EVERYTHING)
    planted += [OWNER["nik"], OWNER["email"], agreed, "IR-1901-0005", "dapur.jpg", "GPS", "trailing"]
    desk.publish()
    planted.append(desk.scene.rows("SELECT nilai FROM register_info WHERE kunci = 'rahasia_katalog'")[0][0])
    written = desk.texts
    assert len(desk.rows) == 1 and len(planted) > 100 and all(planted)
    found = [(name, each) for name, content in written for each in planted if each.encode() in content]
    assert found + [each for name, _ in written for each in planted if each in name] == []
    assert {inside(name) for name in desk.files} | {DATA} <= {name for name, _ in written}


def test_a_consent_to_one_thing_lets_out_no_byte_of_the_others(desk: Desk) -> None:
    planted = plant(desk, 0, {"boleh_alamat": 1})
    desk.publish()
    written = b"".join(content for _, content in desk.texts)
    assert [each for each in planted if each.encode() in written] == ["Gangrahasia0"]
