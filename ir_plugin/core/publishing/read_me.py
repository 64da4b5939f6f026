"""What the open data are, for people: the same that their metadata say, as a text in both languages."""

from __future__ import annotations

import textwrap
from typing import Any, Iterator, List, Mapping

from ..texts import LANGUAGES, Text

PUBLISHER, DATE, PERIOD = Text("Penerbit", "Publisher"), Text("Tanggal", "Date"), Text("Periode", "Period")
LICENCE, FILES = Text("Lisensi", "Licence"), Text("Berkas", "Files")
COLUMNS = {"usaha": Text("Kolom usaha", "Columns of businesses"), "desa": Text("Kolom desa", "Columns of villages")}
CODES, NOTES, METHODS = Text("Kode", "Codes"), Text("Catatan", "Notes"), Text("Metode", "Methods")
_NAME, _LINE = 18, 100
"""Characters of a name in a table, and of a line."""


def wrapped(text: str, first: str = "") -> List[str]:
    """A text as lines that any program shows whole. first: what stands before it, such as the mark of a list."""
    return textwrap.wrap(text, _LINE, initial_indent=first, subsequent_indent=" " * len(first))


def read_me(about: Mapping[str, Any]) -> str:
    """The text of the metadata of open data."""
    return "\n\n".join("\n".join(_lines(about, language)) for language in LANGUAGES) + "\n"


def _lines(about: Mapping[str, Any], language: str) -> Iterator[str]:
    def words(text: Text) -> str:
        return text.in_language(language)

    def title(text: Text) -> Iterator[str]:
        yield from ("", words(text), "-" * len(words(text)))

    def table(rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
        yield from (f"{name:{_NAME}} {told[language]}" for name, told in rows.items())

    name = about["title"][language]
    yield from (name, "=" * len(name))
    known = ((PUBLISHER, about["publisher"][language]), (DATE, about["date"]), (PERIOD, about["period"]))
    yield from (f"{words(label)}: {value}" for label, value in known if value)
    yield from (*title(LICENCE), about["licence"][language], *wrapped(about["licence_scope"][language]))
    yield from (*title(FILES), *table(about["files"]))
    for rows, label in COLUMNS.items():
        yield from (*title(label), *table(about["columns"][rows]))
    yield from title(CODES)
    for codes in about["codes"].values():
        yield from table(codes)
    yield from title(NOTES)
    for note in about["notes"]:
        yield from wrapped(note[language], "- ")
    if about["methods"]:
        yield from title(METHODS)
    for layer, method in about["methods"].items():
        yield f"{layer}: {method['title'][language]} ({method['name'][language]})"
        yield from (*wrapped(method["method"][language]), *table(method["classes"]))
