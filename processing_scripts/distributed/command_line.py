"""``klaster-ir scale``: the methods that run in parts."""

from __future__ import annotations

from typing import Any, Callable, Optional

import click

from ir_plugin.core.declaration import Algorithm
from ir_plugin.core.texts import Text

from ..click_words import usage
from . import SCALE

HELP = Text(
    "Metode yang sama untuk data yang tidak muat di satu komputer: dibagi menurut tempat, dihitung oleh banyak "
    "pekerja, hasilnya sama. Masukan: berkas atau folder GeoParquet, atau layer dalam berkas lain; hasil baris: folder "
    "GeoParquet.",
    "The same methods for data beyond one machine: in parts by place, computed by many workers, with the same result. "
    "Input: a GeoParquet file or folder, or a layer in a file of another format; rows come out as a folder of "
    "GeoParquet.",
)

SHORT = Text("Jalankan metode bagian demi bagian", "Run methods in parts")


def scale_group(language: str, command_for: Callable[[Algorithm, str], click.Command]) -> click.Group:
    """The group, in a language."""
    words = {"help": HELP.in_language(language), "short_help": SHORT.in_language(language), **usage(language)}
    return _Scale(SCALE, lambda algorithm: command_for(algorithm, language), **words)


class _Scale(click.Group):
    """Looks at the methods only when it is asked for one: geopandas takes a while to import."""

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
    from .in_parts import IN_PARTS

    return {each.method.algorithm.id: each for each in IN_PARTS}
