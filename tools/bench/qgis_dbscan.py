"""QGIS's own DBSCAN, in the QGIS environment: one run of the algorithm for each line on standard input.

Arguments: a file of points (numpy, (n, 2)), the distance, the minimum. Each answer is a line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from qgis.core import Qgis, QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

from headless_qgis import headless_qgis


def main(points_file: str, distance: str, minimum: str) -> None:
    """Answers with the seconds and clusters of each run, from a layer in memory to one in memory."""
    with headless_qgis():
        import processing

        layer = _layer(np.load(points_file))
        settings = {"INPUT": layer, "MIN_SIZE": int(minimum), "EPS": float(distance), "OUTPUT": "TEMPORARY_OUTPUT"}
        for _line in sys.stdin:
            start = time.perf_counter()
            result = processing.run("native:dbscanclustering", settings)
            seconds = time.perf_counter() - start
            answer = {"seconds": seconds, "clusters": result["NUM_CLUSTERS"], "qgis": Qgis.QGIS_VERSION}
            print(json.dumps(answer), flush=True)
            del result
        del layer, settings


def _layer(points: np.ndarray) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:32748", "points", "memory")
    features = []
    for x, y in points.tolist():
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


if __name__ == "__main__":
    main(*sys.argv[1:])
