"""The page "Publish"."""

from __future__ import annotations

from ..core.texts import Text
from .page import Page


class PublishPage(Page):
    title = Text("Publikasi", "Publish")
    icon = "/mActionFilePrint.svg"
