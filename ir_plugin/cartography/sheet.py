"""One sheet: a template filled with a map and all that stands around it."""

from __future__ import annotations

import datetime
from itertools import product
from pathlib import Path
from typing import Any, Collection, Mapping, NamedTuple, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from ..core.cartography import marginalia
from ..core.cartography.completeness import agency_lines
from ..core.cartography.map_sheet import FIGURE, paper_for, scale_text
from ..core.industry.themes import THEMES as REGISTER_THEMES
from ..core.pdf_information import Information
from ..core.texts import Text, joined
from ..qgis_support.paths import styles_folder
from .backdrop import WORLD_MAP_SOURCE, home_provinces, locator_layers, neighbouring_land, waters
from .circle_names import names_beside_circles
from .circles import sized_for
from .draft_marks import is_draft
from .file_information import information, programs
from .fitting import fit_words, fits_at
from .growth import grown
from .inset import fill_inset
from .legend import NOT_IN_LEGEND, fill_legend, keys_shown, letters_of
from .map_layout import graticule, layout_from, refuse_reading, set_logo, show_banners, unbroken, write
from .passing import Subject
from .run_words import method_of
from .sheet_map import coordinate_statement, extent_in, place, set_graticule, set_scale_bar
from .styles import theme_shown
from .subject import origins_of, title_of, with_ground
from .whereabouts import lacks_surroundings, unit_of

GROWTH = 0.1
"""By how much names and symbols grow with the letters of the legend: on A1 they are 1.6 times as large as on A3."""

OF_FIGURE = 0.8
"""How much smaller they are on the figure of a report, which is smaller than any sheet."""

LEAST_WITH_METHOD = 0.85
"""How small the letters of the sources may become so that the method finds room beside them."""

AROUND_MARK = 1.04
"""How much more than the mark of the sheet the location diagram shows."""


class Locator(NamedTuple):
    """What the location diagram shows, and where."""

    layers: Sequence[QgsMapLayer]
    crs: QgsCoordinateReferenceSystem
    area: QgsRectangle


class Sheet(NamedTuple):
    """What one sheet shows and says. drawn: its layers, topmost first; area: what its frame must hold, in the system;
    subtitle: how the area is called; locator: None for the provinces in Indonesia; businesses: how many it shows of
    each register, by its path; absent: layers of the subject, by id, of which it shows nothing."""

    drawn: Sequence[QgsMapLayer]
    crs: QgsCoordinateReferenceSystem
    area: QgsRectangle
    subtitle: str = ""
    number: int = 1
    count: int = 1
    locator: Optional[Locator] = None
    businesses: Mapping[str, int] = {}
    absent: Collection[str] = ()


class Made(NamedTuple):
    """A sheet that is ready to be written; what it draws, held because a layout does not; the denominator of its
    scale; whether its whole legend is to be seen; what its file says of itself; the businesses that it shows."""

    layout: QgsPrintLayout
    drawn: Sequence[QgsMapLayer]
    denominator: float
    legend_fits: bool
    information: Information
    businesses: Mapping[str, int]


class _Result(NamedTuple):
    """A layer of the subject, by id, that is the result of a method."""

    layer: str
    method: Text
    has_theme: bool


