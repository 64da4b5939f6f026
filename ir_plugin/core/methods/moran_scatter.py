"""The Moran scatter plot: each unit against the mean of its neighbours."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..charts import POINTS, Chart, Rule, Series
from ..space.weight_forms import row_standardised
from ..statistics.local_moran import z_scores
from ..texts import Text, number, same
from .local_results import LocalSetting

SCATTER = Text("Diagram pencar Moran", "Moran scatter plot")
SLOPE = Text("Kemiringan {slope}", "Slope {slope}")
SOME = Text("{shown} dari {count} wilayah", "{shown} of {count} units")
UNNAMED = same("")
SHOWN = 5000
"""Points that are drawn at most; a browser chokes on a million."""


def moran_scatter(setting: LocalSetting, others: Optional[np.ndarray] = None) -> Chart:
    """Each unit's z-score against the mean z-score of its neighbours (of ``others`` where given), and the line through
    them; with row-standardised weights and no islands its slope is Moran's I. Of more than SHOWN units those
    are drawn that stand evenly spaced in the order of z and lag; the line is that of all."""
    linked = setting.chosen.weights.counts > 0
    z = z_scores(setting.units.values)
    lag = row_standardised(setting.chosen.weights).sums(z if others is None else z_scores(others))
    z, lag = z[linked], lag[linked]
    ends = np.array([z.min(), z.max()])
    slope = float(np.polyfit(z, lag, 1)[0]) if np.ptp(z) else 0.0
    line = float(lag.mean()) + slope * (ends - z.mean())
    shown = np.lexsort((lag, z))[:: max(1, -(-len(z) // SHOWN))]
    units = Text("Wilayah", "Units") if len(shown) == len(z) else SOME.format(shown=len(shown), count=len(z))
    return Chart(
        SCATTER,
        Text("Nilai wilayah (simpangan baku)", "Value of the unit (standard deviations)"),
        Text("Rata-rata tetangga", "Mean of its neighbours"),
        (
            Series(units, z[shown].tolist(), lag[shown].tolist(), POINTS),
            Series(SLOPE.format(slope=number(f"{slope:.3f}")), ends.tolist(), line.tolist(), colour="#b2182b"),
        ),
        (Rule(UNNAMED, 0.0, "x"), Rule(UNNAMED, 0.0, "y")),
    )
