"""Results that are files of their own: pages to read, texts and grids; all of them or none."""

from __future__ import annotations

import os
from typing import Mapping

import numpy as np
from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem

from ..core.declaration import Algorithm, Page, Raster, RasterResult, Results, TextFile
from ..core.errors import UserError
from ..core.result_files import file_text
from ..core.texts import same
from .destinations import UNWRITABLE
from .settings_reading import Given

NO_DATA = -9999.0
STATISTICS = ".aux.xml"
"""Where GDAL keeps the statistics of a grid; those of one that was there before would be wrong."""


def write_files(
    declaration: Algorithm,
    results: Results,
    crs: Mapping[str, QgsCoordinateReferenceSystem],
    given: Given,
    language: str,
) -> dict[str, str]:
    """Writes every page, text and grid that is wanted; paths by output id. UserError where one cannot be written.

    crs: the coordinate system of each input layer, by its id.
    """
    as_file, as_layer = given.algorithm.parameterAsFileOutput, given.algorithm.parameterAsOutputLayer
    path_of = {Page: as_file, TextFile: as_file, Raster: as_layer}
    wanted = [each for each in declaration.outputs if type(each) in path_of and given.parameters.get(each.id)]
    paths = {each.id: path_of[type(each)](given.parameters, each.id, given.context) for each in wanted}
    path = ""
    try:
        for output in wanted:
            path = paths[output.id]
            if isinstance(output, Raster):
                _write_raster(f"{path}.part", results.rasters[output.id], crs[output.crs_of])
            else:
                _write_text(f"{path}.part", file_text(output, results, language))
        for path in paths.values():
            os.replace(f"{path}.part", path)
            if os.path.exists(f"{path}{STATISTICS}"):
                os.remove(f"{path}{STATISTICS}")
    except (OSError, RuntimeError) as error:  # GDAL raises RuntimeError where it has been told to
        raise UserError(UNWRITABLE, path=path, reason=same(str(error))) from error
    finally:
        for path in paths.values():
            if os.path.exists(f"{path}.part"):
                os.remove(f"{path}.part")
    return paths


def _write_text(path: str, text: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def _write_raster(path: str, grid: RasterResult, crs: QgsCoordinateReferenceSystem) -> None:
    """A GeoTIFF of 32-bit numbers, packed in tiles."""
    rows, columns = grid.values.shape
    options = ["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Float32, options)
    if dataset is None:
        raise OSError(gdal.GetLastErrorMsg())
    dataset.SetGeoTransform((grid.left, grid.width, 0.0, grid.top, 0.0, -grid.height))
    dataset.SetProjection(crs.toWkt())
    band = dataset.GetRasterBand(1)
    band.SetNoDataValue(NO_DATA)
    values = np.where(np.isfinite(grid.values), grid.values, NO_DATA).astype("<f4")
    band.WriteRaster(0, 0, columns, rows, values.tobytes())
    dataset.FlushCache()
