"""Pages and grids written to files; all of a run, or none of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

import numpy as np
from PIL import Image, TiffImagePlugin

from ir_plugin.core.declaration import Algorithm, Page, Raster, RasterResult, Results, TextFile
from ir_plugin.core.errors import UserError
from ir_plugin.core.register.result_layers import refuse_register
from ir_plugin.core.result_files import file_text
from ir_plugin.core.texts import Text, same

from .layer_writing import NO_FOLDER, READ_ONLY, UNWRITABLE

NO_DATA = -9999.0
PIXEL_SCALE, TIE_POINT, GEO_KEYS, GDAL_NO_DATA = 33550, 33922, 34735, 42113
"""Tags of GeoTIFF 1.1 (OGC 19-008r4), and GDAL's for the value that means no data."""
NO_CODE = Text("CRS layer tidak mempunyai kode EPSG", "the CRS of the layer has no EPSG code")


def refuse_unwritable_files(paths: Sequence[str]) -> None:
    """UserError where one of the files cannot be written, by what can be known before anything is computed."""
    for path in paths:
        target = Path(path)
        reason: Optional[Text] = None
        if not target.resolve().parent.is_dir():
            reason = NO_FOLDER.format(folder=target.resolve().parent)
        elif not all(os.access(each, os.W_OK) for each in (target, target.resolve().parent) if each.exists()):
            reason = READ_ONLY
        if reason:
            raise UserError(UNWRITABLE, path=path, reason=reason)
        refuse_register(path)


def write_files(
    algorithm: Algorithm, results: Results, crs: Mapping[str, Any], targets: Mapping[str, str], language: str
) -> None:
    """Writes every page, text and grid that has a target. crs: the coordinate system of each input layer, by its id."""
    wanted = [each for each in algorithm.outputs if isinstance(each, (Page, TextFile, Raster)) and each.id in targets]
    drafts = {each.id: Path(f"{targets[each.id]}.part") for each in wanted}
    try:
        for output in wanted:
            if isinstance(output, Raster):
                _write_raster(drafts[output.id], results.rasters[output.id], crs[output.crs_of])
            else:
                drafts[output.id].write_text(file_text(output, results, language), encoding="utf-8")
        for name, draft in drafts.items():
            os.replace(draft, targets[name])
    except OSError as error:
        raise UserError(UNWRITABLE, path=error.filename or "", reason=same(str(error))) from error
    finally:
        for draft in drafts.values():
            draft.unlink(missing_ok=True)


def _write_raster(path: Path, grid: RasterResult, crs: Any) -> None:
    """A GeoTIFF of 32-bit numbers."""
    code = crs.to_epsg()
    if code is None:
        raise UserError(UNWRITABLE, path=os.fspath(path.with_suffix("")), reason=NO_CODE)
    model, key = (2, 2048) if crs.is_geographic else (1, 3072)
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[PIXEL_SCALE] = (grid.width, grid.height, 0.0)
    tags[TIE_POINT] = (0.0, 0.0, 0.0, grid.left, grid.top, 0.0)
    tags[GEO_KEYS] = (1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 1, key, 0, 1, code)  # pixels are areas
    tags[GDAL_NO_DATA] = f"{NO_DATA:g}"
    tags.tagtype.update({PIXEL_SCALE: 12, TIE_POINT: 12, GEO_KEYS: 3, GDAL_NO_DATA: 2})  # doubles, shorts, text
    values = np.where(np.isfinite(grid.values), grid.values, NO_DATA).astype(np.float32)
    Image.fromarray(values).save(path, format="TIFF", tiffinfo=tags, compression="tiff_adobe_deflate")
