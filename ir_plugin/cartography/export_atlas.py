"""``exportatlas`` in QGIS: a sheet for each region of a level."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, List, Mapping, NamedTuple, Sequence, Tuple

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.cartography.atlas_regions import AtlasRegion, atlas_regions
from ..core.cartography.completeness import completeness_notes
from ..core.cartography.map_sheet import scale_text
from ..core.declaration import Context, Note, Results
from ..core.pdf_information import Information
from ..core.progress import part
from ..core.register.region_figures import LEVELS as LEVEL_NAMES
from ..core.register.shared_settings import LEVELS
from ..core.texts import Text, joined, same
from .atlas_files import atlas_files
from .file_information import information
from .layer_places import is_boundary
from .legend import has_classes
from .passing import Subject
from .region_base import RegionBase
from .region_cut import cut
from .sheet import Locator, Sheet, SheetMaker
from .sheet_map import crs_at
from .subject import subject_of

LOCATOR_MARGIN = 1.04
SUBJECT = Text("Atlas menurut {level}, {count} lembar", "Atlas of {level}, {count} {count:sheet|sheets}")
FINISHED = Text(
    "{count} lembar, skala {largest} sampai {smallest}.",
    "{count} {count:sheet|sheets}, scales {largest} to {smallest}.",
)
LONG_LEGENDS = Text(
    "Keterangan terlalu panjang untuk tempatnya pada lembar: {places}; kurangi layer atau pakai kertas lebih besar.",
    "The legend is too long for its place on the sheets: {places}; draw fewer layers or take larger paper.",
)
NOTHING_THERE = Text(
    "Layer yang dipilih tidak berisi apa pun di: {places}.",
    "The chosen layers hold nothing in: {places}.",
)


def export_atlas(values: Mapping[str, Any], context: Context, qgis_context: QgsProcessingContext) -> Results:
    """Draws LAYERS region by region and writes OUTPUT. Must run in the main thread, as layouts do."""
    output = Path(values["OUTPUT"])
    subject = subject_of(values, qgis_context.project(), context.language, part(context.progress, 0.0, 0.05))
    regions = atlas_regions(values["REGISTER"], values["LEVEL"], values.get("WITHIN"))
    for note in (*subject.notes, *completeness_notes(values)):
        context.say(note)
    atlas = Atlas(values, subject, context.language, regions)
    separate = bool(values.get("SEPARATE")) or output.suffix.lower() != ".pdf"
    progress = part(context.progress, 0.05, 0.95)
    made = []
    told = _told(atlas, values["LEVEL"], len(regions))
    with atlas_files(output, separate, told, subject.profile) as files:
        for number, region in enumerate(regions):
            progress(number / len(regions))
            sheet = atlas.maker.make(atlas.sheet(region, number + 1, len(regions)))
            files.add(sheet, file_name(region))
            made.append(_Sheet(region.name, sheet.denominator, sheet.legend_fits, atlas.is_empty))
        progress(1.0)
    return Results(strings={"OUTPUT": str(output)}, numbers={"SHEETS": len(made)}, notes=_notes(made))


def _told(atlas: Atlas, level: str, count: int) -> Information:
    """What an atlas in one file says of itself."""
    language, author = atlas.language, "".join(atlas.maker.agency[:1])
    subject = SUBJECT.format(level=LEVEL_NAMES[LEVELS[level]], count=count).in_language(language)
    return information(atlas.maker.title, author, subject, language)


class _Sheet(NamedTuple):
    """What there is to say of a sheet that was made."""

    name: str
    denominator: float
    legend_fits: bool
    is_empty: bool


def _notes(made: Sequence[_Sheet]) -> Tuple[Note, ...]:
    largest, smallest = (scale_text(pick(each.denominator for each in made)) for pick in (min, max))
    notes = [Note(FINISHED.format(count=len(made), largest=largest, smallest=smallest))]
    long_legends = [same(each.name) for each in made if not each.legend_fits]
    empty = [same(each.name) for each in made if each.is_empty]
    for sentence, names in ((LONG_LEGENDS, long_legends), (NOTHING_THERE, empty)):
        if names:
            notes.append(Note(sentence.format(places=joined(names, ", ")), warning=True))
    return tuple(notes)


class Atlas:
    """The sheets of a register's regions, one after the other: layers live until the next sheet is made. regions: that
    have a sheet, in their order; a sheet says where its neighbours are found.

    is_empty: whether the subject has nothing in the region of the last sheet.
    """

    def __init__(
        self, values: Mapping[str, Any], subject: Subject, language: str, regions: Sequence[AtlasRegion] = ()
    ) -> None:
        self.maker = SheetMaker(values, subject, language)
        self.language, self.is_empty = language, False
        self._subject = subject
        self._drawn = [layer for layer in subject.layers if not is_boundary(layer)]
        numbers = {region.code: number for number, region in enumerate(regions, start=1)}
        self._base = RegionBase(values["REGISTER"], values["LEVEL"], language, numbers)
        self._alive: List[QgsMapLayer] = []

    def sheet(self, region: AtlasRegion, number: int = 1, count: int = 1) -> Sheet:
        """What the sheet of a region shows. UserError where its boundary is empty."""
        base = self._base.sheet(region.code)
        outline = self._base.outlines[region.code]
        vectors = [layer for layer in self._drawn if isinstance(layer, QgsVectorLayer)]
        grids = [layer for layer in self._drawn if isinstance(layer, QgsRasterLayer)]
        cuts = [cut(layer, outline, self._base.crs) for layer in vectors]
        counts = {layer.id(): part.featureCount() for layer, part in zip(vectors, cuts)}
        filled = [layer for layer in cuts if _is_filled(layer)]
        marks = [layer for layer in cuts if layer not in filled]
        self.is_empty = not grids and not any(layer.featureCount() for layer in cuts)
        drawn = [*base.above, *marks, *base.inner, *filled, *base.below, *grids, *base.ground]
        self._alive = [*drawn, base.found]
        crs = crs_at(outline.boundingBox().center())
        return Sheet(
            drawn,
            crs,
            self._base.area(region.code, crs),
            region.place.in_language(self.language),
            number,
            count,
            self._locator(region.code, base.found),
            self._subject.businesses(counts),
            [layer for layer, count in counts.items() if not count],
        )

    def _locator(self, code: str, found: QgsVectorLayer) -> Locator:
        crs = crs_at(self._base.province(code, self._base.crs).center())
        area = self._base.province(code, crs)
        area.scale(LOCATOR_MARGIN)
        return Locator([found, self._base.locator_land], crs, area)


def file_name(region: AtlasRegion) -> str:
    """The part of a file's name that tells a region's sheet from the others: ``190101_sungailiat``."""
    words = re.sub(r"[^0-9a-z]+", "_", region.name.casefold()).strip("_")
    return f"{region.code.replace('.', '')}_{words}"


def _is_filled(layer: QgsVectorLayer) -> bool:
    return layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry and has_classes(layer)
