"""The support that businesses ask for, as tables and maps count it."""

from __future__ import annotations

from typing import Mapping

from ..texts import Text, lowered
from .value_lists import VALUE_LISTS

NEEDS: Mapping[str, str] = {
    "2": "pelatihan",
    "6": "modal",
    "5": "pemasaran",
    "3": "sarana",
    "4": "pendampingan",
    "1": "informasi",
}
"""A word for the columns of each code of the value list ``layanan``, those first that are asked about most."""

WANTED = Text("Kebutuhan {service} (% IR)", "Need for {service} (% of home industries)")


def need_column(code: str) -> str:
    """The column with the share of businesses that ask for a service."""
    return f"persen_butuh_{NEEDS[code]}"


def need_title(code: str) -> Text:
    """The service that is wanted, and of what the share is."""
    return WANTED.format(service=lowered(VALUE_LISTS["layanan"].label(code)))
