"""Operations on the register: beside the window, one at a time, cancelled, undone; the import looked at first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton

from ir_plugin.core.register import undo
from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.import_dialog import ImportDialog
from ir_plugin.gui.operation_strip import OperationStrip

from .conftest import wait_until
from .operating import asked, put, run, wait_for_end

BUSINESSES = "SELECT count(*) FROM ir_usaha"
ROWS = """No;Nama Pemilik;NIK;JK;No HP;Produk;Desa;Kecamatan;Modal
1;Rina;1901015002709001;P;081200000001;Getas;Sungailiat;Sungailiat;2 jt
2;Siti;;P;081200000002;Kemplang;Kenanga;Sungailiat;
3;;;P;081200000003;;Kenanga;Sungailiat;
"""


@pytest.fixture
def page(data_page: DataPage) -> DataPage:
    return data_page


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """Two businesses that the sample does not have, and a row that is rejected."""
    path = tmp_path / "Kab. Bangka.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_check_runs_beside_the_window_and_its_findings_appear(page: DataPage, register: Path, workbook: Path) -> None:
    page.check.click()
    assert page.workspace.operations.running and not page.check.isEnabled()
    wait_for_end(page)
    count = asked(register, "SELECT count(*) FROM qa_temuan")
    assert page.findings.model.rowCount() == count > 0
    assert page.parts.tabText(1) == f"Temuan {count}"
    assert page.check.isEnabled() and not page.undo.isVisibleTo(page)
    assert "galat" in page.workspace.operations.notes[0].sentence
    assert Path(page.workspace.operations.results["PAGE"]).is_file()


def test_a_second_operation_waits_for_the_first(page: DataPage) -> None:
    page.check.click()
    assert not page.workspace.operations.start("classify", {"REGISTER": str(page.workspace.register)})
    wait_for_end(page)


def test_an_import_is_looked_at_first_and_can_be_undone(page: DataPage, register: Path, workbook: Path) -> None:
    dialog = ImportDialog(page.workspace, page)
    assert not dialog.look.isEnabled() and not dialog.take.isEnabled()
    dialog.file.setFilePath(str(workbook))
    dialog.period.setText("2025")
    dialog.look.click()
    wait_for_end(page)
    assert asked(register, BUSINESSES) == 2500
    told = dialog.told.toPlainText().split("\n")
    assert told[:4] == ["Yang akan terjadi", "3 baris dibaca.", "2 usaha baru.", "1 baris ditolak."]
    dialog.take.click()
    wait_for_end(page)
    assert asked(register, BUSINESSES) == 2502
    assert page.undo.isVisibleTo(page) and page.undo.text() == "&Batalkan: Impor survei"
    page.undo.click()
    wait_until(lambda: asked(register, BUSINESSES) == 2500)
    wait_for_end(page)
    assert not page.undo.isVisibleTo(page) and undo.copies(str(register)) == []
    assert page.workspace.layer("usaha_ringkas").featureCount() == 2500


def test_a_mapping_is_proposed_saved_edited_and_followed(page: DataPage, workbook: Path, tmp_path: Path) -> None:
    dialog = ImportDialog(page.workspace, page)
    dialog.file.setFilePath(str(workbook))
    dialog.period.setText("2025")
    dialog.look.click()
    wait_for_end(page)
    assert "Simpan untuk disunting: Pemetaan kolom (JSON)" in dialog.told.toPlainText()
    mapping = tmp_path / "pemetaan.json"
    dialog.save_proposed("MAPPING", str(mapping))
    assert dialog.helpers["MAPPING"].filePath() == str(mapping) and not dialog.take.isEnabled()
    proposed = json.loads(mapping.read_text(encoding="utf-8"))
    assert proposed["Nama Pemilik"] == "pemilik"
    mapping.write_text(json.dumps({**proposed, "Nama Pemilik": ""}), encoding="utf-8")
    dialog.look.click()
    wait_for_end(page)
    assert page.workspace.operations.notes[0].warning
    dialog.reject()


def test_another_file_must_be_looked_at_anew(page: DataPage, workbook: Path) -> None:
    dialog = ImportDialog(page.workspace, page)
    dialog.file.setFilePath(str(workbook))
    dialog.period.setText("2025")
    dialog.look.click()
    wait_for_end(page)
    assert dialog.take.isEnabled() and dialog.focusWidget() is dialog.take
    dialog.period.setText("2024")
    assert not dialog.take.isEnabled() and dialog.told.toPlainText() == ""
    dialog.close()


def test_a_mistake_is_told_and_leaves_no_copy(page: DataPage, register: Path, workbook: Path) -> None:
    run(page, "importsurvey", INPUT=str(workbook), PERIOD="kemarin")
    (note,) = page.workspace.operations.notes
    assert note.warning and note.sentence.startswith("Periode kemarin tidak dikenal")
    assert undo.copies(str(register)) == []


def test_what_is_wrong_is_told_once_in_words_for_people(page: DataPage, tmp_path: Path) -> None:
    away = tmp_path / "hilang.csv"
    away.write_text(ROWS, encoding="utf-8")
    dialog = ImportDialog(page.workspace, page)
    dialog.file.setFilePath(str(away))
    away.unlink()
    dialog.look.click()
    wait_for_end(page)
    (note,) = page.workspace.operations.notes
    assert str(away) in note.sentence and "(INPUT)" not in note.sentence
    strips = (dialog.findChild(OperationStrip), page.findChild(OperationStrip))
    assert [strip.isHidden() for strip in strips] == [False, True]
    shown = [each.text() for each in dialog.findChildren(QPushButton) if each.isVisibleTo(dialog)]
    assert shown.count("Tutup") == 1
    dialog.period.setText("2025")
    assert strips[0].isHidden()
    dialog.reject()


def test_what_was_told_of_one_register_is_gone_with_the_next(page: DataPage, register: Path, tmp_path: Path) -> None:
    run(page, "checkregister")
    strip = page.findChild(OperationStrip)
    assert not strip.isHidden()
    other = Path(shutil.copy(register, tmp_path / "lain.gpkg"))
    page.workspace.open_register(other)
    wait_until(lambda: page.workspace.register == other)
    assert strip.isHidden() and page.workspace.operations.notes == []


def test_a_cancelled_import_leaves_the_register_as_it_was(page: DataPage, register: Path, workbook: Path) -> None:
    before = asked(register, "SELECT count(*) FROM ir_usaha")
    operations = page.workspace.operations
    operations.start("importsurvey", {"REGISTER": str(register), "INPUT": str(workbook), "PERIOD": "2025"})
    wait_until(lambda: operations._run is not None)
    operations.cancel()
    wait_for_end(page)
    assert operations.notes[0].sentence == "Dibatalkan; tidak ada yang berubah."
    assert asked(register, "SELECT count(*) FROM ir_usaha") == before and undo.copies(str(register)) == []


@pytest.mark.parametrize("sure", [True, False])
def test_an_edit_after_an_operation_is_asked_for(
    page: DataPage, register: Path, workbook: Path, sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(page, "importsurvey", INPUT=str(workbook), PERIOD="2025")
    put(register, "UPDATE ir_usaha SET nama_usaha = 'Suntingan' WHERE kode_usaha = 'IR-1901-0001'")
    asks = []
    buttons = QMessageBox.StandardButton
    answer = lambda *given: asks.append(given[2]) or (buttons.Yes if sure else buttons.No)  # noqa: E731
    monkeypatch.setattr(QMessageBox, "question", answer)
    page.undo.click()
    wait_until(lambda: asks)
    wait_for_end(page)
    assert "Register sudah diubah" in asks[0]
    edited = asked(register, "SELECT count(*) FROM ir_usaha WHERE nama_usaha = 'Suntingan'")
    assert edited == (0 if sure else 1)


def test_a_check_after_an_operation_is_no_edit(
    page: DataPage, register: Path, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(page, "importsurvey", INPUT=str(workbook), PERIOD="2025")
    (saved,) = undo.copies(str(register))
    run(page, "checkregister")
    assert asked(register, "SELECT count(*) FROM qa_temuan") > 0 and not undo.is_edited(str(register), saved)
    accepted = asked(register, "SELECT temuan_id FROM qa_temuan WHERE status = 'BARU'")
    run(page, "acceptfinding", FINDING=accepted, CHOICE="accept", REASON="Benar")
    assert undo.is_edited(str(register), saved)


def test_open_edits_are_not_written_over(page: DataPage) -> None:
    wait_for_end(page)
    layer = page.workspace.layer("ir_pemilik")
    assert layer.startEditing() and layer.isEditable()
    feature = next(layer.getFeatures())
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("nama_lengkap"), "Lain")
    assert not page.workspace.operations.start("classify", {"REGISTER": str(page.workspace.register)})
    assert layer.rollBack() and not page.workspace.is_being_edited()
    assert page.workspace.operations.start("classify", {"REGISTER": str(page.workspace.register)})
    wait_for_end(page)


def test_closing_the_dialog_while_it_looks_stops_it(page: DataPage, register: Path, workbook: Path) -> None:
    dialog = ImportDialog(page.workspace, page)
    dialog.file.setFilePath(str(workbook))
    dialog.look.click()
    assert page.workspace.operations.running
    dialog.reject()
    wait_for_end(page)
    assert page.workspace.operations.results == {} and asked(register, BUSINESSES) == 2500


def test_a_change_of_language_in_the_middle_goes_on(page: DataPage, opened: Desktop) -> None:
    page.check.click()
    opened.dock.pages.setCurrentWidget(page)
    opened.workspace.language_changed.emit()
    QCoreApplication.sendPostedEvents(None, QEvent.DeferredDelete)
    anew = opened.dock.page(DataPage)
    assert anew is not page and not anew.check.isEnabled()
    assert opened.dock.pages.currentWidget() is anew
    wait_for_end(anew)
    assert anew.check.isEnabled() and anew.findings.model.rowCount() > 0
