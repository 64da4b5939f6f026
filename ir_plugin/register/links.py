"""How the layers of a project are tied to each other: where a table is shown, and the relations between them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, Mapping, NamedTuple, Tuple

from qgis.core import QgsProject, QgsProviderRegistry, QgsRelation, QgsRelationContext, QgsVectorLayer

from ..core.industry.form_layout import FORMS, Related, related
from ..core.industry.schema import TABLES
from .marks import role_of, table_of

REGIONS, VILLAGES = "ref_wilayah", "'4'"
"""The table of the regions, and what marks the layer of its villages."""
COMPOSITION, ASSOCIATION = QgsRelation.RelationStrength.Composition, QgsRelation.RelationStrength.Association


class Target(NamedTuple):
    """A layer as widgets name it; by its id in a project, by its name where a style is read outside of one."""

    id: str
    name: str
    source: str

    def in_value_relation(self) -> Dict[str, Any]:
        """The settings by which a list of values finds the layer."""
        return {
            "Layer": self.id,
            "LayerName": self.name,
            "LayerSource": self.source,
            "LayerProviderName": "ogr",
        }


Targets = Mapping[str, Target]
"""The layer of each table; tables without one have no place in the project."""


def targets_in(project: QgsProject, register: Path) -> Dict[str, Target]:
    """The layers of a project that show whole tables of the register, and that of the villages."""
    shown = whole_tables(project, str(register))
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and place_of(layer)[1] == REGIONS and VILLAGES in layer.subsetString():
            shown[REGIONS] = layer
    return {
        table: Target(layer.id(), layer.name(), f"./{register.name}|layername={table}")
        for table, layer in shown.items()
    }


def targets_outside(register: Path) -> Dict[str, Target]:
    """The tables of the register under the names that QGIS gives them when somebody adds the file to a project."""
    return {name: Target("", f"{register.stem} — {name}", f"./{register.name}|layername={name}") for name in TABLES}


def whole_tables(project: QgsProject, register: str) -> Dict[str, QgsVectorLayer]:
    """By table the layer that shows all of its rows, or those that the reader's filter leaves."""
    found: Dict[str, QgsVectorLayer] = {}
    for layer in project.mapLayers().values():
        if isinstance(layer, QgsVectorLayer) and layer.providerType() == "ogr" and _is_whole(layer):
            path, table = place_of(layer)
            if path == register:
                found.setdefault(table, layer)
    return found


def _is_whole(layer: QgsVectorLayer) -> bool:
    """A layer of ours may be filtered for a while; one that somebody else has added shows a part for good."""
    return not role_of(layer) if table_of(layer) else not layer.subsetString()


def place_of(layer: QgsVectorLayer) -> Tuple[str, str]:
    """The file and the table that a layer shows."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return parts.get("path") or "", parts.get("layerName") or ""


def relation_id(parent: str, part: Related) -> str:
    """The id of the relation between a table and one that is edited inside its form."""
    return f"{parent}__{part.table}__{part.by}"


def reference_id(table: str, field: str) -> str:
    """The id of the relation along a reference of the schema."""
    parent = TABLES[table].field(field).references.split(".")[0]
    return relation_id(parent, Related(table, field))


def add_relations(project: QgsProject, targets: Targets, language: str) -> None:
    """Makes every relation that the forms of the project need."""
    manager = project.relationManager()
    context = QgsRelationContext(project)
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
