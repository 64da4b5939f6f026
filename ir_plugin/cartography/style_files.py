"""Style files of all themes, for whoever styles a layer by hand: styles/layers/<theme id>.qml, in Indonesian."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, List, Match

import numpy as np
from osgeo import gdal
from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ..core.cartography.breaks import class_limits
from ..core.cartography.themes import THEMES
from ..core.classes import Graduated, Ramp, Theme
from .raster_styles import raster_renderer
from .styles import THEME_PROPERTY, theme_renderer

GEOMETRIES = {"point": "Point", "line": "LineString", "polygon": "MultiPolygon"}
LANGUAGE = "id"
GRID = "/vsimem/klaster_ir.tif"
PERCENTAGES = np.arange(1.0, 101.0)
UUID = re.compile(r"\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}")


def write_style_files(folder: Path) -> List[Path]:
    """Writes one file per theme, removes those of themes that are no more; returns the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(theme, folder / f"{theme.id}.qml") for theme in THEMES]
    for path in set(folder.glob("*.qml")) - set(written):
        path.unlink()
    return written


def styled_layer(theme: Theme) -> QgsVectorLayer:
    """An empty layer drawn by the theme. A file cannot know the data: numbers are cut as if they were percentages."""
    kind = "string" if _has_text_codes(theme) else "double"
    source = f"{GEOMETRIES[theme.geometry]}?crs=EPSG:4326&field={theme.field}:{kind}"
    layer = QgsVectorLayer(source, theme.title.in_language(LANGUAGE), "memory")
    layer.setRenderer(theme_renderer(theme, LANGUAGE, theme.geometry, PERCENTAGES))
    layer.setCustomProperty(THEME_PROPERTY, theme.id)
    return layer


def styled_grid(theme: Ramp) -> QgsRasterLayer:
    """A grid of one cell drawn by the theme, cut as if it were of percentages."""
    dataset = gdal.GetDriverByName("GTiff").Create(GRID, 1, 1, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((0.0, 1.0, 0.0, 0.0, 0.0, -1.0))
    dataset.FlushCache()
    layer = QgsRasterLayer(GRID, theme.title.in_language(LANGUAGE))
    layer.setRenderer(
        raster_renderer(theme, layer.dataProvider(), LANGUAGE, class_limits(PERCENTAGES, len(theme.colours)))
    )
    layer.setCustomProperty(THEME_PROPERTY, theme.id)
    return layer


def _write(theme: Theme, path: Path) -> Path:
    is_grid = isinstance(theme, Ramp) and theme.geometry == "raster"
    layer = styled_grid(theme) if is_grid else styled_layer(theme)
    message, ok = layer.saveNamedStyle(
        str(path), QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.CustomProperties
    )
    if not ok:
        raise OSError(message)
    path.write_text(_without_chance(path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def _without_chance(style: str) -> str:
    """QGIS draws new ids for every symbol each time; numbered ones keep the files the same from run to run."""
    numbers: Dict[str, str] = {}

    def numbered(match: Match[str]) -> str:
        return numbers.setdefault(match.group(), f"{{00000000-0000-0000-0000-{len(numbers):012d}}}")

    return UUID.sub(numbered, style)


def _has_text_codes(theme: Theme) -> bool:
    return not isinstance(theme, Graduated) and any(isinstance(each.code, str) for each in theme.classes)
