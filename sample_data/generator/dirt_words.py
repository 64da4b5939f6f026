"""Dirt of money, counts, years, phones, identity numbers, sex and products."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Callable

import numpy as np

from .answers import NAMES, Answer

_OTHER_NAMES = {
    "Kerupuk": ("krupuk", "kerupuk ikan & udang"),
    "Kemplang": ("Kemplang / Getas", "kemplang panggang"),
    "Kue basah": ("kue2", "aneka kue"),
    "Terasi": ("belacan", "Terasi Udang"),
    "Keripik ikan dan stik": ("keripik", "stik"),
    "Pempek": ("empek-empek", "pempek udang"),
    "Kricu": ("kericu", "kerichu"),
    "Keretek": ("kretek",),
    "Rusip": ("rosip",),
    "Otak-otak": ("otak2",),
    "Pakaian jahit": ("konveksi", "jahit pakaian"),
    "Tenun cual": ("kain cual", "cual"),
    "Abon ikan": ("abon",),
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


def money_words(column: str) -> Callable[[Answer, np.random.Generator], None]:
    """Dirt of the money column ``column`` in one of the ways in which people write amounts."""

    def soil(answer: Answer, random: np.random.Generator) -> None:
        amount = int(answer.true[column])
        grouped = f"{amount:,}"
        dotted = grouped.replace(",", ".")
        forms = [
            ("uang_rp", f"Rp {dotted}"),
            ("uang_rp", f"Rp{dotted},00"),
            ("uang_rp", f"Rp. {grouped}"),
            ("uang_per_bulan", f"{amount}/bln"),
        ]
        if amount >= 1_000_000 and amount % 100_000 == 0:
            millions = f"{amount / 1e6:g}"
            forms += [("uang_jt", f"{millions.replace('.', ',')} jt"), ("uang_jt", f"{millions}juta")]
        if amount < 1_000_000:
            forms += [("uang_rb", f"{amount // 1000}rb"), ("uang_rb", f"{amount // 1000} ribu")] * 2
        forms = [form for form in forms if column == "omzet" or form[0] != "uang_per_bulan"]
        kind, text = forms[int(random.integers(len(forms)))]
        answer.soil(kind, {column: text})

    return soil


def money_range(column: str) -> Callable[[Answer, np.random.Generator], None]:
    """A range instead of an amount: its ends are known, the amount is its middle."""

    def soil(answer: Answer, random: np.random.Generator) -> None:
        low = max(1, round(answer.true[column] / 1e6 - 0.5))
        high = low + int(random.integers(1, 3))
        low_end, high_end = low * 1_000_000, high * 1_000_000
        ends = {f"{column}_min": low_end, f"{column}_maks": high_end, column: (low_end + high_end) // 2}
        answer.soil("uang_kisaran", {column: f"{low}-{high} juta"}, **ends)

    return soil


def money_limit(column: str) -> Callable[[Answer, np.random.Generator], None]:
    """Only an upper limit: the amount itself is not known."""

    def soil(answer: Answer, random: np.random.Generator) -> None:
        limit = int(np.ceil(answer.true[column] / 5e6)) * 5
        answer.soil("uang_batas", {column: f"< {limit} juta"}, **{column: None, f"{column}_maks": limit * 1_000_000})

    return soil


def worded_count(answer: Answer, random: np.random.Generator) -> None:
    column = str(random.choice(["pekerja_l", "pekerja_p"]))
    words = str(random.choice(["orang", "(keluarga)", "org"]))
    answer.soil("jumlah_kata", {column: f"{answer.true[column]} {words}"})


def dated_count(answer: Answer, random: np.random.Generator) -> None:
    """ "1/2" that a spreadsheet took for a day: what was meant is lost."""
    column = str(random.choice(["pekerja_l", "pekerja_p"]))
    answer.soil("jumlah_tanggal", {column: datetime(2025, 2, int(random.integers(1, 4)))}, **{column: None})


def year_words(answer: Answer, random: np.random.Generator) -> None:
    year = answer.true["tahun_mulai"]
    day, month = int(random.integers(1, 29)), int(random.integers(1, 13))
    forms: list[Any] = [
        f"thn {year}",
        f"{day:02d}/{month:02d}/{year}",
        datetime(year, month, day),
        f"{_MONTHS[month - 1]}-{year % 100:02d}",
    ]
    if year < 2025:
        forms.append(f"{2025 - year} thn")
    answer.soil("tahun_tulisan", {"tahun_mulai": forms[int(random.integers(len(forms)))]})


def phone_forms(answer: Answer, random: np.random.Generator) -> None:
    number = answer.true["no_hp"][3:]
    parts = f"{number[:3]}-{number[3:7]}-{number[7:]}"
    forms: list[tuple[str, Any]] = [
        ("hp_tanda", f"0{parts}"),
        ("hp_tanpa_nol", int(number)),
        ("hp_62", f"+62 {parts.replace('-', ' ')}"),
        ("hp_62", f"62{number}"),
        ("hp_dua_nomor", f"0{number} / 08100000{9000 + int(random.integers(1000)):04d}"),
    ]
    kind, cell = forms[int(random.integers(len(forms)))]
    answer.soil(kind, {"no_hp": cell})


def phone_lost(answer: Answer, random: np.random.Generator) -> None:
    answer.soil("hp_ilmiah", {"no_hp": f"{float(answer.true['no_hp'][3:]):.2E}"}, no_hp=None)


def nik_forms(answer: Answer, random: np.random.Generator) -> None:
    nik = answer.true["nik"]
    spaced = " ".join(nik[start : start + 4] for start in (0, 4, 8, 12))
    answer.soil(*(("nik_spasi", {"nik": spaced}) if random.random() < 0.5 else ("nik_apostrof", {"nik": f"'{nik}"})))


def nik_lost(answer: Answer, random: np.random.Generator) -> None:
    """A spreadsheet keeps 15 digits of a number: the last ones are zeros, or not even shown."""
    nik = answer.true["nik"]
    if random.random() < 0.5:
        answer.soil("nik_pembulatan", {"nik": int(nik[:13] + "000")}, nik=None)
    else:
        answer.soil("nik_ilmiah", {"nik": f"{float(nik):.2E}"}, nik=None)


def sex_words(answer: Answer, random: np.random.Generator) -> None:
    woman = answer.true["jenis_kelamin"] == "P"
    words = ("Pr", "Perempuan", "Wanita", "F", 2) if woman else ("Lk", "Laki-laki", "M", 1)
    answer.soil("kelamin_tulisan", {"jenis_kelamin": words[int(random.integers(len(words)))]})


def careless_p(answer: Answer, random: np.random.Generator) -> None:
    """ "P" for Pria: the NIK's day of birth tells."""
    if answer.true["jenis_kelamin"] == "L" and answer.true["nik"] and "nik" not in answer.dirty():
        answer.soil("kelamin_p_pria", {"jenis_kelamin": "P"})


def product_words(answer: Answer, random: np.random.Generator) -> None:
    name = NAMES[answer.true["produk"]]
    forms = (*_OTHER_NAMES.get(name, ()), name.upper())
    answer.soil("produk_tulisan", {"produk": forms[int(random.integers(len(forms)))]})


def class_words(answer: Answer, random: np.random.Generator) -> None:
    code = answer.true["kelas"]
    answer.soil("kelas_tulisan", {"kelas": str(random.choice([f"IR-{code}", f"IR {code}"]))})


def null_words(answer: Answer, random: np.random.Generator) -> None:
    """A word for nothing in a cell that has nothing to say."""
    for column in ("no_hp", "nik"):
        if answer.true[column] is None and answer.cells[column] is None:
            answer.soil("kosong_semu", {column: str(random.choice(["-", "tidak ada", "belum ada", "#N/A"]))})
            return
