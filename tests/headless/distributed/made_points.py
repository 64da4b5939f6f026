"""Points that cluster, with all that is awkward: the same places, cells full of one point, rows of none."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import geopandas
import numpy as np
import pandas as pd

from ir_plugin.core.declaration import Results
from ir_plugin.core.methods.density_clusters import METHOD
from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.jobs import looked_at, run_job
from processing_scripts.distributed.running import ScaledMethod
from processing_scripts.running import run

DISTANCE = 300.0


def run_scaled(
    method: ScaledMethod, engine: Engine, values: dict[str, Any], targets: dict[str, str], *how: Any, **more: Any
) -> Results:
    """A method in parts by workers that run already."""
    return run_job(looked_at(method, values, targets), engine, *how, **more)


def made_points(count: int, seed: int, crs: str = "EPSG:4326") -> geopandas.GeoDataFrame:
    """Towns along a chain, so that clusters run through many parts; some points coincide, some rows have none."""
    random = np.random.default_rng(seed)
    along = random.random(count) * 0.3
    across = random.choice([0.0, 0.004, 0.008], count) + random.normal(0, 0.0008, count)
    xy = np.round(np.column_stack([106 + along, -2 + across]), random.choice([2, 3, 5]))
    shapes = geopandas.points_from_xy(*xy.T, crs="EPSG:4326")
    products = random.choice(["kemplang", "madu", "", None], count, p=[0.6, 0.3, 0.05, 0.05])
    frame = geopandas.GeoDataFrame({"produk": products, "id": np.arange(count)}, geometry=shapes)
    frame.loc[random.random(count) < 0.02, "geometry"] = None
    return frame.to_crs(crs)


def settings(path: Path, category: Optional[str] = None, minimum: int = 5) -> dict[str, Any]:
    """The values of densityclusters for points in a file."""
    chosen = {"CATEGORY": category, "DISTANCE": DISTANCE, "MINIMUM": minimum}
    known = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    return {**known, **chosen, "INPUT": str(path)}


def on_one_machine(frame: geopandas.GeoDataFrame, folder: Path, **chosen: Any) -> dict[str, pd.DataFrame]:
    """OUTPUT and HULLS of densityclusters, by the way without parts."""
    frame.to_file(folder / "points.gpkg")
    targets = {name: str(folder / f"{name.lower()}.gpkg") for name in ("OUTPUT", "HULLS")}
    run(METHOD, settings(folder / "points.gpkg", **chosen), targets)
    return {name: geopandas.read_file(path, layer=name.lower()) for name, path in targets.items()}


def columns_of(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """The result's columns as plain values, None for NULL."""
    names = [name for name in frame.columns if name.startswith("klaster_")]
    return {name: [None if pd.isna(value) else value for value in frame[name]] for name in names}
