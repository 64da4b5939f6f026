"""``exportmap`` in QGIS: the sheet of the given layers as PDF, PNG or SVG."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRenderContext,
    QgsVectorLayer,
)

from ..core.cartography import marginalia
from ..core.cartography.export_map import FORMATS
from ..core.cartography.map_sheet import coverage_text, scale_text
from ..core.classes import ClassTable, Theme
from ..core.declaration import Context, Note, Results
from ..core.errors import UserError
from ..core.industry.class_rules import DRAFT
from ..core.progress import part
from ..core.register.aggregate_columns import CLASS_PREFIX, STATUS
from ..core.texts import Text
from ..qgis_support.paths import plugin_version, styles_folder
from .backdrop import WORLD_MAP_SOURCE, locator_layers, neighbouring_land
from .fitting import fit_words
from .inset import fill_inset
from .layout_files import write_layout
from .legend import fill_legend, has_classes, keys_shown
from .map_layout import graticule, layout_from, set_logo, show, write
from .sheet_map import coordinate_statement, place, set_graticule, set_scale_bar, sheet_in_degrees
from .styles import apply_theme, theme_of, theme_shown

RASTERS = 9
"""Below all kinds of geometry, which QGIS numbers from 0 (points) on."""

LONG_LEGEND = Text(
    "Keterangan peta terlalu panjang untuk tempatnya; kurangi layer yang digambar.",
    "The legend is too long for its place; draw fewer layers.",
)
NO_AGENCY = Text(
    "Peta ini tidak menyebut instansi pembuatnya; isi AGENCY sebelum peta diedarkan.",
    "This map does not name the agency that made it; fill in AGENCY before it is handed out.",
)


def export_map(values: Mapping[str, Any], context: Context, qgis_context: QgsProcessingContext) -> Results:
    """Draws LAYERS on the sheet PAPER and writes OUTPUT. Must run in the main thread, as layouts do."""
    given = values.get("LAYERS") or ()
    output = Path(values["OUTPUT"])
    _refuse(given, values, output)
    _style_newcomers(given, qgis_context.project(), context.language)
    layers = _drawing_order(given)
    context.progress(0.1)
    project = QgsProject()  # held here, for a layout does not keep its project alive
    layout = layout_from(styles_folder() / "layouts" / f"{values['PAPER']}.qpt", project, context.language)
    notes = _fill_map(layout, layers, context.language)
    context.progress(0.4)
    _fill_words(layout, layers, values, context.language)
    write_layout(layout, output, part(context.progress, 0.5, 1.0))
    context.progress(1.0)
    if not values.get("AGENCY"):
        notes += (Note(NO_AGENCY, warning=True),)
    return Results(strings={"OUTPUT": str(output)}, notes=notes)


def _drawing_order(layers: Sequence[QgsMapLayer]) -> List[QgsMapLayer]:
    """Points over lines over areas over rasters, outlines over classes: a list from Processing has no order to keep."""

    def rank(layer: QgsMapLayer) -> Tuple[int, bool]:
        return (int(layer.geometryType()) if isinstance(layer, QgsVectorLayer) else RASTERS, has_classes(layer))

    return sorted(layers, key=rank)


def _refuse(layers: Sequence[QgsMapLayer], values: Mapping[str, Any], output: Path) -> None:
    if not layers:
        raise UserError(Text("Pilih paling sedikit satu layer untuk digambar.", "Choose at least one layer to draw."))
    for layer in layers:
        if not layer.isValid():
            raise UserError(
                Text(
                    "Layer {name} tidak dapat dibuka; perbaiki sumber datanya.",
                    "Layer {name} cannot be opened; repair its data source.",
                ),
                name=layer.name(),
            )
    if output.suffix.lower().lstrip(".") not in FORMATS:
        raise UserError(
            Text(
                "Berkas peta {path} harus berakhiran salah satu dari: {formats}.",
                "The map file {path} must end in one of: {formats}.",
            ),
            path=str(output),
            formats=", ".join(FORMATS),
        )
    logo = values.get("LOGO")
    if logo and not os.path.isfile(logo):
        raise UserError(
            Text(
                "Berkas logo {path} tidak ditemukan; periksa letaknya, atau kosongkan LOGO.",
                "The logo file {path} was not found; check where it is, or leave LOGO empty.",
            ),
            path=logo,
        )


def _style_newcomers(layers: Sequence[QgsMapLayer], project: Optional[QgsProject], language: str) -> None:
    """Layers that come as files have QGIS's chance colours; those of the project keep the style they were given."""
    known = project.mapLayers() if project else {}
    for layer in layers:
        if layer.id() in known or not isinstance(layer, QgsVectorLayer) or theme_shown(layer):
            continue
        theme = theme_of(layer)
        if theme:
            apply_theme(layer, theme, language)


