"""``exportmap`` in QGIS: the sheet of the given layers as PDF, PNG or SVG."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Tuple

from qgis.core import QgsProcessingContext

from ..core.cartography.completeness import completeness_notes
from ..core.cartography.map_sheet import coverage_text, scale_text
from ..core.declaration import Context, Note, Results
from ..core.errors import UserError
from ..core.progress import part
from ..core.texts import Text
from .export_atlas import NOTHING_THERE
from .layout_files import write_layout
from .passing import Subject
from .region_sheet import RegionSheet, region_sheet, whole_sheet
from .sheet import Made, SheetMaker
from .sheet_map import sheet_in_degrees
from .subject import subject_of
from .whereabouts import area_of, boundaries_of, lacks_surroundings

LONG_LEGEND = Text(
    "Keterangan peta terlalu panjang untuk tempatnya; kurangi layer yang digambar.",
    "The legend is too long for its place; draw fewer layers.",
)
NO_REGISTER = Text(
    "Untuk lembar wilayah {region} pilih juga registernya (REGISTER): batas wilayah ada di sana.",
    "For the sheet of the region {region} choose its register (REGISTER) too: the boundaries are there.",
)
ROUGH_LAND = Text(
    "Daratan di sekitarnya digambar kasar menurut peta dunia, sebab layernya tidak berada di register; pilih "
    "registernya (REGISTER) agar batas yang sebenarnya digambar.",
    "The land around is drawn roughly after the world map, for the layers do not lie in a register; choose the "
    "register (REGISTER) to have the real boundaries drawn.",
)


def export_map(values: Mapping[str, Any], context: Context, qgis_context: QgsProcessingContext) -> Results:
    """Draws LAYERS on the sheet PAPER and writes OUTPUT. Must run in the main thread, as layouts do."""
    output = Path(values["OUTPUT"])
    subject = subject_of(values, qgis_context.project(), context.language, part(context.progress, 0.0, 0.3))
    for note in (*subject.notes, *completeness_notes(values)):
        context.say(note)
    if lacks_surroundings(subject.own, values.get("REGISTER")):
        context.say(Note(ROUGH_LAND, warning=True))
    context.progress(0.3)
    told = _sheet(values, subject, context.language)
    made = told.maker.make(told.sheet)
    context.progress(0.5)
    write_layout(made, output, subject.profile, part(context.progress, 0.5, 1.0))
    return Results(strings={"OUTPUT": str(output)}, notes=_notes(made, told))


def _sheet(values: Mapping[str, Any], subject: Subject, language: str) -> RegionSheet:
    """Of the region that is asked for, else of all that the layers cover."""
    subtitle, region = values.get("SUBTITLE") or "", (values.get("REGION") or "").strip()
    if not region:
        register = values.get("REGISTER")
        area = subtitle or area_of(subject.own, register).in_language(language)
        sheet = whole_sheet(subject, *boundaries_of(subject.own, language, register))
        return RegionSheet(SheetMaker(values, subject, language), sheet._replace(subtitle=area))
    if not values.get("REGISTER"):
        raise UserError(NO_REGISTER, region=region)
    told = region_sheet(str(values["REGISTER"]), subject, region, values, language)
    return told._replace(sheet=told.sheet._replace(subtitle=subtitle or told.sheet.subtitle))


def _notes(made: Made, told: RegionSheet) -> Tuple[Note, ...]:
    covered = sheet_in_degrees(made.layout.itemById("map"))
    coverage = coverage_text(covered.xMinimum(), covered.yMinimum(), covered.xMaximum(), covered.yMaximum())
    scale = scale_text(made.denominator)
    notes = [Note(Text("Skala {scale}; {area}.", "Scale {scale}; {area}.").format(scale=scale, area=coverage))]
    if told.is_empty:
        notes.append(Note(NOTHING_THERE.format(places=told.sheet.subtitle), warning=True))
    if not made.legend_fits:
        notes.append(Note(LONG_LEGEND, warning=True))
    return tuple(notes)
