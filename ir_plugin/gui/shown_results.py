"""The results of a run come onto the map."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Iterator, Mapping, Optional

from qgis.core import QgsCoordinateTransform, QgsMapLayer, QgsRasterLayer
from qgis.gui import QgsMapCanvas

from ..core.declaration import Algorithm, Output, Raster
from ..core.run_record import RunRecord
from ..core.texts import Text
from ..processing.loaded_results import keep_record
from ..qgis_support.language import language
from ..register.results import add_result, is_filled, open_result

if TYPE_CHECKING:
    from .workspace import Workspace

NUMBERED = Text("{label} ({number})", "{label} ({number})")


def show_results(
    workspace: Workspace, algorithm: Algorithm, layers: Mapping[str, str], record: Optional[RunRecord]
) -> Iterator[float]:
    """Adds the layers of a run to the project, one in each step, with style, name and record; of filled ones the first
    is shown. Yields the share done, and ends where the register is closed meanwhile."""
    register, shown_filled = workspace.register, False
    outputs = [each for each in algorithm.outputs if each.id in layers]
    for number, output in enumerate(outputs, start=1):
        if register is None or workspace.register != register:
            return
        layer = _opened(register, output, layers[output.id])
        if not layer.isValid():
            continue
        if record is not None:
            keep_record(layer, record, language())
        filled = is_filled(layer)
        add_result(workspace.project, layer, language(), visible=not (filled and shown_filled))
        shown_filled = shown_filled or filled
        zoom_if_needed(workspace.canvas, layer)
        yield number / len(outputs)


def title_of(output: Output, target: str) -> str:
    """The label of an output, with the number that its table or file has."""
    label, number = output.label.in_language(language()), Path(target).stem.rpartition("_")[2]
    return NUMBERED.format(label=label, number=number).in_language(language()) if number.isdigit() else label


def zoom_if_needed(canvas: QgsMapCanvas, layer: QgsMapLayer) -> None:
    """Moves the map only where it shows nothing of the layer."""
    if not layer.isSpatial() or layer.extent().isEmpty():
        return
    transform = QgsCoordinateTransform(
        layer.crs(), canvas.mapSettings().destinationCrs(), canvas.mapSettings().transformContext()
    )
    extent = transform.transformBoundingBox(layer.extent())
    if not canvas.extent().intersects(extent):
        canvas.setExtent(extent)
        canvas.refresh()


def _opened(register: Path, output: Output, target: str) -> QgsMapLayer:
    title = title_of(output, target)
    return QgsRasterLayer(target, title) if isinstance(output, Raster) else open_result(register, target, title)
