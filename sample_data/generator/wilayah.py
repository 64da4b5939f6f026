"""The boundary file: villages, districts and regencies with the attributes that an office's own file would have."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyproj import Geod

from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.industry.value_lists import VALUE_LISTS

from .cells import divide
from .coast import Village, islands, villages
from .population import households, people

STATUS = "indikatif, bukan batas resmi"
_KINDS = VALUE_LISTS["jenis_wilayah"]


@dataclass(frozen=True)
class Places:
    """The villages in code order with their land (EPSG:4326), people (men, women) and households."""

    villages: list[Village]
    land: list[shapely.MultiPolygon]
    people: np.ndarray
    households: np.ndarray

    @property
    def codes(self) -> list[str]:
        """The village codes in order."""
        return [village.region.code for village in self.villages]


GEOPACKAGE_VERSION = "1.2"  # the newest that the GDAL of QGIS 3.22 reads without a warning


def make_places() -> Places:
    """The villages of the sample: real codes, names and points; invented boundaries and people."""
    coast = islands()
    found = villages(coast)
    land = divide(coast, found)
    counted = people(found, areas_km2(land))
    return Places(found, land, counted, households(counted))


def areas_km2(land: list[shapely.MultiPolygon]) -> np.ndarray:
    """Areas on the WGS 84 ellipsoid, float64 (n,)."""
    geod = Geod(ellps="WGS84")
    return np.array([abs(geod.geometry_area_perimeter(each)[0]) / 1e6 for each in land])


def layers(places: Places) -> dict[str, gpd.GeoDataFrame]:
    """The layers desa, kecamatan and kabupaten."""
    desa = _village_layer(places)
    return {"desa": desa, "kecamatan": _above(desa, 8), "kabupaten": _above(desa, 5)}


def write_boundaries(places: Places, target: Path) -> None:
    """Writes the layers anew; the same content on every run."""
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": "2025-01-01T00:00:00.000Z"})
    target.unlink(missing_ok=True)
    for name, layer in layers(places).items():
        options = {"geometry_type": "MultiPolygon", "VERSION": GEOPACKAGE_VERSION}
        layer.to_file(target, layer=name, driver="GPKG", engine="pyogrio", **options)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def _village_layer(places: Places) -> gpd.GeoDataFrame:
    regions = reference_regions()
    each = [village.region for village in places.villages]
    return gpd.GeoDataFrame(
        {
            "kode": [region.code for region in each],
            "nama": [region.name for region in each],
            "jenis": [_KINDS.label(region.kind).id for region in each],
            "kecamatan": [regions[region.code[:8]].name for region in each],
            "kabupaten": [regions[region.code[:5]].title.id for region in each],
            "kode_bps_kec": [regions[region.code[:8]].bps_code for region in each],
            "luas_km2": areas_km2(places.land).round(3),
            "penduduk_l": places.people[:, 0],
            "penduduk_p": places.people[:, 1],
            "rumah_tangga": places.households,
            "status": STATUS,
            "keterangan": [village.remark for village in places.villages],
        },
        geometry=places.land,
        crs="EPSG:4326",
    )


def _above(desa: gpd.GeoDataFrame, length: int) -> gpd.GeoDataFrame:
    """The areas whose codes have this length: exact unions of their villages."""
    regions = reference_regions()
    groups = desa.groupby(desa["kode"].str[:length], sort=True)
    above = groups[["luas_km2", "penduduk_l", "penduduk_p", "rumah_tangga"]].sum().round(3).reset_index()
    each = [regions[code] for code in above["kode"]]
    above.insert(1, "nama", [region.name for region in each])
    above.insert(2, "jenis", [_KINDS.label(region.kind).id for region in each])
    above.insert(3, "kode_bps", [region.bps_code for region in each])
    if length == 8:
        above.insert(3, "kabupaten", [regions[region.parent].title.id for region in each])
    above["status"] = STATUS
    land = [_whole(shapely.coverage_union_all(group.geometry.to_numpy())) for _, group in groups]
    return gpd.GeoDataFrame(above, geometry=land, crs=desa.crs)


def _whole(geometry: shapely.Geometry) -> shapely.MultiPolygon:
    return shapely.MultiPolygon(shapely.get_parts(geometry).tolist())
