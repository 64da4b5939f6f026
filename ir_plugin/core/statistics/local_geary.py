"""Local Geary: where a place differs little, or much, from its neighbours."""

from __future__ import annotations

from typing import Optional

import numpy as np

from ..space.weights import Weights
from .local_moran import Standard, z_scores


def local_geary(values: np.ndarray, weights: Weights, standard: Optional[Standard] = None) -> np.ndarray:
    """Local Geary c_i = Σ w_ij (z_i - z_j)², float64 (n,); 0 for islands. Small where neighbours are alike.

    values: float64 (n,), not all equal. z-scores with the standard deviation of n - 1, as in GeoDa and spdep (esda's
    are n / (n - 1) times larger). standard: as in ``local_moran``. Source: Anselin (1995), equation 18; Anselin (2019).
    """
    z = z_scores(values, standard)
    apart = np.square(z[weights.sources] - z[weights.neighbours])
    return weights.added(apart if weights.values is None else apart * weights.values)
