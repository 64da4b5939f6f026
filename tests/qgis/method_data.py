"""Villages and businesses that every method can work on, with a missing value and a warm corner."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorFileWriter, QgsVectorLayer

SIDE = 8


def square(number: int) -> bytes:
    x, y, step = 106.0 + number % SIDE * 0.01, -2.0 + number // SIDE * 0.01, 0.01
    ring = [(x, y), (x + step, y), (x + step, y + step), (x, y + step), (x, y)]
    return struct.pack("<BIII", 1, 3, 1, 5) + b"".join(struct.pack("<2d", *corner) for corner in ring)


def village(number: int) -> tuple[Any, ...]:
    warm = number % SIDE < 3 and number < 3 * SIDE
    value = None if number == 50 else 7 * number % 5 + 9 * warm
    coast = "pesisir" if warm or number % 7 == 0 else "daratan"
    return f"D{number:02d}", f"Desa {number}", value, 40 + 11 * number % 23, coast


def business(number: int) -> tuple[Any, ...]:
    at = number % 11 if number % 3 else number % SIDE**2
    product = ("getas", "kerupuk", "batik")[number * number % 7 % 3]
    return f"D{at:02d}", product, ("P", "L", "P", None)[number % 4], 1 + number % 6


def place(number: int) -> bytes:
    at = int(business(number)[0][1:])
    x, y = 106.005 + at % SIDE * 0.01, -1.995 + at // SIDE * 0.01
    return struct.pack("<BI2d", 1, 1, x + 0.0007 * (number % 9 - 4), y + 0.0005 * (number % 13 - 6))


def write_data(path: Path) -> None:
    """A GeoPackage with the layers desa and usaha."""
    villages = (
        "Polygon",
        "kode:string&field=nama:string&field=nilai:integer&field=populasi:integer&field=jenis:string",
    )
    businesses = ("Point", "kode_desa:string&field=produk:string&field=kelamin:string&field=pekerja:integer")
    tables = {
        "desa": (villages, [village(number) for number in range(SIDE**2)], square),
        "usaha": (businesses, [business(number) for number in range(240)], place),
    }
    for name, ((kind, fields), rows, shape) in tables.items():
        layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326&field={fields}", name, "memory")
        features = []
        for number, attributes in enumerate(rows):
            feature, geometry = QgsFeature(layer.fields()), QgsGeometry()
            feature.setAttributes(list(attributes))
            geometry.fromWkb(shape(number))
            feature.setGeometry(geometry)
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = name
        if path.exists():
            options.actionOnExistingFile = QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        context = QgsProject.instance().transformContext()
        assert not QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[0]
