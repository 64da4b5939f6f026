"""The widget gallery: every form is opened in QGIS, filled in, saved with its button, and read back by SQLite."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List

import pytest
from form_driver import OpenForm
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsRelationReferenceWidget
from qgis.PyQt.QtWidgets import QLineEdit, QPlainTextEdit

from ir_plugin.core.industry.form_layout import FORMS
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.schema.declaration import TRACKING
from tests.core.industry.parity_cases import good_row

TRACKED = {field.name for field in TRACKING}
SOMEWHERE = QgsGeometry.fromPointXY(QgsPointXY(106.1, -2.1))
Layers = Dict[str, QgsVectorLayer]


def rows(register: Path, table: str) -> List[Dict[str, Any]]:
    """The rows of a table as they stand in the file."""
    with closing(sqlite3.connect(register)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY fid')]


def without_zone(value: Any) -> Any:
    """A moment without its Z, which QGIS 3.22 does not write, and without no milliseconds, which 3.44 does not."""
    return re.sub(r"(T[\d:]+)(\.000)?Z?$", r"\1", value) if isinstance(value, str) else value


def nulls(form: OpenForm) -> List[str]:
    """What the form writes where nothing is given, except in the list of owners, which is that of QGIS."""
    owners = form.form.findChildren(QgsRelationReferenceWidget)
    lines = [each for each in form.form.findChildren(QLineEdit) if not any(o.isAncestorOf(each) for o in owners)]
    texts = [text for each in lines for text in (each.text(), each.placeholderText())]
    texts += [each.toPlainText() for each in form.form.findChildren(QPlainTextEdit)]
    return [text for text in texts if "NULL" in text]


def first(layer: QgsVectorLayer) -> QgsFeature:
    return next(layer.getFeatures())


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
@pytest.mark.parametrize("table", FORMS)
def test_every_widget_saves_what_is_put_into_it(layers: Layers, filled_register: Path, table: str) -> None:
    declared = TABLES[table]
    made = TRACKED | {declared.key} | {field.name for field in declared.fields if field.computed}
    answers = {name: value for name, value in good_row(declared, 1).items() if name not in made}
    if table == "ir_usaha":
        answers["kode_usaha"] = "IR-1901-0042"  # in the regency of the village
    form = OpenForm(layers[table], at=SOMEWHERE)
    try:
        assert nulls(form) == []
        for name, value in answers.items():
            form.fill(name, value)
        key = form.value(declared.key)
        assert re.fullmatch(declared.field(declared.key).pattern.regex, key)
        form.press_ok()
    finally:
        form.close()
    (found,) = [row for row in rows(filled_register, table) if row[declared.key] == key]
    assert {name: without_zone(found[name]) for name in answers} == {
        name: without_zone(value) for name, value in answers.items()
    }
    assert found["versi_baris"] == 1 and found["dibuat"] and found["diubah"]
    assert found["dibuat_oleh"] is not None and found["dibuat_oleh"] == found["diubah_oleh"]


@pytest.mark.parametrize(
    "language, table, name, bad, sentence",
    [
        ("id", "ir_pemilik", "nik", "123", "NIK harus berbentuk 16 angka."),
        ("en", "ir_pemilik", "nik", "123", "National identity number (NIK) must have the form: 16 digits."),
        ("id", "ir_pemilik", "nama_lengkap", "  ", "Nama lengkap wajib diisi."),
        ("en", "ir_usaha", "kode_usaha", "IR-1", "Business code must have the form: IR-, 4 digits of the regency"),
        ("id", "ir_pengamatan", "periode", "2025-S3", "Periode harus berbentuk tahun (2025) atau semester (2025-S1)."),
        ("en", "ir_pengamatan", "kelas_akhir", "2", "Reason for the decision is required where Class as decided is"),
        ("id", "ir_pengamatan", "tk_p_dibayar", "100", "Pekerja perempuan dibayar paling banyak 99."),
        ("id", "ir_produk", "kbli_kode", "1", "Kode KBLI harus berbentuk 5 angka."),
    ],
    indirect=["language"],
)
def test_a_bad_answer_keeps_ok_from_being_pressed(
    layers: Layers, table: str, name: str, bad: str, sentence: str
) -> None:
    undecided = {"kelas_akhir": None, "alasan_akhir": None} if table == "ir_pengamatan" else {}
    form = OpenForm(layers[table], given={**good_row(TABLES[table], 1), **undecided})
    try:
        assert form.ok.isEnabled(), form.told()
        form.fill(name, bad)
        assert not form.ok.isEnabled()
        assert sentence in form.told()
        assert "\n" not in form.told()  # no other field is blamed
    finally:
        form.close()


def test_deleting_a_business_deletes_what_belongs_to_it(layers: Layers, filled_register: Path) -> None:
    form = OpenForm(layers["ir_produk"], given=good_row(TABLES["ir_produk"], 1))
    form.press_ok()
    form.close()
    businesses, edited = layers["ir_usaha"], [layers[table] for table in FORMS]
    for each in edited:
        each.startEditing()
    context = QgsVectorLayer.DeleteContext(True, QgsProject.instance())
    assert businesses.deleteFeature(first(businesses).id(), context)
    for each in reversed(edited):
        assert each.commitChanges(), each.commitErrors()
    left = [table for table in ("ir_usaha", "ir_produk", "ir_pengamatan", "ir_foto") if rows(filled_register, table)]
    assert left == []
    assert len(rows(filled_register, "ir_pemilik")) == 1  # the owner is a person, and no part of the business
