"""The forms' constraints, evaluated by QGIS, give the verdict of the database on every hard rule; soft ones warn."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFieldConstraints,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.expressions import Constraint, hard_constraint, soft_constraints, warning
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.soft_rules import SOFT_RULES, SoftRule
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geopackage import insert, transaction
from tests.core.industry.parity_cases import Case, cases, parents
from tests.core.industry.soft_cases import SOFT_CASES

CASES = list(cases())
HARD = QgsFieldConstraints.ConstraintStrength.ConstraintStrengthHard


@pytest.fixture(scope="module")
def layers(qgis_app: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dict[str, QgsVectorLayer]]:
    """Every table of a register as a layer with its constraints, with the rows to which the cases refer."""
    path = str(tmp_path_factory.mktemp("constraints") / "register.gpkg")
    OPERATION.compute({"REGISTER": path}, Context())
    with transaction(path) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
    opened = {}
    for name, table in TABLES.items():
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        QgsProject.instance().addMapLayer(layer)
        for field in table.fields:
            constraint = hard_constraint(table, field)
            index = layer.fields().indexOf(field.name)
            layer.setConstraintExpression(index, constraint.expression, constraint.sentence.id)
        opened[name] = layer
    yield opened
    QgsProject.instance().clear()


def taken(layer: QgsVectorLayer, case: Case) -> bool:
    """Whether a form would let the row of a case be saved."""
    if case.before:
        layer.startEditing()
    try:
        for row in case.before:
            assert layer.addFeature(feature_of(layer, {"fid": 900_001, **row}))
        judged = case.row if case.rule == "whole" else [case.field]
        return all(is_valid(layer, feature_of(layer, case.row), name) for name in judged)
    finally:
        layer.rollBack()  # where nothing was begun, nothing happens


def is_valid(layer: QgsVectorLayer, feature: QgsFeature, name: str) -> bool:
    valid, _ = QgsVectorLayerUtils.validateAttribute(layer, feature, layer.fields().indexOf(name), HARD)
    return bool(valid)


def feature_of(layer: QgsVectorLayer, row: Dict[str, Any]) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    feature.setValid(True)
    for name, value in row.items():
        feature.setAttribute(name, value)
    return feature


def test_the_forms_agree(layers: Dict[str, QgsVectorLayer]) -> None:
    tried = [each for each in CASES if each.rule != "bare"]
    assert [str(each) for each in tried if taken(layers[each.table], each) != each.good] == []


@pytest.mark.parametrize("rule, row, odd", SOFT_CASES)
def test_the_forms_warn_where_the_validator_does(
    layers: Dict[str, QgsVectorLayer], rule: str, row: Dict[str, Any], odd: bool
) -> None:
    (declared,) = [each for each in SOFT_RULES if each.id == rule]
    layer = layers[declared.table]
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature_of(layer, row))
    told = [QgsExpression(each.expression).evaluate(context) for each in constraints_of(declared)]
    assert QgsExpression(warning(declared)).evaluate(context) == odd
    assert odd == (False in told) and None not in told


def constraints_of(rule: SoftRule) -> List[Constraint]:
    table = TABLES[rule.table]
    return [each for each in soft_constraints(table, table.field(rule.field)) if each.sentence == rule.sentence]
