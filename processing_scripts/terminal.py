"""What a person sees of a run: progress and sentences on standard error, its end as an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import Callable, Iterator, NamedTuple

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from ir_plugin.core import progress as core
from ir_plugin.core.declaration import Note
from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import Text

from .stopping import NOTHING_WRITTEN, STOPPED

MENDABLE = 2
"""Exit code of what a person can mend. 0 is a result, 1 a mistake of the program, STOPPED a run that was stopped."""


class Sight(NamedTuple):
    """Where a run shows how far it is, and says its sentences."""

    progress: core.Progress
    say: Callable[[Note], None]


@contextmanager
def in_sight(label: str, language: str) -> Iterator[Sight]:
    """A bar on a terminal; elsewhere, as in the log of a schedule, a line with the label."""
    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal:
        click.echo(label, err=True)
        yield Sight(core.no_progress, lambda note: say(note, language))
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield Sight(
            lambda fraction: bar.update(task, total=1.0, completed=fraction),
            lambda note: console.print(_words(note, language)),
        )


def say(note: Note, language: str) -> None:
    """A sentence on standard error."""
    click.echo(_words(note, language), err=True)


@contextmanager
def exit_codes(language: str, stopped: Text = NOTHING_WRITTEN, reworded: Callable[[str], str] = str) -> Iterator[None]:
    """Ends the process with one sentence where a person can mend what is wrong, or has stopped the run."""
    try:
        yield
    except UserError as error:
        click.echo(reworded(error.sentence.in_language(language)), err=True)
        sys.exit(MENDABLE)
    except KeyboardInterrupt:
        click.echo(stopped.in_language(language), err=True)
        # what is still to be printed would wait for a reader that takes no more, such as a pager that nobody scrolls
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(STOPPED)


def _words(note: Note, language: str) -> str:
    return ("! " if note.warning else "") + note.sentence.in_language(language)
