"""The page Data: quality, operations with their undo, findings to look at and to decide."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Optional

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QInputDialog

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import check_register
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.core.register.data_quality import data_quality
from ir_plugin.core.register.finding_list import FoundRow
from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.findings_model import FindingsModel, Wanted, prepared
from ir_plugin.gui.quality_table import COMPLETE, FINDINGS, SHARE

from .conftest import wait_until
from .operating import asked, put, wait_for_end


@pytest.fixture
def page(data_page: DataPage) -> DataPage:
    return data_page


def check(register: Path) -> None:
    check_register.OPERATION.compute({"REGISTER": str(register), "DATE": "2026-01-15"}, Context())


def test_the_table_shows_what_the_core_counts(page: DataPage, register: Path) -> None:
    model, offices = page.quality.rows, data_quality(str(register))
    assert list(model.offices) == offices and model.rowCount() == len(offices) == 7
    for row, office in enumerate(offices):
        assert model.index(row, 0).data() == office.name
        assert model.index(row, COMPLETE).data(SHARE) == office.completeness
        assert model.index(row, FINDINGS).data() == "–"  # nothing has been checked


def test_choosing_an_office_looks_at_its_businesses_and_again_at_all(page: DataPage) -> None:
    page.quality.clicked.emit(page.quality.rows.index(1, 0))
    assert page.workspace.filter.region == "19.02"
    assert page.quality.currentIndex().row() == 1
    page.quality.activated.emit(page.quality.rows.index(1, 0))
    assert page.workspace.filter == BusinessFilter()


@pytest.fixture
def checked(page: DataPage, register: Path) -> DataPage:
    put(
        register,
        "UPDATE ir_produk SET kbli_kode = '10710', kbli_edisi = '2020' WHERE produk_kode = 'PGN03' AND fid < 40",
    )
    check(register)
    page.workspace.refresh()
    wait_until(lambda: page.findings.model.rowCount())
    page.parts.setCurrentWidget(page.findings)
    return page


def choose(page: DataPage, rule: str) -> FoundRow:
    page.findings.rule.setCurrentIndex(page.findings.rule.findData(rule))
    found: Optional[FoundRow] = page.findings.current()
    assert found is not None and found.rule == rule
    return found


def test_a_finding_leads_to_its_business(checked: DataPage) -> None:
    found = choose(checked, "Q13b")
    checked.findings.table.activated.emit(checked.findings.table.currentIndex())
    layer = checked.workspace.layer("usaha_ringkas")
    (selected,) = layer.selectedFeatures()
    assert selected["usaha_id"] == found.business


def test_a_finding_without_a_point_leads_to_its_village(checked: DataPage, register: Path) -> None:
    found = choose(checked, "Q13b")
    put(register, "UPDATE ir_usaha SET geom = NULL WHERE usaha_id = ?", found.business)
    checked.findings.table.activated.emit(checked.findings.table.currentIndex())
    (selected,) = checked.workspace.layer("ref_wilayah", "villages").selectedFeatures()
    assert selected["kode_dagri"] == found.village


def test_fixing_opens_the_form_of_the_record(checked: DataPage, monkeypatch: pytest.MonkeyPatch) -> None:
    found = choose(checked, "Q13b")
    shown = []
    window = checked.workspace.window
    monkeypatch.setattr(window, "openFeatureForm", lambda *given: shown.append(given), raising=False)
    checked.findings.fix.click()
    ((layer, feature, *_),) = shown
    assert layer.isEditable() and feature["pengamatan_id"] == found.row
    layer.rollBack()


def test_accepting_asks_for_a_reason_and_can_be_taken_back(
    checked: DataPage, register: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = choose(checked, "Q13b")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("benar begitu", True))
    count = checked.findings.model.open
    checked.findings.accept.click()
    wait_for_end(checked)
    status = f"SELECT status || alasan FROM qa_temuan WHERE temuan_id = '{found.id}'"
    assert asked(register, status) == "DITERIMAbenar begitu"
    assert checked.findings.model.open == count - 1
    checked.findings.level.setCurrentIndex(checked.findings.level.findData("DITERIMA"))
    assert checked.findings.current().id == found.id and "benar begitu" in checked.findings.detail.toPlainText()
    checked.findings.accept.click()
    wait_for_end(checked)
    assert checked.findings.model.open == count


def test_a_safe_proposal_is_one_click(checked: DataPage, register: Path) -> None:
    assert not checked.findings.repair.isVisibleTo(checked.findings) or choose(checked, "Q17b")
    found = choose(checked, "Q17b")
    assert checked.findings.repair.isVisibleTo(checked.findings)
    checked.findings.repair.click()
    wait_for_end(checked)
    assert asked(register, f"SELECT kbli_kode FROM ir_produk WHERE produk_id = '{found.row}'") == found.proposal
    choose(checked, "Q13b")
    assert not checked.findings.repair.isVisibleTo(checked.findings)


def test_findings_follow_text_level_and_the_region_that_is_looked_at(checked: DataPage) -> None:
    model = checked.findings.model
    every = [model.finding(row) for row in range(model.rowCount())]
    checked.findings.search.setText(every[0].code.lower())
    assert {model.finding(row).code for row in range(model.rowCount())} == {every[0].code}
    checked.findings.search.clear()
    checked.findings.level.setCurrentIndex(checked.findings.level.findData("INFO"))
    assert model.rowCount() == sum(each.level == "INFO" for each in every)
    checked.findings.level.setCurrentIndex(0)
    checked.findings.office.setCurrentIndex(checked.findings.office.findData("19.03"))
    checked.findings.office.activated.emit(checked.findings.office.currentIndex())
    assert checked.workspace.filter.region == "19.03"
    assert model.rowCount() == sum((each.village or "").startswith("19.03") for each in every)


def test_sorting_keeps_the_finding_that_is_chosen(checked: DataPage) -> None:
    table = checked.findings.table
    table.selectRow(3)
    kept = checked.findings.current()
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert checked.findings.current() == kept and table.currentIndex().row() != 3
    codes = [checked.findings.model.index(row, 2).data() for row in range(checked.findings.model.rowCount())]
    assert codes == sorted(codes, reverse=True)


def test_conflicts_and_pairs_are_decided_side_by_side(page: DataPage, register: Path) -> None:
    owner = asked(register, "SELECT pemilik_id FROM ir_pemilik ORDER BY fid LIMIT 1")
    name = asked(register, "SELECT nama_lengkap FROM ir_pemilik ORDER BY fid LIMIT 1")
    first, second = (asked(register, f"SELECT usaha_id FROM ir_usaha WHERE fid = {fid}") for fid in (1, 2))
    package = "60000000-0000-4000-8000-000000000001"
    put(register, "INSERT INTO paket (paket_id, wilayah, arah) VALUES (?, '19.01', 'KIRIM')", package)
    columns = "(paket_id, tabel, baris_id, kolom, nilai_dasar, nilai_register, nilai_paket)"
    values = (package, "ir_pemilik", owner, "nama_lengkap", "Awal", name, "Dari paket")
    put(register, f"INSERT INTO gabung_konflik {columns} VALUES (?, ?, ?, ?, ?, ?, ?)", *values)
    put(register, "INSERT INTO impor_ganda (usaha_a, usaha_b, alasan) VALUES (?, ?, 'HP')", first, second)
    assert [page.parts.isTabVisible(at) for at in range(4)] == [True, True, False, False]
    page.workspace.refresh()
    wait_until(lambda: page.conflicts.list.count())
    assert all(page.parts.isTabVisible(at) for at in range(4))
    assert (page.parts.tabText(2), page.parts.tabText(3)) == ("Perbedaan 1", "Ganda 1")
    code = asked(register, f"SELECT kode_usaha FROM ir_usaha WHERE pemilik_id = '{owner}' ORDER BY usaha_id LIMIT 1")
    business = asked(register, f"SELECT nama_usaha FROM ir_usaha WHERE kode_usaha = '{code}'")
    assert page.conflicts.list.item(0).text().endswith(f" · {code} · {business}")
    assert page.conflicts.sides.rowCount() == 4 and page.pairs.sides.rowCount() == 3
    page.conflicts.buttons[1].click()
    wait_for_end(page)
    assert asked(register, f"SELECT nama_lengkap FROM ir_pemilik WHERE pemilik_id = '{owner}'") == "Dari paket"
    page.pairs.buttons[0].click()
    wait_for_end(page)
    assert asked(register, "SELECT status FROM impor_ganda") == "BEDA"
    assert (page.parts.tabText(2), page.parts.tabText(3)) == ("Perbedaan", "Ganda")


def test_a_package_is_asked_for_and_written(page: DataPage, register: Path) -> None:
    dialog = page.ask("exportpackage")
    dialog.set_value("REGION", "19.02")
    target = Path(dialog.values()["OUTPUT"])
    assert target == register.with_name("register_paket.gpkg")
    dialog.run.click()
    wait_for_end(page)
    assert target.is_file() and page.workspace.operations.results["N_BUSINESSES"] > 0


def test_what_is_missing_is_said_in_the_dialog(page: DataPage) -> None:
    dialog = page.ask("exportpackage")
    dialog.run.click()
    wait_until(lambda: dialog.problem.isVisible())
    lists = [each for each in dialog.findChildren(QComboBox) if each.isVisible()]
    assert lists
    wait_until(
        lambda: all(each.height() >= each.sizeHint().height() for each in lists)
    )  # the sentence squeezes nothing
    dialog.reject()
    dialog = page.ask("mergepackage")
    dialog.run.click()
    assert "Paket" in dialog.problem.text() and "PACKAGE" not in dialog.problem.text()
    assert not page.workspace.operations.running
    dialog.reject()


@pytest.mark.parametrize("language", ["id", "en"], indirect=True)
def test_the_page_fits_a_narrow_dock(page: DataPage, language: str) -> None:
    assert page.minimumSizeHint().width() <= 372
    assert page.minimumSizeHint().height() <= 200  # what is on it scrolls, so that the window fits a small screen


def test_twenty_thousand_findings_stay_instant(qgis_app: Any) -> None:
    row = FoundRow("x", "Q16", "PERINGATAN", "BARU", "ir_usaha", "y", "a", "1", "2", None, None, "IR", None, None, None)
    rows = [row._replace(id=str(number), code=f"IR-1901-{number:05d}") for number in range(20_000)]
    model = FindingsModel("id")
    model.take(prepared(rows, "id"), Wanted())
    began = time.thread_time()
    model.want(Wanted(text="ir-1901-0777"))
    assert model.rowCount() == 10
    model.want(Wanted())
    model.sort(2, Qt.SortOrder.DescendingOrder)
    assert model.finding(0).code == "IR-1901-19999"
    assert (time.thread_time() - began) / 3 < 0.1
