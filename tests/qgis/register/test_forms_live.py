"""What a form does by itself: lists that follow each other, class and completeness, hints, codes, who and when."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List

import pytest
from form_driver import OpenForm, settle
from qgis.core import NULL, Qgis, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsEditorWidgetWrapper
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QComboBox, QGroupBox, QLabel, QTabWidget

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.form_layout import FORMS
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.register import classify
from ir_plugin.core.register.geopackage import insert, transaction
from ir_plugin.gui.computed_widget import in_words
from ir_plugin.register.marks import table_of
from tests.core.industry.parity_cases import good_row

SOMEWHERE = QgsGeometry.fromPointXY(QgsPointXY(106.1, -2.1))
Layers = Dict[str, QgsVectorLayer]
COMPUTED = ("kelas_hitung", "kelengkapan", "versi_aturan", "alasan_kelas")


def row(register: Path, table: str, key: str) -> Dict[str, Any]:
    with closing(sqlite3.connect(register)) as connection:
        connection.row_factory = sqlite3.Row
        query = f'SELECT * FROM "{table}" WHERE "{TABLES[table].key}" = ?'
        return dict(connection.execute(query, (key,)).fetchone())


def names(choices: QComboBox) -> List[str]:
    return [choices.itemText(place) for place in range(1, choices.count())]


def test_the_lists_of_regions_follow_each_other(layers: Layers) -> None:
    form = OpenForm(layers["ir_usaha"], at=SOMEWHERE)
    try:
        province, regency, district, village = form.wrappers["kode_desa"].widget().lists
        assert province.isHidden() and names(province) == ["Kepulauan Bangka Belitung"]
        assert len(names(regency)) == 7 and names(district) == names(village) == []
        form.fill("kode_desa", "19.01.01.1001")
        assert (regency.currentText(), district.currentText(), village.currentText()) == (
            "Bangka",
            "Sungailiat",
            "Sungailiat",
        )
        assert form.value("kode_desa") == "19.01.01.1001"
        regency.setCurrentIndex(regency.findText("Belitung"))
        assert form.value("kode_desa") == NULL and names(village) == []
        assert "Tanjungpandan" in names(district) and "Sungailiat" not in names(district)
    finally:
        form.close()


def test_a_new_business_gets_the_next_code_of_its_regency(layers: Layers, filled_register: Path) -> None:
    form = OpenForm(layers["ir_usaha"], at=SOMEWHERE)
    try:
        form.fill("nama_usaha", "Kemplang Ibu Siti")
        form.fill("kode_desa", "19.01.01.1001")
        assert form.value("kode_usaha") == "IR-1901-0001"
        form.fill("lapangan_usaha", "IND")
        key = form.value("usaha_id")
        form.press_ok()
    finally:
        form.close()
    assert row(filled_register, "ir_usaha", key)["kode_usaha"] == "IR-1901-0001"
    form = OpenForm(layers["ir_usaha"], at=SOMEWHERE)
    try:
        form.fill("kode_desa", "19.02.01.2004")
        assert form.value("kode_usaha") == "IR-1902-0001"
        form.fill("kode_desa", "19.01.01.1002")
        assert form.value("kode_usaha") == "IR-1901-0002"
    finally:
        form.close()


def test_a_business_that_moves_keeps_its_code(layers: Layers, filled_register: Path) -> None:
    business = good_row(TABLES["ir_usaha"], 9)
    form = OpenForm(layers["ir_usaha"], next(layers["ir_usaha"].getFeatures()))
    try:
        form.fill("kode_desa", "19.02.01.2004")
        form.press_ok()
    finally:
        form.close()
    saved = row(filled_register, "ir_usaha", business["usaha_id"])
    assert (saved["kode_desa"], saved["kode_usaha"]) == ("19.02.01.2004", business["kode_usaha"])


def test_class_and_completeness_are_those_of_classify(layers: Layers, filled_register: Path) -> None:
    form = OpenForm(layers["ir_pengamatan"], given={"usaha_id": good_row(TABLES["ir_usaha"], 9)["usaha_id"]})
    try:
        label = form.wrappers["kelas_hitung"].widget()
        assert label.text() == "Belum dapat ditentukan"
        for name, value in (("bulan_produksi", 12), ("pola_produksi", "KON"), ("modal_kerja", 30_000_000)):
            form.fill(name, value)
        assert label.text() == "IR-3 Maju"
        assert form.wrappers["kelengkapan"].widget().text() == "43%"
        assert "Modal: IR-3 Maju" in form.wrappers["alasan_kelas"].widget().text().split("\n")
        form.fill("tk_p_dibayar", 2)
        key = form.value("pengamatan_id")
        form.press_ok()
    finally:
        form.close()
    saved = row(filled_register, "ir_pengamatan", key)
    classify.OPERATION.compute({"REGISTER": str(filled_register), "PROFILE": None}, Context())
    assert {name: saved[name] for name in COMPUTED} == {
        name: row(filled_register, "ir_pengamatan", key)[name] for name in COMPUTED
    }
    assert saved["kelas_hitung"] == "3"


@pytest.fixture
def observed(filled_register: Path) -> None:
    """An observation without a class, put into the register before its project is opened."""
    unclassed = {**good_row(TABLES["ir_pengamatan"], 1), **dict.fromkeys(COMPUTED)}
    with transaction(str(filled_register)) as connection:
        insert(connection, "ir_pengamatan", list(unclassed), [list(unclassed.values())])


def test_the_class_is_shown_inside_the_form_of_the_business(observed: None, layers: Layers) -> None:
    form = OpenForm(layers["ir_usaha"], next(layers["ir_usaha"].getFeatures()))
    try:
        tabs = form.form.findChild(QTabWidget)
        for place in range([tabs.tabText(each) for each in range(tabs.count())].index("Pengamatan") + 1):
            tabs.setCurrentIndex(place)
            settle()
        inside = form.form.findChildren(QgsEditorWidgetWrapper)
        labels = {each.widget() for each in inside if each.field().name() == "kelas_hitung"}
        assert [each.text() for each in labels if each.isVisible()] == ["Di atas IR (usaha kecil)"]  # 42 work there
    finally:
        form.close()


def test_looking_at_a_row_changes_nothing(layers: Layers, filled_register: Path) -> None:
    layer = layers["ir_pengamatan"]
    made = OpenForm(layer, given={**good_row(TABLES["ir_pengamatan"], 1), **dict.fromkeys(COMPUTED)})
    made.press_ok()
    made.close()
    before = row(filled_register, "ir_pengamatan", good_row(TABLES["ir_pengamatan"], 1)["pengamatan_id"])
    form = OpenForm(layer, next(layer.getFeatures()))
    try:
        assert form.wrappers["kelas_hitung"].widget().text() != "belum ada"
        form.press_ok()
    finally:
        form.close()
    assert row(filled_register, "ir_pengamatan", before["pengamatan_id"]) == before


def test_an_odd_answer_is_saved_with_a_hint(layers: Layers, filled_register: Path) -> None:
    form = OpenForm(layers["ir_pemilik"], given=good_row(TABLES["ir_pemilik"], 1))
    try:
        form.fill("nik", "1901014107800000")
        hints = [each for each in form.form.findChildren(QGroupBox) if "Perhatian" in each.title()]
        shown = [each.title() for each in hints if not each.isHidden()]
        assert shown == [
            "Perhatian: NIK berakhir 000; mungkin dibulatkan oleh lembar kerja. Cocokkan dengan KTP.",
        ]
        form.press_ok()
    finally:
        form.close()


def test_a_change_tells_who_and_when(layers: Layers, filled_register: Path) -> None:
    owner = good_row(TABLES["ir_pemilik"], 9)["pemilik_id"]
    before = row(filled_register, "ir_pemilik", owner)
    layer = layers["ir_pemilik"]
    form = OpenForm(layer, next(layer.getFeatures()))
    try:
        form.fill("pekerjaan_lain", "Nelayan")
        form.press_ok()
    finally:
        form.close()
    after = row(filled_register, "ir_pemilik", owner)
    assert after["pekerjaan_lain"] == "Nelayan"
    assert after["versi_baris"] == before["versi_baris"] + 1
    assert after["diubah"] > before["diubah"] and after["dibuat"] == before["dibuat"]
    assert after["diubah_oleh"] != before["diubah_oleh"] and after["dibuat_oleh"] == before["dibuat_oleh"]


def test_amounts_are_typed_with_their_thousands_apart(layers: Layers) -> None:
    form = OpenForm(layers["ir_pengamatan"])
    try:
        form.fill("omzet_bulan", 3200000)
        assert form.wrappers["omzet_bulan"].widget().text() == "3.200.000"
        assert form.value("omzet_bulan") == 3200000
    finally:
        form.close()


@pytest.mark.parametrize(
    "language, typed, shown, value",
    [
        ("id", "14.2", "14,2", 14.2),
        ("id", "14,2", "14,2", 14.2),
        ("en", "14,2", "14.2", 14.2),
        ("en", "1.2.3 m", "1.23", 1.23),
        ("id", ",", ",", NULL),
    ],
    indirect=["language"],
)
def test_decimals_are_typed_with_either_mark(layers: Layers, typed: str, shown: str, value: Any) -> None:
    form = OpenForm(layers["ir_usaha"], at=SOMEWHERE)
    try:
        form.fill("akurasi_m", typed)
        assert form.wrappers["akurasi_m"].widget().text() == shown
        assert form.value("akurasi_m") == value
    finally:
        form.close()


@pytest.mark.parametrize("stored, shown", [(14.2, "14,2"), (100.0, "100"), (0.00001, "0,00001"), (None, "")])
def test_decimals_are_shown_as_they_are(layers: Layers, stored: Any, shown: str) -> None:
    form = OpenForm(layers["ir_usaha"], at=SOMEWHERE, given={"akurasi_m": stored})
    try:
        assert form.wrappers["akurasi_m"].widget().text() == shown
    finally:
        form.close()


def test_a_photo_is_shown(layers: Layers, filled_register: Path) -> None:
    (filled_register.parent / "foto").mkdir()
    picture = QPixmap(40, 20)
    picture.fill()
    assert picture.save(str(filled_register.parent / "foto" / "a.png"))
    form = OpenForm(layers["ir_foto"])
    try:
        labels = form.wrappers["berkas"].widget().findChildren(QLabel)
        (label,) = [each for each in labels if each.accessibleName()]
        assert label.isHidden()
        form.fill("berkas", str(filled_register.parent / "foto" / "a.png"))
        assert form.value("berkas") == "foto/a.png"
        assert (label.pixmap().width(), label.pixmap().height()) == (520, 260)
        form.fill("berkas", "foto/b.png")
        assert label.isHidden()
    finally:
        form.close()


@pytest.mark.parametrize("field", COMPUTED)
def test_a_computed_field_without_a_value_says_so(field: str) -> None:
    assert in_words(field, None, "en", None) == "none yet"


def test_evidence_without_its_profile_names_the_criteria() -> None:
    assert in_words("alasan_kelas", json.dumps({"suara": {"K1": "2", "K2": None}}), "en", None) == (
        "K1: IR-2 Developing\nK2: not answered"
    )


def test_only_what_has_a_form_can_be_edited(layers: Layers) -> None:
    assert {table for table, layer in layers.items() if not layer.readOnly()} == set(FORMS)
    layers["ir_usaha"].startEditing()
    try:
        shown = QgsProject.instance().mapLayers().values()
        assert {table_of(layer) for layer in shown if layer.isEditable()} <= set(FORMS)
    finally:
        layers["ir_usaha"].rollBack()


@pytest.mark.skipif(not hasattr(Qgis, "TransactionMode"), reason="QGIS edits layers together since 3.26")
def test_editing_a_business_lets_edit_its_owner_and_products(layers: Layers) -> None:
    layers["ir_usaha"].startEditing()
    try:
        assert layers["ir_pemilik"].isEditable() and layers["ir_produk"].isEditable()
    finally:
        layers["ir_usaha"].rollBack()
    assert not layers["ir_pemilik"].isEditable()
