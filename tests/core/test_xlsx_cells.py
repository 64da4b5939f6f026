"""The cells of a sheet of XLSX, whatever prefix its elements have."""

from __future__ import annotations

import io
from xml.parsers import expat

import pytest

from ir_plugin.core.xlsx_cells import MOST_COLUMNS, MOST_ROWS, Elements, SharedTexts, SheetCells, number_formats


def fed(handler, xml):
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = handler.start, handler.end
    parser.CharacterDataHandler = handler.text
    parser.ParseFile(io.BytesIO(xml.encode()))
    return handler


def rows(cells, texts=(), formats=("", "date", "time"), counts_from_1904=False):
    return fed(SheetCells(texts, formats, counts_from_1904), f"<sheetData>{cells}</sheetData>").rows


@pytest.mark.parametrize(
    "cell, text",
    [
        ('<c r="A1"><v>1500000</v></c>', "1500000"),
        ('<c r="A1"><v>1.5E+6</v></c>', "1500000"),
        ('<c r="A1" s="1"><v>45720</v></c>', "2025-03-04"),
        ('<c r="A1" s="2"><v>0.5</v></c>', "12:00:00"),
        ('<c r="A1" s="1"><v>-5</v></c>', "-5"),
        ('<c r="A1" s="9"><v>7</v></c>', "7"),
        ('<c r="A1" t="b"><v>0</v></c>', "0"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="str"><f>B1</f><v>=HYPERLINK("x")</v></c>', '=HYPERLINK("x")'),
        ('<c r="A1" t="d"><v>2025-07-16T08:00:00Z</v></c>', "2025-07-16"),
        ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><rPh><t>x</t></rPh><r><t> b</t></r></is></c>', "a b"),
        ('<x:c r="A1" t="inlineStr" xmlns:x="y"><x:is><x:t>&lt;b&gt;</x:t></x:is></x:c>', "<b>"),
    ],
)
def test_a_cell_is_what_it_says(cell, text):
    assert rows(f'<row r="1">{cell}</row>') == [[text]]


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    assert rows('<row><c s="1"><v>44258</v></c></row>', counts_from_1904=True) == [["2025-03-04"]]


def test_cells_without_a_place_stand_beside_the_last_and_empty_ones_count():
    cells = '<row><c/><c t="s"><v>1</v></c><c r="E1"/><c><v>2</v></c><c/></row><row r="4"><c><v>3</v></c></row>'
    assert rows(cells, texts=("no", "yes")) == [["", "yes", "", "", "", "2"], [], [], ["3"]]


@pytest.mark.parametrize("place", [f'<row r="{MOST_ROWS + 1}"/>', '<row r="1"><c r="XFE1"><v>1</v></c></row>'])
def test_what_lies_beyond_every_sheet_is_refused(place):
    with pytest.raises(ValueError, match="^(row|column) "):
        rows(place)
    assert len(rows('<row r="1"><c r="XFD1"><v>1</v></c></row>')[0]) == MOST_COLUMNS


def test_shared_texts_keep_their_numbers():
    xml = "<sst><si><t>a</t></si><si/><si><r><t>b</t></r><r><t>c</t></r><rPh><t>x</t></rPh></si></sst>"
    assert fed(SharedTexts(), xml).texts == ["a", "", "bc"]


def test_a_format_of_its_own_tells_a_date_from_a_number_with_words():
    styles = (
        '<x><numFmts><numFmt numFmtId="164" formatCode="d-mmm"/>'
        '<numFmt numFmtId="165" formatCode="0 &quot;hari&quot;"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="164"/><xf numFmtId="165"/>'
        '<xf numFmtId="20"/><xf/></cellXfs></x>'
    )
    elements = fed(Elements("numFmt", "cellXfs", "cellStyles", "xf"), styles)
    assert number_formats(elements) == ["date", "", "time", ""]
