"""What an algorithm offers: its inputs, settings, outputs, words and computation, declared once.

Dialogs, the command line, help, refusals, result fields and tests are all derived from an ``Algorithm``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Mapping, Optional, Tuple

import numpy as np

from .classes import Theme
from .documents import Document
from .geometry_engine import GeometryEngine
from .parameters import FieldChoice, FieldsChoice, FileOutput, Parameter
from .photo_engine import PhotoEngine
from .progress import Progress, no_progress
from .run_record import RunRecord
from .texts import Text, same


@dataclass(frozen=True)
class Column:
    """One field of a result. ``kind``: "integer", "real" or "text"."""

    name: str
    kind: str
    label: Text
    meaning: Text = Text("", "")


@dataclass(frozen=True)
class Output:
    """A result by id."""

    id: str
    label: Text


@dataclass(frozen=True)
class Rows(Output):
    """The rows of the input layer ``of``, each with these columns added, in the input's order."""

    of: str
    columns: Tuple[Column, ...]
    theme: Optional[Theme] = None


@dataclass(frozen=True)
class NewLayer(Output):
    """A layer made by the computation, EPSG:4326 unless ``crs_of`` names an input whose CRS it shares.

    geometry: "point", "line", "polygon" or "none" (a table). The columns may depend on the data: the result carries
    them.
    """

    geometry: str
    theme: Optional[Theme] = None
    crs_of: str = ""
    optional: bool = False


@dataclass(frozen=True)
class Raster(Output):
    """A grid of numbers in the CRS of the input ``crs_of``."""

    crs_of: str
    theme: Optional[Theme] = None


@dataclass(frozen=True)
class Page(Output):
    """A page to read, with tables and charts; always optional."""


@dataclass(frozen=True)
class TextFile(Output):
    """A text in a format that other programs read, such as GAL; always optional. extension: without the dot."""

    extension: str


@dataclass(frozen=True)
class Number(Output):
    """A number."""


@dataclass(frozen=True)
class String(Output):
    """A text, such as the path of a register or a run record as JSON."""


RECORD = String("RECORD", Text("Catatan jalan", "Run record"))
"""The record of a run, as JSON."""


@dataclass(frozen=True)
class LayerResult:
    """What a computation gives for a Rows or NewLayer output.

    values: one sequence per column, in row order; None or NaN is written as NULL. wkb: only for NewLayer.
    """

    columns: Tuple[Column, ...]
    values: Mapping[str, Any]
    wkb: Tuple[bytes, ...] = ()


@dataclass(frozen=True)
class RasterResult:
    """values: float64 (rows, columns), the northernmost row first, NaN for no data. left, top: the outer corner of the
    grid, width, height: of one cell, all in the units of the CRS."""

    values: np.ndarray
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Note:
    """A sentence for the log: a plain message, or a warning."""

    sentence: Text
    warning: bool = False


@dataclass(frozen=True)
class Results:
    """Everything that one run gives, by output id. files: what makes the text of each TextFile, should it be wanted."""

    layers: Mapping[str, LayerResult] = field(default_factory=dict)
    rasters: Mapping[str, RasterResult] = field(default_factory=dict)
    pages: Mapping[str, Document] = field(default_factory=dict)
    files: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    strings: Mapping[str, str] = field(default_factory=dict)
    notes: Tuple[Note, ...] = ()
    record: Optional[RunRecord] = None


def _unheard(note: Note) -> None:
    """A note that nobody reads before the run has ended."""


@dataclass(frozen=True)
class Context:
    """What a face lends to a computation. ``say`` brings a note before the person while the run goes on: warnings
    that would make one stop it are said before the long work begins. ``label`` puts the name of a field into words."""

    progress: Progress = no_progress
    geometry: Optional[GeometryEngine] = None
    photos: Optional[PhotoEngine] = None
    language: str = "id"
    say: Callable[[Note], None] = _unheard
    label: Callable[[str], Text] = same


Compute = Callable[[Mapping[str, Any], Context], Results]


@dataclass(frozen=True)
class Group:
    """A heading of the toolbox."""

    id: str
    title: Text


@dataclass(frozen=True)
class Guide:
    """What the help page of a method teaches: when to use it, when not to and what to use instead, how to read what
    comes out."""

    use: Text
    avoid: Text
    reading: Text


@dataclass(frozen=True)
class Algorithm:
    """One algorithm of the toolbox, of qgis_process and of the command line.

    compute(values, context) receives every parameter by id: layers as Layer, workbooks as a list of Sheet, files as
    paths, choices as codes, distances in metres, unset optional ones as None. It raises UserError for what a person
    can fix. ``compute`` is None where the algorithm needs QGIS; the QGIS face then brings its own. ``qgis_formats``:
    endings of files to write, without dots, that only QGIS makes although there is a compute.
    """

    id: str
    title: Text
    group: Group
    summary: Text
    help: Text
    parameters: Tuple[Parameter, ...]
    outputs: Tuple[Output, ...]
    compute: Optional[Compute] = None
    guide: Optional[Guide] = None
    tags: Tuple[str, ...] = ()
    references: Tuple[str, ...] = ()
    qgis_formats: Tuple[str, ...] = ()

    def needs_qgis(self, values: Mapping[str, Any]) -> bool:
        """Whether only QGIS can run it with these settings."""
        endings = tuple(f".{each}" for each in self.qgis_formats)
        written = [str(values.get(each.id)).lower() for each in self.parameters if isinstance(each, FileOutput)]
        return self.compute is None or any(path.endswith(endings) for path in written if endings)

    def parameter(self, parameter_id: str) -> Parameter:
        """The parameter with this id; KeyError where there is none."""
        return {each.id: each for each in self.parameters}[parameter_id]

    def fields_of(self, layer_id: str, values: Mapping[str, Any]) -> list[str]:
        """The fields of a layer parameter that the settings name, each once."""
        named: list[str] = []
        for each in self.parameters:
            if isinstance(each, (FieldChoice, FieldsChoice)) and each.of == layer_id and values.get(each.id):
                given = values[each.id]
                named += [given] if isinstance(each, FieldChoice) else given
        return list(dict.fromkeys(named))

    def problem(self, values: Mapping[str, Any]) -> Optional[Text]:
        """The first refusal of the given settings, or None; settings that are missing are not judged."""
        for parameter in self.parameters:
            if parameter.id in values:
                found = parameter.problem(values[parameter.id])
                if found:
                    return found
        return None
