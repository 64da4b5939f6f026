"""Formulas, HTML and SQL in the cells of a workbook stay the texts that they are: in the register and on the page."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.document_html import document_html
from ir_plugin.core.register import create_register
from ir_plugin.core.register.import_survey import OPERATION
from processing_scripts.workbook_files import read_workbook
from tests.core.register.survey_workbooks import rows_of

HEADING = ("Nama Pemilik", "Nama Usaha", "Alamat", "Desa", "Kecamatan", "Produk", "Modal")
TEXTS = (
    '=HYPERLINK("http://x.example","klik")',
    "<script>alert(1)</script>",
    "'); DROP TABLE ir_usaha; --",
    "{{7*7}} ${jndi:ldap://x}",
    "+62 @SUM(A1)",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_cell_stays_text(tmp_path: Path, text: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kab. Bangka"
    sheet.append(HEADING)
    sheet.append([f"Siti {text}", text, text, "Kenanga", "Sungailiat", "Getas", text])
    for cell in sheet[2]:
        cell.data_type = "s"
    book.save(tmp_path / "a.xlsx")
    register = str(tmp_path / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": register}, Context())
    values = {"REGISTER": register, "INPUT": read_workbook(str(tmp_path / "a.xlsx")), "PERIOD": "2025"}
    results = OPERATION.compute(values, Context())
    query = "SELECT nama_lengkap, nama_usaha, alamat_rt_rw FROM ir_usaha JOIN ir_pemilik USING (pemilik_id)"
    assert rows_of(register, query) == [(" ".join(f"Siti {text}".split()), text, text)]
    assert rows_of(register, "SELECT nilai_asli FROM impor_perbaikan WHERE kolom = 'modal'") == [(text,)]
    page = document_html(results.pages["REPORT"], "id")
    assert "<script>" not in page and ("<" not in text or "&lt;script&gt;" in page)
    decisions = results.files["REPAIRS_USED"]().splitlines()
    assert not [cell for line in decisions for cell in line.split(",") if cell.strip('"')[:1] in ("=", "+", "@", "-")]