def _fill_map(layout: QgsPrintLayout, layers: List[QgsMapLayer], language: str) -> Tuple[Note, ...]:
    item = layout.itemById("map")
    denominator = place(item, [layer for layer in layers if not isinstance(layer, QgsRasterLayer)] or layers)
    around = [land for land in neighbouring_land(language) if keys_shown(land, item.extent(), item.crs())]
    drawn = layers + _owned(layout, around)
    item.setLayers(drawn)
    fill_inset(layout, drawn, denominator, language)
    minutes = set_graticule(graticule(layout), item, language)
    set_scale_bar(layout.itemById("scale_bar"), item, denominator)
    scale = scale_text(denominator)
    write(layout, "scale_text", Text("SKALA {scale}", "SCALE {scale}").format(scale=scale).in_language(language))
    write(layout, "projection", coordinate_statement(item.crs(), minutes).in_language(language))
    _fill_locator(layout, layers)
    fits = fill_legend(layout.itemById("legend"), drawn, item.extent(), item.crs(), language)
    covered = sheet_in_degrees(item)
    coverage = coverage_text(covered.xMinimum(), covered.yMinimum(), covered.xMaximum(), covered.yMaximum())
    notes = [Note(Text("Skala {scale}; {area}.", "Scale {scale}; {area}.").format(scale=scale, area=coverage))]
    if not fits:
        notes.append(Note(LONG_LEGEND, warning=True))
    return tuple(notes)


def _fill_locator(layout: QgsPrintLayout, layers: List[QgsMapLayer]) -> None:
    """Where the sheet lies in Indonesia; without QGIS's world map the layers themselves stand for it."""
    layout.itemById("locator_map").setLayers(
        _owned(layout, locator_layers() or [_without_labels(layer) for layer in layers])
    )


def _without_labels(layer: QgsMapLayer) -> QgsMapLayer:
    copy = layer.clone()
    if isinstance(copy, QgsVectorLayer):
        copy.setLabelsEnabled(False)
    return copy


def _owned(layout: QgsPrintLayout, layers: List[QgsMapLayer]) -> List[QgsMapLayer]:
    """The layers, kept alive by the layout's project: a map item alone does not hold what it draws."""
    return list(layout.project().addMapLayers(layers, False))


def _fill_words(layout: QgsPrintLayout, layers: List[QgsMapLayer], values: Mapping[str, Any], language: str) -> None:
    today = datetime.date.today()
    title = values.get("TITLE") or _theme_title(layers, language)
    write(layout, "title", title.upper())
    write(layout, "subtitle", values.get("SUBTITLE") or marginalia.REGION.in_language(language))
    source = marginalia.source_text(
        values.get("SOURCE"),
        "; ".join(dict.fromkeys(_origin(layer, language) for layer in layers)),
        WORLD_MAP_SOURCE if len(layout.itemById("map").layers()) > len(layers) else "",
        marginalia.date_text(today.year, today.month, today.day),
        f"Klaster IR {plugin_version()}, QGIS {Qgis.QGIS_VERSION.split('-')[0]}",
    )
    write(layout, "source", source.in_language(language))
    write(layout, "edition", marginalia.edition_text(values.get("EDITION"), today.year).in_language(language))
    lines = [line.strip() for line in (values.get("AGENCY") or "").replace(";", "\n").splitlines()]
    agency = [line for line in lines if line]
    write(layout, "agency", "\n".join(agency))
    set_logo(layout, values.get("LOGO") or "")
    fit_words(layout)
    show(layout, "draft", bool(values.get("DRAFT")) or _is_draft(layers))
    metadata = layout.project().metadata()
    metadata.setTitle(title)
    metadata.setAuthor(agency[0] if agency else "")  # QGIS would name whoever is logged in
    layout.project().setMetadata(metadata)


def _origin(layer: QgsMapLayer, language: str) -> str:
    """The layer's name, with the sources that its metadata state, or the file that it is kept in.

    A layer that is called like its file is named by its theme: nobody reads a file name as a source.
    """
    sources = ", ".join(layer.metadata().rights()).rstrip(".")
    file = Path(QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path") or "")
    theme = theme_shown(layer) if isinstance(layer, QgsVectorLayer) else None
    name = theme.title.in_language(language) if theme and layer.name() in ("", file.stem) else layer.name()
    known_from = sources or (file.name if file.is_file() else "")
    return f"{name} ({known_from})" if known_from else name


def _theme_title(layers: Sequence[QgsMapLayer], language: str) -> str:
    named = [theme.title.in_language(language) for theme in _themes(layers)]
    return (named or [layers[0].name()])[0]


def _themes(layers: Sequence[QgsMapLayer]) -> List[Theme]:
    themes = [theme_shown(layer) for layer in layers if isinstance(layer, QgsVectorLayer)]
    return [theme for theme in themes if theme]


def _is_draft(layers: Sequence[QgsMapLayer]) -> bool:
    return any(_shows_draft_classes(layer) for layer in layers if isinstance(layer, QgsVectorLayer))


def _shows_draft_classes(layer: QgsVectorLayer) -> bool:
    """Whether classes by rules that nobody has confirmed are drawn: by a theme of them, or by a column of the layer in
    whatever style. A layer may name the status of its rules; a theme is of a draft where it does not."""
    theme, renderer = theme_shown(layer), layer.renderer()
    by_theme = isinstance(theme, ClassTable) and theme.draft
    used = renderer.usedAttributes(QgsRenderContext()) if renderer else set()
    status = layer.fields().lookupField(STATUS.name)
    if status < 0:
        return by_theme
    known = {value for value in layer.uniqueValues(status) if isinstance(value, str)}
    is_of_classes = any(name.startswith(CLASS_PREFIX) for name in used)
    return DRAFT in known and (by_theme or is_of_classes) or by_theme and not known
