"""What happens to a form that is open while the project, its layers or the plugin go."""

from __future__ import annotations

from typing import Dict

import pytest
from form_driver import OpenForm, settle
from qgis.core import QgsProject, QgsVectorLayer

from ir_plugin.gui import editor_widgets

Layers = Dict[str, QgsVectorLayer]


@pytest.mark.parametrize("table", ["ir_usaha", "ir_pemilik"])
def test_the_plugin_goes_and_comes_while_somebody_types(layers: Layers, table: str) -> None:
    layer = layers[table]
    name = "nama_usaha" if table == "ir_usaha" else "nama_lengkap"
    form = OpenForm(layer, next(layer.getFeatures()))
    try:
        form.fill(name, "Diketik")
        editor_widgets.stop()
        settle()
        editor_widgets.start()
        settle()
        assert form.value(name) == "Diketik"
        form.press_ok()
    finally:
        form.close()
    assert next(layer.getFeatures())[name] == "Diketik"


def test_two_forms_of_one_row_write_only_what_each_has_changed(layers: Layers) -> None:
    layer = layers["ir_usaha"]
    row = next(layer.getFeatures())
    one, other = OpenForm(layer, row), OpenForm(layer, row)
    try:
        one.fill("nama_usaha", "Nama baru")
        assert one.form.save()
        other.fill("alamat_rt_rw", "RT 9")
        assert other.form.save()
        after = layer.getFeature(row.id())
        assert (after["nama_usaha"], after["alamat_rt_rw"]) == ("Nama baru", "RT 9")
    finally:
        one.close()
        other.close()


def test_a_form_brings_no_removed_row_back(layers: Layers) -> None:
    layer = layers["ir_usaha"]
    row = next(layer.getFeatures())
    form = OpenForm(layer, row)
    try:
        assert layer.deleteFeature(row.id())
        form.fill("nama_usaha", "Hantu")
        form.form.save()
        assert not layer.getFeature(row.id()).isValid() and layer.editBuffer().deletedFeatureIds() == [row.id()]
    finally:
        form.close()


def test_a_project_closes_over_an_open_form(layers: Layers) -> None:
    form = OpenForm(layers["ir_pengamatan"])  # without a business, whose list QGIS would read on in the background
    form.fill("bulan_produksi", 3)
    form.wrappers["kelas_hitung"].follow()  # about to be computed
    form.layer.rollBack()
    QgsProject.instance().clear()
    form.dialog.deleteLater()
    settle()


def test_the_class_is_computed_of_what_is_left_in_the_project(layers: Layers) -> None:
    form = OpenForm(layers["ir_pengamatan"], given={"usaha_id": next(layers["ir_usaha"].getFeatures())["usaha_id"]})
    try:
        QgsProject.instance().removeMapLayer(layers["ir_legalitas"])
        for name, value in (("bulan_produksi", 12), ("pola_produksi", "KON"), ("modal_kerja", 30_000_000)):
            form.fill(name, value)
        assert form.value("kelas_hitung") == "3"
    finally:
        form.close()
