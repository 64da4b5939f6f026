"""The page "Layers"."""

from __future__ import annotations

from ..core.texts import Text
from .page import Page


class LayersPage(Page):
    title = Text("Lapisan", "Layers")
    icon = "/mActionAddLayer.svg"