class SheetMaker:
    """Makes the sheets of one map or atlas: what they have in common is found out once.

    values: the settings of a person by parameter id; subject: what the sheets are about. Layouts live as long as their
    maker, and draw layers that live as long as their sheet.
    """

    def __init__(self, values: Mapping[str, Any], subject: Subject, language: str) -> None:
        self.values, self.language = values, language
        self.project = QgsProject()  # held here, for a layout does not keep its project alive
        self.title = values.get("TITLE") or title_of(subject.own, language)
        self.agency = agency_lines(values.get("AGENCY"))
        self._subject, self._origins = subject, origins_of(subject.own, language)
        results = [
            _Result(layer.id(), method_of(own), bool(theme_shown(own)))
            for layer, own in zip(subject.layers, subject.own)
            if theme_shown(own) not in REGISTER_THEMES
        ]
        self._results = [each for each in results if each.method.id]
        unit = unit_of(subject.own)
        self._told = [*([marginalia.UNIT.format(level=unit)] if unit else []), *subject.told]
        self._is_draft = bool(values.get("DRAFT")) or is_draft(subject.layers)
        homes = home_provinces(subject.layers)
        roughly = lacks_surroundings(subject.own, values.get("REGISTER"))
        self._land = neighbouring_land(language, homes, roughly)
        self._waters = waters(language)
        self._indonesia = locator_layers(homes) or [_without_labels(layer) for layer in subject.layers]
        metadata = self.project.metadata()
        metadata.setAuthor("".join(self.agency[:1]))  # QGIS would name whoever is logged in
        self.project.setMetadata(metadata)

    def make(self, sheet: Sheet) -> Made:
        """The layout of a sheet. UserError where the template lacks an item or words do not fit their place."""
        layout = layout_from(self._template(sheet), self.project, self.language)
        item: QgsLayoutItemMap = layout.itemById("map")
        denominator = place(item, sheet.crs, sheet.area, self.values.get("SCALE"))
        around = [land for land in self._land if keys_shown(land, item.extent(), item.crs())]
        self._say_once(sheet, item, around)
        around = [self._waters, *around]
        legend = layout.itemById("legend")
        growth = OF_FIGURE if self.values["PAPER"] == FIGURE else max(1.0, GROWTH * letters_of(legend))
        layers = grown(with_ground([*sheet.drawn, *around]), growth, growth)
        drawn = names_beside_circles(sized_for(layers, denominator))
        item.setLayers(drawn)
        fill_inset(layout, drawn, denominator, self.language)
        self._fill_measures(layout, item, denominator)
        self._fill_locator(layout, sheet.locator)
        fits = fill_legend(legend, drawn, item.extent(), item.crs(), self.language)
        self._fill_words(layout, sheet, len(around) > 1)
        author = "".join(self.agency[:1])
        return Made(
            layout,
            drawn,
            denominator,
            fits,
            information(self.title, author, sheet.subtitle, self.language),
            sheet.businesses,
        )

    def _say_once(self, sheet: Sheet, item: QgsLayoutItemMap, around: Sequence[QgsMapLayer]) -> None:
        """Neighbouring regions and the land beyond them look the same: one line of the legend is for both."""
        name = marginalia.NEIGHBOURS.in_language(self.language)
        neighbours = [layer for layer in sheet.drawn if layer.name() == name]
        said = any(keys_shown(layer, item.extent(), item.crs()) for layer in neighbours)
        for land in around:
            land.setCustomProperty(NOT_IN_LEGEND, said)

    def _template(self, sheet: Sheet) -> Path:
        if self.values.get("TEMPLATE"):
            own = Path(self.values["TEMPLATE"])
            refuse_reading(own, self._subject.profile)
            return own
        paper = paper_for(self.values["PAPER"], sheet.area.width(), sheet.area.height())
        return styles_folder() / "layouts" / f"{paper}.qpt"

    def _fill_measures(self, layout: QgsPrintLayout, item: QgsLayoutItemMap, denominator: float) -> None:
        minutes = set_graticule(graticule(layout), item, self.language)
        set_scale_bar(layout.itemById("scale_bar"), item, denominator, self.language)
        scale = Text("SKALA {scale}", "SCALE {scale}").format(scale=scale_text(denominator))
        write(layout, "scale_text", scale.in_language(self.language))
        write(layout, "projection", coordinate_statement(item.crs(), minutes).in_language(self.language))

    def _fill_locator(self, layout: QgsPrintLayout, locator: Optional[Locator]) -> None:
        item: QgsLayoutItemMap = layout.itemById("locator_map")
        item.setLayers(list(locator.layers) if locator else self._indonesia)
        if locator:
            around = QgsRectangle(locator.area)
            around.combineExtentWith(extent_in(layout.itemById("map"), locator.crs))
            around.scale(AROUND_MARK)
            item.setCrs(locator.crs)
            item.zoomToExtent(around)

    def _fill_words(self, layout: QgsPrintLayout, sheet: Sheet, has_land_around: bool) -> None:
        today = datetime.date.today()
        self._fill_source(layout, has_land_around, today, self._methods(sheet))
        edition = marginalia.edition_text(self.values.get("EDITION"), today.year, sheet.number, sheet.count)
        write(layout, "title", unbroken(self.title.upper()))
        write(layout, "subtitle", sheet.subtitle)
        write(layout, "edition", edition.in_language(self.language))
        write(layout, "agency", "\n".join(self.agency))
        set_logo(layout, self.values.get("LOGO") or "")
        fit_words(layout)
        show_banners(layout, self._is_draft, self._subject.profile.inside)

    def _fill_source(
        self, layout: QgsPrintLayout, has_land_around: bool, today: datetime.date, methods: Sequence[Text]
    ) -> None:
        """With how results were reckoned, or the first of them, and of which regions they are, where there is room."""
        made = marginalia.date_text(today.year, today.month, today.day)
        surroundings = WORLD_MAP_SOURCE if has_land_around else ""
        for method, said in product(methods, (self._told, self._subject.told)):
            source = self.values.get("SOURCE"), self._origins, surroundings, made, programs()
            told = marginalia.source_text(*source, said, method)
            write(layout, "source", told.in_language(self.language))
            if fits_at(layout.itemById("source"), LEAST_WITH_METHOD):
                return

    def _methods(self, sheet: Sheet) -> Sequence[Text]:
        """How what a sheet shows was reckoned: of all results, of the first with classes, or nothing."""
        shown = [each for each in self._results if each.layer not in sheet.absent]
        most_of_all = [each for each in shown if each.has_theme][:1]
        told = [joined(list(dict.fromkeys(each.method for each in some))) for some in (shown, most_of_all)]
        return (*told, marginalia.NO_METHOD)


def _without_labels(layer: QgsMapLayer) -> QgsMapLayer:
    copy = layer.clone()
    if isinstance(copy, QgsVectorLayer):
        copy.setLabelsEnabled(False)
    return copy
