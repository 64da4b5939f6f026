"""A QGIS project of a register and everything analysed in it: one file to open, hand on and print from."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.errors import UserError
from ..core.texts import Text
from ..qgis_support.version_differences import edit_together
from .form_layers import add_forms
from .layers import GROUPS, REFERENCE_TABLES, SUMMARY_VIEW, SURVEY_TABLES, RegisterLayer, layers_of, open_layer
from .map_themes import add_map_themes
from .map_tips import add_actions
from .marks import layer_of
from .sources import RegisterSource
from .variables import set_variables

AUTHOR = "Klaster IR"
PROJECT_CRS = "EPSG:23834"
"""DGN95 / Indonesia TM-3 zone 48.2, which fits the whole province."""
WATER_COLOUR = "#d6e6f0"
TITLE = Text("Klaster IR: industri rumahan Bangka Belitung", "Klaster IR: home industries of Bangka Belitung")
ABSTRACT = Text(
    "Register industri rumahan, hasil analisis dan batas wilayah (indikatif), dari {register}.",
    "The register of home industries, results and (indicative) boundaries, from {register}.",
)

Dress = Callable[[QgsVectorLayer, str, str], None]
"""Styles a layer by its role and language; lent by whoever knows about maps."""


def write_project(register: RegisterSource, target: Path, language: str, dress: Dress) -> QgsProject:
    """Writes the project, with paths relative to its folder, and returns it with its layers.

    Layers are grouped and named in the language ("id" or "en"). UserError where the register cannot be read or the
    project cannot be written; then an older project file is left as it was.
    """
    project = QgsProject()
    for _ in fill_project(project, register, language, dress):
        pass  # each step is short, for a window that must not wait
    _write(project, target)
    return project


def fill_project(project: QgsProject, register: RegisterSource, language: str, dress: Dress) -> Iterator[float]:
    """Adds the layers of a register with their forms step by step, and yields what share is done.

    A project without layers also gets its title, CRS, view and map themes from the register; another keeps its own.
    UserError where the register cannot be read.
    """
    is_new = not project.mapLayers()
    if is_new:
        _describe(project, register, language)
    layers = layers_of(register)
    for number, layer in enumerate(layers):
        for _ in _add(project, register, layer, language, dress):
            yield (number + 0.5) / (len(layers) + 1)
    for _ in add_forms(project, register, language):
        yield len(layers) / (len(layers) + 1)
    _add_actions(project, register, language)
    set_variables(project, register)
    _fold(project, language)
    if is_new:
        # last, for a window gives a new project the CRS of its first layer when that comes
        project.setCrs(QgsCoordinateReferenceSystem(PROJECT_CRS))
        add_map_themes(project, language)
        if register.together:
            edit_together(project)
        _show_all(project)
    yield 1.0


def _describe(project: QgsProject, register: RegisterSource, language: str) -> None:
    project.setTitle(TITLE.in_language(language))
    project.setBackgroundColor(QColor(WATER_COLOUR))
    metadata = project.metadata()
    metadata.setTitle(TITLE.in_language(language))
    metadata.setAbstract(ABSTRACT.format(register=register.origin).in_language(language))
    metadata.setLanguage(language)
    metadata.setAuthor(AUTHOR)  # QGIS would name whoever is logged in, 3.44 also in place of nothing
    project.setMetadata(metadata)


def _add(
    project: QgsProject, register: RegisterSource, layer: RegisterLayer, language: str, dress: Dress
) -> Iterator[None]:
    opened = open_layer(register, layer, language)
    yield
    if opened.isSpatial():
        dress(opened, layer.role, language)
        yield
    project.addMapLayer(opened, False)
    node = _group(project, layer.group, language).addLayer(opened)
    node.setItemVisibilityChecked(layer.visible)
    node.setExpanded(layer.visible)
    yield


def _add_actions(project: QgsProject, register: RegisterSource, language: str) -> None:
    owners = layer_of(project, register.id, "ir_pemilik")
    for table in (SUMMARY_VIEW, "ir_usaha"):
        layer = layer_of(project, register.id, table)
        if layer is not None:
            add_actions(layer, owners if table == "ir_usaha" else None, language)


def _group(project: QgsProject, title: Text, language: str) -> QgsLayerTreeGroup:
    """The group of this title; all groups are made at once, so that they stand in their order."""
    root = project.layerTreeRoot()
    for each in GROUPS:
        if root.findGroup(each.in_language(language)) is None:
            root.addGroup(each.in_language(language))
    return root.findGroup(title.in_language(language))


def _fold(project: QgsProject, language: str) -> None:
    root = project.layerTreeRoot()
    root.removeChildrenGroupWithoutLayers()
    for title in (SURVEY_TABLES, REFERENCE_TABLES):
        group = root.findGroup(title.in_language(language))
        if group:
            group.setExpanded(False)


def _show_all(project: QgsProject) -> None:
    """The extent of what is visible becomes the view with which the project opens."""
    extent = QgsRectangle()
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        own = layer.extent()
        if node.isVisible() and layer.isSpatial() and own.isFinite() and not own.isNull():
            transform = QgsCoordinateTransform(layer.crs(), project.crs(), project)
            extent.combineExtentWith(transform.transformBoundingBox(own))
    view = QgsReferencedRectangle(extent.buffered(extent.width() * 0.03), project.crs())
    project.viewSettings().setDefaultViewExtent(view)
    project.viewSettings().setPresetFullExtent(view)


def _write(project: QgsProject, target: Path) -> None:
    """Beside its place, then moved: the paths inside are relative to the folder."""
    beside = target.absolute().with_name(f".{target.stem}_{os.getpid()}.qgz")
    try:
        with _inside(beside.parent):
            if not project.write(str(beside)):
                raise OSError(project.error())
        os.replace(str(beside), str(target))
    except OSError as error:
        raise UserError(
            Text(
                "Proyek {path} tidak dapat ditulis; pilih folder lain yang dapat ditulisi.",
                "The project {path} cannot be written; choose another folder that can be written.",
            ),
            path=str(target),
        ) from error
    finally:
        if beside.exists():
            beside.unlink()
    project.setFileName(str(target))


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    """The working folder for a moment. QGIS 3.40 takes a path that it has made relative to the project for one relative
    to the working folder: where a file of that name lies there, the project would show that other register."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
