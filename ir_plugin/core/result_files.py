"""What the files of a run hold that are texts: pages to read, and formats of other programs."""

from __future__ import annotations

from dataclasses import replace

from .declaration import Output, Page, Results
from .document_html import document_html
from .documents import Document, Heading, Listing
from .run_record import RunRecord
from .texts import Text, same

REFERENCES = Text("Rujukan", "References")


def file_text(output: Output, results: Results, language: str) -> str:
    """The text of a Page, with the references of the run below it, or of a TextFile output."""
    if not isinstance(output, Page):
        return results.files[output.id]()
    page = results.pages[output.id]
    return document_html(_with_references(page, results.record) if results.record else page, language)


def _with_references(page: Document, record: RunRecord) -> Document:
    if not record.references:
        return page
    listing = Listing(tuple(map(same, record.references)))
    return replace(page, blocks=(*page.blocks, Heading(REFERENCES), listing))
