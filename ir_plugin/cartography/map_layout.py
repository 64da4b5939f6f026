"""A layout from a template of styles/layouts, filled item by item; the ids of the items are the only contract."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.cartography.layer_kinds import TEMPLATE_READS, functions_that_read
from ..core.cartography.marginalia import ITEMS
from ..core.errors import UserError
from ..core.industry.privacy.profiles import Profile
from ..core.texts import Text
from .fonts import use_family

ITEM_CLASSES = {
    "label": QgsLayoutItemLabel,
    "legend": QgsLayoutItemLegend,
    "map": QgsLayoutItemMap,
    "picture": QgsLayoutItemPicture,
    "scale_bar": QgsLayoutItemScaleBar,
}


NO_BREAK = "\u00a0"
"""A space at which no line ends."""

SHORT = 30
"""Letters in brackets that stand in one line; more would be wider than their place."""

WORD_JOINER = "\u2060"
"""A letter that is not seen."""


def layout_from(template: Path, project: QgsProject, language: str) -> QgsPrintLayout:
    """The template as a layout of the project: complete, in a font this machine has, fixed words in the language."""
    layout = QgsPrintLayout(project)
    document = QDomDocument()
    if not template.is_file() or not _is_read(document.setContent(template.read_bytes())):
        raise UserError(
            Text(
                "Templat peta {template} tidak dapat dibaca; simpan lagi sebagai .qpt dari QGIS, atau pasang ulang "
                "plugin bila itu templat bawaannya.",
                "The map template {template} cannot be read; save it again as .qpt from QGIS, or install the plugin "
                "again where it is one of its own.",
            ),
            template=str(template),
        )
    layout.loadFromTemplate(document, QgsReadWriteContext())
    _refuse_incomplete(layout, template.name)
    for item in ITEMS:
        if item.kind == "label":
            use_family(layout.itemById(item.id))
        if item.words:
            write(layout, item.id, item.words.in_language(language))
    return layout


def refuse_reading(template: Path, profile: Profile) -> None:
    """UserError where words of a template are fetched from layers, which may hold what the profile keeps back."""
    text = template.read_text(encoding="utf-8", errors="replace") if template.is_file() else ""
    functions = [] if profile.inside else functions_that_read(text)
    if functions:
        told = ", ".join(functions)
        raise UserError(TEMPLATE_READS, template=template.name, functions=told, profile=profile.title)


def write(layout: QgsPrintLayout, item_id: str, words: str) -> None:
    """Puts words into a label, as they are."""
    layout.itemById(item_id).setText(literal(words))


def literal(words: str) -> str:
    """Words of which a layout computes nothing, as it does with what stands between "[%" and "%]"."""
    return words.replace("[%", f"[{WORD_JOINER}%")


def unbroken(words: str) -> str:
    """Words in which no line ends inside short brackets, as in "(% IR)"."""
    return re.sub(rf"\([^()]{{1,{SHORT}}}\)", lambda found: found.group().replace(" ", NO_BREAK), words)


def show(layout: QgsPrintLayout, item_id: str, visible: bool) -> None:
    """Shows or hides an item."""
    layout.itemById(item_id).setVisibility(visible)


def show_banners(layout: QgsPrintLayout, draft: bool, inside: bool) -> None:
    """Says that a sheet is a draft, and that it is for the offices, with no names of the map below; the one beside the
    other takes its place where it is not shown."""
    show(layout, "draft", draft)
    show(layout, "inside", inside)
    first, second = layout.itemById("draft"), layout.itemById("inside")
    if not draft and first.pos().y() == second.pos().y():
        second.attemptMove(first.positionWithUnits())
    for banner in [each for each, is_shown in ((first, draft), (second, inside)) if is_shown]:
        layout.itemById("map").addLabelBlockingItem(banner)


def graticule(layout: QgsPrintLayout) -> QgsLayoutItemMapGrid:
    """The first grid of the map."""
    return layout.itemById("map").grids().grid(0)


def set_logo(layout: QgsPrintLayout, path: str) -> None:
    """Shows the agency's picture; without one the agency's lines take its place."""
    logo: Any = layout.itemById("logo")
    agency: QgsLayoutItem = layout.itemById("agency")
    if path:
        logo.setPicturePath(path)
        return
    logo.setVisibility(False)
    start, end = logo.pos().x(), agency.pos().x() + agency.rect().width()
    position, size = agency.positionWithUnits(), agency.sizeWithUnits()
    position.setX(start)
    size.setWidth(end - start)
    agency.attemptMove(position)
    agency.attemptResize(size)


def _is_read(answer: Any) -> bool:
    """Whether a document was read: PyQt 5 answers with a tuple, which is true whatever it says."""
    return bool(answer[0] if isinstance(answer, tuple) else answer)


def _refuse_incomplete(layout: QgsPrintLayout, template: str) -> None:
    missing = [each.id for each in ITEMS if not isinstance(layout.itemById(each.id), ITEM_CLASSES[each.kind])]
    if "map" not in missing and not graticule(layout):
        missing.append("graticule")
    if missing:
        raise UserError(
            Text(
                "Templat peta {template} tidak memuat unsur: {items}; tambahkan unsur dengan ID itu di QGIS.",
                "The map template {template} lacks these items: {items}; add items with these ids in QGIS.",
            ),
            template=template,
            items=", ".join(missing),
        )
