"""Puts the plugin's own widgets into forms whose settings ask for them, in the window only.

Projects and styles keep the widgets of QGIS: what is put in place here is taken back whenever a layer is written.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Sequence, Type

from qgis.core import QgsEditorWidgetSetup, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsEditorConfigWidget, QgsEditorWidgetFactory, QgsEditorWidgetWrapper, QgsGui
from qgis.PyQt.QtCore import QSignalBlocker
from qgis.PyQt.QtWidgets import QWidget
from qgis.PyQt.QtXml import QDomElement

from ..register.widgets import (
    AMOUNT,
    COMPUTED,
    DAY,
    DECIMAL,
    FILE,
    LINE,
    MOMENT,
    NUMBER,
    OWN,
    PAGE,
    PHOTO,
    REGION,
    SET,
    YES_NO,
)
from .computed_widget import ComputedWrapper
from .date_widgets import DayWrapper, MomentWrapper
from .file_widgets import FileWrapper, PhotoWrapper
from .line_widgets import AmountWrapper, DecimalWrapper, LineWrapper, NumberWrapper, PageWrapper
from .region_widget import RegionWrapper
from .set_widget import SetWrapper
from .wrapper import OwnWrapper
from .yes_no_widget import YesNoWrapper

STORED_AS = "KlasterIrStoredAs"
"""The setting that remembers the widget of QGIS."""
WRAPPERS: Dict[str, Type[OwnWrapper]] = {
    REGION: RegionWrapper,
    SET: SetWrapper,
    COMPUTED: ComputedWrapper,
    LINE: LineWrapper,
    PAGE: PageWrapper,
    NUMBER: NumberWrapper,
    DECIMAL: DecimalWrapper,
    AMOUNT: AmountWrapper,
    DAY: DayWrapper,
    MOMENT: MomentWrapper,
    FILE: FileWrapper,
    PHOTO: PhotoWrapper,
    YES_NO: YesNoWrapper,
}
_factories: Dict[str, _Factory] = {}
"""QGIS cannot forget a kind of widget; so each is made known once."""


class _Factory(QgsEditorWidgetFactory):
    """Makes the wrappers of one kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.wrapper = WRAPPERS[kind]

    def create(
        self, layer: QgsVectorLayer, index: int, editor: Optional[QWidget], parent: Optional[QWidget]
    ) -> QgsEditorWidgetWrapper:
        return self.wrapper(layer, index, editor, parent)

    def configWidget(self, layer: QgsVectorLayer, index: int, parent: QWidget) -> QgsEditorConfigWidget:
        return _NothingToSet(layer, index, parent)


class _NothingToSet(QgsEditorConfigWidget):
    """The page of settings in the layer's properties: it keeps what there is."""

    def config(self) -> Dict[str, Any]:
        return self._config

    def setConfig(self, config: Dict[str, Any]) -> None:
        self._config = config


def start() -> None:
    """Puts the widgets in place, now and in every layer that comes."""
    for kind in WRAPPERS:
        if kind not in _factories:
            _factories[kind] = _Factory(kind)
            QgsGui.editorWidgetRegistry().registerWidget(kind, _factories[kind])
    project = QgsProject.instance()
    project.layersAdded.connect(put_in_place)
    project.writeMapLayer.connect(take_back_in)
    put_in_place(list(project.mapLayers().values()))


def stop() -> None:
    """Gives every layer the widgets of QGIS again."""
    project = QgsProject.instance()
    project.layersAdded.disconnect(put_in_place)
    project.writeMapLayer.disconnect(take_back_in)
    for layer, index, setup in _setups(list(project.mapLayers().values())):
        stored = setup.config().get(STORED_AS)
        if stored:
            _give(layer, index, QgsEditorWidgetSetup(stored, _without(setup.config())))


def put_in_place(layers: Sequence[QgsMapLayer]) -> None:
    """Our widget for each field whose settings name one."""
    for layer, index, setup in _setups(layers):
        own = setup.config().get(OWN)
        if own in WRAPPERS and setup.type() != own:
            _give(layer, index, QgsEditorWidgetSetup(own, {**setup.config(), STORED_AS: setup.type()}))


def _give(layer: QgsVectorLayer, index: int, setup: QgsEditorWidgetSetup) -> None:
    """Unheard by forms that are open: QGIS (3.40) would make them anew in place, and crash."""
    with QSignalBlocker(layer):
        layer.setEditorWidgetSetup(index, setup)


def take_back_in(layer: QgsMapLayer, element: QDomElement, *_: Any) -> None:
    """Writes the widgets of QGIS into a layer's part of a project file."""
    if not isinstance(layer, QgsVectorLayer):
        return
    stored = {layer.fields().at(index).name(): setup.config().get(STORED_AS) for _, index, setup in _setups([layer])}
    fields = element.firstChildElement("fieldConfiguration").elementsByTagName("field")
    for place in range(fields.count()):
        field = fields.at(place).toElement()
        kind = stored.get(field.attribute("name"))
        if kind:
            field.firstChildElement("editWidget").setAttribute("type", kind)


def _setups(layers: Sequence[QgsMapLayer]) -> list[tuple[QgsVectorLayer, int, QgsEditorWidgetSetup]]:
    return [
        (layer, index, layer.editorWidgetSetup(index))
        for layer in layers
        if isinstance(layer, QgsVectorLayer)
        for index in range(layer.fields().count())
    ]


def _without(config: Dict[str, Any]) -> Dict[str, Any]:
    return {name: value for name, value in config.items() if name != STORED_AS}
