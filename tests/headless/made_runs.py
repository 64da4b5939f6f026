"""The three long writers of a register, each with what it needs: small, real, as files."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import NamedTuple

import openpyxl

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import create_register
from ir_plugin.core.register.geopackage import transaction
from processing_scripts.workbook_files import read_workbook
from tests.core.register.made_packages import BANGKA, export
from tests.headless.register_states import command

ROOT = Path(__file__).parents[2]
SAMPLE, OLDEST = ROOT / "sample_data" / "survei_ir_2025.xlsx", ROOT / "tests" / "expected" / "register_skema_1.gpkg.gz"
ROWS = 300
WRITERS = ("importsurvey", "mergepackage", "upgraderegister")


class Run(NamedTuple):
    """A register, and an algorithm with what it takes behind the register."""

    register: Path
    algorithm: str
    arguments: tuple[str, ...]


def made_run(algorithm: str, folder: Path) -> Run:
    """One of WRITERS, ready to run in a folder."""
    register = folder / "register.gpkg"
    if algorithm == "upgraderegister":
        register.write_bytes(gzip.decompress(OLDEST.read_bytes()))
        return Run(register, algorithm, ())
    create_register.OPERATION.compute({"REGISTER": str(register)}, Context())
    survey = (str(_workbook(folder)), "--period", "2025")
    if algorithm == "importsurvey":
        return Run(register, algorithm, survey)
    assert command("importsurvey", str(register), *survey).code == 0
    package = export(str(register), BANGKA)
    with transaction(package) as connection:
        connection.execute("UPDATE ir_usaha SET nama_usaha = nama_usaha || ' baru'")
        connection.execute("UPDATE ir_pengamatan SET modal_kerja = 7")
        connection.execute("DELETE FROM ir_produk WHERE fid % 3 = 0")
    return Run(register, algorithm, (package,))


def _workbook(folder: Path) -> Path:
    """The first rows of the sample."""
    book, sheet = openpyxl.Workbook(), read_workbook(str(SAMPLE))[0]
    book.active.title = sheet.name
    for row in sheet.rows[:ROWS]:
        book.active.append(list(row))
    book.save(folder / "survei.xlsx")
    return folder / "survei.xlsx"
