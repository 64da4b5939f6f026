"""The methods in parts as algorithms of the command line: their own settings, and those of the workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping, Optional

from ir_plugin.core.declaration import Algorithm, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.parameters import Flag, NumberSetting, Parameter, TextSetting
from ir_plugin.core.progress import Progress
from ir_plugin.core.texts import Text

from . import SCALE
from .jobs import looked_at, run_job
from .methods import SCALED
from .partitions import ROWS
from .running import ScaledMethod

WORKERS: tuple[Parameter, ...] = (
    TextSetting(
        "SCHEDULER",
        Text("Penjadwal Dask", "Dask scheduler"),
        Text(
            "Alamat penjadwal Dask, misalnya tcp://10.0.0.1:8786; tanpa ini pekerja di komputer ini.",
            "Address of a Dask scheduler, such as tcp://10.0.0.1:8786; without it workers on this machine.",
        ),
        optional=True,
    ),
    NumberSetting(
        "WORKERS",
        Text("Banyaknya pekerja di komputer ini", "Workers on this machine"),
        optional=True,
        minimum=1,
        integer=True,
    ),
    TextSetting(
        "MEMORY",
        Text("Memori setiap pekerja", "Memory of each worker"),
        Text("Memori setiap pekerja, misalnya 4GB.", "Memory of each worker, such as 4GB."),
        optional=True,
    ),
    NumberSetting(
        "ROWS",
        Text("Banyaknya baris setiap bagian, kira-kira", "Rows of a part, about"),
        default=ROWS,
        minimum=1000,
        integer=True,
    ),
    Flag(
        "KEEP_PARTS",
        Text("Simpan bagian yang selesai", "Keep finished parts"),
        Text(
            "Simpan bagian yang selesai bila dihentikan, agar dapat dilanjutkan.",
            "Keep finished parts when stopped, so that the next start goes on.",
        ),
    ),
)


@dataclass(frozen=True)
class InParts(Algorithm):
    """A method with the settings of the workers; its id says so: ``scale densityclusters``."""

    method: ScaledMethod = field(kw_only=True)

    def problem(self, values: Mapping[str, Any]) -> Optional[Text]:
        """The first refusal, also of what only one machine can do."""
        return super().problem(values) or self.method.problem(values)


def _in_parts(method: ScaledMethod) -> InParts:
    of = method.algorithm
    return InParts(
        f"{SCALE} {of.id}",
        *(of.title, of.group, of.summary, of.help, (*of.parameters, *WORKERS), of.outputs, of.compute),
        method=method,
    )


IN_PARTS = tuple(map(_in_parts, SCALED))


def run_in_parts(
    algorithm: InParts, values: Mapping[str, Any], targets: Mapping[str, str], progress: Progress
) -> Results:
    """The results of a method in parts, its layers written; the workers start when nothing is wrong with the input."""
    refusal = algorithm.problem(values)
    if refusal:
        raise UserError(refusal)
    own = {each.id: values[each.id] for each in algorithm.method.algorithm.parameters}
    job = looked_at(algorithm.method, own, targets)
    from .cluster import open_engine  # with Dask, which takes a while to import

    workers = None if values["WORKERS"] is None else int(values["WORKERS"])
    with open_engine(values["SCHEDULER"], workers, values["MEMORY"]) as engine:
        return run_job(job, engine, int(values["ROWS"]), bool(values["KEEP_PARTS"]), progress)
