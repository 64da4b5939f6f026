"""A document as one HTML file that needs nothing beside it: it opens in QGIS, in a browser and without a network."""

from __future__ import annotations

import html
import math
from typing import Optional

from .chart_svg import chart_svg
from .charts import Chart
from .documents import Block, Cell, Document, Heading, Legend, Paragraph, Table
from .texts import Text, number

STYLE = """
body { font: 15px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; max-width: 52em; margin: 1.5em auto; padding: 0 1em;
       color: #222; background: #fff; }
h1 { font-size: 1.5em; line-height: 1.2; } h2 { font-size: 1.15em; margin-top: 1.6em; }
table { border-collapse: collapse; margin: 1em 0; }
caption { text-align: left; font-weight: bold; padding-bottom: .3em; }
th, td { border-bottom: 1px solid #ccc; padding: .25em .8em .25em 0; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; } .swatch { display: inline-block; width: 1em; height: 1em; vertical-align: -.1em;
       border: 1px solid #777; margin-right: .5em; }
"""
MISSING = "–"


def document_html(document: Document, language: str) -> str:
    """The whole page in "id" or "en"; all texts are escaped."""
    title = html.escape(document.title.in_language(language))
    body = "\n".join(_block(block, language) for block in document.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )


def figure(value: float, digits: int = 5) -> Text:
    """A number with so many significant digits, as each language writes it; a dash for NaN."""
    if not math.isfinite(value):
        return Text(MISSING, MISSING)
    if float(value).is_integer() and abs(value) < 1e15:
        grouped = f"{int(value):,}"
        return Text(grouped.replace(",", "."), grouped)
    return number(f"{value:.{digits}g}")


def _block(block: Block, language: str) -> str:
    if isinstance(block, Chart):
        return f"<p>{chart_svg(block, language)}</p>"
    if isinstance(block, Table):
        return _table(block, language)
    if isinstance(block, Legend):
        return _legend(block, language)
    tag = "h2" if isinstance(block, Heading) else "p"
    return f"<{tag}>{html.escape(_words(block).in_language(language))}</{tag}>"


def _words(block: Block) -> Text:
    return block.words if isinstance(block, (Heading, Paragraph)) else Text("", "")


def _legend(legend: Legend, language: str) -> str:
    caption = html.escape(legend.caption.in_language(language))
    entries = "<br>".join(
        f'<span class="swatch" style="background:{html.escape(colour)}"></span>'
        + html.escape(label.in_language(language))
        for colour, label in legend.entries
    )
    return f"<p><strong>{caption}</strong><br>{entries}</p>"


def _table(table: Table, language: str) -> str:
    caption = html.escape(table.caption.in_language(language))
    headings = "".join(f'<th scope="col">{html.escape(each.in_language(language))}</th>' for each in table.headings)
    rows = "\n".join(
        "<tr>" + "".join(_cell(cell, table.digits, language) for cell in row) + "</tr>" for row in table.rows
    )
    caption = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{caption}<thead><tr>{headings}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>"


def _cell(cell: Cell, digits: int, language: str) -> str:
    value: Optional[str] = None
    if isinstance(cell, Text):
        value = cell.in_language(language)
    elif isinstance(cell, str):
        value = cell
    if value is not None:
        return f"<td>{html.escape(value)}</td>"
    words = figure(math.nan if cell is None else float(cell), digits).in_language(language)  # type: ignore[arg-type]
    return f'<td class="number">{words}</td>'
