"""The forms of the register in QGIS: tabs and boxes, widgets, rules with their sentences, defaults."""

from __future__ import annotations

from typing import Iterator, Set

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorElement,
    QgsAttributeEditorField,
    QgsAttributeEditorRelation,
    QgsDefaultValue,
    QgsEditFormConfig,
    QgsExpression,
    QgsFieldConstraints,
    QgsOptionalExpression,
    QgsVectorLayer,
)

from ..core.industry.expressions import Constraint, hard_constraint, warning
from ..core.industry.form_layout import FORMS, Box, Related, Tab, boxes
from ..core.industry.form_values import form_value, plain_set
from ..core.industry.schema import TABLES, Field, Table
from ..core.industry.schema.declaration import TRACKING
from ..core.industry.soft_rules import SOFT_RULES
from ..core.texts import Text
from ..qgis_support.version_differences import set_container_kind
from .links import relation_id
from .widgets import Surroundings, widget_setup

HINT = Text("Perhatian: {sentence}", "Note: {sentence}")

NAMES = {
    "ir_usaha": "\"nama_usaha\" || ' (' || \"kode_usaha\" || ')'",
    "ir_pemilik": '"nama_lengkap"',
    "ir_produk": '"nama_produk_asli"',
    "ir_pengamatan": '"periode"',
    "ir_legalitas": 'represent_value("jenis")',
    "ir_pendampingan": "coalesce(format_date(\"tanggal\", 'yyyy-MM-dd') || ' ', '') || represent_value(\"layanan\")",
    "ir_kebutuhan": '"periode" || \' \' || represent_value("layanan")',
    "ir_persetujuan": "format_date(\"tanggal\", 'yyyy-MM-dd') || ' ' || represent_value(\"tujuan\")",
    "ir_foto": 'coalesce("keterangan", file_name("berkas"))',
}
"""By what a row is known in lists."""


def dress_form(layer: QgsVectorLayer, table_name: str, around: Surroundings) -> None:
    """Gives a layer of a table that people edit its form; other layers stay as they are."""
    if table_name not in FORMS:
        return
    table = TABLES[table_name]
    for field in table.fields:
        index = layer.fields().indexOf(field.name)
        layer.setEditorWidgetSetup(index, widget_setup(table, field, around))
        _describe(layer, index, field, around.language)
        _constrain(layer, index, table, field, around.language)
        value = form_value(table, field)
        layer.setDefaultValueDefinition(index, QgsDefaultValue(*value) if value else QgsDefaultValue())
    layer.setDisplayExpression(NAMES[table_name])
    layer.setEditFormConfig(_config(layer, table, around))
    if around.in_project:
        _find_relations(layer)


def _find_relations(layer: QgsVectorLayer) -> None:
    """Once more in the layer's project: QGIS 3.22 looks in the one that is open, and writes only what it finds."""
    for tab in layer.editFormConfig().tabs():
        for element in tab.children():
            if isinstance(element, QgsAttributeEditorRelation):
                element.init(layer.project().relationManager())


def _describe(layer: QgsVectorLayer, index: int, field: Field, language: str) -> None:
    """The label with its unit."""
    label, unit = field.label.in_language(language), field.unit.in_language(language).replace("rupiah", "Rp")
    layer.setFieldAlias(index, f"{label} ({unit})" if unit else label)


def _constrain(layer: QgsVectorLayer, index: int, table: Table, field: Field, language: str) -> None:
    constraint = form_constraint(table, field)
    if not constraint.expression:
        return
    hard = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard
    layer.setConstraintExpression(index, constraint.expression, constraint.sentence.in_language(language))
    layer.setFieldConstraint(index, QgsFieldConstraints.Constraint.ConstraintExpression, hard)


def form_constraint(table: Table, field: Field) -> Constraint:
    """The hard rule of a field as its form judges it.

    What is referred to is chosen from a list, which needs no rule.
    """
    constraint = hard_constraint(table, field, layer_of=None)
    if field.several:
        name = f'"{field.name}"'
        return constraint._replace(expression=constraint.expression.replace(name, plain_set(field.name)))
    return constraint


def _config(layer: QgsVectorLayer, table: Table, around: Surroundings) -> QgsEditFormConfig:
    config = layer.editFormConfig()
    config.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    config.clearTabs()
    root = config.invisibleRootContainer()
    for tab in FORMS[table.name]:
        if around.in_project or tab.fields:  # outside a project there are no relations
            root.addChildElement(_tab(layer, table, tab, root, around))
    for box in boxes(table.name):
        for name in box.fields:
            config.setLabelOnTop(layer.fields().indexOf(name), box.on_top)
    for index, name in enumerate(layer.fields().names()):
        config.setReadOnly(index, name in _made_by_itself(table))
    return config


def _made_by_itself(table: Table) -> Set[str]:
    """What nobody types: keys, results of rules, who and when."""
    computed = {field.name for field in table.fields if field.computed}
    return computed | {table.key} | {field.name for field in TRACKING}


def _tab(
    layer: QgsVectorLayer, table: Table, tab: Tab, root: QgsAttributeEditorElement, around: Surroundings
) -> QgsAttributeEditorContainer:
    container = _container(tab.title.in_language(around.language), root, is_tab=True)
    for part in tab.parts:
        if isinstance(part, Related):
            container.addChildElement(_relation(table, part, container, around.language))
        else:
            container.addChildElement(_box(layer, part, container, around.language))
    for hint in _hints(table, tab, container, around.language):
        container.addChildElement(hint)
    return container


def _box(
    layer: QgsVectorLayer, box: Box, parent: QgsAttributeEditorContainer, language: str
) -> QgsAttributeEditorContainer:
    container = _container(box.title.in_language(language), parent)
    container.setColumnCount(box.columns)
    for name in box.fields:
        field = QgsAttributeEditorField(name, layer.fields().indexOf(name), container)
        field.setShowLabel(len(box.fields) > 1 or not box.on_top)  # else the heading says it
        container.addChildElement(field)
    return container


def _relation(
    table: Table, part: Related, parent: QgsAttributeEditorContainer, language: str
) -> QgsAttributeEditorRelation:
    element = QgsAttributeEditorRelation(relation_id(table.name, part), parent)
    element.setLabel(TABLES[part.table].label.in_language(language))
    element.setShowLabel(True)
    element.setRelationWidgetTypeId("relation_editor")
    return element


def _hints(
    table: Table, tab: Tab, parent: QgsAttributeEditorContainer, language: str
) -> Iterator[QgsAttributeEditorContainer]:
    """The sentence of each soft rule as the title of an empty box that shows only while the rule is broken."""
    for rule in SOFT_RULES:
        if rule.table == table.name and rule.field in tab.fields:
            hint = _container(HINT.format(sentence=rule.sentence).in_language(language), parent)
            hint.setVisibilityExpression(QgsOptionalExpression(QgsExpression(warning(rule))))
            yield hint


def _container(title: str, parent: QgsAttributeEditorElement, is_tab: bool = False) -> QgsAttributeEditorContainer:
    container = QgsAttributeEditorContainer(title, parent)
    set_container_kind(container, is_tab)
    return container
