"""Products as people name them."""

from __future__ import annotations

import pytest

from ir_plugin.core.industry.products import PRODUCTS, Product, product_named


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda each: each.code)
def test_every_name_leads_to_its_product(product: Product) -> None:
    for name in (product.name_id, *product.aliases):
        assert product_named(name) == product
        assert product_named(name.upper()) == product


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kemplang / Getas", "Kemplang"),
        ("Kemplang (panggang)", "Kemplang"),
        ("Kemplang Bu Ani", "Kemplang"),
        ("Getas asli Toboali", "Getas"),
        ("kerupuk ikan & udang", "Kerupuk"),
        ("Batik tulis khas Babel", "Batik"),
    ],
)
def test_what_changes_nothing_is_passed_over(text: str, name: str) -> None:
    known = product_named(text)
    assert known is not None and known.name_id == name


@pytest.mark.parametrize(
    "text",
    [
        "Bakso sapi",
        "Bakso (sapi)",
        "Abon ayam",
        "Kerang rebus",
        "Kerang mentah",
        "Keripik singkong",
        "Keripik (singkong)",
        "Kopi mentah",
        "Kue mobil mainan",
        "Bu Ani",
        "entah",
        "",
    ],
)
def test_what_names_another_material_is_not_guessed(text: str) -> None:
    assert product_named(text) is None
