"""Households and population from a table, for a register whose boundaries came without them."""

from __future__ import annotations

from typing import Any, Sequence

import pytest

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.register.import_figures import OPERATION

TITLE = ("JUMLAH RUMAH TANGGA",)
KOBA = "19.04.01"


def imported(register: str, *sheets: Sequence[Sequence[str]]) -> Results:
    book = [Sheet(f"Lembar {number}", rows, "angka.xlsx") for number, rows in enumerate(sheets, start=1)]
    return OPERATION.compute({"REGISTER": register, "INPUT": book}, Context())


def figures(register: str) -> dict[str, tuple[Any, ...]]:
    query = "SELECT kode_dagri, rumah_tangga, penduduk_l, penduduk_p, tahun_penduduk FROM ref_wilayah"
    with reading(register) as connection:
        return {code: tuple(values) for code, *values in connection.execute(query)}


def villages_of(register: str, district: str) -> list[str]:
    with reading(register) as connection:
        query = "SELECT kode_dagri FROM ref_wilayah WHERE induk = ? ORDER BY 1"
        return [code for (code,) in connection.execute(query, (district,))]


def test_households_alone_and_their_sum_where_all_are_known(register: str) -> None:
    villages = villages_of(register, KOBA)
    before = figures(register)
    rows = [(code.replace(".", ""), str(100 + number)) for number, code in enumerate(villages)]
    results = imported(register, [TITLE, (), ("Kode Desa", "Jumlah KK"), *rows[:-1], ("", "Jumlah", "9")])
    assert figures(register)[KOBA] == before[KOBA]
    assert results.numbers == {"N_REGIONS": len(villages) - 1, "N_MISSING": 393 - len(villages) + 1}
    imported(register, [("KODE", "rumah_tangga"), rows[-1]])
    after = figures(register)
    assert [after[code][0] for code in villages] == [100 + number for number in range(len(villages))]
    assert after[KOBA][0] == sum(100 + number for number in range(len(villages)))
    assert after["19.04"] == before["19.04"] and after["19.04"][1] > 0
    assert {code: after[code] for code in before if not code.startswith(KOBA)} == {
        code: before[code] for code in before if not code.startswith(KOBA)
    }


def test_sheets_of_different_columns_come_together(register: str) -> None:
    one, other, *_ = villages_of(register, KOBA)
    imported(
        register,
        [("kode", "rumah tangga"), (one, "2.000"), (other, "900")],
        [("Catatan",), ("tidak ada",)],
        [("Tahun Penduduk", "Laki-laki", "Perempuan", "kode"), ("2024", "11", "12", other)],
    )
    assert figures(register)[one] == (2000, None, None, None)
    assert figures(register)[other] == (900, 11, 12, 2024)


def test_it_warns_of_what_is_still_unknown_and_names_the_headings(register: str) -> None:
    code = villages_of(register, KOBA)[0]
    words = [note.sentence.en for note in imported(register, [("kode", "kk"), (code, "5")]).notes if note.warning]
    households, people = words
    assert households.startswith("The number of households is not known, or zero, for 392 of 393 villages;")
    assert "rumah_tangga, jumlah_rumah_tangga, jumlah_kk, kk" in households
    assert people.startswith("The population is not known for 393 of 393 villages.")
    districts = [(each, "7") for each in {village[:8] for village in figures(register) if len(village) == 13}]
    words = [note.sentence.en for note in imported(register, [("kode", "kk"), *districts]).notes if note.warning]
    assert not any("households" in each for each in words)
    assert figures(register)["19"][0] == 7 * 47


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("desa", "rumah_tangga"), ("Koba", "5")], "No sheet of angka.xlsx has columns headed kode and rumah_tangga"),
        ([("kode", "laki-laki"), ("19.04.01", "5")], "No sheet of angka.xlsx has columns"),
        ([], "No sheet of angka.xlsx has columns"),
        ([("kode", "rumah_tangga")], "There are no rows with a region code in angka.xlsx"),
        ([("kode", "rumah_tangga"), ("19.04.01", "lima")], "The value lima in the field rumah_tangga of 19.04.01"),
        ([("kode", "rumah_tangga"), ("19.04", "5"), ("19.04.01", "5")], "Levels of regions are mixed in angka.xlsx"),
        ([("kode", "rumah_tangga"), ("32.04.01", "5")], "1 code is not in the list of regions, such as 32.04.01"),
    ],
)
def test_bad_tables_are_refused_and_change_nothing(register: str, rows: Any, words: str) -> None:
    before = figures(register)
    with pytest.raises(UserError) as refused:
        imported(register, rows)
    assert words in refused.value.sentence.en
    assert figures(register) == before
