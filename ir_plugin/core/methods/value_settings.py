"""The value of each unit that a method analyses: parameters declared once, and the values they mean."""

from __future__ import annotations

import re
from typing import Any, Callable, Mapping

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..layer import Layer
from ..parameters import Choice, FieldChoice, Option
from ..statistics.rates import empirical_bayes_rates, raw_rates, standardised_rates
from ..texts import Text, joined, same
from .units import FEW, SMALLEST, TOO_FEW, Units, are_counts, numbers_of, units_of

RAW, SMOOTHED, STANDARDISED = "raw", "eb", "standardised"
RATES = {RAW: raw_rates, SMOOTHED: empirical_bayes_rates, STANDARDISED: standardised_rates}

FIELD = FieldChoice("FIELD", Text("Kolom nilai", "Value field"), numeric=True)
DENOMINATOR = FieldChoice(
    "DENOMINATOR",
    Text("Penyebut", "Denominator"),
    Text(
        "Misalnya rumah tangga; nilai dibagi dengannya. Baris dengan penyebut kosong atau nol tidak ikut.",
        "Such as households; values are divided by it. Rows where it is empty or zero take no part.",
    ),
    optional=True,
    numeric=True,
)
_OPTIONS = (
    Option(RAW, Text("Langsung", "Plain")),
    Option(SMOOTHED, Text("Dihaluskan (Empirical Bayes, Marshall 1991)", "Smoothed (Empirical Bayes, Marshall 1991)")),
    Option(
        STANDARDISED,
        Text("Dibakukan (Empirical Bayes, Assunção-Reis 1999)", "Standardised (Empirical Bayes, Assunção-Reis 1999)"),
    ),
)
_RATE_HELP = Text(
    "Dengan penyebut: pembagian langsung, dihaluskan ke rata-rata bila penyebutnya kecil, atau dibakukan menurut "
    "ragamnya.",
    "With a denominator: the plain ratio, smoothed towards the mean where the denominator is small, or standardised by "
    "its variance.",
)
_PHRASES = {
    SMOOTHED: Text(
        " (angka yang dihaluskan dengan Empirical Bayes, Marshall 1991)",
        " (rates smoothed by Empirical Bayes, Marshall 1991)",
    ),
    STANDARDISED: Text(
        " (angka yang dibakukan dengan Empirical Bayes, Assunção dan Reis 1999)",
        " (rates standardised by Empirical Bayes, Assunção and Reis 1999)",
    ),
}
MARSHALL = (
    "Marshall, R. J. (1991). Mapping disease and mortality rates using empirical Bayes estimators. Applied Statistics "
    "40, 283-294."
)
ASSUNCAO = (
    "Assunção, R. M. and Reis, E. A. (1999). A new proposal to adjust Moran's I for population density. Statistics in "
    "Medicine 18, 2147-2162."
)
NOTHING_TO_DIVIDE = Text(
    "Angka yang dihaluskan atau dibakukan memerlukan penyebut; isi penyebutnya atau pilih angka langsung.",
    "Smoothed or standardised rates need a denominator; give one or choose plain rates.",
)
FEW_DENOMINATORS = Text(
    "Penyebut {denominator} lebih dari nol hanya pada {found} dari {rows} baris; diperlukan paling sedikit {needed}. "
    "Isi penyebutnya atau pilih kolom lain.",
    "The denominator {denominator} is above zero in only {found} of {rows} rows; at least {needed} are needed. Fill it "
    "in or choose another field.",
)
NEGATIVE = Text(
    "Kolom {field} berisi nilai di bawah nol pada {count} baris; angka yang dihaluskan atau dibakukan berlaku "
    "untuk jumlah kejadian. Perbaiki nilainya atau pilih angka langsung.",
    "Values of the field {field} below zero: {count}. Smoothed or standardised rates are for counts of events; "
    "correct the values or choose plain rates.",
)
LEFT_OUT = Text(
    "{count} baris tanpa nilai dari setiap kolom yang dipakai atau tanpa geometri tidak ikut dihitung dan tetap ada "
    "dalam hasil.",
    "{count} {count:row|rows} without a value of every field used or without a geometry {count:takes|take} no part "
    "and stay in the result.",
)
FEW_UNITS = Text(
    "Hanya {count} wilayah: di bawah 30 hasilnya rapuh.",
    "Only {count} {count:unit|units}: below 30 the result is fragile.",
)
COUNTS_NOT_RATES = Text(
    "{field} tampak seperti jumlah mentah: tempat berpenduduk banyak akan tampak panas. "
    "Isi penyebut, misalnya rumah tangga.",
    "{field} looks like raw counts: places with many people will seem hot. Give a denominator, such as households.",
)
RATE_DIVIDED = Text(
    "{field} tampak seperti angka yang sudah dibagi (rasio, pangsa, atau persen) dan dibagi lagi dengan {denominator}. "
    "Kosongkan penyebut, atau pilih kolom jumlahnya.",
    "{field} looks like a rate, share or percentage already and is divided again by {denominator}. Leave the "
    "denominator empty, or choose the field of counts.",
)
_RATE_NAME = re.compile(
    r"(?:^|[_\W])(persen|persentase|rasio|proporsi|pangsa|pct|percent|ratio|rate|share)(?:[_\W]|$)|%|(?:^|_)per_?\d",
    re.IGNORECASE,
)


