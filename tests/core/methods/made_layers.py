"""Layers made up for tests of methods, and settings with which every method runs on them."""

from __future__ import annotations

import struct
from dataclasses import replace
from importlib.util import find_spec
from typing import Any, Callable, Sequence

from ir_plugin.core.declaration import Algorithm
from ir_plugin.core.geometry_engine import GeometryEngine
from ir_plugin.core.layer import Layer
from ir_plugin.core.parameters import FieldChoice, FieldsChoice, LayerInput, TextSetting

SIDE = 6
FIELDS: dict[str, Any] = {
    "POPULATION": "populasi",
    "ATTRIBUTES": ["nilai", "populasi"],
    "NUMBERS": ["nilai"],
    "MONEY": ["populasi"],
    "CATEGORIES": ["kategori"],
    "PRODUCT": "kategori",
    "CATEGORY": "kategori",
    "VILLAGE": "kode",
    "REGION": "kode",
    "REGION_CODE": "kode",
    "NAME_FIELD": "kode",
    "PLACE": "D07",
    "VALUE": "getas",
}
QUICK = {"permutations": 99, "replicates": 99, "starts": 3, "resamples": 10}


def lent_engine() -> GeometryEngine:
    """The geometry engine of the Python that runs the tests: each of the two has one."""
    if find_spec("shapely"):
        from processing_scripts.geometry_engine import ShapelyEngine

        return ShapelyEngine()
    from ir_plugin.qgis_support.geometry_engine import QgisGeometryEngine

    return QgisGeometryEngine()


def point(x: float, y: float) -> bytes:
    return struct.pack("<BI2d", 1, 1, x, y)


def polygon(corners: Sequence[tuple[float, float]]) -> bytes:
    return struct.pack("<BIII", 1, 3, 1, len(corners)) + b"".join(struct.pack("<2d", *corner) for corner in corners)


def bow_tie(number: int) -> bytes:
    x = 1000.0 * number
    return polygon([(x, 0), (x + 900, 900), (x + 900, 0), (x, 900), (x, 0)])


def square(number: int, origin: float = 0.0, step: float = 1000.0) -> bytes:
    x, y = origin + step * (number % SIDE), step * (number // SIDE)
    return polygon([(x, y), (x + step, y), (x + step, y + step), (x, y + step), (x, y)])


def made(count: int, shape: Callable[[int], bytes], geographic: bool = False) -> Layer:
    columns: dict[str, list[Any]] = {
        "nilai": [float(7 * number % 11) for number in range(count)],
        "populasi": [float(20 + 3 * number % 17) for number in range(count)],
        "kategori": [("getas", "batik", "terasi")[number * number % 3] for number in range(count)],
        "kode": [f"D{number:02d}" for number in range(count)],
    }
    return Layer(wkb=[shape(number) for number in range(count)], columns=columns, geographic=geographic, name="desa")


def with_values(values: list[Any], field: str = "nilai") -> Layer:
    layer = made(len(values), square)
    return replace(layer, columns={**layer.columns, field: values})


REGIONS = made(36, square)


def settings(method: Algorithm, layer: Layer) -> dict[str, Any]:
    values = {each.id: getattr(each, "default", None) for each in method.parameters}
    for each in method.parameters:
        if each.id.lower() in QUICK:
            values[each.id] = QUICK[each.id.lower()]
        if isinstance(each, LayerInput):
            values[each.id] = layer if each.id == "INPUT" else None if each.optional else REGIONS
        elif isinstance(each, (FieldChoice, FieldsChoice, TextSetting)) and (not each.optional or each.id in FIELDS):
            values[each.id] = FIELDS.get(each.id, "nilai")
    if values.get("CATEGORY") and method.id != "densitysurface":
        values.pop("VALUE", None)
    if method.id == "localjoincount":
        values["FIELD"] = "kategori"
    return values
