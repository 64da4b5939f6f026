"""One run of every algorithm that asks for a register, small and real."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Context
from ir_plugin.core.parameters import RegisterInput
from ir_plugin.core.publishing.folder import missing_file
from ir_plugin.core.publishing.publish_catalogue import OPERATION as PUBLISH
from tests.core.register.made_packages import BANGKA, BUSINESS, NAME, OWNER, change, export, make_register, merge
from tests.headless.made_runs import OLDEST, ROOT, Run

OF_CATALOGUES = ("publishcatalogue", "checkcatalogue")
HAS_PAGE = missing_file() is None
"""Whether ``make setup`` could fetch the libraries of the page, without which there is no catalogue."""

OF_REGISTERS = tuple(
    each.id
    for each in ALGORITHMS
    if each.compute
    and any(isinstance(asked, RegisterInput) for asked in each.parameters)
    and (HAS_PAGE or each.id not in OF_CATALOGUES)
)
READERS = ("aggregate", "checkcatalogue", "createsharedregister", "exportxlsform")
WRITERS = tuple(each for each in OF_REGISTERS if each not in READERS)
OUT = "hasil"
"""How the names of results begin."""

_CONSENT = """INSERT INTO ir_persetujuan (pemilik_id, tanggal, cara, tujuan, boleh_nama, bukti)
VALUES (?, '2025-03-01', 'TLS', 'PUB', 1, 'surat.pdf')"""


FOUND, PAIR, RESULT = "f0000000-0000-4000-8000-000000000001", "f0000000-0000-4000-8000-000000000002", "titik_panas"
_FINDING = """INSERT INTO qa_temuan (temuan_id, tabel, baris_id, kolom, kode_aturan, tingkat, nilai_lama, usulan)
SELECT ?, 'ir_produk', produk_id, 'kbli_kode', 'Q17b', 'PERINGATAN', kbli_kode, '10794' FROM ir_produk LIMIT 1"""
_PAIR = """INSERT INTO impor_ganda (ganda_id, usaha_a, usaha_b, alasan) VALUES (?, ?, ?, 'NIK')"""
_RECORD = """INSERT INTO analisis_jalan (run_id, jenis, lapisan, parameter, jumlah_baris, jumlah_tanpa_nilai, hash_data)
VALUES (?, 'hotspotgetisord', ?, '{}', 393, 0, 'x')"""


def register_run(algorithm: str, folder: Path) -> Run:
    """One of OF_REGISTERS, ready to run in a folder. KeyError for one that nobody has made a run for."""
    if algorithm == "upgraderegister":
        register = folder / "register.gpkg"
        register.write_bytes(gzip.decompress(OLDEST.read_bytes()))
        return Run(register, algorithm, ())
    register = Path(make_register(folder))
    shutil.copy(ROOT / "sample_data" / "wilayah.gpkg", folder)
    (folder / "angka.csv").write_text("kode,rumah_tangga\n19.01.01.1001,120\n")
    (folder / "survei.csv").write_text(_SURVEY)
    change(str(register), _CONSENT, OWNER.format(0))
    change(str(register), "UPDATE ir_pengamatan SET modal_kerja = 500")
    package = export(str(register))
    for path, name in ((package, "Paket"), (str(register), "Register")):
        change(path, NAME, name, BUSINESS.format(1))
    change(str(register), _FINDING, FOUND)
    change(str(register), _PAIR, PAIR, BUSINESS.format(0), BUSINESS.format(1))
    change(str(register), _RECORD, FOUND, RESULT)
    if algorithm == "resolveconflict":
        merge(str(register), package)
    if algorithm == "checkcatalogue":
        catalogue = {"REGISTER": str(register), "OUTPUT": str(folder / "terbit"), "LICENCE": "CCBY"}
        PUBLISH.compute(catalogue, Context())
    if algorithm in ("aggregate", "exporttables", "exportreport"):
        shutil.copy(ROOT / "sample_data" / "register_contoh.gpkg", register)
    return Run(register, algorithm, _arguments(algorithm, folder, package))


_SURVEY = (
    "Nama Pemilik,Jenis Kelamin,Nama Usaha,Produk,Desa,Kecamatan,Kabupaten\nRohani,P,Getas Rohani,getas,,,Bangka\n"
)


def _arguments(algorithm: str, folder: Path, package: str) -> tuple[str, ...]:
    """What an algorithm takes behind the register."""
    out = str(folder / OUT)
    return {
        "importboundaries": (str(folder / "wilayah.gpkg"),),
        "importfigures": (str(folder / "angka.csv"),),
        "importsurvey": (str(folder / "survei.csv"), "--period", "2025"),
        "checkregister": (),
        "classify": (),
        "withdrawconsent": ("--owner", "Siti 0", "--reason", "pindah"),
        "exportregister": (f"{out}.csv", "--profile", "INTERNAL"),
        "publishcatalogue": (out,),
        "checkcatalogue": (str(folder / "terbit"),),
        "exportpackage": (f"{out}.gpkg", "--region", BANGKA),
        "mergepackage": (package,),
        "resolveconflict": ("--conflict", "ALL", "--choice", "package"),
        "aggregate": (f"{out}.gpkg",),
        "exporttables": (f"{out}.xlsx",),
        "exportreport": (f"{out}.html",),
        "exportxlsform": (f"{out}.xlsx",),
        "acceptfinding": ("--finding", FOUND, "--reason", "benar begitu"),
        "repairfinding": ("--finding", FOUND),
        "decideduplicate": ("--pair", PAIR),
        "createsharedregister": (f"{out}.sql",),
        "keepresult": ("--input", str(folder / "wilayah.gpkg"), "--layers", "kabupaten"),
        "removeresult": ("--layer", RESULT),
    }[algorithm]
