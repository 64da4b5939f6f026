"""The page "Analyse"."""

from __future__ import annotations

from ..core.texts import Text
from .page import Page


class AnalysePage(Page):
    title = Text("Analisis", "Analyse")
    icon = "/processingAlgorithm.svg"
