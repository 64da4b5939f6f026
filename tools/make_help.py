"""Writes the help pages of all algorithms in both languages into a folder; run by ``make help-pages``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def main(folder: Path) -> None:
    """One file per algorithm and language: folder/en/hotspotgetisord.html."""
    from ir_plugin.core.catalogue import ALGORITHMS
    from ir_plugin.core.document_html import document_html
    from ir_plugin.core.help_page import help_index, help_page
    from ir_plugin.core.texts import LANGUAGES

    for language in LANGUAGES:
        (folder / language).mkdir(parents=True, exist_ok=True)
        for algorithm in ALGORITHMS:
            page = document_html(help_page(algorithm), language)
            (folder / language / f"{algorithm.id}.html").write_text(page, encoding="utf-8")
        index = document_html(help_index(ALGORITHMS), language)
        (folder / language / "index.html").write_text(index, encoding="utf-8")
    sys.stdout.write(f"{folder}: {len(ALGORITHMS)} pages in {len(LANGUAGES)} languages\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
