"""The data dictionary says all that the schema says, in both languages, and the one in docs is fresh."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.data_dictionary import MS_VAR, markdown, ms_var, variables
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.value_lists import VALUE_LISTS
from ir_plugin.core.register.export_dictionary import OPERATION


def rows(language: str) -> list[dict[str, str]]:
    text = ms_var(language)
    assert text.startswith("\ufeff")
    return list(csv.DictReader(text[1:].splitlines()))


def test_the_one_in_docs_is_fresh(root: Path) -> None:
    fresh = (root / "docs" / "DATA_DICTIONARY.md").read_text(encoding="utf-8")
    assert fresh == markdown("en"), (
        "python -m processing_scripts --language en exportdictionary --markdown docs/DATA_DICTIONARY.md"
    )


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_variable_has_a_row(language: str) -> None:
    found = rows(language)
    assert list(found[0]) == [column.in_language(language) for column in MS_VAR]
    aliases = [row["Alias"] for row in found]
    assert aliases == [f"{table.name}.{field.name}" for table, field in variables()]
    assert len(set(aliases)) == len(aliases) > 100
    optional = {MS_VAR[place].in_language(language) for place in (7, 8)}
    assert [row for row in found if not all(text for name, text in row.items() if name not in optional)] == []


def test_a_row_says_what_the_schema_says() -> None:
    (nik,) = [row for row in rows("id") if row["Alias"] == "ir_pemilik.nik"]
    assert (nik["Nama Variabel"], nik["Konsep"], nik["Tipe Data"]) == ("NIK", "Pemilik", "teks")
    assert nik["Aturan Validasi"].startswith("NIK harus berbentuk 16 angka. NIK dan jenis kelamin tidak cocok")
    assert nik["Aksesibilitas Publik"] == "Tidak (data pribadi)"
    (sex,) = [row for row in rows("en") if row["Alias"] == "ir_pemilik.jenis_kelamin"]
    assert sex["Classification"] == "P = Female; L = Male; X = Not stated"
    (village,) = [row for row in rows("en") if row["Alias"] == "ir_usaha.kode_desa"]
    assert village["Ground of the choice"] == "Kepmendagri 300.2.2-2430/2025"
    (money,) = [row for row in rows("en") if row["Alias"] == "ir_pengamatan.modal_awal"]
    assert money["Definition"] == "Observations by period: Starting capital. Without land and buildings."
    assert (money["Data type"], money["Question"]) == ("a whole number, rupiah", "Starting capital")


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_markdown_has_every_table_column_and_list(language: str) -> None:
    page = markdown(language)
    for table in TABLES.values():
        start = page.index(f"## `{table.name}`: {table.label.in_language(language)}\n")
        part = page[start : page.find("\n## ", start + 1)]
        assert all(f"| `{field.name}` | {field.label.id}" in part for field in table.fields)
    assert all(f"### `{name}`" in page for name in VALUE_LISTS)
    assert not [line for line in page.splitlines() if line.startswith("|") and "None" in line.split("|")[5:6]]


def test_the_algorithm_writes_in_the_language_of_the_face() -> None:
    assert OPERATION.compute is not None
    results = OPERATION.compute({}, Context(language="id"))
    assert results.files["MARKDOWN"]() == markdown("id") and results.files["CSV"]() == ms_var("id")
    assert results.numbers["N_VARIABLES"] == len(rows("id"))
