"""Run by test_refusals: writes more than this process may, and prints what the algorithm says."""

from __future__ import annotations

import resource
import sys

from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsVectorLayer,
)

sys.path.insert(0, ".")

from ir_plugin.processing.declared_algorithm import DeclaredAlgorithm
from ir_plugin.qgis_support.language import set_language
from tests.qgis.processing.standard_scores import STANDARD_SCORES

LIMIT_BYTES = 200_000


def main(folder: str) -> None:
    application = QgsApplication([], False)
    application.initQgis()
    set_language("en")
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:32748&field=n:integer", "petak", "memory")
    features = []
    for number in range(3000):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number])
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(number, 0, number + 1, 1)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    parameters = {"INPUT": layer, "FIELD": "n", "OUTPUT": f"{folder}/skor.gpkg"}
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))
    try:
        algorithm = DeclaredAlgorithm(STANDARD_SCORES).create()
        algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    except QgsProcessingException as error:
        print(error)
    set_language("")


main(sys.argv[1])
