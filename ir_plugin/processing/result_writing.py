"""Results into layers: columns added to an input's rows, or layers of their own; all of them or none."""

from __future__ import annotations

import os
from contextlib import closing
from typing import Any, Iterable, Iterator, NamedTuple, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsWkbTypes,
)

from ..core.declaration import Column, LayerResult
from ..core.errors import UserError
from ..core.progress import Progress
from ..core.texts import Text, same
from ..qgis_support.crs_of_threads import with_definition
from ..qgis_support.layer_reading import STEP
from ..qgis_support.version_differences import make_field
from .destinations import UNWRITABLE, features_at, file_of, take_away
from .settings_reading import Given

WKB_TYPES = {
    "point": QgsWkbTypes.Type.Point,
    "line": QgsWkbTypes.Type.LineString,
    "polygon": QgsWkbTypes.Type.MultiPolygon,
    "none": QgsWkbTypes.Type.NoGeometry,
}
INCOMPLETE = Text(
    "tidak semua baris tersimpan; mungkin disk penuh atau berkas sedang disunting",
    "not all rows were stored; the disk may be full, or the file is being edited",
)
ROW_NUMBER = "ogc_fid"
"""What GDAL calls the row number of a view; elsewhere it would be a column like any other."""
PYTHON_TYPES = {"integer": int, "real": float, "text": str}


class Table(NamedTuple):
    """What a layer is to hold. ``count`` is how many features to expect."""

    fields: QgsFields
    wkb_type: QgsWkbTypes.Type
    crs: QgsCoordinateReferenceSystem
    features: Iterable[QgsFeature]
    count: int


class ResultLayers:
    """The layers that one run writes. Used in ``with``: where the run fails, whatever it has written is gone again."""

    def __init__(self, given: Given) -> None:
        self._given = given
        self._written: list[tuple[str, bool]] = []

    def __enter__(self) -> ResultLayers:
        return self

    def __exit__(self, failure: Optional[type], *_details: object) -> None:
        if failure is not None:
            for destination, existed in reversed(self._written):
                take_away(destination, existed, self._given.context)

    def write(self, output_id: str, table: Table, progress: Progress) -> str:
        """Writes a table to the destination that the parameter ``output_id`` names, and gives it as QGIS knows it."""
        path = file_of(self._given.parameters.get(output_id), self._given.context) or output_id
        existed = os.path.exists(path)
        sink = None
        count = 0
        try:
            sink, destination = self._sink(output_id, table)
            self._written.append((destination, existed))
            for count, feature in enumerate(table.features, start=1):
                if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                    raise UserError(UNWRITABLE, path=path, reason=same(sink.lastError()))
                if count % STEP == 0:
                    progress(min(count / table.count, 1.0))
        except QgsProcessingException as error:
            raise UserError(UNWRITABLE, path=path, reason=same(str(error))) from error
        finally:
            del sink  # closes the file, also while an exception still holds this frame
        if count != features_at(destination, otherwise=count):
            raise UserError(UNWRITABLE, path=path, reason=INCOMPLETE)
        progress(1.0)
        return destination

    def _sink(self, output_id: str, table: Table) -> tuple[QgsFeatureSink, str]:
        algorithm, parameters, context = self._given
        layout = (parameters, output_id, context, table.fields, table.wkb_type, table.crs)
        try:
            sink, destination = algorithm.parameterAsSink(*layout)
        except QgsProcessingException:
            # Into a GeoPackage that it also reads from, QGIS may create the table and then not find it, having kept
            # the old list of tables (native algorithms fail so too). Having failed, it looks again.
            sink, destination = algorithm.parameterAsSink(*layout)
        if sink is None:
            raise QgsProcessingException(algorithm.invalidSinkError(parameters, output_id))
        return sink, destination


def rows_table(
    source: QgsProcessingFeatureSource, ids: Sequence[int], result: LayerResult, left_out: Sequence[str] = ()
) -> Table:
    """The rows of a source without the fields ``left_out`` and with a result's columns behind; fields of the same name
    give way to them, and row numbers stay behind."""
    new = {name.lower() for name in (ROW_NUMBER, *left_out, *(column.name for column in result.columns))}
    fields = QgsFields(source.fields())
    replaced = [index for index, name in enumerate(fields.names()) if name.lower() in new][::-1]
    for index in replaced:
        fields.remove(index)
    _append(fields, result.columns)
    features = _extended(source, ids, replaced, _rows(result, len(ids)))
    return Table(fields, source.wkbType(), with_definition(source.sourceCrs()), features, len(ids))


def new_table(geometry: str, crs: QgsCoordinateReferenceSystem, result: LayerResult) -> Table:
    """A result as a layer of its own; ``geometry`` is that of the declared output."""
    count = max([len(result.wkb), *(len(result.values[column.name]) for column in result.columns)])
    fields = QgsFields()
    _append(fields, result.columns)
    return Table(fields, WKB_TYPES[geometry], crs, _made(result, count, geometry), count)


def _append(fields: QgsFields, columns: Sequence[Column]) -> None:
    for column in columns:
        fields.append(make_field(column.name, column.kind))


def _extended(
    source: QgsProcessingFeatureSource, ids: Sequence[int], replaced: Sequence[int], rows: Sequence[Sequence[Any]]
) -> Iterator[QgsFeature]:
    """The source's features once more, matched by id, for a second pass need not have the order of the first.

    ``replaced``: indices of the fields that give way, the last one first.
    """
    row_of = dict(zip(ids, rows))
    with closing(source.getFeatures()) as features:
        for feature in features:
            attributes = feature.attributes()
            for index in replaced:
                del attributes[index]
            attributes.extend(row_of[feature.id()])
            feature.setAttributes(attributes)
            yield feature


def _made(result: LayerResult, count: int, geometry: str) -> Iterator[QgsFeature]:
    for number, row in enumerate(_rows(result, count)):
        feature = QgsFeature()
        feature.setAttributes(list(row))
        if result.wkb and result.wkb[number]:
            shape = QgsGeometry()
            shape.fromWkb(result.wkb[number])
            if geometry == "polygon":
                shape.convertToMultiType()
            feature.setGeometry(shape)
        yield feature


def _rows(result: LayerResult, count: int) -> list[tuple[Any, ...]]:
    """The values row by row, as QGIS takes them: NULL is None, and no numpy types."""
    columns = [_plain_values(result.values[column.name], column.kind) for column in result.columns]
    return list(zip(*columns)) if columns else [()] * count


def _plain_values(values: Sequence[Any], kind: str) -> list[Any]:
    convert = PYTHON_TYPES[kind]
    plain = values.tolist() if hasattr(values, "tolist") else values
    return [None if value is None or value != value else convert(value) for value in plain]  # NaN differs from itself
