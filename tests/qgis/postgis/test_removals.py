"""A row is removed by whoever has seen its last change, and by nobody else; also through the plugin."""

from __future__ import annotations

from typing import Any, Callable

from office_layers import FIRST, THIRD, Open, change, refusal, row, saved

THIRD_ID = "11111111-0000-4000-8000-000000000003"


def test_an_edit_of_a_row_that_others_removed_is_refused(businesses: Open) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    change(ours, THIRD, nama_usaha="Kami")
    theirs.startEditing()
    assert theirs.deleteFeature(row(theirs, THIRD).id())
    assert saved(theirs), theirs.commitErrors()
    assert "This row is there no longer" in refusal(ours)


def test_a_removal_of_what_others_have_changed_is_refused(businesses: Open) -> None:
    ours, theirs = businesses("bangka"), businesses("bangka2")
    ours.startEditing()
    assert ours.deleteFeature(row(ours, THIRD).id())
    change(theirs, THIRD, nama_usaha="Mereka")
    assert saved(theirs), theirs.commitErrors()
    told = refusal(ours)
    assert "last changed by bangka2 at" in told and "Nothing was removed" in told
    assert row(theirs, THIRD)["nama_usaha"] == "Mereka"
    ours.rollBack()
    ours.startEditing()
    assert ours.deleteFeature(row(ours, THIRD).id())
    assert saved(ours), ours.commitErrors()


def test_a_row_that_was_edited_and_then_removed_is_removed(businesses: Open) -> None:
    layer = businesses("bangka")
    change(layer, THIRD, nama_usaha="Kami")
    change(layer, FIRST, nama_usaha="Satu")
    assert layer.deleteFeature(row(layer, THIRD).id())
    assert saved(layer), layer.commitErrors()
    assert [each["kode_usaha"] for each in layer.getFeatures()] == [FIRST]
    assert row(layer, FIRST)["versi_baris"] == 2


def test_a_removal_that_fails_can_be_tried_again(businesses: Open, connect: Callable[[str], Any]) -> None:
    cursor = connect("bangka")
    cursor.execute(f"INSERT INTO ir.ir_produk (usaha_id, nama_produk_asli) VALUES ('{THIRD_ID}', 'Getas')")
    layer = businesses("bangka")
    layer.startEditing()
    assert layer.deleteFeature(row(layer, THIRD).id())
    assert "ir_produk" in refusal(layer)
    cursor.execute("DELETE FROM ir.ir_produk")
    assert saved(layer), layer.commitErrors()
    assert [each["kode_usaha"] for each in layer.getFeatures()] == [FIRST]
