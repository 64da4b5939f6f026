"""The page "Data"."""

from __future__ import annotations

from ..core.texts import Text
from .page import Page


class DataPage(Page):
    title = Text("Data", "Data")
    icon = "/mActionOpenTable.svg"
