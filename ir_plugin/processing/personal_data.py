"""Which columns of a register's tables a result may not take along into another file."""

from __future__ import annotations

import os
from typing import Sequence

from qgis.core import QgsProviderRegistry

from ..core.declaration import Algorithm, Rows
from ..core.register.privacy import personal_columns
from .destinations import file_of
from .settings_reading import Given


def columns_left_out(declaration: Algorithm, given: Given) -> dict[str, Sequence[str]]:
    """The personal columns of the input, by the output whose rows would carry them out of the register."""
    outputs = [each for each in declaration.outputs if isinstance(each, Rows) and given.parameters.get(each.id)]
    found = {output.id: _personal(output, given) for output in outputs}
    return {output: columns for output, columns in found.items() if columns}


def _personal(output: Rows, given: Given) -> Sequence[str]:
    layer = given.algorithm.parameterAsVectorLayer(given.parameters, output.of, given.context)
    if layer is None:
        return ()
    source = QgsProviderRegistry.instance().decodeUri(layer.dataProvider().name(), layer.source())
    personal = personal_columns(source.get("layerName") or source.get("table") or "")
    target = file_of(given.parameters.get(output.id))
    if target and source.get("path") and os.path.exists(target) and os.path.samefile(target, source["path"]):
        return ()
    return [name for name in layer.fields().names() if name.lower() in personal]
