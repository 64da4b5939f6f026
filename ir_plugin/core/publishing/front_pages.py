"""The two files of the page that say what the catalogue is called, before any script runs: for tabs and phones."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any, Dict, Mapping

from ..texts import Text
from .document import DATA, Heading, read_page

INDEX, APP = "index.html", "manifest.webmanifest"
SHORT = Text("Katalog", "Catalogue")
_TITLE, _LANGUAGE, _ABOUT = "<title>Katalog usaha rumahan</title>", '<html lang="id">', '<meta name="description" />'


def front_pages(page_files: Mapping[str, Path], heading: Heading) -> Dict[str, str]:
    """The text of both files by their place, as they are published under a heading."""
    title, publisher = (getattr(heading, name).in_language(heading.language) for name in ("title", "publisher"))
    about = f"{title} · {publisher}" if publisher else title
    index = _text(page_files[INDEX])
    index = index.replace(_TITLE, f"<title>{escape(title)}</title>", 1)
    index = index.replace(_LANGUAGE, f'<html lang="{heading.language}">', 1)
    index = index.replace(_ABOUT, f'<meta name="description" content="{escape(about)}" />', 1)
    app = {**json.loads(_text(page_files[APP])), "name": title, "short_name": SHORT.in_language(heading.language)}
    app.update(lang=heading.language, description=about)
    return {INDEX: index, APP: json.dumps(app, ensure_ascii=False, indent=4) + "\n"}


def published_heading(folder: Path) -> Heading:
    """The heading under which a catalogue was published. ValueError where its data cannot be read."""
    try:
        return heading_of(read_page((folder / DATA).read_bytes().decode("utf-8")))
    except (OSError, KeyError, TypeError) as problem:
        raise ValueError(DATA) from problem


def heading_of(page: Mapping[str, Any]) -> Heading:
    """The heading that the object of a page has. KeyError, TypeError or ValueError where it has none."""
    title, publisher, licence = (_pair(page[name]) for name in ("title", "publisher", "licence"))
    return Heading(title, publisher, licence, {"id": "id", "en": "en"}[page["default_language"]])


def _pair(words: Any) -> Text:
    if set(words) != {"id", "en"}:
        raise ValueError("no pair of texts")
    return Text(str(words["id"]), str(words["en"]))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")
