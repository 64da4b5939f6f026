"""How the layers of a project are tied to each other: where a table is shown, and the relations between them."""

from __future__ import annotations

from typing import Any, Dict, Iterator, Mapping, NamedTuple

from qgis.core import QgsProject, QgsRelation, QgsRelationContext, QgsVectorLayer

from ..core.industry.form_layout import FORMS, Related, related
from ..core.industry.schema import TABLES
from .marks import role_of, table_of
from .sources import DATABASE, FILE, REGIONS, FileRegister, RegisterSource, place_of

VILLAGES = "'4'"
"""What marks the layer of the villages."""
COMPOSITION, ASSOCIATION = QgsRelation.RelationStrength.Composition, QgsRelation.RelationStrength.Association


class Target(NamedTuple):
    """A layer as widgets name it; by its id in a project, by its name where a style is read outside of one."""

    id: str
    name: str
    source: str
    provider: str

    def in_value_relation(self) -> Dict[str, Any]:
        """The settings by which a list of values finds the layer."""
        return {
            "Layer": self.id,
            "LayerName": self.name,
            "LayerSource": self.source,
            "LayerProviderName": self.provider,
        }


Targets = Mapping[str, Target]
"""The layer of each table; tables without one have no place in the project."""


def targets_in(project: QgsProject, register: RegisterSource) -> Dict[str, Target]:
    """The layers of a project that show whole tables of the register, and that of the villages."""
    shown = whole_tables(project, register.id)
    for layer in project.mapLayers().values():
        if place_of(layer) == (register.id, REGIONS) and VILLAGES in layer.subsetString():
            shown[REGIONS] = layer
    return {
        table: Target(layer.id(), layer.name(), register.stored_source(table), register.provider)
        for table, layer in shown.items()
    }


def targets_outside(register: FileRegister) -> Dict[str, Target]:
    """The tables of the register under the names that QGIS gives them when somebody adds the file to a project."""
    stem, provider = register.path.stem, register.provider
    return {name: Target("", f"{stem} — {name}", register.stored_source(name), provider) for name in TABLES}


def whole_tables(project: QgsProject, register: str) -> Dict[str, QgsVectorLayer]:
    """By table the layer that shows all of its rows, or those that the reader's filter leaves."""
    found: Dict[str, QgsVectorLayer] = {}
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.providerType() in (FILE, DATABASE) and _is_whole(layer):
            place, table = place_of(layer)
            if place == register:
                found.setdefault(table, layer)
    return found


def _is_whole(layer: QgsVectorLayer) -> bool:
    """A layer of ours may be filtered for a while; one that somebody else has added shows a part for good."""
    return not role_of(layer) if table_of(layer) else not layer.subsetString()


def relation_id(parent: str, part: Related) -> str:
    """The id of the relation between a table and one that is edited inside its form."""
    return f"{parent}__{part.table}__{part.by}"


def reference_id(table: str, field: str) -> str:
    """The id of the relation along a reference of the schema."""
    parent = TABLES[table].field(field).references.split(".")[0]
    return relation_id(parent, Related(table, field))


def add_relations(project: QgsProject, targets: Targets, language: str) -> None:
    """Makes every relation that the forms of the project need; none where somebody may not read the tables."""
    manager = project.relationManager()
    context = QgsRelationContext(project)
    if set(FORMS) <= set(targets):
        for relation in _relations(context, targets, language):
            manager.addRelation(relation)


def _relations(context: QgsRelationContext, targets: Targets, language: str) -> Iterator[QgsRelation]:
    made = set()
    for parent in FORMS:
        for part in related(parent):
            made.add(relation_id(parent, part))
            yield _relation(context, parent, part, targets, language)
    for table in FORMS:
        for field in TABLES[table].fields:
            parent = field.references.split(".")[0]
            if parent in FORMS and reference_id(table, field.name) not in made:
                yield _relation(context, parent, Related(table, field.name, owned=False), targets, language)


def _relation(context: QgsRelationContext, parent: str, part: Related, targets: Targets, language: str) -> QgsRelation:
    relation = QgsRelation(context)
    relation.setId(relation_id(parent, part))
    relation.setName(TABLES[part.table].label.in_language(language))
    relation.setReferencingLayer(targets[part.table].id)
    relation.setReferencedLayer(targets[parent].id)
    relation.addFieldPair(part.by, part.by)
    relation.setStrength(COMPOSITION if part.owned else ASSOCIATION)
    return relation
