"""Tables, page and plot of the autocorrelation of a whole map."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..charts import Chart, Rule, Series
from ..declaration import Column, LayerResult
from ..documents import Document, Paragraph, Table
from ..statistics.correlogram import Band
from ..statistics.getis_ord import normal_p
from ..statistics.global_autocorrelation import GlobalStatistic
from ..texts import Text
from .local_results import LocalSetting
from .moran_scatter import moran_scatter

NAMES = {
    "moran": Text("I Moran", "Moran's I"),
    "geary": Text("C Geary", "Geary's C"),
    "g": Text("G umum", "General G"),
    "low-low": Text("Sambungan rendah-rendah", "Joins low-low"),
    "high-high": Text("Sambungan tinggi-tinggi", "Joins high-high"),
    "high-low": Text("Sambungan tinggi-rendah", "Joins high-low"),
}
COLUMNS = (
    Column("statistik", "text", Text("Statistik", "Statistic")),
    Column("nilai", "real", Text("Nilai", "Value")),
    Column("harapan", "real", Text("Harapan tanpa pola", "Expected without a pattern")),
    Column("ragam", "real", Text("Ragam", "Variance")),
    Column("z", "real", Text("z", "z")),
    Column("p_analitik", "real", Text("p analitik", "Analytic p")),
    Column("p_permutasi", "real", Text("p permutasi", "Permutation p")),
)
BAND_COLUMNS = (
    Column("jarak_m", "real", Text("Sampai jarak (m)", "Up to a distance (m)")),
    Column("tautan", "integer", Text("Banyaknya tautan", "Number of links")),
    Column("moran_i", "real", NAMES["moran"]),
    Column("moran_z", "real", Text("z dari I", "z of I")),
    Column("moran_p", "real", Text("p analitik dari I", "Analytic p of I")),
    Column("geary_c", "real", NAMES["geary"]),
    Column("geary_z", "real", Text("z dari C", "z of C")),
    Column("geary_p", "real", Text("p analitik dari C", "Analytic p of C")),
)


class StatisticRow(NamedTuple):
    """One statistic: its id of STATISTICS, moments, and permuted p (NaN at 0 permutations)."""

    id: str
    statistic: GlobalStatistic
    permuted: float


def analytic_p(statistic: Optional[GlobalStatistic], values: Mapping[str, Any]) -> float:
    """p under randomisation by the normal curve and ALTERNATIVE; NaN without a statistic."""
    return float("nan") if statistic is None else float(normal_p(np.array([statistic.z]), values["ALTERNATIVE"])[0])


def table_of(rows: Sequence[StatisticRow], values: Mapping[str, Any]) -> LayerResult:
    """One row for each statistic of the map."""
    return LayerResult(
        COLUMNS,
        {
            "statistik": [row.id for row in rows],
            "nilai": [row.statistic.value for row in rows],
            "harapan": [row.statistic.expected for row in rows],
            "ragam": [row.statistic.variance for row in rows],
            "z": [row.statistic.z for row in rows],
            "p_analitik": [analytic_p(row.statistic, values) for row in rows],
            "p_permutasi": [row.permuted for row in rows],
        },
    )


def band_table_of(bands: Sequence[Band], values: Mapping[str, Any]) -> LayerResult:
    """One row for each distance."""
    columns: dict[str, list[Any]] = {
        "jarak_m": [band.limit_m for band in bands],
        "tautan": [band.links for band in bands],
    }
    for name, value in (("moran", "i"), ("geary", "c")):
        statistics = [getattr(band, name) for band in bands]
        columns[f"{name}_{value}"] = [each and each.value for each in statistics]
        columns[f"{name}_z"] = [each and each.z for each in statistics]
        columns[f"{name}_p"] = [analytic_p(each, values) for each in statistics]
    return LayerResult(BAND_COLUMNS, columns)


def page_of(
    title: Text,
    setting: LocalSetting,
    rows: Sequence[StatisticRow],
    bands: Sequence[Band],
    values: Mapping[str, Any],
    paragraph: Text,
) -> Document:
    """The paragraph, the table of all statistics, the scatter plot, and Moran's I by distance."""
    cells = [
        (NAMES[row.id], *row.statistic[:3], row.statistic.z, analytic_p(row.statistic, values), row.permuted)
        for row in rows
    ]
    table = Table(Text("Seluruh peta", "The whole map"), tuple(column.label for column in COLUMNS), cells)
    blocks = (Paragraph(paragraph), table, moran_scatter(setting))
    linked = [band for band in bands if band.moran]
    return Document(title, (*blocks, _plot(linked)) if linked else blocks)


def _plot(bands: Sequence[Band]) -> Chart:
    km = [band.limit_m / 1000 for band in bands]
    found = [band.moran for band in bands if band.moran]
    return Chart(
        Text("I Moran menurut jarak", "Moran's I by distance"),
        Text("Tetangga sampai jarak (km)", "Neighbours up to a distance (km)"),
        NAMES["moran"],
        (Series(NAMES["moran"], km, [each.value for each in found]),),
        (Rule(Text("tanpa pola", "no pattern"), found[0].expected),),
    )