def rate_parameter(*codes: str) -> Choice:
    """The choice among the given ways to make a rate."""
    options = tuple(option for option in _OPTIONS if option.code in codes)
    return Choice("RATE", Text("Angka", "Rate"), _RATE_HELP, advanced=True, options=options, default=RAW)


def analysed_units(layer: Layer, values: Mapping[str, Any], smallest: int = SMALLEST) -> Units:
    """The units with a value of FIELD, or of its rate over DENOMINATOR by RATE, and of OTHER where it is given.
    UserError as ``units_of``, and for a denominator that is hardly known."""
    field, denominator, rate = values["FIELD"], values.get("DENOMINATOR"), values.get("RATE", RAW)
    if rate != RAW and not denominator:
        raise UserError(NOTHING_TO_DIVIDE)
    if not len(layer):
        return units_of(layer, field, smallest=smallest)
    counts = _counts(layer, values, smallest)
    if not denominator:
        return units_of(layer, field, counts, smallest)
    base = numbers_of(layer, denominator)
    found = int((base > 0).sum())
    if found < min(smallest, len(base)):
        raise UserError(FEW_DENOMINATORS, denominator=denominator, found=found, rows=len(base), needed=smallest)
    below = int((counts < 0).sum())
    if rate != RAW and below:
        raise UserError(NEGATIVE, field=field, count=below)
    return units_of(layer, " / ".join(value_columns(values)), RATES[rate](counts, base), smallest)


def _counts(layer: Layer, values: Mapping[str, Any], smallest: int) -> np.ndarray:
    """FIELD, float64 (n,), NaN also where OTHER is NULL. UserError where too few rows have both."""
    counts, other = numbers_of(layer, values["FIELD"]), values.get("OTHER")
    if not other:
        return counts
    both = np.where(np.isnan(numbers_of(layer, other)), np.nan, counts)
    found = int(np.isfinite(both).sum())
    if found < smallest:
        raise UserError(TOO_FEW, found=found, field=f"{values['FIELD']}, {other}", needed=smallest)
    return both


def twins_of(units: Units, values: Mapping[str, Any]) -> np.ndarray:
    """What tells units at one point apart, float64 (n, 2): their value, and that of OTHER where a method has it."""
    other = values.get("OTHER")
    further = numbers_of(units.layer, other) if other else np.zeros(len(units.values))
    return np.stack([units.values, further], axis=1)


def value_columns(values: Mapping[str, Any]) -> list[str]:
    """The fields that the value is made of."""
    return [values[each] for each in ("FIELD", "DENOMINATOR") if values.get(each)]


def value_phrase(values: Mapping[str, Any], label: Callable[[str], Text] = same) -> Text:
    """The value in words, for a methods paragraph: the field, its denominator, how the rate was made. Fields have their
    names, so that the run can be repeated, unless their labels are given."""
    field = joined([label(each) for each in value_columns(values)], " / ")
    return joined([field, _PHRASES.get(values.get("RATE", RAW), Text("", ""))], "")


def unit_notes(units: Units, values: Mapping[str, Any]) -> list[Note]:
    """What the log says of the units: rows left out, few units, counts that are no rates, rates divided again."""
    notes = size_notes(units)
    field, denominator = values["FIELD"], values.get("DENOMINATOR")
    if not denominator and are_counts(units.values):
        notes.append(Note(COUNTS_NOT_RATES.format(field=field), warning=True))
    if denominator and is_rate(field, _are_shares(numbers_of(units.layer, field))):
        notes.append(Note(RATE_DIVIDED.format(field=field, denominator=denominator), warning=True))
    return notes


def size_notes(units: Units) -> list[Note]:
    """What the log says of how many units there are: rows left out, few units."""
    notes, left_out = [], int((~units.used).sum())
    if left_out:
        notes.append(Note(LEFT_OUT.format(count=left_out), warning=True))
    if len(units.values) < FEW:
        notes.append(Note(FEW_UNITS.format(count=len(units.values)), warning=True))
    return notes


def is_rate(field: str, are_shares: bool) -> bool:
    """Whether a field is a rate or share: by its name, or because its values are fractions from 0 to 1."""
    return bool(_RATE_NAME.search(field)) or are_shares


def _are_shares(values: np.ndarray) -> bool:
    return bool(((values >= 0) & (values <= 1)).all()) and not are_counts(values)
