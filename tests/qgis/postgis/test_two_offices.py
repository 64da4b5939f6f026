"""Two people on one shared register, each in QGIS with a connection of their own: nobody's edit is lost unseen."""

from __future__ import annotations

from typing import Any, Callable, Iterator

import pytest
from office_layers import FIRST, THIRD, Open, change, refusal, row, saved
from qgis.core import NULL, QgsExpression, QgsFeature, QgsGeometry, QgsVectorLayer, QgsVectorLayerUtils
from qgis.gui import QgsAttributeForm, QgsAttributeFormEditorWidget, QgsEditorWidgetWrapper
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QApplication

from ir_plugin.core.industry.expressions import hard_constraint
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.gui import row_versions


class Form:
    """A form on the screen."""

    def __init__(self, layer: QgsVectorLayer, code: str) -> None:
        self.form = QgsAttributeForm(layer, row(layer, code))
        self.form.show()
        QApplication.processEvents()

    def enter(self, **values: str) -> None:
        """Types into the widgets of fields, and presses OK."""
        found = self.form.findChildren(QgsEditorWidgetWrapper)
        found += [each.editorWidget() for each in self.form.findChildren(QgsAttributeFormEditorWidget)]
        for name, value in values.items():
            next(each for each in found if each.field().name() == name).widget().setText(value)
        QApplication.processEvents()
        assert self.form.save()

    def close(self) -> None:
        self.form.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def form() -> Iterator[Callable[[QgsVectorLayer, str], Form]]:
    """``form(layer, code)`` opens a form."""
    opened = []

    def make(layer: QgsVectorLayer, code: str) -> Form:
        opened.append(Form(layer, code))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def test_two_edits_in_one_session_pass(businesses: Open) -> None:
    layer = businesses("bangka")
    change(layer, FIRST, nama_usaha="Satu")
    assert saved(layer), layer.commitErrors()
    change(layer, FIRST, nama_usaha="Dua")
    assert saved(layer), layer.commitErrors()
    after = row(layer, FIRST)
    assert (after["nama_usaha"], after["versi_baris"], after["diubah_oleh"]) == ("Dua", 3, "bangka")


def test_a_stale_save_is_refused_and_kept_for_its_author(businesses: Open) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    change(ours, FIRST, nama_usaha="Kami")
    change(theirs, FIRST, nama_usaha="Mereka")
    assert saved(theirs), theirs.commitErrors()
    assert "changed by bangka2 at" in refusal(ours)
    assert "changed by bangka2 at" in refusal(ours)  # trying again does not help
    assert row(ours, FIRST)["nama_usaha"] == "Kami"
    ours.rollBack()
    assert row(ours, FIRST)["nama_usaha"] == "Mereka"
    change(ours, FIRST, nama_usaha="Kami")
    assert saved(ours), ours.commitErrors()


def test_a_stale_save_is_refused_also_where_it_changes_another_column(businesses: Open) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    ours.startEditing()
    change(theirs, FIRST, alamat_rt_rw="RT 1")
    assert saved(theirs), theirs.commitErrors()
    change(ours, FIRST, nama_usaha="Kami")
    assert "version 2" in refusal(ours)


def test_a_form_opened_before_the_others_save_is_refused(businesses: Open, form: Any) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    ours.startEditing()
    early = form(ours, FIRST)
    change(theirs, FIRST, alamat_rt_rw="RT 1")
    assert saved(theirs), theirs.commitErrors()
    early.enter(nama_usaha="Kami")
    assert "changed by bangka2" in refusal(ours)


def test_a_form_opened_after_the_others_save_passes(businesses: Open, form: Any) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    ours.startEditing()
    change(theirs, FIRST, alamat_rt_rw="RT 1")
    assert saved(theirs), theirs.commitErrors()
    late = form(ours, FIRST)
    for name in ("Satu", "Dua"):  # the second time the form still shows the version that it was opened with
        late.enter(nama_usaha=name, id_sumber=name)
        assert saved(ours), ours.commitErrors()
    after = row(theirs, FIRST)
    assert [after[name] for name in ("nama_usaha", "id_sumber", "alamat_rt_rw", "versi_baris")] == [
        "Dua",
        "Dua",
        "RT 1",
        4,
    ]


def test_who_was_refused_undoes_the_edit_and_makes_it_anew(businesses: Open, form: Any) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    change(ours, THIRD, nama_usaha="Lain")
    change(ours, FIRST, nama_usaha="Kami")
    change(theirs, FIRST, alamat_rt_rw="RT 1")
    assert saved(theirs), theirs.commitErrors()
    assert "changed by bangka2" in refusal(ours)
    ours.undoStack().undo()  # the versions, all in one
    ours.undoStack().undo()
    late = form(ours, FIRST)
    late.enter(nama_usaha="Kami lagi")
    assert saved(ours), ours.commitErrors()
    assert [row(theirs, code)["nama_usaha"] for code in (FIRST, THIRD)] == ["Kami lagi", "Lain"]


