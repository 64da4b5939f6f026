"""Which products are made where: weights for the whole sample, multiplied in the places that are known for them.

The places follow what is published about the region's home industries; the weights are invented.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ir_plugin.core.industry.products import PRODUCTS, Product


class Made(NamedTuple):
    """A product by its standard name, how common it is, and the places (codes) where it is that much more common."""

    name: str
    weight: float
    places: dict[str, float]


COAST_OF_BANGKA = {"19.01.02": 3.0, "19.01.01": 2.5, "19.04.02": 2.0, "19.03.01": 2.0, "19.05.01": 2.0}
BELITUNG = {"19.02": 1.6, "19.06": 1.4}

MIX = (
    Made("Kerupuk", 9, {**COAST_OF_BANGKA, **BELITUNG}),
    Made("Kemplang", 7, COAST_OF_BANGKA),
    Made("Getas", 4, {"19.01.01": 3.0, "19.01.02": 3.0}),
    Made("Keretek", 2.5, {"19.01.01": 3.0, "19.01.02": 3.0}),
    Made("Kricu", 2.5, COAST_OF_BANGKA),
    Made("Keripik ikan dan stik", 5, {}),
    Made("Abon ikan", 2, {"19.01.01": 2.0}),
    Made("Ikan asin", 4, {**COAST_OF_BANGKA, "19.02.03": 3.0, "19.03.02": 3.0, "19.03.08": 3.0}),
    Made("Terasi", 4, {"19.03.01": 3.0, "19.03.06": 3.0, "19.02.04": 3.0, "19.05.01": 2.0}),
    Made("Rusip", 3, COAST_OF_BANGKA),
    Made("Pempek", 5, {"19.05.01": 2.5, "19.71": 1.5}),
    Made("Otak-otak", 4, {"19.05.01": 2.0, "19.01.02": 2.0, "19.71": 1.5}),
    Made("Kue basah", 8, {"19.05.01": 3.0, "19.71": 1.5}),
    Made("Kue kering", 6, {"19.05.01": 2.0, "19.71": 1.5}),
    Made("Bakso ikan", 2, {"19.71": 2.0}),
    Made("Dodol", 1, {}),
    Made("Gula aren", 2, {"19.02.02": 6.0, "19.06": 1.5}),
    Made("Kopi bubuk", 2.5, {"19.06.01": 3.0}),
    Made("Sirop", 2, {}),
    Made("Lada bubuk", 2, {"19.05": 2.0, "19.03": 1.5}),
    Made("Tempe", 3, {}),
    Made("Tahu", 2.5, {}),
    Made("Olahan kelapa", 1.5, {"19.02": 2.0}),
    Made("Jamu", 1.5, {}),
    Made("Tenun cual", 1, {"19.05.01": 8.0, "19.71": 3.0}),
    Made("Batik", 1, {"19.06.02": 8.0, "19.06": 2.0}),
    Made("Bordir", 1, {}),
    Made("Pakaian jahit", 2.5, {"19.71": 2.0}),
    Made("Kopiah resam", 0.8, {"19.04.03": 8.0}),
    Made("Anyaman pandan", 1.2, {"19.03.06": 8.0}),
    Made("Anyaman bambu dan rotan", 1.5, {"19.05.04": 4.0}),
    Made("Lidi nipah", 1, {"19.04.05": 5.0, "19.04.02": 4.0}),
    Made("Pewter", 0.5, {"19.71": 6.0}),
    Made("Batok kelapa", 0.8, {"19.02.01": 5.0}),
    Made("Batu satam", 0.5, {"19.02": 6.0, "19.06": 3.0}),
    Made("Sabun cair", 0.6, {"19.01.01": 5.0}),
    Made("Ukiran kayu", 2, {}),
    Made("Bata", 1.5, {}),
)


BY_NAME = {product.name_id: product for product in PRODUCTS}
"""The standard products."""


def product(row: int) -> Product:
    """The standard product of a row of MIX."""
    return BY_NAME[MIX[row].name]


def weights_in(village: str) -> np.ndarray:
    """How common each product is in a village, float64 (len(MIX),), summing to 1."""
    weights = np.array([made.weight * _factor(made.places, village) for made in MIX])
    return weights / weights.sum()


def _factor(places: dict[str, float], village: str) -> float:
    """The factor of the smallest place that holds the village."""
    holding = [place for place in places if village.startswith(place)]
    return places[max(holding, key=len)] if holding else 1.0
