"""What the plugin's own widgets have in common: a value that QGIS sets and asks for."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import NULL, QgsFeature
from qgis.gui import QgsEditorWidgetWrapper
from qgis.PyQt.QtWidgets import QWidget

from ..qgis_support.language import language
from ..qgis_support.version_differences import is_null


class OwnWrapper(QgsEditorWidgetWrapper):
    """A field of a form with a widget of ours. Whoever derives from it makes the widget and moves the value."""

    def make(self, parent: Optional[QWidget]) -> QWidget:
        """The widget; it calls ``changed`` when a person has changed the value."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:
        """Puts a value into the widget; None where there is none."""
        raise NotImplementedError

    def given(self) -> Any:
        """The value of the widget; None where there is none."""
        raise NotImplementedError

    def changed(self, *_: Any) -> None:
        """Tells the form, unless it is the form that has come to show another row."""
        if not self._shows_another_row:
            self.emitValueChanged()

    _shows_another_row = False

    def setFeature(self, feature: QgsFeature) -> None:
        """How QGIS shows another row; at each thing told meanwhile it would judge the whole form again."""
        self._shows_another_row = True
        super().setFeature(feature)
        self._shows_another_row = False

    @property
    def language(self) -> str:
        """The plugin's language."""
        return language()

    def createWidget(self, parent: Optional[QWidget]) -> QWidget:
        self._shown = self.make(parent)
        return self._shown

    def initWidget(self, editor: QWidget) -> None:
        """Nothing: the widget is complete."""

    def valid(self) -> bool:
        return True

    def value(self) -> Any:
        given = self.given()
        return NULL if given is None else given

    def setValue(self, value: Any) -> None:
        """How QGIS 3 sets the value of a widget in Python."""
        self.show_value(None if is_null(value) else self._as_stored(value))

    def updateValues(self, value: Any, additional: Sequence[Any] = ()) -> None:
        """The same where ``setValue`` is no longer asked."""
        self.setValue(value)

    def setEnabled(self, enabled: bool) -> None:
        self._shown.setEnabled(enabled)

    def _as_stored(self, value: Any) -> Any:
        """The value as its field stores it: whoever makes a row may give a day as a text. None where that cannot be."""
        try:
            return self.field().convertCompatible(value)
        except ValueError:
            return None
