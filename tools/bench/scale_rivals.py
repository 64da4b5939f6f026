"""geopandas and scikit-learn in one process, as the bench of scale runs them: METHOD, folder of the country, distance,
minimum."""

from __future__ import annotations

import sys

import geopandas
import numpy as np
from sklearn.cluster import DBSCAN

EARTH_M = 6_371_008.8


def aggregate(folder: str) -> int:
    """Businesses counted by village, joined to the villages."""
    businesses = geopandas.read_parquet(f"{folder}/usaha")
    counts = businesses.groupby(["kode_desa", "produk_utama"]).size().unstack(fill_value=0)
    villages = geopandas.read_file(f"{folder}/desa.fgb").set_index("kode").join(counts)
    villages.to_file(f"{folder}/rival.gpkg")
    return int(counts.to_numpy().sum())


def clusters(folder: str, distance_m: float, minimum: int) -> int:
    """DBSCAN of all businesses on a sphere, by a ball tree, and its labels written."""
    businesses = geopandas.read_parquet(f"{folder}/usaha")
    places = np.radians(np.column_stack([businesses.geometry.y, businesses.geometry.x]))
    found = DBSCAN(eps=distance_m / EARTH_M, min_samples=minimum, algorithm="ball_tree", metric="haversine").fit(places)
    businesses.assign(klaster=found.labels_).to_parquet(f"{folder}/rival.parquet")
    return int(found.labels_.max()) + 1


if __name__ == "__main__":
    if sys.argv[1] == "aggregate":
        print(aggregate(sys.argv[2]))
    else:
        print(clusters(sys.argv[2], float(sys.argv[3]), int(sys.argv[4])))
