"""What an algorithm needs to know, asked with QGIS's own widgets; what the page knows already is not asked."""

from __future__ import annotations

from typing import Any, Dict, Mapping, Optional

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.gui import (
    QgsCollapsibleGroupBoxBasic,
    QgsGui,
    QgsProcessingGui,
    QgsProcessingParameterWidgetContext,
)
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..core.declaration import Algorithm
from ..core.help_page import ADVANCED
from ..core.parameters import Choice, Parameter, RegionSetting
from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.version_differences import is_null
from .page import Page
from .plain_words import without_names
from .region_widget import CHOOSE, EVERYTHING, RegionWidget

RUN = Text("&Jalankan", "&Run")
CANCEL = Text("Batal", "Cancel")
OPTIONAL = Text("{label} (boleh kosong)", "{label} (optional)")
REGIONS_ABREAST = 3
AROUND = 170
"""Pixels of a screen that the form leaves to sentences, buttons and bars."""


class ParameterDialog(QDialog):
    """A form for the parameters that are declared and not known yet; those that are advanced are folded away below the
    others. ``asked`` gives their values."""

    asked = pyqtSignal(dict)

    def __init__(
        self,
        declared: Algorithm,
        known: Mapping[str, Any],
        suggested: Mapping[str, Any],
        page: Page,
        unfolded: bool = False,
    ) -> None:
        """known: values that are not asked. suggested: what the widgets hold at first, where it is not the default.
        unfolded: the advanced ones are seen at once."""
        super().__init__(page)
        workspace = self._workspace = page.workspace
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(declared.title.in_language(language()))
        self.setMinimumWidth(420)
        self._declared, self._known = declared, dict(known)
        self._context = QgsProcessingContext()
        self._context.setProject(workspace.project)
        self._surroundings = QgsProcessingParameterWidgetContext()
        self._surroundings.setProject(workspace.project)
        self._surroundings.setMapCanvas(workspace.canvas)
        self._wrappers: Dict[str, Any] = {}
        self._form, self._rare, self._area = QGridLayout(), QGridLayout(), QScrollArea()
        self.more = QgsCollapsibleGroupBoxBasic(ADVANCED.in_language(language()))
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._ask(suggested)
        self._lay_out(unfolded)
        self._make_room()

    def _lay_out(self, unfolded: bool) -> None:
        self.more.setLayout(self._rare)
        self.more.setVisible(self._rare.count() > 0)
        self.more.setCollapsed(not unfolded)
        # The layouts know of a fold only when the signal has been heard.
        self.more.collapsedStateChanged.connect(self._follow_fold, Qt.ConnectionType.QueuedConnection)
        self._form.addWidget(self.more, self._form.rowCount(), 0)
        self._form.setRowStretch(self._form.rowCount(), 1)
        self._form.setContentsMargins(0, 0, 0, 0)
        for form in (self._form, self._rare):
            form.setColumnStretch(0, 1)
        asked = QWidget()
        asked.setLayout(self._form)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidget(asked)
        summary = QLabel(self._declared.summary.in_language(language()))
        summary.setWordWrap(True)
        inside = QVBoxLayout(self)
        inside.addWidget(summary)
        inside.addWidget(self._area, 1)
        inside.addWidget(self.problem)
        inside.addWidget(self._buttons())

    def showEvent(self, event: QShowEvent) -> None:
        """The theme's style sheet has given the widgets their sizes only now."""
        super().showEvent(event)
        self._make_room()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.run = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.run.setText(RUN.in_language(language()))
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(CANCEL.in_language(language()))
        buttons.accepted.connect(self._finish)
        buttons.rejected.connect(self.reject)
        return buttons

    def set_value(self, name: str, value: Any) -> None:
        """Puts a value into the widget of a parameter; of a choice its code or its place in the list."""
        self._wrappers[name].setParameterValue(self._shown(name, value), self._context)

    def values(self) -> Dict[str, Any]:
        """What is known and what the widgets hold; what is empty is left out."""
        told = {name: self._code(name, wrapper.parameterValue()) for name, wrapper in self._wrappers.items()}
        return {**self._known, **{name: value for name, value in told.items() if not is_null(value) and value != ""}}

    def _code(self, name: str, value: Any) -> Any:
        """The code of a choice, of which the widget knows only the place in its list."""
        declared = self._declared.parameter(name)
        return declared.options[value].code if isinstance(declared, Choice) and isinstance(value, int) else value

    def _shown(self, name: str, value: Any) -> Any:
        """The place of a choice in its list, which is what its widget takes."""
        declared = self._declared.parameter(name)
        codes = [each.code for each in declared.options] if isinstance(declared, Choice) else []
        return codes.index(value) if value in codes else value

    def _ask(self, suggested: Mapping[str, Any]) -> None:
        # Kept: the widgets refer to its parameters and do not own them.
        self._algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"ir:{self._declared.id}")
        for parameter in self._declared.parameters:
            if parameter.id in self._known:
                continue
            definition = self._algorithm.parameterDefinition(parameter.id)
            if isinstance(parameter, RegionSetting) and not parameter.several:
                self._add_regions(parameter)
                if parameter.id in suggested:
                    self.set_value(parameter.id, suggested[parameter.id])
                continue
            form = self._rare if parameter.advanced else self._form
            self._add(definition, suggested.get(parameter.id, definition.defaultValue()), form)
        of_qgis = [each for each in self._wrappers.values() if not isinstance(each, _Regions)]
        for wrapper in of_qgis:
            wrapper.postInitialize(of_qgis)

    def _add(self, definition: QgsProcessingParameterDefinition, value: Any, form: QGridLayout) -> None:
        registry = QgsGui.processingGuiRegistry()
        wrapper = registry.createParameterWidgetWrapper(definition, QgsProcessingGui.WidgetType.Standard)
        wrapper.setWidgetContext(self._surroundings)
        widget: QWidget = wrapper.createWrappedWidget(self._context)
        label: Optional[QLabel] = wrapper.createWrappedLabel()
        widget.setAccessibleName(definition.description())
        widget.setToolTip(definition.help())
        if isinstance(widget, QLineEdit):
            widget.setPlaceholderText(definition.help())
        if label is not None:
            label.setText(_title_of(definition))
            label.setBuddy(widget)
            form.addWidget(label, form.rowCount(), 0)
        form.addWidget(widget, form.rowCount(), 0)
        self._wrappers[definition.name()] = wrapper
        self.set_value(definition.name(), value)

    def _add_regions(self, parameter: RegionSetting) -> None:
        """A list for each level instead of a code; where none has to be chosen, all of the register is meant."""
        choose = EVERYTHING if parameter.optional else CHOOSE
        within, abreast = self._workspace.regions_within, REGIONS_ABREAST
        lists = _Regions(within, lambda: None, language(), self, abreast, choose, parameter.level)
        self._form.addWidget(lists, self._form.rowCount(), 0)
        self._wrappers[parameter.id] = lists

    def _finish(self) -> None:
        values = self.values()
        asked = [each for each in self._declared.parameters if each.id in self._wrappers]
        wrong = next((each for each in asked if each.problem(values.get(each.id)) is not None), None)
        if wrong is not None:
            self._refuse(wrong, values.get(wrong.id))
            return
        self.asked.emit(values)
        self.accept()

    def _refuse(self, wrong: Parameter, value: Any) -> None:
        """Says what is wrong, where it can be seen."""
        self.problem.setText(without_names(wrong.problem(value).in_language(language())))
        self.problem.show()
        if wrong.advanced:
            self.more.setCollapsed(False)
        self._make_room()

    def _follow_fold(self) -> None:
        """As high as what is seen, and all of it on the screen."""
        self._area.setMinimumSize(0, 0)
        self.layout().activate()
        self.resize(self.width(), 0)
        self._make_room()
        below = self.frameGeometry().bottom() - self.screen().availableGeometry().bottom()
        if below > 0:
            self.move(self.x(), max(self.y() - below, self.screen().availableGeometry().top()))

    def _make_room(self) -> None:
        """Shows all of the form where the screen is high enough, and all lines of the sentences, which Qt would take
        from the widgets between them."""
        frame = self._area.size() - self._area.maximumViewportSize()
        whole, most = self._area.widget().sizeHint() + frame, self.screen().availableGeometry().height() - AROUND
        bar = self._area.verticalScrollBar().sizeHint().width() if whole.height() > most else 0
        self._area.setMinimumSize(whole.width() + bar, min(whole.height(), most))
        inside = self.layout()
        inside.activate()
        width = max(self.width(), inside.totalMinimumSize().width())
        self.resize(width, max(self.height(), inside.totalHeightForWidth(width)))


def _title_of(definition: QgsProcessingParameterDefinition) -> str:
    """Its label in the plugin's language; that of QGIS says in its own which may stay empty."""
    is_optional = definition.flags() & QgsProcessingParameterDefinition.Flag.FlagOptional
    title = str(definition.description())
    return OPTIONAL.format(label=title).in_language(language()) if is_optional else title


class _Regions(RegionWidget):
    """The lists of regions, asked as QGIS asks its own widgets of parameters."""

    def parameterValue(self) -> str:
        return self.deepest_code()

    def setParameterValue(self, value: Any, _: QgsProcessingContext) -> None:
        self.show_code(value or None)
