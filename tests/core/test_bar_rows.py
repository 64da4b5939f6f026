"""Bars below one another: as long as their numbers, divided where the parts may be told."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree

from ir_plugin.core.bar_rows import UNDIVIDED, BarRow, BarRows, bar_rows_svg
from ir_plugin.core.document_html import document_html
from ir_plugin.core.documents import Document, Table
from ir_plugin.core.register.disaggregated.pages import HIDDEN
from ir_plugin.core.register.report.figures import PARTS, bars_of
from ir_plugin.core.texts import Text, same

SVG = "{http://www.w3.org/2000/svg}"
WOMEN_COLOUR, MEN_COLOUR = (colour for _, colour in PARTS)
ROWS = (
    BarRow(Text("Pangan <b>", "Food <b>"), (30.0, 10.0), 40.0, same("40")),
    BarRow(same("Sandang"), (), 20.0, same("20 (r)")),
    BarRow(same("Kimia"), (), math.nan, same("(r)")),
)


def drawn(bars: BarRows, language: str = "id") -> list[tuple[str, float]]:
    """Colours and widths of the bars, without the legend."""
    rectangles = ElementTree.fromstring(bar_rows_svg(bars, language)).iter(f"{SVG}rect")
    return [(str(each.get("fill")), float(str(each.get("width")))) for each in rectangles][len(bars.parts) :]


def test_bars_are_as_long_as_their_numbers_and_divided_where_that_is_told() -> None:
    bars = drawn(BarRows(same("T"), PARTS, ROWS))
    assert [colour for colour, _ in bars] == [WOMEN_COLOUR, MEN_COLOUR, UNDIVIDED]
    women, men, undivided = (width for _, width in bars)
    assert women == 3 * men and abs(undivided - 2 * men) < 0.02


def test_names_and_numbers_are_words_in_the_language() -> None:
    svg = bar_rows_svg(BarRows(same("T"), PARTS, ROWS), "en")
    assert "Food &lt;b&gt;" in svg and "Women" in svg and svg.count("(r)") == 2
    page = document_html(Document(same("D"), (BarRows(same("T"), PARTS, ROWS),)), "id")
    assert "Pangan &lt;b&gt;" in page and "Perempuan" in page


def test_a_table_gives_bars_without_its_total_and_without_nobody() -> None:
    rows = [
        ("A", 5, 15, 20, 75.0),
        ("B", HIDDEN, 9, HIDDEN, HIDDEN),
        ("C", 0, 0, 0, None),
        ("Jumlah", 10, 30, 40, 75.0),
    ]
    table = Table(same(""), (same("x"),), rows, over=((same(""), 1), (same(""), 4)), totals=(3,))
    bars = bars_of(same("T"), table)
    assert bars is not None and [row.name.id for row in bars.rows] == ["A", "B"]
    assert bars.rows[0].parts == (15.0, 5.0) and bars.rows[1].parts == () and bars.rows[1].number == HIDDEN
    assert bars_of(same("T"), Table(same(""), (same("x"),), rows[:1], over=table.over)) is None
