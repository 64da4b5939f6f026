"""The layers that a sheet is about: refused where they cannot be drawn, styled, passed through the gate, put in order,
and named."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Mapping, Optional, Sequence, Tuple

from qgis.core import (
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ..core.cartography.layer_kinds import DRAWN_OTHERWISE, title_of_column
from ..core.cartography.sheet_parameters import FORMATS, logo_kind, theme_in
from ..core.cartography.themes import THEMES
from ..core.classes import ClassTable, Theme
from ..core.declaration import Note
from ..core.errors import UserError
from ..core.industry.privacy.profiles import Profile
from ..core.progress import Progress, no_progress
from ..core.questions.result_titles import title_of_table
from ..core.register.drafts import refuse_unwritable
from ..core.register.shared_settings import profile_in
from ..core.texts import Text, lowered, same
from .layer_places import is_boundary, place_of
from .legend import NOT_IN_LEGEND, has_classes
from .passing import Subject, passed, refuse_kept_back, withheld
from .register_styles import BOUNDARIES, boundary_role, dress, dress_outlines, is_outline_of_result
from .run_words import about_of
from .styles import apply_theme, theme_of, theme_shown, themes_of
from .symbols import ground_symbol

RASTERS = 9
"""Below all kinds of geometry, which QGIS numbers from 0 (points) on."""

NO_SUCH_FIELD = Text(
    "Tidak ada layer yang dapat menampilkan tema {theme}: kolom {field} tidak ditemukan; pilih layer atau tema lain.",
    "No layer can show the theme {theme}: there is no field {field}; choose another layer or theme.",
)

MAP = Text("Peta {what}", "{what}")
ABOUT = Text("{title}: {about}", "{title}: {about}")


def subject_of(
    values: Mapping[str, Any], project: Optional[QgsProject], language: str, progress: Progress = no_progress
) -> Subject:
    """LAYERS as the sheet draws them, topmost first: styled by their themes, or by THEME where it is given, with what
    of them PROFILE lets out.

    Layers of the project keep their style there. UserError for what cannot be drawn or written, or may not leave.
    """
    given = values.get("LAYERS") or ()
    _refuse(given, values)
    _style_newcomers(given, project, language, profile_in(values))
    return passed_subject(given, values, language, progress)


def passed_subject(
    layers: Sequence[QgsMapLayer], values: Mapping[str, Any], language: str, progress: Progress = no_progress
) -> Subject:
    """The subject of a sheet of styled layers. values: its settings by parameter id."""
    profile, theme, notes = profile_in(values), theme_in(values), []
    if theme:
        drawn = themed(layers, theme, language, profile)
    else:
        drawn = [_by_what_may_be_told(layer, profile, language, notes) for layer in layers]
    subject = passed(drawing_order(drawn), profile, str(values.get("REGISTER") or ""), progress)
    subject.notes = notes + subject.notes
    return subject


def _by_what_may_be_told(layer: QgsMapLayer, profile: Profile, language: str, notes: List[Note]) -> QgsMapLayer:
    """The layer, or a copy drawn by another theme where its own shows what the profile keeps back."""
    theme = theme_shown(layer)
    if not isinstance(layer, QgsVectorLayer) or not theme or theme.field not in withheld(layer, profile):
        return layer
    others = themes_of(layer, withheld(layer, profile))
    if not others:
        return layer
    copy = layer.clone()
    apply_theme(copy, others[0], language)
    told = {"theme": others[0].title, "columns": title_of_column(theme.field), "profile": profile.title}
    notes.append(Note(DRAWN_OTHERWISE.format(layer=layer.name(), **told), warning=True))
    return copy


def drawing_order(layers: Sequence[QgsMapLayer]) -> List[QgsMapLayer]:
    """Points over lines over areas over rasters, outlines over classes: a list from Processing has no order to keep."""

    def rank(layer: QgsMapLayer) -> Tuple[int, bool]:
        return (int(layer.geometryType()) if isinstance(layer, QgsVectorLayer) else RASTERS, has_classes(layer))

    return sorted(layers, key=rank)


def with_ground(layers: Sequence[QgsMapLayer]) -> List[QgsMapLayer]:
    """The layers with land below them where boundaries are drawn: outlines alone would leave it as blue as the sea."""
    outlines = [layer for layer in layers if is_boundary(layer) and not has_classes(layer)]
    if not outlines:
        return list(layers)
    ground = outlines[0].clone()
    ground.setRenderer(QgsSingleSymbolRenderer(ground_symbol()))
    ground.setLabelsEnabled(False)
    ground.setCustomProperty(NOT_IN_LEGEND, True)
    return [*layers, ground]


def without_grids(layers: Sequence[QgsMapLayer]) -> List[QgsMapLayer]:
    """What gives a sheet its extent: grids reach beyond what they are about."""
    return [layer for layer in layers if not isinstance(layer, QgsRasterLayer)] or list(layers)


def title_of(layers: Sequence[QgsMapLayer], language: str) -> str:
    """The title of the first theme that is drawn and what it is about, else the name of the first layer; in Indonesian
    it says that it is a map, as official ones do."""
    told = next((_title(layer, theme) for layer in layers for theme in [theme_shown(layer)] if theme), None)
    told = told or same(layers[0].name())
    is_said = told.id.lower().startswith("peta")
    return (told if is_said else MAP.format(what=Text(lowered(told).id, told.en))).in_language(language)


def _title(layer: QgsMapLayer, theme: Theme) -> Text:
    title = theme.on_a_map if isinstance(theme, ClassTable) and theme.on_a_map.id else theme.title
    about = about_of(layer) if isinstance(theme, ClassTable) else None
    return ABOUT.format(title=title, about=lowered(about)) if about else title


def origins_of(layers: Sequence[QgsMapLayer], language: str) -> str:
    """Where the layers are from, each once."""
    return "; ".join(dict.fromkeys(_origin(layer, language) for layer in layers))


def _origin(layer: QgsMapLayer, language: str) -> str:
    """The layer's name, with the sources that its metadata state, or the file that it is kept in.

    A layer that is called like its file is named by its theme: nobody reads a file name as a source.
    """
    sources = ", ".join(layer.metadata().rights()).rstrip(".")
    file = Path(place_of(layer).path)
    theme = theme_shown(layer) if isinstance(layer, QgsVectorLayer) else None
    name = theme.title.in_language(language) if theme and layer.name() in ("", file.stem) else layer.name()
    known_from = sources or (file.name if file.is_file() else "")
    return f"{name} ({known_from})" if known_from else name


def _refuse(layers: Sequence[QgsMapLayer], values: Mapping[str, Any]) -> None:
    output, logo = Path(values["OUTPUT"]), values.get("LOGO")
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
    refuse_unwritable(str(output))
    if logo:
        logo_kind(logo)


def _style_newcomers(
    layers: Sequence[QgsMapLayer], project: Optional[QgsProject], language: str, profile: Profile
) -> None:
    """Layers that come as files have QGIS's chance colours and the file's name; those of the project keep the style and
    name they were given."""
    known = project.mapLayers() if project else {}
    for layer in layers:
        if layer.id() in known or theme_shown(layer):
            continue
        _name_as_result(layer, language)
        _words, is_styled = layer.loadDefaultStyle()  # as its run has kept it; Processing leaves it aside
        theme = theme_of(layer, withheld(layer, profile)) if isinstance(layer, QgsVectorLayer) else None
        if is_styled or not isinstance(layer, QgsVectorLayer):
            continue
        if theme:
            apply_theme(layer, theme, language)
        elif is_boundary(layer):
            role = boundary_role(layer)
            dress(layer, role, language)
            layer.setName(BOUNDARIES[role].title.in_language(language))
        elif is_outline_of_result(layer):
            dress_outlines(layer)


def _name_as_result(layer: QgsMapLayer, language: str) -> None:
    """A table of a file is loaded under the name of the file."""
    path, table = place_of(layer)
    title = title_of_table(table) or same(table.replace("_", " ").capitalize())
    if table and layer.name() in ("", Path(path).stem):
        layer.setName(title.in_language(language))


def themed(layers: Sequence[QgsMapLayer], theme_id: str, language: str, profile: Profile) -> List[QgsMapLayer]:
    """The layers, copies drawn by the theme in place of those that can show it. UserError where none can, or the
    profile keeps back what it shows."""
    theme = {each.id: each for each in THEMES}[theme_id]
    result: List[QgsMapLayer] = []
    for layer in layers:
        fits = isinstance(layer, QgsVectorLayer) and theme in themes_of(layer)
        if fits and theme.field in withheld(layer, profile):
            refuse_kept_back(layer, [theme.field], profile)
        result.append(layer.clone() if fits else layer)
        if fits:
            apply_theme(result[-1], theme, language)
    if not any(theme_shown(each) is theme for each in result if isinstance(each, QgsVectorLayer)):
        raise UserError(NO_SUCH_FIELD, theme=theme.title, field=theme.field)
    return result
