"""The main settings of a method as a form, one editor for each kind of declared parameter."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, Optional, Tuple

from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QSizePolicy, QSpinBox, QWidget

from ..core import parameters as kinds
from ..core.questions.columns import number_columns
from ..core.questions.declaration import VILLAGES, Answer
from ..core.questions.facts import Facts
from ..core.texts import Text
from ..qgis_support.language import language

NONE = Text("(tidak dipakai)", "(not used)")
SHORTEST, LARGEST = 10, 2**31 - 1
Editor = Tuple[QWidget, Callable[[], Any]]
"""A widget and what reads its value."""


class SettingEditors(QWidget):
    """The settings that are not advanced and can be chosen without looking at a layer; the others stay as suggested."""

    def __init__(self, answer: Answer, facts: Facts) -> None:
        super().__init__()
        self._values = dict(answer.values(facts))
        self._read: Dict[str, Callable[[], Any]] = {}
        self._editors: Dict[str, QWidget] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for parameter in answer.algorithm.parameters:
            made = None if parameter.advanced else _editor(parameter, self._values.get(parameter.id), answer, facts)
            if made is not None:
                editor, self._read[parameter.id] = made
                self._editors[parameter.id] = editor
                label = _words(parameter.label)
                editor.setAccessibleName(label)
                editor.setToolTip(_words(parameter.help))
                if isinstance(editor, QCheckBox):
                    editor.setText(label)
                    form.addRow(editor)
                else:
                    form.addRow(label, editor)
        self._suggested = self._chosen()

    def changes(self) -> Mapping[str, Any]:
        """What the person has set otherwise than the data suggest."""
        return {name: value for name, value in self._chosen().items() if value != self._suggested[name]}

    def take(self, changes: Mapping[str, Any]) -> None:
        """Sets again what was changed in an earlier form, as far as this one has it to offer."""
        for name, value in changes.items():
            if name in self._editors:
                _set(self._editors[name], value)

    def values(self) -> Mapping[str, Any]:
        """Every setting but the layers, as the core knows them."""
        return {**self._values, **self._chosen()}

    def _chosen(self) -> Dict[str, Any]:
        return {name: read() for name, read in self._read.items()}


def _editor(parameter: kinds.Parameter, value: Any, answer: Answer, facts: Facts) -> Optional[Editor]:
    if isinstance(parameter, kinds.Choice):
        return _choice([(each.code, _words(each.label)) for each in parameter.options], value)
    if isinstance(parameter, kinds.Flag):
        return _flag(bool(value))
    if isinstance(parameter, kinds.NumberSetting) and value is not None:
        return _number(parameter, value)
    if isinstance(parameter, kinds.FieldChoice) and parameter.numeric and answer.layers.get(parameter.of) == VILLAGES:
        columns = [(each.name, _words(each.label)) for each in number_columns(facts)]
        return _choice(([("", _words(NONE))] if parameter.optional else []) + columns, value or "")
    if isinstance(parameter, kinds.TextSetting) and value in [each.name for each in facts.products]:
        return _choice([(each.name, each.name) for each in facts.products], value)
    return None


def _set(editor: QWidget, value: Any) -> None:
    if isinstance(editor, QComboBox):
        place = editor.findData(value or "")
        editor.setCurrentIndex(editor.currentIndex() if place < 0 else place)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(value)
    else:
        editor.setValue(value)


def _choice(options: List[Tuple[str, str]], value: Any) -> Editor:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(SHORTEST)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    for code, words in options:
        box.addItem(words, code)
    box.setCurrentIndex(max(box.findData(value), 0))
    return box, lambda: box.currentData() or None


def _flag(value: bool) -> Editor:
    box = QCheckBox()
    box.setChecked(value)
    return box, box.isChecked


def _number(parameter: kinds.NumberSetting, value: float) -> Editor:
    box = QSpinBox() if parameter.integer else QDoubleSpinBox()
    low = LARGEST * -1 if parameter.minimum is None else parameter.minimum
    high = LARGEST if parameter.maximum is None else parameter.maximum
    if isinstance(box, QSpinBox):
        box.setRange(int(low), int(high))
        box.setValue(int(value))
    else:
        box.setDecimals(1)
        box.setRange(low, min(high, LARGEST))
        box.setValue(value)
    box.setGroupSeparatorShown(True)
    unit = _words(parameter.unit)
    box.setSuffix(f" {unit}" if unit else "")
    return box, box.value


def _words(text: Text) -> str:
    return text.in_language(language())
