"""What is typed behind a verb, derived from the declaration: files as arguments in their order, the rest as options."""

from __future__ import annotations

from typing import Any, Mapping

import click

from ir_plugin.core import parameters as kinds
from ir_plugin.core.declaration import Algorithm, NewLayer, Page, Raster, Rows, TextFile
from ir_plugin.core.texts import LANGUAGES, Text

FILES = (
    *(kinds.LayerInput, kinds.WorkbookInput, kinds.RegisterInput, kinds.FileOutput),
    *(kinds.FolderInput, kinds.FolderOutput),
)
SEVERAL = (kinds.Choices, kinds.FieldsChoice, kinds.LayersInput)
TARGETS = (Rows, NewLayer, Raster, Page, TextFile)
PLACE = click.Path()
"""Whatever names a file, so that shells complete it."""

AS_JSON = Text("Angka dan teks sebagai JSON di keluaran standar.", "Numbers and texts as JSON on standard output.")
IN_LANGUAGE = Text("Bahasa kalimat dan hasil.", "Language of sentences and results.")
PROJECT = Text(
    "Proyek QGIS; layer lalu disebut dengan namanya di situ dan digambar dengan gayanya.",
    "A QGIS project; layers are then named as they are called there, and drawn in its style.",
)


def parameters_of(algorithm: Algorithm, language: str) -> list[click.Parameter]:
    """The arguments and options of one algorithm."""
    arguments = [_argument(each, language) for each in algorithm.parameters if is_argument(each)]
    options = [_option(each, language) for each in algorithm.parameters if not is_argument(each)]
    own = [*arguments, *options, *_targets(algorithm, language)]
    if draws_layers(algorithm):
        own.append(click.Option(["--project"], type=PLACE, help=PROJECT.in_language(language)))
    return [*own, json_option(language), *(() if has_language(algorithm) else (language_option(language),))]


def has_language(algorithm: Algorithm) -> bool:
    """Whether ``--language`` behind the verb is a setting of its own: that of a document."""
    return any(each.id == "LANGUAGE" for each in algorithm.parameters)


def draws_layers(algorithm: Algorithm) -> bool:
    """Whether it takes layers as a project styles them."""
    return any(isinstance(each, kinds.LayersInput) for each in algorithm.parameters)


def is_argument(parameter: kinds.Parameter) -> bool:
    """An optional workbook too: where it is left out another parameter says what to read."""
    return isinstance(parameter, FILES) and (not parameter.optional or isinstance(parameter, kinds.WorkbookInput))


def targets_of(algorithm: Algorithm, given: Mapping[str, Any]) -> dict[str, str]:
    """Where each result goes that is wanted as a file, by output id."""
    outputs = [each.id for each in algorithm.outputs if isinstance(each, TARGETS)]
    return {output: given[output] for output in outputs if given.get(output)}


def flag_of(parameter_id: str) -> str:
    """``MIN_SIZE`` as it is typed: ``--min-size``."""
    return "--" + parameter_id.lower().replace("_", "-")


def with_flags(sentence: str, algorithm: Algorithm) -> str:
    """A sentence of the core with its options as they are typed here: (PERIOD) is (--period)."""
    for each in algorithm.parameters:
        if not is_argument(each):
            sentence = sentence.replace(f"({each.id})", f"({flag_of(each.id)})")
    return sentence


def json_option(language: str) -> click.Option:
    """``--json``."""
    return click.Option(["--json"], is_flag=True, help=AS_JSON.in_language(language))


def language_option(language: str) -> click.Option:
    """``--language``, which is read before all else and stands here for help and completion."""
    words = IN_LANGUAGE.in_language(language)
    return click.Option(["--language"], type=click.Choice(LANGUAGES), expose_value=False, help=words)


def _targets(algorithm: Algorithm, language: str) -> list[click.Parameter]:
    return [
        click.Option([flag_of(each.id)], type=PLACE, help=each.label.in_language(language))
        if isinstance(each, (Page, TextFile)) or (isinstance(each, NewLayer) and each.optional)
        else click.Argument([each.id.lower()], type=PLACE, help=each.label.in_language(language))
        for each in algorithm.outputs
        if isinstance(each, TARGETS)
    ]


def _argument(parameter: kinds.Parameter, language: str) -> click.Argument:
    words = (each.in_language(language) for each in (parameter.label, parameter.help))
    help_words = ". ".join(each for each in words if each)
    return click.Argument([parameter.id.lower()], type=PLACE, required=not parameter.optional, help=help_words)


def _option(parameter: kinds.Parameter, language: str) -> click.Option:
    words = parameter.help.in_language(language) or parameter.label.in_language(language)
    flag = flag_of(parameter.id)
    if isinstance(parameter, kinds.Flag):
        return click.Option([f"{flag}/--no-{flag[2:]}"], default=parameter.default, show_default=True, help=words)
    return click.Option(
        [flag],
        type=_type_of(parameter),
        multiple=isinstance(parameter, SEVERAL),
        default=getattr(parameter, "default", None),
        required=not parameter.optional and getattr(parameter, "default", None) is None,
        show_default=True,
        help=words,
    )


def _type_of(parameter: kinds.Parameter) -> Any:
    if isinstance(parameter, (kinds.Choice, kinds.Choices)):
        return click.Choice([option.code for option in parameter.options])
    if isinstance(parameter, kinds.NumberSetting):
        return int if parameter.integer else float
    return PLACE if isinstance(parameter, (kinds.FileInput, kinds.LayerInput, kinds.LayersInput)) else str
