"""The data dictionary, derived from the schema: MS-Var (Peraturan BPS 5/2020) as CSV, and every table as Markdown."""

from __future__ import annotations

import csv
import io
from typing import Iterator, List, Mapping, Sequence, Tuple

from ..texts import Text, same
from .hard_rules import KIND, KINDS, field_rules, row_rules
from .regions import CODE_EDITION
from .schema import SCHEMA_VERSION, TABLES, Field, Table
from .schema.declaration import BOOLEAN, INTERNAL, OPEN, PERSONAL, TEXT, TRACKING
from .soft_rules import SOFT_RULES
from .survey_form import asked
from .value_lists import VALUE_LISTS

MS_VAR = (
    Text("Nama Variabel", "Name of the variable"),
    Text("Alias", "Alias"),
    Text("Konsep", "Concept"),
    Text("Definisi", "Definition"),
    Text("Referensi Pemilihan", "Ground of the choice"),
    Text("Referensi Waktu", "Reference time"),
    Text("Tipe Data", "Data type"),
    Text("Klasifikasi Isian", "Classification"),
    Text("Aturan Validasi", "Validation rules"),
    Text("Kalimat Pertanyaan", "Question"),
    Text("Aksesibilitas Publik", "Public access"),
)
"""The columns of MS-Var."""

COLUMNS = (
    Text("kolom", "column"),
    Text("Indonesia", "Indonesian"),
    Text("Inggris", "English"),
    Text("isi", "holds"),
    Text("aturan", "rules"),
    Text("akses", "access"),
)
ACCESS = {
    OPEN: Text("Ya", "Yes"),
    INTERNAL: Text("Tidak", "No"),
    PERSONAL: Text("Tidak (data pribadi)", "No (personal data)"),
}
SOURCES: Mapping[str, str] = {
    "ref_wilayah.kode_dagri": CODE_EDITION,
    "kbli_edisi": "Peraturan BPS 2/2020; Peraturan BPS 7/2025",
    "kelas_ir": "Permen PPPA 2/2016",
    "layanan": "Permen PPPA 2/2016",
}
"""Where a classification or a list of codes comes from."""

SCHEMA_SOURCE = Text(
    "Skema register Klaster IR versi {version}", "Schema of the Klaster IR register, version {version}"
)
BY_PERIOD = Text("Periode survei (kolom periode)", "The survey period (column periode)")
AT_SURVEY = Text("Saat pendataan; pemutakhiran tercatat di kolom diubah", "The survey; updates are dated in diubah")
NOT_ASKED = Text("Tidak ditanyakan; diisi kantor atau dihitung", "Not asked; filled in by the office or computed")
TITLE = Text("Kamus data", "Data dictionary")
INTRODUCTION = Text(
    "Setiap tabel dan kolom register (skema {version}), diturunkan dari deklarasinya oleh `exportdictionary`. Akses: "
    "terbuka boleh diumumkan, internal tetap di kantor, pribadi memerlukan persetujuan.",
    "Every table and column of the register (schema {version}), derived from its declaration by `exportdictionary`. "
    "Access: open may be published, internal stays in the offices, personal needs consent.",
)
ACCESS_WORDS = {
    OPEN: Text("terbuka", "open"),
    INTERNAL: Text("internal", "internal"),
    PERSONAL: Text("pribadi", "personal"),
}
LISTS = Text("Daftar nilai", "Value lists")
CODES = (Text("kode", "code"), Text("Indonesia", "Indonesian"), Text("Inggris", "English"))


