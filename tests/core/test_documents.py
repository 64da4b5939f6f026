"""Pages as HTML: numbers in each language, tables, swatches and charts that nothing covers or cuts."""

from __future__ import annotations

import math
import re

import pytest

from ir_plugin.core.chart_svg import HEIGHT, WIDTH, chart_svg
from ir_plugin.core.charts import BARS, Chart, Rule, Series
from ir_plugin.core.classes import Class
from ir_plugin.core.document_html import document_html
from ir_plugin.core.documents import Code, Document, Legend, Lines, Listing, Paragraph, Picture, Table, Tiles
from ir_plugin.core.figures import common_decimals, figure
from ir_plugin.core.texts import Text, same


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (1234567.0, "1.234.567", "1,234,567"),
        (1234.5678, "1.234,6", "1,234.6"),
        (-0.25, "\u22120,25", "\u22120.25"),
        (3.0849e-75, "3,08\u202f×\u202f10⁻⁷⁵", "3.08\u202f×\u202f10⁻⁷⁵"),
        (0.0, "0", "0"),
        (math.nan, "–", "–"),
    ],
)
def test_numbers_are_written_as_the_reader_writes_them(value: float, indonesian: str, english: str) -> None:
    assert figure(value) == Text(indonesian, english)


def test_a_column_has_one_number_of_decimals_unless_small_numbers_would_vanish() -> None:
    assert common_decimals([21.58, 11.7, math.nan], 4) == 2
    assert common_decimals([12788.0, 556.0], 4) == 0
    assert common_decimals([449.96, -0.0025], 4) is None


def test_a_page_escapes_words_and_aligns_numbers() -> None:
    table = Table(
        same("a < b"),
        (same("Id"), same("%")),
        [(Lines((same("x & y"), Code("K", same("k")))), 21.58), ("<b>", 11.7), (None, None)],
    )
    page = document_html(
        Document(same("T"), (Paragraph(same("!"), warning=True), Listing((same("one"), same("two"))), table)), "id"
    )
    assert '<p class="warning">!</p>' in page and "<ul><li>one</li><li>two</li></ul>" in page
    assert "<caption>a &lt; b</caption>" in page and "<td>&lt;b&gt;</td>" in page
    assert "<td><div>x &amp; y</div><div><code>K</code> k</div></td>" in page
    assert re.findall(r'<td class="number">(.*?)</td>', page) == ["21,58", "11,70", "–"]
    assert '<th scope="col">Id</th><th scope="col" class="number">%</th>' in page


def test_a_swatch_shows_the_hatch_in_an_ink_that_its_colour_bears() -> None:
    classes = (Class("a", same("plain"), "#b2182b"), Class("b", same("dark"), "#2166ac", "/"))
    light = Class("c", same("light"), "#d9d9d9", ".")
    page = document_html(Document(same("T"), (Legend(same("L"), (*classes, light)),)), "en")
    assert re.findall(r'<rect width="26" height="16" fill="(.*?)"/>', page) == ["#b2182b", "#2166ac", "#d9d9d9"]
    assert re.findall(r'<path [^>]*stroke="(#\w+)"', page) == ["#ffffff", "#303030"]


def _bars(names: tuple[str, ...]) -> Chart:
    series = Series(same(""), list(range(len(names))), [1.0] * len(names), BARS)
    rules = (Rule(same("left"), 0.0, "x"), Rule(same("far right"), len(names) - 1.0, "x"))
    return Chart(same("T"), same("x"), same("y"), (series,), rules, names)


def test_the_words_of_a_rule_stay_inside_the_chart() -> None:
    chart = chart_svg(_bars(tuple("abcdefgh")), "id")
    anchors = re.findall(r'<text x="([\d.]+)" y="\d+" text-anchor="(start|end)" fill="#555"', chart)
    assert [anchor for _at, anchor in anchors] == ["start", "end"]
    assert all(0 < float(at) < WIDTH for at, _anchor in anchors)


def test_names_without_room_are_turned_and_the_chart_grows() -> None:
    few, many = _bars(("Batik", "Getas")), _bars(tuple(f"Keripik ikan {number:02d}" for number in range(38)))
    assert f'height="{HEIGHT}"' in chart_svg(few, "id") and "rotate(-90" in chart_svg(many, "id")
    assert chart_svg(few, "id").count("rotate(-90") == 1  # the words of the y axis
    assert chart_svg(many, "id").count("rotate(-90") == 39
    tall = re.search(r'viewBox="0 0 720 (\d+)"', chart_svg(many, "id"))
    assert tall and int(tall.group(1)) > HEIGHT + 80


def test_headings_above_groups_and_totals() -> None:
    rows = [(Text("a", "a"), Text("x", "x"), 1), (Text("a", "a"), Text("y", "y"), 2), ("", Text("Jumlah", "Total"), 3)]
    headings = (Text("g", "g"), Text("s", "s"), Text("n", "n"))
    over = ((Text("", ""), 2), (Text("Atas", "Above"), 1))
    table = Table(Text("", ""), headings, rows, over=over, groups=1, totals=(2,))
    page = document_html(Document(Text("t", "t"), (table,)), "en")
    assert '<tr class="over"><th colspan="2"></th><th colspan="1">Above</th></tr>' in page
    assert page.count("<td>a</td>") == 1 and "<tr><td></td><td>y</td>" in page
    assert page.count('<tr class="total">') == 1


def test_figures_at_a_glance_pictures_and_lines_of_a_paragraph() -> None:
    blocks = (
        Tiles(((Text("2.500", "2,500"), Text("usaha <b>", "businesses <b>")),)),
        Picture(b"\x89PNG", Text('Logo "A"', 'Logo "A"'), width=0.25),
        Paragraph(same("Dinas\nJl. 1"), is_note=True),
    )
    page = document_html(Document(same("Judul"), blocks), "en")
    assert "<strong>2,500</strong><span>businesses &lt;b&gt;</span>" in page
    assert '<img src="data:image/png;base64,iVBORw==" alt="Logo &quot;A&quot;" style="width:25%">' in page
    assert '<p class="note">Dinas<br>Jl. 1</p>' in page


def test_marks_in_place_of_figures_stand_where_figures_do() -> None:
    page = document_html(
        Document(same(""), (Table(same(""), (same("A"), same("B")), [("x", "(c)")], figures=1),)), "en"
    )
    assert '<td>x</td><td class="number">(c)</td>' in page and '<th scope="col" class="number">B</th>' in page


def test_bars_may_be_named_in_both_languages() -> None:
    series = (Series(same(""), (0.0, 1.0), (1.0, 2.0), BARS),)
    chart = Chart(same("T"), same("x"), same("y"), series, names=(Text("Jumlah", "Total"), "Toboali"))
    assert ">Jumlah<" in chart_svg(chart, "id") and ">Total<" in chart_svg(chart, "en")
    assert ">Toboali<" in chart_svg(chart, "en")