def test_a_look_at_the_row_makes_a_refused_edit_no_fresher(businesses: Open, form: Any) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    change(ours, FIRST, nama_usaha="Kami")
    change(theirs, FIRST, nama_usaha="Mereka")
    assert saved(theirs), theirs.commitErrors()
    assert "changed by bangka2" in refusal(ours)
    form(ours, FIRST).enter(alamat_rt_rw="RT 2")
    assert "changed by bangka2" in refusal(ours)


def test_a_save_does_not_make_another_open_form_fresh(businesses: Open, form: Any) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    ours.startEditing()
    early = form(ours, FIRST)
    change(theirs, FIRST, alamat_rt_rw="RT 1")
    assert saved(theirs), theirs.commitErrors()
    change(ours, THIRD, nama_usaha="Lain")
    assert saved(ours), ours.commitErrors()
    early.enter(nama_usaha="Kami")
    assert "changed by bangka2" in refusal(ours)


def test_a_form_that_was_open_to_read_is_read_anew_when_editing_begins(businesses: Open, form: Any) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    early = form(ours, FIRST)
    change(theirs, FIRST, alamat_rt_rw="RT 1")
    assert saved(theirs), theirs.commitErrors()
    assert early.form.feature()["alamat_rt_rw"] == NULL
    ours.startEditing()
    assert early.form.feature()["alamat_rt_rw"] == "RT 1"
    early.enter(nama_usaha="Kami")
    assert saved(ours), ours.commitErrors()


def test_a_stale_move_of_a_point_is_refused_and_a_fresh_one_passes(businesses: Open) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    ours.startEditing()
    change(theirs, FIRST, nama_usaha="Mereka")
    assert saved(theirs), theirs.commitErrors()
    assert ours.changeGeometry(row(ours, FIRST).id(), QgsGeometry.fromWkt("Point(106 -2)"))
    assert "changed by bangka2" in refusal(ours)
    ours.rollBack()
    ours.startEditing()
    assert ours.changeGeometry(row(ours, FIRST).id(), QgsGeometry.fromWkt("Point(106 -2)"))
    assert saved(ours), ours.commitErrors()
    assert row(theirs, FIRST).geometry().asWkt() == "Point (106 -2)"


def test_a_new_row_is_saved_changed_and_removed(businesses: Open) -> None:
    layer = businesses("bangka")
    layer.startEditing()
    place = {layer.fields().lookupField(name): value for name, value in NEW.items()}
    assert layer.addFeature(QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt("Point(106 -2)"), place))
    assert saved(layer), layer.commitErrors()
    change(layer, NEW["kode_usaha"], nama_usaha="Baru sekali")
    assert saved(layer), layer.commitErrors()
    after = row(layer, NEW["kode_usaha"])
    assert (after["versi_baris"], after["dibuat_oleh"], len(after["usaha_id"])) == (2, "bangka", 36)
    assert layer.deleteFeature(after.id())
    assert layer.commitChanges(), layer.commitErrors()


NEW = {"kode_usaha": "IR-1901-0020", "nama_usaha": "Baru", "kode_desa": "19.01.01.1001"}


def test_a_row_for_another_region_is_refused(businesses: Open) -> None:
    layer = businesses("belitung")
    layer.startEditing()
    place = {layer.fields().lookupField(name): value for name, value in NEW.items()}
    assert layer.addFeature(QgsVectorLayerUtils.createFeature(layer, QgsGeometry(), place))
    assert "row-level security" in refusal(layer)


def test_the_forms_rule_of_a_unique_code_holds_on_the_server(businesses: Open) -> None:
    layer, table = businesses("bangka"), TABLES["ir_usaha"]
    rule = QgsExpression(hard_constraint(table, table.field("kode_usaha")).expression)

    def allows(code: str, key: str) -> bool:
        feature = QgsFeature(layer.fields())
        feature["kode_usaha"], feature["usaha_id"] = code, key
        context = layer.createExpressionContext()
        context.setFeature(feature)
        return bool(rule.evaluate(context))

    other = "22222222-0000-4000-8000-000000000000"
    assert allows("IR-1901-0099", other) and not allows(FIRST, other)
    assert allows(FIRST, row(layer, FIRST)["usaha_id"])


def test_only_shared_tables_that_people_edit_are_watched(businesses: Open) -> None:
    layer = businesses("bangka")
    memory = QgsVectorLayer("Point?field=versi_baris:integer", "memory", "memory")
    assert row_versions.is_shared(layer) and not row_versions.is_shared(memory)
    assert len(layer.findChildren(row_versions.RowVersions)) == 1
    row_versions.watch([layer])
    assert len(layer.findChildren(row_versions.RowVersions)) == 1
