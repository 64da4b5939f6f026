"""QGIS for the whole run of the tests, and its end without a crash."""

from __future__ import annotations

import gc
from typing import Iterator

import pytest
from qgis.core import QgsProcessingContext, QgsVectorLayer
from qgis.PyQt import sip


@pytest.fixture(scope="session", autouse=True)
def _nothing_outlives_qgis(qgis_app: object) -> Iterator[None]:
    """Takes away the layers that are still there at the end.

    QGIS never lets go of a QgsProcessingException that comes out of an algorithm, and so of the frames behind it, down
    to the test. Their layers would close their files after QGIS has gone, which crashes the interpreter.
    """
    yield
    gc.collect()
    for each in gc.get_objects():
        if isinstance(each, QgsProcessingContext) and not sip.isdeleted(each):
            each.temporaryLayerStore().removeAllMapLayers()
    for each in gc.get_objects():
        if isinstance(each, QgsVectorLayer) and not sip.isdeleted(each) and sip.ispyowned(each):
            sip.delete(each)
