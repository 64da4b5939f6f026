"""How owners use information technology, as tables and maps count it."""

from __future__ import annotations

from ..texts import Text

FOR_BUSINESS = ("2", "3")
"""Codes of the value list ``penguasaan_ti`` that mean use for the business: social media, marketplaces, apps."""

IT_COLUMN = "persen_ti_usaha"
IT_TITLE = Text("Pemilik yang memakai TI untuk usaha (% IR)", "Owners using IT for the business (% of home industries)")
