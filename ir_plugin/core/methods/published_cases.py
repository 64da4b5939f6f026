"""Small cases whose results are published: their data, and what our methods must make of them."""

from __future__ import annotations

from typing import Callable, NamedTuple, Tuple

import numpy as np

from ..space.neighbours import within_distance
from ..space.weight_forms import row_standardised
from ..space.weights import Weights, symmetric_weights
from ..statistics.getis_ord import local_g
from ..statistics.global_autocorrelation import GlobalStatistic, geary, general_g, moran
from ..statistics.join_counts import JoinCounts, joins_between, same_joins
from ..statistics.local_geary import local_geary
from ..statistics.local_moran import local_moran
from ..statistics.multiple_tests import adjusted_p
from ..statistics.permutation import local_sum_ranks, p_values
from ..texts import Text, same
from .published_data import COLUMBUS_BORDERS, COLUMBUS_CRIME

SIX_POINTS = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], np.float64)
SIX_VALUES = np.array([2, 3, 3.2, 5, 8, 7], np.float64)
"""Source: the documentation of Gi* in PySAL."""

ANSELIN = "Anselin, L. (1988). Spatial econometrics: methods and models. Kluwer, Dordrecht, table 12.1."
FROM_SPDEP = Text("PySAL, GeoDa dan spdep, sama sampai semua digit", "PySAL, GeoDa and spdep, equal in all digits")
FROM_PYSAL = Text("PySAL dan GeoDa, sama sampai semua digit", "PySAL and GeoDa, equal in all digits")
CUT = 35.0
MILLION = 1_000_000


class PublishedCase(NamedTuple):
    """One figure: what it is, where it is published, the figure there, how far ours may be off, and ours."""

    title: Text
    source: Text
    published: float
    tolerance: float
    ours: Callable[[], float]


def columbus_weights() -> Weights:
    """Who neighbours whom in Columbus, side or corner."""
    pairs = np.array(COLUMBUS_BORDERS) - 1
    return symmetric_weights(len(COLUMBUS_CRIME), pairs[:, 0], pairs[:, 1])


def _row_weights() -> Weights:
    return row_standardised(columbus_weights())


def _moran() -> GlobalStatistic:
    return moran(COLUMBUS_CRIME, _row_weights())


def _g() -> GlobalStatistic:
    return general_g(COLUMBUS_CRIME, columbus_weights())


def _gi_star() -> np.ndarray:
    return local_g(COLUMBUS_CRIME, columbus_weights())


def _codes() -> np.ndarray:
    return (COLUMBUS_CRIME > CUT).astype(np.int64)


def _same_joins() -> JoinCounts:
    return same_joins(_codes(), columbus_weights())


def _findings() -> float:
    """Places whose two-sided p passes Benjamini-Hochberg at 5 %, by a million permutations."""
    key = np.arange(len(COLUMBUS_CRIME), dtype=np.float64)[:, None]
    ranks = local_sum_ranks(COLUMBUS_CRIME, columbus_weights(), MILLION, np.random.Generator(np.random.PCG64(1)), key)
    return float((adjusted_p(p_values(ranks, "two-sided"), "fdr") <= 0.05).sum())


CASES: Tuple[PublishedCase, ...] = (
    PublishedCase(
        Text("Tautan queen", "Queen links"), FROM_SPDEP, 236, 0, lambda: float(len(columbus_weights().neighbours))
    ),
    PublishedCase(Text("I Moran", "Moran's I"), FROM_SPDEP, 0.50018856, 5e-9, lambda: _moran().value),
    PublishedCase(
        Text("z dari I Moran (randomisasi)", "z of Moran's I (randomisation)"),
        FROM_SPDEP,
        5.5893827,
        5e-8,
        lambda: _moran().z,
    ),
    PublishedCase(
        Text("z dari I Moran (normal)", "z of Moran's I (normality)"),
        FROM_SPDEP,
        5.6303128,
        5e-8,
        lambda: _moran().z_normal,
    ),
    PublishedCase(
        Text("C Geary", "Geary's C"), FROM_SPDEP, 0.5405282, 5e-8, lambda: geary(COLUMBUS_CRIME, _row_weights()).value
    ),
    PublishedCase(Text("G umum", "General G"), FROM_SPDEP, 0.12780746, 5e-9, lambda: _g().value),
    PublishedCase(Text("z dari G umum", "z of the general G"), FROM_SPDEP, 4.6381509, 5e-8, lambda: _g().z),
    PublishedCase(
        Text("Sambungan tinggi-tinggi", "Joins high-high"), FROM_SPDEP, 54, 0, lambda: float(_same_joins().observed[1])
    ),
    PublishedCase(
        Text("z sambungan tinggi-tinggi", "z of joins high-high"),
        FROM_SPDEP,
        6.16297,
        5e-6,
        lambda: float(_same_joins().z[1]),
    ),
    PublishedCase(
        Text("z sambungan tinggi-rendah", "z of joins high-low"),
        FROM_SPDEP,
        -6.04679,
        5e-6,
        lambda: float(joins_between(_codes(), columbus_weights(), 0, 1).z[0]),
    ),
    PublishedCase(
        Text("Jumlah Moran lokal", "Sum of local Moran"),
        FROM_PYSAL,
        24.00905075,
        1e-8,
        lambda: float(local_moran(COLUMBUS_CRIME, _row_weights()).statistic.sum()),
    ),
    PublishedCase(
        Text("Geary lokal, wilayah 1", "Local Geary, unit 1"),
        same("GeoDa, spdep"),
        0.41343737,
        5e-9,
        lambda: float(local_geary(COLUMBUS_CRIME, _row_weights())[0]),
    ),
    PublishedCase(
        Text("Gi* tertinggi (z)", "Highest Gi* (z)"), FROM_SPDEP, 3.47505136, 5e-9, lambda: float(_gi_star().max())
    ),
    PublishedCase(
        Text("Gi* terendah (z)", "Lowest Gi* (z)"), FROM_SPDEP, -2.85102318, 5e-9, lambda: float(_gi_star().min())
    ),
    PublishedCase(
        Text("Gi* enam titik, titik 6 (z)", "Gi* of six points, point 6 (z)"),
        same("PySAL"),
        2.02424331,
        5e-9,
        lambda: float(local_g(SIX_VALUES, within_distance(SIX_POINTS, 15.0))[5]),
    ),
    PublishedCase(
        Text("Temuan sesudah FDR, sejuta permutasi", "Findings after FDR, a million permutations"),
        FROM_PYSAL,
        5,
        0,
        _findings,
    ),
)
