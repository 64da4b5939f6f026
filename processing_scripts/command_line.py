"""The command line, derived from the declared algorithms: one verb each, under the same ids as in QGIS."""

from __future__ import annotations

import json
import locale
import sys
from functools import partial
from typing import Any, Callable, Sequence

import click

from ir_plugin.core import parameters as kinds
from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, NewLayer, Note, Page, Raster, Results, Rows, TextFile
from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import LANGUAGES, Text

from .distributed.command_line import scale_group
from .running import run

FILES = (
    *(kinds.LayerInput, kinds.WorkbookInput, kinds.RegisterInput, kinds.FileOutput),
    *(kinds.FolderInput, kinds.FolderOutput),
)
TARGETS = (Rows, NewLayer, Raster, Page, TextFile)
NEEDS_QGIS = Text(
    "{id} memerlukan QGIS; jalankan: qgis_process run ir:{id} {parameters}",
    "{id} needs QGIS; run: qgis_process run ir:{id} {parameters}",
)

HELP = Text(
    "Algoritma Klaster IR tanpa QGIS: satu perintah untuk setiap algoritma, dengan nama yang sama seperti di QGIS. "
    "Layer di dalam berkas ditulis berkas.gpkg|layername=nama. Bahasa: --language id atau --language en di mana saja.",
    "The algorithms of Klaster IR without QGIS: one command for each, under the same name as in QGIS. A layer in a "
    "file is written file.gpkg|layername=name. Language: --language id or --language en anywhere.",
)
STOPPED = Text("Dihentikan; tidak ada hasil yang ditulis.", "Stopped; no result has been written.")
AS_JSON = Text("Angka dan teks sebagai JSON di keluaran standar.", "Numbers and texts as JSON on standard output.")


def default_language() -> str:
    """ "id" on an Indonesian system, else "en"."""
    return "id" if (locale.getlocale()[0] or "").lower().startswith(("id", "indonesian")) else "en"


def command_for(
    algorithm: Algorithm, language: str, run: Callable[..., Results] = run, options: Sequence[click.Option] = ()
) -> click.Command:
    """The verb of one algorithm: files as arguments in declared order, everything else as options.

    run: how it is run, with the values of further ``options`` by name.
    """

    def call(**given: Any) -> None:
        as_json, further = given.pop("json"), {str(each.name): given.pop(str(each.name)) for each in options}
        values = {name.upper(): value for name, value in given.items()}
        _execute(algorithm, values, language, as_json, partial(run, **further))

    return click.Command(
        algorithm.id,
        params=[*_inputs(algorithm, language), *_targets(algorithm, language), *options, _json_option(language)],
        callback=call if algorithm.compute else _refer_to_qgis(algorithm, language),
        help=f"{algorithm.summary.in_language(language)}\n\n{algorithm.help.in_language(language)}",
        short_help=algorithm.title.in_language(language),
        context_settings={} if algorithm.compute else {"ignore_unknown_options": True, "allow_extra_args": True},
    )


def command_line(language: str) -> click.Group:
    """All verbs in one group, in the given language."""
    commands: dict[str, click.Command] = {each.id: command_for(each, language) for each in ALGORITHMS}
    commands["scale"] = scale_group(language, command_for)
    return click.Group("klaster-ir", commands=commands, help=HELP.in_language(language))


def main() -> None:
    """Runs the command line. Exit code 0, or 2 for what a person can fix, 130 when stopped."""
    arguments = sys.argv[1:]
    language = default_language()
    if "--language" in arguments[:-1]:
        place = arguments.index("--language")
        language = arguments[place + 1]
        del arguments[place : place + 2]
    if language not in LANGUAGES:
        raise SystemExit(f"--language: {' | '.join(LANGUAGES)}")
    command_line(language).main(arguments, prog_name="python -m processing_scripts")


def _inputs(algorithm: Algorithm, language: str) -> list[click.Parameter]:
    if algorithm.compute is None:
        return []
    arguments = [
        click.Argument([each.id.lower()], required=not each.optional)
        for each in algorithm.parameters
        if _is_argument(each)
    ]
    options = [_option(each, language) for each in algorithm.parameters if not _is_argument(each)]
    return [*arguments, *options]


