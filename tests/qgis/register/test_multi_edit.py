"""Several rows changed at one time, in the form of QGIS's table: only what somebody has changed is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
from form_driver import enter, settle
from qgis.core import Qgis, QgsApplication, QgsFeature, QgsFeatureRequest, QgsVectorLayer
from qgis.gui import (
    QgsAttributeEditorContext,
    QgsAttributeForm,
    QgsAttributeFormEditorWidget,
    QgsEditorWidgetWrapper,
)

from ir_plugin.core.register.geopackage import insert, transaction
from tests.core.industry.parity_cases import parents

Layers = Dict[str, QgsVectorLayer]
BUSINESS = next(row["usaha_id"] for table, row in parents() if table == "ir_usaha")
KEY = "22222222-0000-4000-8000-00000000"
PERIODS = {
    "2023": {"modal_kerja": 1_000_000, "bulan_produksi": 2, "pola_produksi": "INS", "tanggal": "2023-05-01"},
    "2024": {"modal_kerja": 30_000_000, "bulan_produksi": 12, "pola_produksi": "KON", "kanal_pasar": "{LGS,WRG}"},
    "2025": {"bulan_produksi": 8, "akses_kur": 1, "kapasitas": 2.5, "satuan": "kg"},
}


class MultiEdit:
    """A form that shows several rows at once."""

    def __init__(self, layer: QgsVectorLayer, features: List[QgsFeature]) -> None:
        self.layer = layer
        assert layer.startEditing()
        self.form = QgsAttributeForm(layer, features[0], QgsAttributeEditorContext())
        self.form.setMode(QgsAttributeEditorContext.Mode.MultiEditMode)
        self.form.setMultiEditFeatureIds([each.id() for each in features])
        self.form.show()
        settle()

    def fill(self, name: str, value: Any) -> None:
        found = self.form.findChildren(QgsEditorWidgetWrapper)
        found += [each.editorWidget() for each in self.form.findChildren(QgsAttributeFormEditorWidget)]
        enter(next(each for each in found if each.layer() == self.layer and each.field().name() == name), value)
        settle()

    def close(self) -> None:
        self.form.deleteLater()
        settle()
        self.layer.rollBack()


@pytest.fixture
def rows(layers: Layers, filled_register: Path) -> List[QgsFeature]:
    """Three observations of one business."""
    with transaction(str(filled_register)) as connection:
        for period, answers in PERIODS.items():
            row = {**answers, "periode": period, "pengamatan_id": KEY + period, "usaha_id": BUSINESS}
            insert(connection, "ir_pengamatan", list(row), [list(row.values())])
    return [each for each in layers["ir_pengamatan"].getFeatures() if each["pengamatan_id"].startswith(KEY)]


@pytest.fixture
def several(layers: Layers, rows: List[QgsFeature]) -> Iterator[MultiEdit]:
    opened = MultiEdit(layers["ir_pengamatan"], rows)
    yield opened
    opened.close()


def row_of(layer: QgsVectorLayer, feature: int) -> List[Any]:
    """What is saved of a row."""
    return list(next(layer.dataProvider().getFeatures(QgsFeatureRequest(feature))).attributes())


def changes(layer: QgsVectorLayer) -> Dict[str, Dict[int, Any]]:
    found: Dict[str, Dict[int, Any]] = {}
    for feature, values in layer.editBuffer().changedAttributeValues().items():
        for index, value in values.items():
            if value != row_of(layer, feature)[index]:
                found.setdefault(layer.fields().at(index).name(), {})[feature] = value
    return found


def test_nothing_is_written_where_nothing_was_changed(several: MultiEdit) -> None:
    assert several.form.save()
    assert changes(several.layer) == {}


@pytest.mark.skipif(
    Qgis.QGIS_VERSION_INT < 32600, reason="QGIS 3.22 saves nothing of a form made like this, with its own widgets too"
)
def test_only_what_was_changed_is_written(several: MultiEdit, rows: List[QgsFeature]) -> None:
    several.fill("bulan_produksi", 5)
    assert several.form.save()
    several.fill("kanal_pasar", "{MED}")
    assert several.form.save()
    all_rows = {each.id() for each in rows}
    assert changes(several.layer) == {
        "bulan_produksi": dict.fromkeys(all_rows, 5),
        "kanal_pasar": dict.fromkeys(all_rows, "{MED}"),
        "diubah_oleh": dict.fromkeys(all_rows, QgsApplication.userLoginName()),
    }
