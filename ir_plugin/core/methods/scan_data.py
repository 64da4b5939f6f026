"""Cases and population of each unit and period, as a layer holds them, with what cannot be scanned refused."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

import numpy as np

from ..declaration import Note
from ..errors import UserError
from ..figures import figure
from ..layer import Layer
from ..space.plane import metres_per_unit
from ..space.positions import positions_of
from ..space.wkb import centroids
from ..statistics.scan.study import MOST
from ..texts import Text
from .scan_parameters import BERNOULLI, ELLIPSE
from .units import EMPTY, FEW, SMALLEST, TOO_FEW, Units, numbers_of, part_of
from .value_settings import FEW_UNITS, LEFT_OUT

NOT_WHOLE = Text(
    "Kolom kasus {field} berisi bilangan pecahan atau negatif; kasus adalah bilangan bulat mulai 0.",
    "The field of cases {field} holds fractions or negative numbers; cases are whole numbers from 0 on.",
)
NEGATIVE = Text(
    "Kolom populasi {field} berisi bilangan negatif; perbaiki.",
    "The field {field} of the population is negative in places; correct it.",
)
NO_CASES = Text(
    "Kolom {field} tidak berisi satu kasus pun; pilih kolom lain.",
    "The field {field} holds not a single case; choose another.",
)
NOBODY = Text(
    "{count} wilayah mempunyai kasus ({field}) tetapi populasinya 0; perbaiki populasinya.",
    "{count} {count:unit|units} {count:has|have} cases ({field}) but a population of 0; correct their population.",
)
MORE_CASES = Text(
    "{count} wilayah mempunyai kasus ({field}) lebih banyak daripada kasus dan bukan kasus bersama; pilih kolom "
    "populasi yang memuat keduanya.",
    "{count} {count:unit|units} {count:has|have} more cases ({field}) than cases and controls together; choose a "
    "population that holds both.",
)
NOT_WHOLE_POPULATION = Text(
    "Model Bernoulli memerlukan populasi bilangan bulat; kolom {field} berisi pecahan.",
    "The Bernoulli model needs a population of whole numbers; the field {field} holds fractions.",
)
TOO_MANY = Text(
    "Kolom {field} berjumlah lebih dari {most}; pindaian menghitung kejadian, bukan jumlah uang. Pilih kolom lain.",
    "The field {field} adds up to more than {most}; the scan counts events, not money. Choose another.",
)
ALL_ARE_CASES = Text(
    "Di setiap wilayah kasus ({field}) sama dengan populasi ({population}), sehingga tidak ada yang dapat "
    "dibandingkan; pilih populasi yang memuat bukan kasus juga.",
    "In every unit the cases ({field}) equal the population ({population}), so there is nothing to compare; choose a "
    "population that holds more than the cases.",
)
PERIODS_DIFFER = Text(
    "Ada {cases} kolom kasus dan {populations} kolom populasi untuk periode berikutnya; berikan sama banyak.",
    "There are {cases} fields of cases and {populations} of populations for later periods; give as many of each.",
)


class ScanData(NamedTuple):
    """units: the rows that take part (their values are the cases of all periods). cases, population: float64 (n,
    periods). points: float64 (n, 2 or 3), metres. periods: the names of the fields of cases."""

    units: Units
    cases: np.ndarray
    population: np.ndarray
    points: np.ndarray
    periods: list[str]

    @property
    def notes(self) -> list[Note]:
        """Rows left out, few units."""
        left_out, found = int((~self.units.used).sum()), len(self.cases)
        notes = [Note(LEFT_OUT.format(count=left_out), warning=True)] if left_out else []
        return notes + ([Note(FEW_UNITS.format(count=found), warning=True)] if found < FEW else [])


def scan_data(values: Mapping[str, Any]) -> ScanData:
    """What the scan needs. UserError for what cannot be scanned."""
    layer: Layer = values["INPUT"]
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    periods = [values["CASES"], *(values.get("LATER_CASES") or [])]
    populations = [values["POPULATION"], *(values.get("LATER_POPULATIONS") or [])]
    if len(populations) > 1 and len(populations) != len(periods):
        raise UserError(PERIODS_DIFFER, cases=len(periods) - 1, populations=len(populations) - 1)
    cases = np.stack([numbers_of(layer, field) for field in periods], axis=1)
    population = np.stack([numbers_of(layer, field) for field in populations], axis=1)
    population = np.broadcast_to(population, cases.shape)
    placed = np.array([bool(wkb) for wkb in layer.wkb], bool)
    used = placed & np.isfinite(cases).all(axis=1) & np.isfinite(population).all(axis=1)
    if used.sum() < SMALLEST:
        raise UserError(TOO_FEW, found=int(used.sum()), field=values["CASES"], needed=SMALLEST)
    cases, population = cases[used], population[used]
    _refuse(cases, population, values)
    part = part_of(layer, used)
    return ScanData(Units(part, cases.sum(axis=1), used), cases, population, _points(part, values), periods)


def _refuse(cases: np.ndarray, population: np.ndarray, values: Mapping[str, Any]) -> None:
    field, at_risk = values["CASES"], values["POPULATION"]
    if (cases < 0).any() or (cases != np.floor(cases)).any():
        raise UserError(NOT_WHOLE, field=field)
    if cases.sum() > MOST:
        raise UserError(TOO_MANY, field=field, most=figure(MOST))
    if (population < 0).any():
        raise UserError(NEGATIVE, field=at_risk)
    if not cases.any():
        raise UserError(NO_CASES, field=field)
    nobody = ((population == 0) & (cases > 0)).any(axis=1)
    if nobody.any():
        raise UserError(NOBODY, count=int(nobody.sum()), field=field)
    if (cases == population).all():
        raise UserError(ALL_ARE_CASES, field=field, population=at_risk)
    if values["MODEL"] == BERNOULLI:
        if (population != np.floor(population)).any():
            raise UserError(NOT_WHOLE_POPULATION, field=at_risk)
        if population.sum() > MOST:
            raise UserError(TOO_MANY, field=at_risk, most=figure(MOST))
        if (cases > population).any():
            raise UserError(MORE_CASES, count=int((cases > population).any(axis=1).sum()), field=field)


def _points(layer: Layer, values: Mapping[str, Any]) -> np.ndarray:
    """Ellipses have their axes on a plane; circles are measured as every other distance."""
    if values["SHAPE"] != ELLIPSE:
        return positions_of(layer).xyz
    xy = centroids(layer.wkb)
    return xy * metres_per_unit(xy, layer)
