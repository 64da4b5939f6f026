"""The help of an algorithm, from its declaration: plain paragraphs, which both the dialog and a shell show well."""

from __future__ import annotations

from typing import Iterator

from ..core.classes import ClassTable
from ..core.declaration import Algorithm, Column, NewLayer, Output, Rows
from ..core.help_page import AVOID, READING, REFERENCES, RESULTS, SETTINGS, USE
from ..core.parameters import Choice, Parameter


def help_text(algorithm: Algorithm, language: str) -> str:
    """What it does, each setting and result with its meaning, and where the method comes from."""
    words = [algorithm.summary.in_language(language), algorithm.help.in_language(language)]
    if algorithm.guide:
        for title, text in (
            (USE, algorithm.guide.use),
            (AVOID, algorithm.guide.avoid),
            (READING, algorithm.guide.reading),
        ):
            words.append(f"{title.in_language(language)}: {text.in_language(language)}")
    settings = [_setting_line(each, language) for each in algorithm.parameters if _is_explained(each)]
    results = [line for each in algorithm.outputs for line in _output_lines(each, language)]
    for title, lines in ((SETTINGS, settings), (RESULTS, results), (REFERENCES, list(algorithm.references))):
        if lines:
            words.append("\n".join([f"{title.in_language(language)}:", *lines]))
    return "\n\n".join(word for word in words if word)


def _is_explained(parameter: Parameter) -> bool:
    return bool(parameter.help.id) or isinstance(parameter, Choice)


def _setting_line(parameter: Parameter, language: str) -> str:
    line = f"- {parameter.label.in_language(language)} ({parameter.id})"
    if parameter.help.id:
        line += f": {parameter.help.in_language(language)}"
    if isinstance(parameter, Choice):
        codes = [f"{option.code} = {option.label.in_language(language)}" for option in parameter.options]
        line += f" [{'; '.join(codes)}]"
    return line


def _output_lines(output: Output, language: str) -> Iterator[str]:
    yield f"- {output.label.in_language(language)} ({output.id})"
    if isinstance(output, Rows):
        yield from (_column_line(column, language) for column in output.columns)
    theme = output.theme if isinstance(output, (Rows, NewLayer)) else None
    for each in theme.classes if isinstance(theme, ClassTable) and not theme.numbered.id else ():
        if each.code is not None:
            yield f"    {theme.field} = {each.code}: {each.label.in_language(language)}"


def _column_line(column: Column, language: str) -> str:
    meaning = column.meaning.in_language(language)
    return f"    {column.name}: {column.label.in_language(language)}" + (f". {meaning}" if meaning else "")