def _is_argument(parameter: kinds.Parameter) -> bool:
    """An optional workbook too: where it is left out another parameter says what to read."""
    return isinstance(parameter, FILES) and (not parameter.optional or isinstance(parameter, kinds.WorkbookInput))


def _targets(algorithm: Algorithm, language: str) -> list[click.Parameter]:
    if algorithm.compute is None:
        return []
    return [
        click.Option([_flag(each.id)], help=each.label.in_language(language))
        if isinstance(each, (Page, TextFile)) or (isinstance(each, NewLayer) and each.optional)
        else click.Argument([each.id.lower()])
        for each in algorithm.outputs
        if isinstance(each, TARGETS)
    ]


def _option(parameter: kinds.Parameter, language: str) -> click.Option:
    words = parameter.help.in_language(language) or parameter.label.in_language(language)
    flag = _flag(parameter.id)
    if isinstance(parameter, kinds.Flag):
        return click.Option([f"{flag}/--no-{flag[2:]}"], default=parameter.default, show_default=True, help=words)
    return click.Option(
        [flag],
        type=_type_of(parameter),
        multiple=isinstance(parameter, (kinds.Choices, kinds.FieldsChoice)),
        default=getattr(parameter, "default", None),
        required=_must_be_given(parameter),
        show_default=True,
        help=words,
    )


def _must_be_given(parameter: kinds.Parameter) -> bool:
    return not parameter.optional and getattr(parameter, "default", None) is None


def _type_of(parameter: kinds.Parameter) -> Any:
    if isinstance(parameter, (kinds.Choice, kinds.Choices)):
        return click.Choice([option.code for option in parameter.options])
    if isinstance(parameter, kinds.NumberSetting):
        return int if parameter.integer else float
    return str


def _flag(parameter_id: str) -> str:
    return "--" + parameter_id.lower().replace("_", "-")


def _with_flags(sentence: str, algorithm: Algorithm) -> str:
    """A sentence of the core with its options as they are typed here: (PERIOD) is (--period)."""
    for each in algorithm.parameters:
        if not _is_argument(each):
            sentence = sentence.replace(f"({each.id})", f"({_flag(each.id)})")
    return sentence


def _json_option(language: str) -> click.Option:
    return click.Option(["--json"], is_flag=True, help=AS_JSON.in_language(language))


def _execute(
    algorithm: Algorithm, given: dict[str, Any], language: str, as_json: bool, run: Callable[..., Results]
) -> None:
    outputs = {each.id for each in algorithm.outputs if isinstance(each, TARGETS)}
    targets = {output: given.pop(output) for output in outputs & set(given)}
    targets = {output: place for output, place in targets.items() if place}
    try:
        with click.progressbar(length=1000, file=sys.stderr, label=algorithm.id) as bar:
            results = run(
                algorithm,
                given,
                targets,
                lambda fraction: bar.update(int(fraction * 1000) - bar.pos),
                language,
                lambda note: _say(note, language),
            )
    except UserError as error:
        click.echo(_with_flags(error.sentence.in_language(language), algorithm), err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo(STOPPED.in_language(language), err=True)
        sys.exit(130)
    _report(results, language, as_json)


def _report(results: Results, language: str, as_json: bool) -> None:
    for note in results.notes:
        _say(note, language)
    values: dict[str, Any] = {**results.numbers, **results.strings}
    if results.record is not None:
        values["RECORD"] = json.loads(results.record.to_json())
    if as_json:
        click.echo(json.dumps(values, ensure_ascii=False))
        return
    for name, number in results.numbers.items():
        click.echo(f"{name}: {number:g}")


def _say(note: Note, language: str) -> None:
    click.echo(("! " if note.warning else "") + note.sentence.in_language(language), err=True)


def _refer_to_qgis(algorithm: Algorithm, language: str) -> Callable[..., None]:
    def refer(**_given: Any) -> None:
        words = " ".join(f"--{each.id}=..." for each in algorithm.parameters if _must_be_given(each))
        sentence = NEEDS_QGIS.format(id=algorithm.id, parameters=words)
        click.echo(sentence.in_language(language), err=True)
        sys.exit(2)

    return refer
