"""The results of a run come onto the map."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Mapping, Optional

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ..cartography.styles import apply_theme, theme_of, theme_shown
from ..core.declaration import Algorithm, Output, Raster
from ..core.questions.result_titles import numbered, title_of_table
from ..core.run_record import RunRecord
from ..core.texts import Text
from ..processing.loaded_results import keep_record
from ..qgis_support.language import language
from ..register.results import add_result, fold_others, hide_businesses, is_filled, open_result
from .map_view import show_extent
from .workspace import Workspace

HIDDEN = Text(
    "Titik usaha disembunyikan agar peta hasil terlihat; tampilkan lagi di halaman Layer.",
    "The points of businesses are hidden, so that the result can be seen; show them again on the page Layers.",
)


def show_results(
    workspace: Workspace, algorithm: Algorithm, layers: Mapping[str, str], record: Optional[RunRecord]
) -> Iterator[float]:
    """Adds the layers of a run to the project, one in each step, with style, name and record; of filled ones the first
    is shown. It, else the first of all, is then the layer that is worked on, and the map shows all of it. Yields the
    share done, and ends where the register is closed meanwhile."""
    register, shown_filled = workspace.register, False
    main: Optional[QgsMapLayer] = None
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
        if main is None or (filled and not shown_filled):
            main = layer
        shown_filled = shown_filled or filled
        yield number / len(outputs)
    if main is not None:
        _work_on(workspace, main)


def show_file(workspace: Workspace, path: str, title: str) -> None:
    """Adds a layer of a file of its own, in the look that it has there, else in that of what it shows, to the results;
    it is the one that is seen."""
    layer = QgsVectorLayer(path, title, "ogr")
    if layer.isValid():
        theme = None if theme_shown(layer) else theme_of(layer)
        if theme is not None:
            apply_theme(layer, theme, language())
        add_result(workspace.project, layer, language())
        _work_on(workspace, layer)


def _work_on(workspace: Workspace, result: QgsMapLayer) -> None:
    """Nothing lies over the result on the map, and in the tree its legend is in sight."""
    workspace.window.setActiveLayer(result)
    fold_others(workspace.project, result)
    if is_filled(result) and hide_businesses(workspace.project):
        workspace.say(HIDDEN)
    if result.isSpatial() and not result.extent().isEmpty():
        show_extent(workspace.canvas, result.extent(), result.crs())


def title_of(output: Output, target: str) -> str:
    """What a result is called, with the number that its table or file has."""
    number = Path(target).stem.rpartition("_")[2]
    label = numbered(output.label, number) if number.isdigit() else output.label
    return (title_of_table(target) or label).in_language(language())


def _opened(register: Path, output: Output, target: str) -> QgsMapLayer:
    title = title_of(output, target)
    return QgsRasterLayer(target, title) if isinstance(output, Raster) else open_result(register, target, title)
