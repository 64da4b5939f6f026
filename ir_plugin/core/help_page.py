"""The help page of an algorithm, from its declaration: what it does, when to use it and when not, how to read it."""

from __future__ import annotations

from typing import Iterator, Sequence, Union

from .classes import ClassTable
from .declaration import Algorithm, Column, NewLayer, Number, Output, Page, Raster, Rows, String, TextFile
from .documents import Block, Cell, Code, Document, Heading, Legend, Lines, Link, Listing, Paragraph, Table
from .parameters import Choice, Choices, NumberSetting, Parameter
from .texts import Text, joined, number, same

USE = Text("Kapan dipakai", "When to use it")
AVOID = Text("Kapan tidak dipakai", "When not to use it")
READING = Text("Membaca hasilnya", "Reading the result")
SETTINGS = Text("Isian", "Settings")
ADVANCED = Text("Isian lanjutan", "Advanced settings")
RESULTS = Text("Hasil", "Results")
COLUMNS = Text("Kolom {output}", "Fields of {output}")
CLASSES = Text("Kelas {output}", "Classes of {output}")
WITHOUT_A_DIALOG = Text("Tanpa dialog", "Without a dialog")
REFERENCES = Text("Rujukan", "References")
SETTING_HEADINGS = (Text("Isian", "Setting"), Text("Arti", "Meaning"), Text("Bawaan", "Default"))
RESULT_HEADINGS = (Text("Hasil", "Result"), Text("Berupa", "Kind"))
COLUMN_HEADINGS = (Text("Kolom", "Field"), Text("Arti", "Meaning"))
COMMAND_HEADINGS = (Text("Dari", "From"), Text("Perintah", "Command"))
REQUIRED, OPTIONAL = Text("wajib diisi", "required"), Text("boleh kosong", "may stay empty")
YES, NO = Text("ya", "yes"), Text("tidak", "no")
GEOMETRIES = {
    "point": Text("layer titik", "layer of points"),
    "line": Text("layer garis", "layer of lines"),
    "polygon": Text("layer poligon", "layer of polygons"),
    "none": Text("tabel", "table"),
}
INDEX_TITLE = Text("Bantuan Klaster IR", "Help of Klaster IR")
INDEX_WORDS = Text(
    "Setiap algoritma menurut urutan kerja. Halaman ini dan semua yang ditujunya ada di komputer Anda.",
    "Every algorithm in the order of the work. This page and all that it leads to are on your computer.",
)
INDEX_HEADINGS = (Text("Algoritma", "Algorithm"), Text("Kegunaan", "What for"))
KINDS = {
    Rows: Text("layer masukan dengan kolom tambahan", "the input layer with more fields"),
    Raster: Text("raster (GeoTIFF)", "raster (GeoTIFF)"),
    Page: Text("halaman dengan tabel dan grafik (HTML), bila diminta", "page with tables and charts (HTML), if wanted"),
    TextFile: Text("berkas teks, bila diminta", "text file, if wanted"),
    Number: Text("angka", "number"),
    String: Text("teks", "text"),
}


def help_index(algorithms: Sequence[Algorithm]) -> Document:
    """The page that leads to the pages of all algorithms, by group, in their order."""
    blocks: list[Block] = [Paragraph(INDEX_WORDS)]
    for group in dict.fromkeys(each.group for each in algorithms):
        own = [each for each in algorithms if each.group == group]
        rows = [(Link(each.title, f"{each.id}.html"), each.summary) for each in own]
        blocks += [Heading(group.title), Table(same(""), INDEX_HEADINGS, rows)]
    return Document(INDEX_TITLE, tuple(blocks))


def help_page(algorithm: Algorithm) -> Document:
    """The page in both languages."""
    blocks: list[Block] = [Paragraph(algorithm.summary), Paragraph(algorithm.help)]
    if algorithm.guide:
        guide = algorithm.guide
        blocks += [Heading(USE), Paragraph(guide.use), Heading(AVOID), Paragraph(guide.avoid, warning=True)]
        blocks += [Heading(READING), Paragraph(guide.reading)]
    for heading, advanced in ((SETTINGS, False), (ADVANCED, True)):
        rows = [_setting(each) for each in algorithm.parameters if each.advanced is advanced]
        blocks += [Heading(heading), Table(same(""), SETTING_HEADINGS, rows)] if rows else []
    outputs = [(_named(each.label, each.id), _kind(each)) for each in algorithm.outputs]
    blocks += [Heading(RESULTS), Table(same(""), RESULT_HEADINGS, outputs)]
    for output in algorithm.outputs:
        blocks += _output_blocks(output)
    blocks += [Heading(WITHOUT_A_DIALOG), Table(same(""), COMMAND_HEADINGS, _commands(algorithm))]
    if algorithm.references:
        blocks += [Heading(REFERENCES), Listing(tuple(map(same, algorithm.references)))]
    return Document(algorithm.title, tuple(blocks))


def _named(label: Text, word: str) -> Lines:
    return Lines((label, Code(word)))


def _setting(parameter: Parameter) -> Sequence[Cell]:
    """The setting, what it means with its codes, and its default."""
    label = parameter.label
    if isinstance(parameter, NumberSetting) and parameter.unit.id:
        label = Text("{label} ({unit})", "{label} ({unit})").format(label=label, unit=parameter.unit)
    meaning: list[Union[Text, Code]] = [parameter.help] if parameter.help.id else []
    if isinstance(parameter, (Choice, Choices)):
        meaning += [Code(each.code, each.label) for each in parameter.options]
    return _named(label, parameter.id), Lines(tuple(meaning)), _default(parameter)


def _default(parameter: Parameter) -> Cell:
    default = getattr(parameter, "default", None)
    if default in (None, "", ()):
        return OPTIONAL if parameter.optional else REQUIRED
    if isinstance(default, bool):
        return YES if default else NO
    if isinstance(default, (int, float)):
        return number(f"{default:.10g}")
    return Lines(tuple(map(Code, default))) if isinstance(default, tuple) else Code(str(default))


def _kind(output: Output) -> Text:
    if not isinstance(output, NewLayer):
        return KINDS[type(output)]
    kind = GEOMETRIES[output.geometry]
    return joined([kind, Text("bila diminta", "if wanted")], ", ") if output.optional else kind


def _output_blocks(output: Output) -> Iterator[Block]:
    if isinstance(output, Rows):
        yield Table(COLUMNS.format(output=output.label), COLUMN_HEADINGS, _column_rows(output.columns))
    theme = output.theme if isinstance(output, (Rows, NewLayer, Raster)) else None
    if isinstance(theme, ClassTable) and not theme.numbered.id:
        yield Legend(CLASSES.format(output=output.label), theme.classes)


def _column_rows(columns: Sequence[Column]) -> list[Sequence[Cell]]:
    return [
        (Code(each.name), Lines((each.label, each.meaning) if each.meaning.id else (each.label,))) for each in columns
    ]


def _commands(algorithm: Algorithm) -> list[Sequence[Cell]]:
    """How to run it and how to see its settings, from a shell of QGIS and from the command line."""
    shell = Lines((Code(f"qgis_process run ir:{algorithm.id}"), Code(f"qgis_process help ir:{algorithm.id}")))
    if algorithm.compute is None:
        return [(same("QGIS"), shell)]
    command = f"python -m processing_scripts {algorithm.id}"
    return [(same("QGIS"), shell), (Text("Tanpa QGIS", "Without QGIS"), Code(f"{command} --help"))]
