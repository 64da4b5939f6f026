"""``klaster-ir scale``: the methods that run in parts, with the options of their declarations and of the engine."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

import click

from ir_plugin.core.declaration import Algorithm, Note, Results
from ir_plugin.core.progress import Progress
from ir_plugin.core.texts import Text

HELP = Text(
    "Metode yang sama untuk data yang tidak muat di satu komputer: dibagi menurut tempat, dihitung oleh banyak "
    "pekerja, hasilnya sama. Masukan: berkas atau folder GeoParquet, atau layer dalam berkas lain; hasil baris: folder "
    "GeoParquet.",
    "The same methods for data beyond one machine: in parts by place, computed by many workers, with the same result. "
    "Input: a GeoParquet file or folder, or a layer in a file of another format; rows come out as a folder of "
    "GeoParquet.",
)
SCHEDULER = Text(
    "Alamat penjadwal Dask, misalnya tcp://10.0.0.1:8786; tanpa ini pekerja di komputer ini.",
    "Address of a Dask scheduler, such as tcp://10.0.0.1:8786; without it workers on this machine.",
)
WORKERS = Text("Banyaknya pekerja di komputer ini.", "Workers on this machine.")
MEMORY = Text("Memori setiap pekerja, misalnya 4GB.", "Memory of each worker, such as 4GB.")
ROWS = Text("Banyaknya baris setiap bagian, kira-kira.", "Rows of a part, about.")
KEEP = Text(
    "Simpan bagian yang selesai bila dihentikan, agar dapat dilanjutkan.",
    "Keep finished parts when stopped, so that the next start goes on.",
)
OPTIONS = (
    ("--scheduler", str, None, SCHEDULER),
    ("--workers", click.IntRange(1), None, WORKERS),
    ("--memory", str, None, MEMORY),
    ("--rows", click.IntRange(1000), 250_000, ROWS),
)


def scale_group(language: str, command_for: Callable[..., click.Command]) -> click.Group:
    """The group: each method is the command of one machine, with the engine's options and another way to run."""
    options = [
        click.Option(
            [flag], type=kind, default=default, show_default=default is not None, help=help.in_language(language)
        )
        for flag, kind, default, help in OPTIONS
    ]
    options.append(click.Option(["--keep-parts"], is_flag=True, help=KEEP.in_language(language)))
    return _Scale(
        "scale", lambda algorithm: command_for(algorithm, language, _run, options), help=HELP.in_language(language)
    )


class _Scale(click.Group):
    """Looks at the methods only when it is asked for one: Dask takes a while to import."""

    def __init__(self, name: str, command: Callable[[Algorithm], click.Command], **settings: Any) -> None:
        super().__init__(name, **settings)
        self._command = command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The ids of the methods."""
        return sorted(_algorithms())

    def get_command(self, ctx: click.Context, cmd_name: str) -> Optional[click.Command]:
        """The command of a method, None where there is no such method."""
        algorithm = _algorithms().get(cmd_name)
        return self._command(algorithm) if algorithm else None


def _algorithms() -> dict[str, Algorithm]:
    from .methods import SCALED

    return {each.algorithm.id: each.algorithm for each in SCALED}


def _run(
    algorithm: Algorithm,
    values: Mapping[str, Any],
    targets: Mapping[str, str],
    progress: Progress,
    language: str,
    say: Callable[[Note], None],
    scheduler: Optional[str],
    workers: Optional[int],
    memory: Optional[str],
    rows: int,
    keep_parts: bool,
) -> Results:
    """Runs a method in parts."""
    from .cluster import open_engine
    from .methods import SCALED
    from .running import run_scaled

    method = {each.algorithm.id: each for each in SCALED}[algorithm.id]
    with open_engine(scheduler, workers, memory) as engine:
        return run_scaled(method, engine, values, targets, rows, keep_parts, progress)
