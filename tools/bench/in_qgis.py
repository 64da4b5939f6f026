"""Hot spots of 100,000 polygons in QGIS, GeoPackage to GeoPackage, beside a native algorithm that only copies rows."""

from __future__ import annotations

import geopandas
import numpy as np
import shapely
from case import Case, Contestant, within
from qgis_client import WORKPLACE, qgis_run, written

SIDE_M = 100.0


def cases() -> list[Case]:
    """One case: both by processing.run in the same QGIS."""
    ours = _algorithm("ir:hotspotgetisord", {"FIELD": "nilai", "NEIGHBOURS": "queen", "PERMUTATIONS": 999})
    copying = {"FIELD_NAME": "dua_kali", "FIELD_TYPE": 0, "FORMULA": '"nilai" * 2'}
    others = {"native:fieldcalculator": (_algorithm("native:fieldcalculator", copying), within(3.0))}
    return [Case("qgis", "ir:hotspotgetisord, 100,000 polygons", _squares, ours, others, rounds=5)]


def _squares() -> str:
    """A lattice of squares with a value, an id and a name each."""
    at = np.arange(100_000)
    x, y = 500_000 + at % 316 * SIDE_M, 9_700_000 + at // 316 * SIDE_M
    columns = {
        "nilai": np.random.default_rng(1).gamma(2.0, size=len(at)),
        "nomor": at,
        "nama": [f"Desa {number}" for number in at],
    }
    squares = shapely.box(x, y, x + SIDE_M, y + SIDE_M)
    return written(geopandas.GeoDataFrame(columns, geometry=squares, crs="EPSG:32748"), "squares")


def _algorithm(name: str, settings: dict[str, object]) -> Contestant:
    result = str(WORKPLACE / f"{name.partition(':')[2]}.gpkg")
    return lambda file: qgis_run(name, {**settings, "INPUT": file, "OUTPUT": result})
