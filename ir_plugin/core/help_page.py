"""The help page of an algorithm, from its declaration: what it does, when to use it and when not, how to read it."""

from __future__ import annotations

from typing import Iterator, Sequence

from .classes import ClassTable
from .declaration import Algorithm, Column, NewLayer, Output, Raster, Rows
from .documents import Block, Cell, Document, Heading, Legend, Paragraph, Table
from .parameters import Choice, Choices, Parameter
from .texts import Text, joined, same

USE = Text("Kapan dipakai", "When to use it")
AVOID = Text("Kapan tidak", "When not to")
READING = Text("Membaca hasilnya", "Reading the result")
SETTINGS = Text("Isian", "Settings")
RESULTS = Text("Hasil", "Results")
COLUMNS = Text("Kolom {output}", "Fields of {output}")
CLASSES = Text("Kelas {output}", "Classes of {output}")
WITHOUT_A_DIALOG = Text("Tanpa dialog", "Without a dialog")
REFERENCES = Text("Rujukan", "References")
SETTING_HEADINGS = (Text("Isian", "Setting"), same("Id"), Text("Arti", "Meaning"))
RESULT_HEADINGS = (Text("Hasil", "Result"), same("Id"))
COLUMN_HEADINGS = (Text("Kolom", "Field"), Text("Isi", "Content"), Text("Arti", "Meaning"))
COMMANDS = Text(
    "Dari shell QGIS: {qgis}. Tanpa QGIS: {headless} (dengan --help untuk semua isian).",
    "From a shell of QGIS: {qgis}. Without QGIS: {headless} (with --help for all settings).",
)


def help_page(algorithm: Algorithm) -> Document:
    """The page in both languages."""
    blocks: list[Block] = [Paragraph(algorithm.summary), Paragraph(algorithm.help)]
    if algorithm.guide:
        guide = algorithm.guide
        for heading, words in ((USE, guide.use), (AVOID, guide.avoid), (READING, guide.reading)):
            blocks += [Heading(heading), Paragraph(words)]
    if algorithm.parameters:
        rows = [(each.label, each.id, _meaning(each)) for each in algorithm.parameters]
        blocks += [Heading(SETTINGS), Table(same(""), SETTING_HEADINGS, rows)]
    outputs = [(each.label, each.id) for each in algorithm.outputs]
    blocks += [Heading(RESULTS), Table(same(""), RESULT_HEADINGS, outputs)]
    for output in algorithm.outputs:
        blocks += _output_blocks(output)
    commands = {
        "qgis": f"qgis_process run ir:{algorithm.id}",
        "headless": f"python -m processing_scripts {algorithm.id}",
    }
    blocks += [Heading(WITHOUT_A_DIALOG), Paragraph(COMMANDS.format(**commands))]
    if algorithm.references:
        blocks += [Heading(REFERENCES), *(Paragraph(same(each)) for each in algorithm.references)]
    return Document(algorithm.title, tuple(blocks))


def _meaning(parameter: Parameter) -> Text:
    """What a setting means, its codes, and its default."""
    words = [parameter.help] if parameter.help.id else []
    if isinstance(parameter, (Choice, Choices)):
        codes = [joined([same(f"{each.code} ="), each.label]) for each in parameter.options]
        words.append(joined([joined(codes, "; "), same(".")], ""))
    default = getattr(parameter, "default", None)
    if default not in (None, "", ()):
        words.append(Text("Bawaan: {value}.", "Default: {value}.").format(value=_default_words(default)))
    return joined(words)


def _default_words(default: object) -> Text:
    if isinstance(default, bool):
        return Text("ya", "yes") if default else Text("tidak", "no")
    return same(" ".join(map(str, default)) if isinstance(default, tuple) else f"{default}")


def _output_blocks(output: Output) -> Iterator[Block]:
    if isinstance(output, Rows):
        yield Table(COLUMNS.format(output=output.label), COLUMN_HEADINGS, _column_rows(output.columns))
    theme = output.theme if isinstance(output, (Rows, NewLayer, Raster)) else None
    if isinstance(theme, ClassTable):
        yield Legend(CLASSES.format(output=output.label), tuple((each.colour, each.label) for each in theme.classes))


def _column_rows(columns: Sequence[Column]) -> list[Sequence[Cell]]:
    return [(each.name, each.label, each.meaning) for each in columns]
