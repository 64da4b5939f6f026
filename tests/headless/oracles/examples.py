"""The data sets that libpysal carries, as layers."""

from __future__ import annotations

from typing import Any

import geopandas
import libpysal
import shapely

from ir_plugin.core.declaration import Algorithm, Context, Results
from ir_plugin.core.layer import Layer


def example(name: str) -> geopandas.GeoDataFrame:
    """A data set by the name of its file."""
    return geopandas.read_file(libpysal.examples.get_path(name))


def layer(frame: geopandas.GeoDataFrame, *columns: str, geographic: bool = False) -> Layer:
    """The frame as a layer with these columns; its numbers count as metres unless it is geographic."""
    wkb = [shapely.to_wkb(shape, byte_order=1) for shape in frame.geometry]
    return Layer(
        wkb=wkb, columns={name: frame[name].tolist() for name in columns}, geographic=geographic, name="example"
    )


def run(method: Algorithm, frame: geopandas.GeoDataFrame, *columns: str, **settings: Any) -> Results:
    """A method on a frame, with its defaults but exact borders; settings by id."""
    defaults = {each.id: getattr(each, "default", None) for each in method.parameters}
    values = {**defaults, "INPUT": layer(frame, *columns), "TOLERANCE": 0.0, **settings}
    return method.compute(values, Context())