def ms_var(language: str) -> str:
    """One row for every variable that surveys fill: CSV with commas, and a mark by which spreadsheets know UTF-8."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(column.in_language(language) for column in MS_VAR)
    for table, field in variables():
        rows.writerow(text.in_language(language) for text in _variable(table, field))
    return "\ufeff" + written.getvalue()


def variables() -> Iterator[Tuple[Table, Field]]:
    """The fields of the tables that people fill, without the ids and what is said of the row itself."""
    for table in TABLES.values():
        for field in table.fields if table.tracked else ():
            is_id = field.name == table.key or field.references.startswith("ir_")
            if not is_id and field not in TRACKING:
                yield table, field


def markdown(language: str) -> str:
    """Every table, column and value list, with the names in both languages and the words in one."""
    introduction = INTRODUCTION.format(version=SCHEMA_VERSION).in_language(language)
    lines = [f"# {TITLE.in_language(language)}", "", introduction]
    for table in TABLES.values():
        lines += ["", f"## `{table.name}`: {table.label.in_language(language)}", ""]
        told = [table.meaning.in_language(language)] if table.meaning.id else []
        told += [rule.sentence.in_language(language) for rule in row_rules(table.name)]
        lines += [" ".join(told), ""] if told else []
        lines += _grid(COLUMNS, [_column(table, field) for field in table.fields], language)
    lines += ["", f"## {LISTS.in_language(language)}"]
    for values in VALUE_LISTS.values():
        lines += ["", f"### `{values.id}`: {values.title.in_language(language)}", ""]
        rows = [(same(f"`{each.code}`"), same(each.label.id), same(each.label.en)) for each in values.values]
        lines += _grid(CODES, rows, language)
    return "\n".join(lines) + "\n"


def _variable(table: Table, field: Field) -> Sequence[Text]:
    source = SOURCES.get(field.references) or SOURCES.get(field.values)
    return (
        field.label,
        same(f"{table.name}.{field.name}"),
        table.label,
        _definition(table, field),
        same(source) if source else SCHEMA_SOURCE.format(version=SCHEMA_VERSION),
        BY_PERIOD if any(each.name == "periode" for each in table.fields) else AT_SURVEY,
        _kind(field),
        _classification(field),
        _rules(table, field, soft=True),
        _question(table, field),
        ACCESS[field.access],
    )


def _column(table: Table, field: Field) -> Sequence[Text]:
    return (
        same(f"`{field.name}`"),
        same(" ".join(each for each in (field.label.id, field.meaning.id and f"({field.meaning.id})") if each)),
        same(" ".join(each for each in (field.label.en, field.meaning.en and f"({field.meaning.en})") if each)),
        _kind(field),
        _rules(table, field, soft=False),
        ACCESS_WORDS[field.access],
    )


def _definition(table: Table, field: Field) -> Text:
    words = Text("{table}: {label}.", "{table}: {label}.").format(label=field.label, table=table.label)
    return _sentences([words, field.meaning])


def _kind(field: Field) -> Text:
    kind = KINDS[field.kind]
    if field.kind == TEXT and field.length:
        kind = Text("teks ({length})", "a text ({length})").format(length=field.length)
    return Text("{kind}, {unit}", "{kind}, {unit}").format(kind=kind, unit=field.unit) if field.unit.id else kind


def _classification(field: Field) -> Text:
    if field.kind == BOOLEAN:
        return Text("1 = Ya; 0 = Tidak", "1 = Yes; 0 = No")
    listed = VALUE_LISTS[field.values].values if field.values else ()
    pairs = [Text(f"{each.code} = {each.label.id}", f"{each.code} = {each.label.en}") for each in listed]
    return Text("; ".join(pair.id for pair in pairs), "; ".join(pair.en for pair in pairs))


def _rules(table: Table, field: Field, soft: bool) -> Text:
    rules = [*field_rules(table.name)[field.name], *(each for each in row_rules(table.name) if soft)]
    told = [rule.sentence for rule in rules if rule.field == field.name and rule.name != KIND]
    warned = [each for each in SOFT_RULES if soft and (each.table, each.field) == (table.name, field.name)]
    return _sentences([*told, *(each.sentence for each in warned)])


def _question(table: Table, field: Field) -> Text:
    if any((part.table, each.name) == (table.name, field.name) for _, part, each in asked()):
        return field.label
    return NOT_ASKED


def _sentences(texts: Sequence[Text]) -> Text:
    return Text(" ".join(each.id for each in texts if each.id), " ".join(each.en for each in texts if each.en))


def _grid(head: Sequence[Text], rows: Sequence[Sequence[Text]], language: str) -> List[str]:
    cells = [[text.in_language(language).replace("|", "\\|") for text in row] for row in (head, *rows)]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return [lines[0], "|" + "---|" * len(head), *lines[1:]]
