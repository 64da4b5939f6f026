"""A document as one HTML file that needs nothing beside it: it opens in QGIS, in a browser and without a network."""

from __future__ import annotations

import html
from base64 import b64encode

from .bar_rows import BarRows, bar_rows_svg
from .chart_svg import chart_svg
from .charts import Chart
from .documents import (
    Block,
    Cell,
    Code,
    Document,
    Heading,
    Legend,
    Lines,
    Link,
    Listing,
    Paragraph,
    Picture,
    Table,
    Tiles,
)
from .table_words import numeric_columns, rows_in_words
from .texts import Text

STYLE = """
body { font: 15px/1.5 "Noto Sans", "DejaVu Sans", sans-serif; max-width: 56em; margin: 1.5em auto 3em; padding: 0 1em;
       color: #222; background: #fff; }
h1 { font-size: 1.6em; line-height: 1.2; margin-bottom: .4em; }
h2 { font-size: 1.15em; margin: 1.8em 0 .4em; line-height: 1.3; }
p, ul { max-width: 46em; margin: .6em 0; } ul { padding-left: 1.2em; } li { margin: .3em 0; }
h1 + p { font-size: 1.05em; }
p.warning { border-left: .3em solid #b35806; background: #fdf3e7; padding: .5em .9em; }
.wide { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; font-size: .93em; }
caption { text-align: left; font-weight: bold; padding-bottom: .3em; white-space: nowrap; }
th, td { padding: .3em 1.1em .3em 0; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
th { border-bottom: 1.5px solid #888; vertical-align: bottom; line-height: 1.25; }
th.number, td.number { text-align: right; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.total td { font-weight: bold; border-top: 1px solid #888; }
tr.over th { text-align: center; border-bottom: none; padding-bottom: 0; }
td > div + div { margin-top: .15em; }
code { font: .88em "Noto Sans Mono", "DejaVu Sans Mono", monospace; color: #5a3b00; }
p.caption { font-weight: bold; margin: 1.2em 0 0; }
p.note { font-size: .85em; color: #444; margin: .3em 0; }
.tiles { display: flex; flex-wrap: wrap; gap: .8em 2.4em; margin: 1em 0; }
.tiles strong { display: block; font-size: 1.7em; line-height: 1.2; color: #1f4e79; }
.tiles span { font-size: .85em; color: #444; }
svg { max-width: 100%; height: auto; }
.legend { display: flex; align-items: center; margin: .25em 0; } .legend svg { flex: none; margin-right: .6em; }
@media print { body { max-width: none; margin: 0; font-size: 10.5pt; } tr, svg, img, .legend { break-inside: avoid; } }
"""
HATCHES = {
    "/": "M-2,10 L10,-2 M4,16 L16,4 M10,22 L28,4 M16,28 L34,10",
    "\\": "M-2,8 L12,22 M2,0 L22,20 M14,0 L30,16",
    "x": "M-2,10 L10,-2 M4,16 L16,4 M10,22 L28,4 M-2,8 L12,22 M2,0 L22,20 M14,0 L30,16",
    ".": "M5,5 h.1 M13,5 h.1 M21,5 h.1 M5,11 h.1 M13,11 h.1 M21,11 h.1",
}
DARK_BELOW = 110
"""Grey value (0 to 255) of a colour on which a hatch is white."""


_CLASS_TOTAL = ' class="total"'


def document_html(document: Document, language: str) -> str:
    """The whole page in "id" or "en"; all texts are escaped."""
    title = html.escape(document.title.in_language(language))
    above = int(isinstance(next(iter(document.blocks), None), Picture))
    parts = [_block(block, language) for block in document.blocks]
    body = "\n".join((*parts[:above], f"<h1>{title}</h1>", *parts[above:]))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><style>{STYLE}</style></head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block, language: str) -> str:
    if isinstance(block, BarRows):
        return f'<p class="caption">{_escaped(block.title, language)}</p>\n<p>{bar_rows_svg(block, language)}</p>'
    if isinstance(block, Chart):
        return f"<p>{chart_svg(block, language)}</p>"
    if isinstance(block, Table):
        return _table(block, language)
    if isinstance(block, Legend):
        return _legend(block, language)
    if isinstance(block, Listing):
        return "<ul>" + "".join(f"<li>{_escaped(each, language)}</li>" for each in block.entries) + "</ul>"
    if isinstance(block, Heading):
        return f"<h2>{_escaped(block.words, language)}</h2>"
    if isinstance(block, Tiles):
        return _tiles(block, language)
    if isinstance(block, Picture):
        return _picture(block, language)
    return _paragraph(block, language)


