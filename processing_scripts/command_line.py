"""The command line, derived from the declared algorithms: one verb each, under the same ids as in QGIS."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Optional

import click

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, Results
from ir_plugin.core.texts import LANGUAGES, Text

from .arguments import has_language, language_option, parameters_of, targets_of, with_flags
from .click_words import OPTIONS, speak, usage
from .distributed.command_line import scale_group
from .pipeline_command import pipeline_command
from .stopping import NOTHING_WRITTEN, STOPPED, default_language, interrupt_when_stopped
from .terminal import MENDABLE, exit_codes, in_sight, say

HELP = Text(
    "Algoritma Klaster IR di baris perintah: satu perintah untuk setiap algoritma, dengan nama yang sama seperti di "
    "QGIS. Layer di dalam berkas ditulis berkas.gpkg|layername=nama, tabel PostGIS "
    "PG:dbname=nama|layername=skema.tabel. Bahasa: --language id atau --language en di mana saja.",
    "The algorithms of Klaster IR on a command line: one command for each, under the same name as in QGIS. A layer in "
    "a file is written file.gpkg|layername=name, a table of PostGIS PG:dbname=name|layername=schema.table. Language: "
    "--language id or --language en anywhere.",
)
WRITTEN = Text("Dihentikan; hasilnya sudah ditulis.", "Stopped; the result has been written.")
SCRIPT, MODULE = "klaster-ir", "python -m processing_scripts"
COMPLETION = "_KLASTER_IR_COMPLETE"
"""The variable by which a shell asks for completion."""


def command_for(algorithm: Algorithm, language: str) -> click.Command:
    """The verb of one algorithm: the last word of its id."""

    def call(**given: Any) -> None:
        as_json, project = given.pop("json"), given.pop("project", None)
        values = {name.upper(): value for name, value in given.items()}
        _execute(algorithm, values, language, as_json, project)

    return click.Command(
        algorithm.id.split()[-1],
        params=parameters_of(algorithm, language),
        callback=call,
        help=f"{algorithm.summary.in_language(language)}\n\n{algorithm.help.in_language(language)}",
        short_help=algorithm.title.in_language(language),
        options_metavar=OPTIONS.in_language(language),
    )


def command_line(language: str) -> click.Group:
    """All verbs in one group, in the given language."""
    commands: dict[str, click.Command] = {each.id: command_for(each, language) for each in ALGORITHMS}
    commands["pipeline"] = pipeline_command(language)
    commands["scale"] = scale_group(language, command_for)
    words: dict[str, Any] = {"help": HELP.in_language(language), **usage(language)}
    return click.Group(SCRIPT, commands=commands, params=[language_option(language)], **words)


def main() -> None:
    """Runs the command line. Exit code 0; 1 for a mistake of the program, with its traceback; 2 for what a person can
    fix; 130 when stopped, by Control-C or by SIGTERM."""
    language, arguments = _spoken(sys.argv[1:])
    if language not in LANGUAGES:
        click.echo(f"--language: {' | '.join(LANGUAGES)}", err=True)
        sys.exit(MENDABLE)
    speak(language)
    name = MODULE if Path(sys.argv[0]).name == "__main__.py" else SCRIPT
    commands = command_line(language)
    try:
        interrupt_when_stopped()
        code = commands.main(arguments, prog_name=name, complete_var=COMPLETION, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = MENDABLE
    except (click.Abort, KeyboardInterrupt):  # stopped before the run began
        click.echo(NOTHING_WRITTEN.in_language(language), err=True)
        code = STOPPED
    sys.exit(code)


def _spoken(arguments: list[str]) -> tuple[str, list[str]]:
    """The language of the sentences, and the arguments without it. Behind a verb whose documents have a language of
    their own it is that."""
    own = {each.id for each in ALGORITHMS if has_language(each)}
    end = next((place for place, word in enumerate(arguments) if word in own), len(arguments))
    if "--language" not in arguments[: min(end, len(arguments) - 1)]:
        return default_language(), arguments
    place = arguments.index("--language")
    return arguments[place + 1], [*arguments[:place], *arguments[place + 2 :]]


def _execute(algorithm: Algorithm, given: dict[str, Any], language: str, as_json: bool, project: Optional[str]) -> None:
    with exit_codes(language, reworded=lambda sentence: as_typed(sentence, algorithm)):
        targets = targets_of(algorithm, given)
        values = {each.id: given[each.id] for each in algorithm.parameters}
        with in_sight(algorithm.id, language) as sight:
            from .doors import run_anywhere  # with geopandas, for which completion must not wait

            results = run_anywhere(algorithm, values, targets, sight.progress, language, sight.say, project)
    with exit_codes(language, stopped=WRITTEN):
        _report(results, language, as_json)


def as_typed(sentence: str, algorithm: Algorithm) -> str:
    """With the options of the algorithm, and of those that the sentence advises, as they are typed here."""
    for each in (algorithm, *(other for other in ALGORITHMS if f"({other.id})" in sentence)):
        sentence = with_flags(sentence, each)
    return sentence


def _report(results: Results, language: str, as_json: bool) -> None:
    for note in results.notes:
        say(note, language)
    values: dict[str, Any] = {**results.numbers, **results.strings}
    if results.record is not None:
        values["RECORD"] = json.loads(results.record.to_json())
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for name, number in results.numbers.items():
        click.echo(f"{name}: {number:g}")
