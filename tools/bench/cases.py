"""What ``make bench`` measures. The aims stand with the cases."""

from __future__ import annotations

import contiguity
import density
import in_qgis
import local_statistics
import merge
import scan
import survey

CASES = (
    *local_statistics.cases(units=100_000, more=1_000_000),
    *contiguity.cases(rows=280, columns=300, vertices=180),
    *scan.cases(),
    *density.cases(),
    *merge.cases(),
    *survey.cases(),
    *in_qgis.cases(),
)
