"""Forms where they are needed: on the layers of a project, and as default styles in the file of the register."""

from __future__ import annotations

from typing import Callable, Iterator

from qgis.core import QgsProject, QgsVectorLayer

from ..core.errors import UserError
from ..core.industry.form_layout import FORMS
from ..core.texts import Text
from ..qgis_support.version_differences import save_style
from .fields import describe_fields
from .forms import dress_form
from .links import add_relations, targets_in, targets_outside, whole_tables
from .sources import FileRegister, RegisterSource
from .widgets import Surroundings

STYLE = "klaster_ir"
STYLE_MEANING = Text("Formulir Klaster IR", "Form of Klaster IR")
NOT_KEPT = Text(
    "Formulir tidak dapat disimpan di register {path}: {reason}.",
    "The forms could not be kept in the register {path}: {reason}.",
)
Dress = Callable[[QgsVectorLayer, str, str], None]


def add_forms(project: QgsProject, register: RegisterSource, language: str) -> Iterator[None]:
    """Ties the layers of a project by relations and gives each its form, one in each step."""
    targets = targets_in(project, register)
    add_relations(project, targets, language)
    around = Surroundings(targets, register.province(), register.folder, language)
    for table, layer in whole_tables(project, register.id).items():
        dress_form(layer, table, around)
        yield


def keep_forms(register: FileRegister, language: str, dress: Dress) -> None:
    """Writes the forms into the register as the default styles of its tables, for programs that open it by itself.

    UserError where the file cannot be written.
    """
    around = Surroundings(targets_outside(register), register.province(), register.folder, language)
    for table in FORMS:
        layer = register.layer(table, around.targets[table].name)
        describe_fields(layer, table, language)
        dress_form(layer, table, around)
        if layer.isSpatial():
            dress(layer, "businesses", language)
        _forget_style(layer)
        reason = save_style(layer, STYLE, STYLE_MEANING.in_language(language))
        if reason:
            raise UserError(NOT_KEPT, path=register.id, reason=reason)


def _forget_style(layer: QgsVectorLayer) -> None:
    """Takes away an earlier form, for QGIS 3.22 would ask in a window whether to write over it."""
    own, ids, names, _, _ = layer.listStylesInDatabase()  # its own come first, then those of other tables
    for style, name in list(zip(ids, names))[:own]:
        if name == STYLE:
            layer.deleteStyleFromDatabase(style)
