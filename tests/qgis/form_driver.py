"""Filling in a form of QGIS as a person does: each answer into its widget, then the button OK."""

from __future__ import annotations

import datetime
from typing import Any, Dict, List, Mapping, Optional

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer, QgsVectorLayerTools, QgsVectorLayerUtils
from qgis.gui import (
    QgsAttributeDialog,
    QgsAttributeEditorContext,
    QgsAttributeForm,
    QgsAttributeFormEditorWidget,
    QgsDateTimeEdit,
    QgsEditorWidgetWrapper,
    QgsFileWidget,
    QgsRelationReferenceWidget,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QDateTime, QEvent, Qt, QTime
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ir_plugin.core.industry.regions import parent_of

CROSS = "✘"
"""What QGIS puts beside an answer that it refuses, with the sentence as its tooltip."""
MODES = QgsAttributeEditorContext.Mode
NOWHERE = QgsGeometry()


class Tools(QgsVectorLayerTools):
    """What QGIS asks for adding and saving rows of the tables inside a form."""

    def addFeature(self, layer: QgsVectorLayer, *_: Any) -> bool:
        raise AssertionError(layer.name())

    def startEditing(self, layer: QgsVectorLayer) -> bool:
        return bool(layer.startEditing())

    def stopEditing(self, layer: QgsVectorLayer, allow_cancel: bool = True) -> bool:
        return bool(layer.commitChanges())

    def saveEdits(self, layer: QgsVectorLayer) -> bool:
        return bool(layer.commitChanges(False))


class OpenForm:
    """The dialog of a new row, or of one that is there. ``close`` must be called at the end."""

    def __init__(
        self,
        layer: QgsVectorLayer,
        feature: Optional[QgsFeature] = None,
        at: QgsGeometry = NOWHERE,
        given: Optional[Mapping[str, Any]] = None,
    ) -> None:
        self.layer, self.tools = layer, Tools()
        layer.startEditing()
        context = QgsAttributeEditorContext()
        context.setVectorLayerTools(self.tools)
        mode = MODES.SingleEditMode
        if feature is None:
            known = {layer.fields().indexOf(name): value for name, value in (given or {}).items()}
            feature = QgsVectorLayerUtils.createFeature(layer, at if layer.isSpatial() else NOWHERE, known)
            mode = MODES.AddFeatureMode
        self.dialog = QgsAttributeDialog(layer, feature, False, None, True, context)
        self.dialog.setMode(mode)
        self.form = self.dialog.attributeForm()
        self.dialog.show()
        settle()

    @property
    def wrappers(self) -> Dict[str, QgsEditorWidgetWrapper]:
        """The widgets of the fields of this table, not of the tables inside."""
        return wrappers_of(self.form, self.layer)

    def fill(self, name: str, value: Any) -> None:
        """Gives one answer, as the register stores it."""
        enter(self.wrappers[name], value)
        settle()

    def value(self, name: str) -> Any:
        """What the widget would save."""
        return self.wrappers[name].value()

    @property
    def ok(self) -> Any:
        """The button."""
        return self.dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)

    def told(self) -> str:
        """The sentences that the form shows for answers that it refuses."""
        return "\n".join(each.toolTip() for each in self.form.findChildren(QLabel) if CROSS in each.text())

    def press_ok(self) -> None:
        """Presses OK, which must be possible, and saves the layer."""
        assert self.ok.isEnabled(), self.told()
        QTest.mouseClick(self.ok, Qt.MouseButton.LeftButton)
        settle()
        assert self.layer.commitChanges(), self.layer.commitErrors()

    def close(self) -> None:
        """Takes the dialog away, and what was not saved."""
        self.dialog.deleteLater()
        settle()
        self.layer.rollBack()


def wrappers_of(form: QgsAttributeForm, layer: QgsVectorLayer) -> Dict[str, QgsEditorWidgetWrapper]:
    """By field of a layer its widget in a form."""
    found = form.findChildren(QgsEditorWidgetWrapper)  # some belong to the search, which is hidden
    found += [each.editorWidget() for each in form.findChildren(QgsAttributeFormEditorWidget)]
    return {each.field().name(): each for each in found if each.layer() == layer}


def settle() -> None:
    """Lets QGIS do what it has put off."""
    for _ in range(5):
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def enter(wrapper: QgsEditorWidgetWrapper, value: Any) -> None:
    """Puts a value into the widget by its own means."""
    widget, own = wrapper.widget(), wrapper.config().get("KlasterIr")
    if own == "KlasterIrSet":
        choose_set(wrapper.ticks, value)
    elif own == "KlasterIrRegion":
        choose_village(widget.lists, value)
    elif isinstance(widget, QComboBox):
        choose(widget, value)
    elif isinstance(widget, QCheckBox):
        widget.setChecked(bool(value))
    elif isinstance(widget, QDateTimeEdit):  # Python is not told which kind of it this is
        sip.cast(widget, QgsDateTimeEdit).setDateTime(moment(value))
    elif isinstance(widget, QgsRelationReferenceWidget):
        widget.setForeignKeys([value])
    else:
        write(line_in(widget), str(value))


def line_in(widget: QWidget) -> QWidget:
    """The line or page on which a person writes."""
    if isinstance(widget, QgsFileWidget):
        return widget.lineEdit()
    if isinstance(widget, (QLineEdit, QPlainTextEdit, QTextEdit)):
        return widget
    inner = [each for kind in (QgsFileWidget, QLineEdit) for each in widget.findChildren(kind)]
    return line_in(inner[0])


def write(line: QWidget, text: str) -> None:
    """Types a text instead of what is there."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def choose(box: QComboBox, value: Any) -> None:
    """Chooses by the value behind the words."""
    place = max(box.findData(each) for each in (str(value), {1: True, 0: False}.get(value)))
    assert place >= 0, (value, [box.itemData(each) for each in range(box.count())])
    box.setCurrentIndex(place)


def choose_set(ticks: Mapping[str, QCheckBox], value: str) -> None:
    """Ticks the codes of the set, and no other."""
    for code, tick in ticks.items():
        tick.setChecked(code in value.strip("{}").split(","))


def choose_village(lists: List[QComboBox], code: str) -> None:
    """The regency, the district, the village, as a person goes down."""
    path = [code]
    while parent_of(path[0]):
        path.insert(0, parent_of(path[0]))
    for choices, each in zip(lists[1:], path[1:]):
        choices.setCurrentIndex(choices.findData(each))


def moment(value: str) -> QDateTime:
    """A stored day or moment, which is UTC, as the widget takes it."""
    read = datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return QDateTime(
        read.date(), QTime(read.hour, read.minute), Qt.TimeSpec.UTC if read.tzinfo else Qt.TimeSpec.LocalTime
    )
