"""What the files of a run hold that are texts: pages to read, and formats of other programs."""

from __future__ import annotations

from .declaration import Output, Page, Results
from .document_html import document_html


def file_text(output: Output, results: Results, language: str) -> str:
    """The text of a Page or a TextFile output."""
    return document_html(results.pages[output.id], language) if isinstance(output, Page) else results.files[output.id]()
