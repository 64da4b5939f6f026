"""One run of every algorithm that asks for a register, small and real."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.parameters import RegisterInput
from tests.core.register.made_packages import BANGKA, BUSINESS, NAME, OWNER, change, export, make_register, merge
from tests.headless.made_runs import OLDEST, ROOT, Run

OF_REGISTERS = tuple(
    each.id for each in ALGORITHMS if any(isinstance(asked, RegisterInput) for asked in each.parameters)
)
READERS = ("aggregate", "exportxlsform")
WRITERS = tuple(each for each in OF_REGISTERS if each not in READERS)
OUT = "hasil"
"""How the names of results begin."""

_CONSENT = """INSERT INTO ir_persetujuan (pemilik_id, tanggal, cara, tujuan, boleh_nama, bukti)
VALUES (?, '2025-03-01', 'TLS', 'PUB', 1, 'surat.pdf')"""


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
    if algorithm == "resolveconflict":
        merge(str(register), package)
    if algorithm == "aggregate":
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
        "exportpackage": (f"{out}.gpkg", "--region", BANGKA),
        "mergepackage": (package,),
        "resolveconflict": ("--conflict", "ALL", "--choice", "package"),
        "aggregate": (f"{out}.gpkg",),
        "exportxlsform": (f"{out}.xlsx",),
    }[algorithm]