def _escaped(words: Text, language: str) -> str:
    return html.escape(words.in_language(language))


def _paragraph(paragraph: Paragraph, language: str) -> str:
    kind = "warning" if paragraph.warning else "note" if paragraph.is_note else ""
    opening = f'<p class="{kind}">' if kind else "<p>"
    words = _escaped(paragraph.words, language).replace("\n", "<br>")
    return f"{opening}{words}</p>"


def _tiles(tiles: Tiles, language: str) -> str:
    entries = "".join(
        f"<div><strong>{_escaped(figure, language)}</strong><span>{_escaped(words, language)}</span></div>"
        for figure, words in tiles.entries
    )
    return f'<div class="tiles">{entries}</div>'


def _picture(picture: Picture, language: str) -> str:
    source = f"data:image/{picture.kind};base64,{b64encode(picture.content).decode('ascii')}"
    words = html.escape(picture.words.in_language(language), quote=True)
    return f'<p><img src="{source}" alt="{words}" style="width:{100 * picture.width:g}%"></p>'


def _legend(legend: Legend, language: str) -> str:
    entries = "\n".join(
        f'<div class="legend">{_swatch(each.colour, each.hatch)}<span>{_escaped(each.label, language)}</span></div>'
        for each in legend.classes
    )
    return f"<p><strong>{_escaped(legend.caption, language)}</strong></p>\n{entries}"


def _swatch(colour: str, hatch: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    ink = "#ffffff" if (11 * red + 16 * green + 5 * blue) / 32 < DARK_BELOW else "#303030"
    width = 1.8 if hatch == "." else 1
    lines = (
        f'<path d="{HATCHES[hatch]}" stroke="{ink}" stroke-width="{width}" stroke-linecap="round"/>' if hatch else ""
    )
    frame = '<rect x=".5" y=".5" width="25" height="15" fill="none" stroke="#5c5c5c"/>'
    fill = f'<rect width="26" height="16" fill="{html.escape(colour)}"/>'
    return f'<svg width="26" height="16" viewBox="0 0 26 16" aria-hidden="true">{fill}{lines}{frame}</svg>'


def _table(table: Table, language: str) -> str:
    numeric = numeric_columns(table)
    headings = "".join(
        f'<th scope="col"{_class(is_number)}>{_escaped(each, language)}</th>'
        for each, is_number in zip(table.headings, numeric)
    )
    rows = "\n".join(
        f"<tr{_CLASS_TOTAL if number in table.totals else ''}>"
        + "".join(f"<td{_class(of_numbers)}>{_words(cell, language)}</td>" for cell, of_numbers in zip(row, numeric))
        + "</tr>"
        for number, row in enumerate(rows_in_words(table))
    )
    over = "".join(f'<th colspan="{width}">{_escaped(words, language)}</th>' for words, width in table.over)
    head = (f'<tr class="over">{over}</tr>' if over else "") + f"<tr>{headings}</tr>"
    words = _escaped(table.caption, language)
    caption = f"<caption>{words}</caption>" if words else ""
    return f'<div class="wide"><table>{caption}<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody></table></div>'


def _class(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _words(cell: Cell, language: str) -> str:
    """A cell of words as HTML."""
    if isinstance(cell, Lines):
        return "".join(f"<div>{_words(each, language)}</div>" for each in cell.lines)
    if isinstance(cell, Link):
        return f'<a href="{html.escape(cell.address)}">{_escaped(cell.words, language)}</a>'
    if isinstance(cell, Code):
        return f"<code>{html.escape(cell.words)}</code> {_escaped(cell.meaning, language)}".rstrip()
    return _escaped(cell, language) if isinstance(cell, Text) else html.escape(str(cell))
