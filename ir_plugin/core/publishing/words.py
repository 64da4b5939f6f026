"""All words of the page, by the keys under which its scripts ask for them."""

from __future__ import annotations

from typing import Mapping

from ..texts import Text

WORDS: Mapping[str, Text] = {
    "search": Text("Cari nama, produk, atau desa", "Search name, product or village"),
}
