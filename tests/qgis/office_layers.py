"""What somebody in an office does with the layer of businesses."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsVectorLayer

FIRST, THIRD = "IR-1901-0001", "IR-1901-0003"
Open = Callable[[str], QgsVectorLayer]


def row(layer: QgsVectorLayer, code: str) -> Any:
    return next(layer.getFeatures(f"kode_usaha = '{code}'"))


def change(layer: QgsVectorLayer, code: str, **values: Any) -> None:
    """Edits a row without a form, as the attribute table does."""
    layer.startEditing()
    for name, value in values.items():
        assert layer.changeAttributeValue(row(layer, code).id(), layer.fields().lookupField(name), value)


def saved(layer: QgsVectorLayer) -> bool:
    """Whether a save that leaves editing on succeeds."""
    return bool(layer.commitChanges(False))


def refusal(layer: QgsVectorLayer) -> str:
    """What QGIS tells of a save that the database refuses; everything stays in the layer to be seen to."""
    assert not layer.commitChanges(False)
    assert layer.isEditable() and layer.isModified()
    return " ".join(layer.commitErrors())
