"""The map in its frame: coordinate system, extent, round scale, scale bar and graticule, all from the layers."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.core import (
    QgsBasicNumericFormat,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsLayoutItemMap,
    QgsLayoutItemMapGrid,
    QgsLayoutItemScaleBar,
    QgsMapLayer,
    QgsPointXY,
    QgsRectangle,
    QgsUnitTypes,
)

from ..core.cartography.map_sheet import (
    HEMISPHERES,
    MILLIMETRES,
    bar_segment_m,
    graticule_minutes,
    interval_text,
    nice_scale,
    scale_text,
)
from ..core.cartography.marginalia import projection_text
from ..core.errors import UserError
from ..core.texts import Text

PROVINCE_CRS = "EPSG:23834"
"""DGN95 / Indonesia TM-3 zone 48.2: lengths are true to 0.8 per mille all over the province, better than UTM 48S."""
PROVINCE_WINDOW = QgsRectangle(104.8, -4.2, 109.5, -0.8)
GEOGRAPHIC = "EPSG:4326"
MARGIN = 1.04
SMALLEST_M = 1000.0
TOO_LARGE_A_SCALE = Text(
    "Wilayahnya tidak muat pada skala {wanted}; pakai skala {fitting} atau kosongkan skalanya.",
    "The area does not fit at the scale {wanted}; use the scale {fitting}, or leave it empty.",
)


def sheet_crs(layers: Sequence[QgsMapLayer]) -> QgsCoordinateReferenceSystem:
    """The system that a sheet of these layers has."""
    return crs_at(extent_of(layers, QgsCoordinateReferenceSystem(GEOGRAPHIC)).center())


def in_home_province(layers: Sequence[QgsMapLayer]) -> bool:
    """Whether the middle of the layers lies in Bangka Belitung; not where they have none."""
    try:
        covered = extent_of(layers, QgsCoordinateReferenceSystem(GEOGRAPHIC))
    except UserError:
        return False
    return PROVINCE_WINDOW.contains(covered.center())


def crs_at(centre: QgsPointXY) -> QgsCoordinateReferenceSystem:
    """The province's own system around a point in degrees, or its UTM zone where it lies elsewhere."""
    if PROVINCE_WINDOW.contains(centre):
        return QgsCoordinateReferenceSystem(PROVINCE_CRS)
    zone = min(int((centre.x() + 180) // 6) + 1, 60)
    return QgsCoordinateReferenceSystem(f"EPSG:{(32600 if centre.y() >= 0 else 32700) + zone}")


def extent_of(layers: Sequence[QgsMapLayer], crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """What the layers cover together, in this system."""
    whole = QgsRectangle()
    for layer in layers:
        extent = _layer_extent(layer)
        if extent.isFinite() and not extent.isNull():
            whole.combineExtentWith(_moved(extent, layer, crs))
    if whole.isNull():
        raise UserError(
            Text(
                "Layer yang dipilih kosong, jadi tidak ada yang dapat digambar; pilih layer yang berisi unsur.",
                "The chosen layers hold no features, so there is nothing to draw; choose layers that hold some.",
            )
        )
    return whole


def place(
    item: QgsLayoutItemMap, crs: QgsCoordinateReferenceSystem, extent: QgsRectangle, wanted: Optional[float] = None
) -> float:
    """Shows an extent of this system in the frame, at the scale that is wanted or the largest round one; returns the
    scale's denominator. UserError where the extent is too large for the scale that is wanted."""
    frame = item.rect()
    width, height = (max(length, SMALLEST_M) * MARGIN for length in (extent.width(), extent.height()))
    denominator = nice_scale(width, height, frame.width(), frame.height())
    bare = max(extent.width() / frame.width(), extent.height() / frame.height()) * MILLIMETRES
    if wanted and bare > wanted:
        raise UserError(TOO_LARGE_A_SCALE, wanted=scale_text(wanted), fitting=scale_text(denominator))
    centre_on(item, crs, extent.center(), wanted or denominator)
    return wanted or denominator


def centre_on(
    item: QgsLayoutItemMap, crs: QgsCoordinateReferenceSystem, centre: QgsPointXY, denominator: float
) -> None:
    """Shows the surroundings of a point, in metres of this system, at exactly this scale."""
    width, height = (side / 1000.0 * denominator for side in (item.rect().width(), item.rect().height()))
    item.setCrs(crs)
    item.zoomToExtent(QgsRectangle.fromCenterAndSize(centre, width, height))


def sheet_in_degrees(item: QgsLayoutItemMap) -> QgsRectangle:
    """What the frame covers, in degrees."""
    return extent_in(item, QgsCoordinateReferenceSystem(GEOGRAPHIC))


def extent_in(item: QgsLayoutItemMap, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    """What the frame covers, in a system."""
    return _transform(item.crs(), crs).transformBoundingBox(item.extent())


def set_graticule(grid: QgsLayoutItemMapGrid, item: QgsLayoutItemMap, language: str) -> float:
    """Lines at round degrees, annotated as ``106°00' BT``, with seconds where they are less than a minute apart;
    returns their distance in minutes of arc."""
    covered = sheet_in_degrees(item)
    minutes = graticule_minutes(min(covered.width(), covered.height()))
    grid.setCrs(QgsCoordinateReferenceSystem(GEOGRAPHIC))
    grid.setIntervalX(minutes / 60)
    grid.setIntervalY(minutes / 60)
    grid.setAnnotationFormat(QgsLayoutItemMapGrid.AnnotationFormat.CustomFormat)
    grid.setAnnotationExpression(_annotation(language, minutes < 1))
    return minutes


def set_scale_bar(bar: QgsLayoutItemScaleBar, item: QgsLayoutItemMap, denominator: float, language: str) -> None:
    """Segments of a round length, in kilometres, or in metres where they are shorter than one kilometre; all of them
    within the maximum width that the template gives the bar."""
    segment = bar_segment_m(denominator, bar.maximumBarWidth(), bar.numberOfSegments())
    kilometres = segment >= 1000
    bar.setLinkedMap(item)
    bar.setUnits(
        QgsUnitTypes.DistanceUnit.DistanceKilometers if kilometres else QgsUnitTypes.DistanceUnit.DistanceMeters
    )
    bar.setMapUnitsPerScaleBarUnit(1.0)
    bar.setUnitsPerSegment(segment / 1000 if kilometres else segment)
    bar.setUnitLabel("km" if kilometres else "m")
    numbers = QgsBasicNumericFormat()
    numbers.setDecimalSeparator("," if language == "id" else ".")
    numbers.setThousandsSeparator("." if language == "id" else ",")
    bar.setNumericFormat(numbers)


def coordinate_statement(crs: QgsCoordinateReferenceSystem, minutes: float) -> Text:
    """Projection, grid and datum of the sheet; names as the EPSG register gives them ("datum / system")."""
    datum, _, system = crs.description().partition(" / ")
    return projection_text(crs.operation().description(), system, f"{datum} ({crs.authid()})", interval_text(minutes))


def _annotation(language: str, with_seconds: bool) -> str:
    """The expression that writes a graticule line's degrees and minutes as map_sheet.degrees_text does."""
    seconds = f"round(abs(@grid_number) * {3600 if with_seconds else 60}) * {1 if with_seconds else 60}"
    parts = [f"floor({seconds} / 3600) || '°'", f"lpad(to_string(floor({seconds} % 3600 / 60)), 2, '0') || ''''"]
    parts += [f"lpad(to_string({seconds} % 60), 2, '0') || '\"'"] if with_seconds else []
    east, west = (side.in_language(language) for side in HEMISPHERES["x"])
    north, south = (side.in_language(language) for side in HEMISPHERES["y"])
    return (
        f"{' || '.join(parts)} || ' ' || "
        f"CASE WHEN @grid_axis = 'x' THEN if(@grid_number < 0, '{west}', '{east}') "
        f"ELSE if(@grid_number < 0, '{south}', '{north}') END"
    )


def _layer_extent(layer: QgsMapLayer) -> QgsRectangle:
    if hasattr(layer, "updateExtents"):
        layer.updateExtents()
    return layer.extent()


def _moved(extent: QgsRectangle, layer: QgsMapLayer, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    if not layer.crs().isValid():
        raise UserError(
            Text(
                "Layer {name} tidak memiliki sistem koordinat; tetapkan CRS layer itu lebih dahulu.",
                "Layer {name} has no coordinate system; set that layer's CRS first.",
            ),
            name=layer.name(),
        )
    try:
        moved = _transform(layer.crs(), crs).transformBoundingBox(extent)
    except QgsCsException:
        moved = QgsRectangle(QgsPointXY(float("inf"), float("inf")), QgsPointXY(float("inf"), float("inf")))
    if not moved.isFinite():
        raise UserError(
            Text(
                "Koordinat layer {name} tidak cocok dengan CRS-nya ({crs}); perbaiki CRS layer itu.",
                "The coordinates of layer {name} do not fit its CRS ({crs}); correct that layer's CRS.",
            ),
            name=layer.name(),
            crs=layer.crs().authid(),
        )
    return moved


def _transform(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    return QgsCoordinateTransform(source, target, QgsCoordinateTransformContext())
