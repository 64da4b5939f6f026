"""What a parameter refuses, in words."""

from __future__ import annotations

from typing import Any, Optional

import pytest

from ir_plugin.core.methods.inference_settings import PERMUTATIONS
from ir_plugin.core.parameters import KEYS, DistanceSetting, FieldChoice, FieldsChoice, NumberSetting
from ir_plugin.core.texts import Text, same


@pytest.mark.parametrize(
    "setting, value, sentence",
    [
        (
            PERMUTATIONS,
            10_000_000,
            (
                "Banyaknya permutasi (PERMUTATIONS) harus berupa bilangan bulat antara 0 dan 9.999.999, bukan "
                "10.000.000.",
                "Number of permutations (PERMUTATIONS) must be a whole number between 0 and 9,999,999, not 10,000,000.",
            ),
        ),
        (
            DistanceSetting("BAND", Text("Jarak", "Distance"), minimum=1e-6),
            0,
            (
                "Jarak (BAND) harus berupa bilangan paling sedikit 1,00\u202f×\u202f10⁻⁶, bukan 0.",
                "Distance (BAND) must be a number of at least 1.00\u202f×\u202f10⁻⁶, not 0.",
            ),
        ),
        (
            NumberSetting("SHARE", Text("Bagian", "Share"), maximum=99.99),
            100,
            (
                "Bagian (SHARE) harus berupa bilangan paling banyak 99,99, bukan 100.",
                "Share (SHARE) must be a number of at most 99.99, not 100.",
            ),
        ),
    ],
)
def test_bounds_are_written_out(setting: NumberSetting, value: Any, sentence: tuple[str, str]) -> None:
    assert setting.problem(value) == sentence


@pytest.mark.parametrize("name", sorted(KEYS) + ["FID", "Kode"])
def test_nobody_computes_with_a_field_that_only_tells_rows_apart(name: str) -> None:
    expected = Text(
        f"Nilai (FIELD): kolom {name} adalah nomor baris atau kode, bukan ukuran; pilih kolom lain.",
        f"Value (FIELD): the field {name} is a row number or a code, no measure; choose another field.",
    )
    label = Text("Nilai", "Value")
    assert FieldChoice("FIELD", label, numeric=True).problem(name) == expected
    assert FieldsChoice("FIELD", label, numeric=True).problem(["ir_jumlah", name]) == expected
    assert FieldChoice("FIELD", label).problem(name) is None


@pytest.mark.parametrize("value", ["ir_jumlah", "kode_ukuran", None])
def test_other_fields_are_free(value: Optional[str]) -> None:
    assert FieldChoice("FIELD", same("n"), numeric=True, optional=True).problem(value) is None
    assert FieldsChoice("FIELD", same("n"), numeric=True, optional=True).problem([value] if value else None) is None
