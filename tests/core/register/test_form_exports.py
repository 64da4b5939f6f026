"""Exports of KoboToolbox, ODK Central and Google Forms, built as those servers write them, into a register."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.delimited_text import read_delimited
from ir_plugin.core.register.import_survey import OPERATION
from tests.core.register.survey_workbooks import rows_of

KOBO = {
    "start": "2025-03-04T09:00:00.000+07:00",
    "end": "2025-03-04T09:20:00.000+07:00",
    "identitas/nama_pemilik": "Rina",
    "identitas/nik": "1901015002709001",
    "identitas/jenis_kelamin": "P",
    "identitas/no_hp": "081200000001",
    "tempat/kabupaten": "bangka",
    "tempat/kecamatan": "sungailiat",
    "tempat/desa": "sungai_liat",
    "tempat/lokasi": "-1.85 106.12 12.5 4.9",
    "tempat/_lokasi_latitude": "-1.85",
    "tempat/_lokasi_longitude": "106.12",
    "tempat/_lokasi_altitude": "12.5",
    "tempat/_lokasi_precision": "4.9",
    "usaha/nama_usaha": "Getas Rina",
    "usaha/produk": "getas kemplang",
    "usaha/produk/getas": "1",
    "usaha/produk/kemplang": "1",
    "usaha/produk/terasi": "0",
    "usaha/modal_kerja": "2000000",
    "usaha/tenaga_kerja_l": "1",
    "usaha/tenaga_kerja_p": "2",
    "pasar/kanal_pasar": "LGS MED",
    "pasar/kanal_pasar/LGS": "1",
    "pasar/kanal_pasar/PSR": "0",
    "pasar/kanal_pasar/MED": "1",
    "bantuan/kebutuhan": "2 6",
    "bantuan/kebutuhan/2": "1",
    "bantuan/kebutuhan/5": "0",
    "bantuan/kebutuhan/6": "1",
    "foto": "1741055.jpg",
    "foto_URL": "https://contoh.id/1741055.jpg",
    "__version__": "vA1",
    "_id": "77",
    "_uuid": "0d1c3f6e-0000-4000-8000-000000000001",
    "_submission_time": "2025-03-04T02:21:00",
    "_validation_status": "",
    "_geolocation": "[-1.85, 106.12]",
    "_index": "1",
}
ODK = {
    "SubmissionDate": "2025-03-04T02:21:00.000Z",
    "identitas-nama_pemilik": "Rina",
    "identitas-nik": "1901015002709001",
    "identitas-jenis_kelamin": "P",
    "identitas-no_hp": "081200000001",
    "tempat-kabupaten": "Bangka",
    "tempat-kecamatan": "Sungailiat",
    "tempat-desa": "Sungailiat",
    "tempat-lokasi-Latitude": "-1.85",
    "tempat-lokasi-Longitude": "106.12",
    "tempat-lokasi-Altitude": "0",
    "tempat-lokasi-Accuracy": "5",
    "usaha-nama_usaha": "Getas Rina",
    "usaha-produk": "getas",
    "usaha-modal_kerja": "2000000",
    "usaha-tenaga_kerja_l": "1",
    "usaha-tenaga_kerja_p": "2",
    "pasar-kanal_pasar": "MED LGS",
    "bantuan-kebutuhan": "6 2",
    "meta-instanceID": "uuid:1",
    "KEY": "uuid:1",
    "SubmitterName": "petugas",
    "AttachmentsPresent": "0",
    "ReviewState": "",
    "FormVersion": "3",
}
GOOGLE = {
    "Stempel waktu": "04/03/2025 9:21:00",
    "Alamat email": "petugas@contoh.id",
    "1. Siapa nama pemilik usaha?": "Rina",
    "2. NIK (16 angka)": "1901015002709001",
    "3. Jenis kelamin pemilik": "Perempuan",
    "4. Nomor HP/WA (yang aktif)": "081200000001",
    "5. Di kabupaten/kota mana usaha Anda berada?": "Bangka",
    "6. Di kecamatan mana usaha Anda berada?": "Sungailiat",
    "7. Di desa/kelurahan mana usaha Anda berada?": "Sungailiat",
    "8. Titik koordinat": "-1.85, 106.12",
    "9. Apa nama usaha Anda?": "Getas Rina",
    "10. Apa produk utama yang dihasilkan?": "Getas",
    "11. Berapa modal kerja (Rp)?": "Rp 2.000.000",
    "12. Berapa jumlah tenaga kerja laki-laki?": "1",
    "13. Berapa jumlah tenaga kerja perempuan?": "2",
    "14. Kanal pemasaran": "Langsung di rumah, Media sosial",
    "15. Bantuan apa yang dibutuhkan?": "Pendidikan dan pelatihan, Permodalan",
}
MEANT = [
    ("Rina", "1901015002709001", "P", "+6281200000001", "19.01.01.1001", "Getas Rina", "PGN03", 2_000_000, 1, 2, "A")
    + ("{LGS,MED}", "26")
]
QUERY = """SELECT p.nama_lengkap, p.nik, p.jenis_kelamin, p.no_hp, u.kode_desa, u.nama_usaha, d.produk_kode,
o.modal_kerja, o.tk_l_lain, o.tk_p_lain, CASE WHEN u.geom IS NULL THEN '' ELSE 'A' END, o.kanal_pasar,
(SELECT group_concat(layanan, '') FROM (SELECT layanan FROM ir_kebutuhan ORDER BY layanan)) FROM ir_usaha AS u
JOIN ir_pemilik AS p USING (pemilik_id) JOIN ir_pengamatan AS o USING (usaha_id) JOIN ir_produk AS d USING (usaha_id)"""


def imported(register: str, folder: Path, answers: Sequence[dict[str, str]]) -> Results:
    path = folder / "ekspor.csv"
    lines = ["\t".join(answers[0])] + ["\t".join(each.values()) for each in answers]
    path.write_text("\n".join(lines), encoding="utf-8")
    values: dict[str, Any] = {"REGISTER": register, "INPUT": read_delimited(str(path)), "PERIOD": "2025"}
    return OPERATION.compute(values, Context())


def without(answers: dict[str, str], *headings: str) -> dict[str, str]:
    return {heading: answer for heading, answer in answers.items() if heading not in headings}


POINT_PARTS = [heading for heading in KOBO if heading.startswith("tempat/_lokasi")]


@pytest.mark.parametrize(
    "answers",
    [
        KOBO,
        without(KOBO, "usaha/produk"),
        without(KOBO, *(each for each in KOBO if each.startswith("usaha/produk/"))),
        without(KOBO, "pasar/kanal_pasar", "bantuan/kebutuhan"),
        without(KOBO, *(each for each in KOBO if each.startswith(("pasar/kanal_pasar/", "bantuan/kebutuhan/")))),
        {
            each.replace("/LGS", "/Langsung di rumah"): answer
            for each, answer in without(KOBO, "pasar/kanal_pasar").items()
        },
        without(KOBO, *POINT_PARTS),
        {heading.replace("tempat/_lokasi", "_tempat/lokasi"): answer for heading, answer in KOBO.items()},
        ODK,
        GOOGLE,
        {heading.replace("Stempel waktu", "Timestamp"): answer for heading, answer in GOOGLE.items()},
    ],
    ids=["kobo", "kobo 0/1", "kobo text"]
    + ["kobo sets 0/1", "kobo sets text", "kobo labels"]
    + ["kobo whole point", "kobo group point", "odk", "google", "google en"],
)
def test_every_server_says_the_same(register: str, tmp_path: Path, answers: dict[str, str]) -> None:
    result = imported(register, tmp_path, [answers])
    assert rows_of(register, QUERY) == MEANT
    unused = [note.sentence.en.split(": ")[-1] for note in result.notes if note.warning]
    assert unused in ([], ["foto."]), "only the photo has no place"


def test_what_a_server_adds_is_no_news_but_a_question_is(register: str, tmp_path: Path) -> None:
    result = imported(register, tmp_path, [{**KOBO, "usaha/punya_kulkas": "ya"}])
    (warning,) = [note.sentence.en for note in result.notes if note.warning]
    assert warning == "Sheet ekspor: columns that are not known were not imported: foto, usaha/punya_kulkas."


def test_a_group_before_a_heading_counts_only_in_an_export(register: str, tmp_path: Path) -> None:
    """In a list that people made, "Suami/NIK" is not the owner's."""
    plain = {"Nama": "Rina", "Desa": "Kenanga", "Kecamatan": "Sungailiat", "Produk": "Getas", "Suami/NIK": KOBO["_id"]}
    imported(register, tmp_path, [plain])
    assert rows_of(register, "SELECT nik FROM ir_pemilik") == [(None,)]


def test_several_answers_of_which_none_was_given(register: str, tmp_path: Path) -> None:
    none = {**without(KOBO, "usaha/produk"), "usaha/produk/getas": "0", "usaha/produk/kemplang": "0"}
    imported(register, tmp_path, [none])
    assert rows_of(register, "SELECT nama_produk_asli, produk_kode FROM ir_produk") == [("Getas Rina", None)]
