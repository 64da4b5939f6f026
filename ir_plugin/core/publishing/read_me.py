"""What the open data are, for people: the same that their metadata say, as a text in both languages."""

from __future__ import annotations

from typing import Any, Iterator, Mapping

from ..texts import LANGUAGES, Text

PUBLISHER, DATE, PERIOD = Text("Penerbit", "Publisher"), Text("Tanggal", "Date"), Text("Periode", "Period")
LICENCE, FILES = Text("Lisensi", "Licence"), Text("Berkas", "Files")
COLUMNS = {"usaha": Text("Kolom usaha", "Columns of businesses"), "desa": Text("Kolom desa", "Columns of villages")}
CODES, NOTES, METHODS = Text("Kode", "Codes"), Text("Catatan", "Notes"), Text("Metode", "Methods")
_WIDTH = 18


def read_me(about: Mapping[str, Any]) -> str:
    """The text of the metadata of open data."""
    return "\n\n".join("\n".join(_lines(about, language)) for language in LANGUAGES) + "\n"


def _lines(about: Mapping[str, Any], language: str) -> Iterator[str]:
    def words(text: Text) -> str:
        return text.in_language(language)

    def title(text: Text) -> Iterator[str]:
        yield from ("", words(text), "-" * len(words(text)))

    def table(rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
        yield from (f"{name:{_WIDTH}} {told[language]}" for name, told in rows.items())

    name = about["title"][language]
    yield from (name, "=" * len(name))
    known = ((PUBLISHER, about["publisher"][language]), (DATE, about["date"]), (PERIOD, about["period"]))
    yield from (f"{words(label)}: {value}" for label, value in known if value)
    yield from (*title(LICENCE), about["licence"][language], about["licence_scope"][language])
    yield from (*title(FILES), *table(about["files"]))
    for rows, label in COLUMNS.items():
        yield from (*title(label), *table(about["columns"][rows]))
    yield from title(CODES)
    for codes in about["codes"].values():
        yield from table(codes)
    yield from (*title(NOTES), *(f"- {note[language]}" for note in about["notes"]))
    if about["methods"]:
        yield from title(METHODS)
    for layer, method in about["methods"].items():
        yield f"{layer}: {method['title'][language]} ({method['name'][language]}). {method['method'][language]}"
        yield from table(method["classes"])
