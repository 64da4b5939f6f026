"""What a method in parts is, and what it works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Collection, Mapping, Optional, Sequence

from ir_plugin.core.declaration import Algorithm, Results
from ir_plugin.core.progress import Progress, no_progress
from ir_plugin.core.texts import Text

from .geoparquet import Source
from .part_files import Task
from .partitions import Partitions

if TYPE_CHECKING:  # brings Dask with it
    from .cluster import Engine

RESULT = "result"


@dataclass(frozen=True)
class Run:
    """What a method in parts works with. source: INPUT; digest: what tells whether it is the same; laid_out: its rows
    by place, if the method asks for that. values: parameters by id, INPUT being a path and other layers Layers. wanted:
    ids of the outputs that go to files. folder: of the files of the run, which workers see too."""

    engine: Engine
    source: Source
    digest: str
    laid_out: Optional[Partitions]
    values: Mapping[str, Any]
    wanted: Collection[str]
    folder: Path

    @property
    def partitions(self) -> Partitions:
        """The rows of INPUT by place."""
        if self.laid_out is None:
            raise ValueError("this method did not ask for parts by place")
        return self.laid_out

    @property
    def numbers(self) -> range:
        """The numbers of the parts."""
        return range(len(self.partitions))

    def step(
        self, name: str, task: Task, arguments: Sequence[Sequence[Any]], progress: Progress = no_progress
    ) -> list[dict[str, Any]]:
        """Makes ``name/00000.arrow`` and so on by the task, and gives their facts; what exists is used again."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        paths = [step_path(folder, number) for number in range(len(arguments))]
        return self.engine.parts(paths, task, arguments, progress)

    def result(
        self, task: Task, arguments: Sequence[Sequence[Any]], progress: Progress = no_progress
    ) -> list[dict[str, Any]]:
        """Makes the GeoParquet parts of the Rows output by the task, and gives their facts."""
        folder = self.folder / RESULT
        folder.mkdir(exist_ok=True)
        paths = [folder / f"part-{number:05}.parquet" for number in range(len(arguments))]
        return self.engine.parts(paths, task, arguments, progress)


def step_path(folder: Path, number: int) -> Path:
    """The file that a step made of a part."""
    return folder / f"{number:05}.arrow"


@dataclass(frozen=True)
class ScaledMethod:
    """A method in parts: the declaration of one machine, and how it is computed on many.

    compute(run, progress) writes the Rows output by ``run.result`` and gives all else, such as small layers.
    problem(values): what cannot be done in parts, or None. by_place: whether it needs the rows laid out.
    """

    algorithm: Algorithm
    compute: Callable[[Run, Progress], Results]
    problem: Callable[[Mapping[str, Any]], Optional[Text]] = lambda values: None
    by_place: bool = True

    def refusal(self, values: Mapping[str, Any]) -> Optional[Text]:
        """Why these settings cannot be used, or None."""
        return self.algorithm.problem(values) or self.problem(values)
