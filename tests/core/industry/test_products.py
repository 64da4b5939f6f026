"""Products as people name them."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.products import PRODUCTS, product_named


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: each.code)
def test_every_name_leads_to_its_product(product) -> None:
    for name in (product.name_id, *product.aliases):
        assert product_named(name) == product
        assert product_named(name.upper()) == product


@pytest.mark.parametrize(
    "text", ["Bakso sapi", "Abon ayam", "Kerang rebus", "Keripik singkong", "Sabun", "", "entah", "Kue mobil mainan"]
)
def test_what_names_another_material_is_not_guessed(text: str) -> None:
    known = product_named(text)
    assert known is None or text.casefold() in (name.casefold() for name in (known.name_id, *known.aliases))
