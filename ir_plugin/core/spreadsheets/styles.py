"""How cells look, declared once for every format of workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple

LEFT, RIGHT, CENTRE = "left", "right", "center"
INK, GREY, BLUE, AMBER = "222222", "6B6B6B", "0B5394", "8A4B00"
HEAD_FILL, TOTAL_FILL, WARNING_FILL = "DCE6F0", "F2F2F2", "FDF3E7"
FONT, LINES = "Arial", "9A9A9A"


@dataclass(frozen=True)
class Style:
    """size: of the letters in points. decimals: of a number, None for words. lined: whether it has lines around it."""

    name: str
    size: int = 10
    bold: bool = False
    italic: bool = False
    colour: str = INK
    fill: str = ""
    align: str = LEFT
    wrap: bool = False
    lined: bool = False
    decimals: Optional[int] = None

    @property
    def is_indented(self) -> bool:
        """Whether words and numbers stand off the line beside them."""
        return self.lined and self.align != CENTRE


TITLE = Style("title", size=14, bold=True, wrap=True)
PLACE = Style("place", size=11, colour=GREY, wrap=True)
NOTE = Style("note", size=9, colour=GREY, wrap=True)
WARNING = Style("warning", bold=True, colour=AMBER, fill=WARNING_FILL, wrap=True)
HEADING = Style("heading", bold=True, fill=HEAD_FILL, align=CENTRE, wrap=True, lined=True)
WORDS = Style("words", wrap=True, lined=True)
LINK = Style("link", colour=BLUE, wrap=True, lined=True)
MARK = Style("mark", colour=GREY, align=RIGHT, lined=True)
COUNT = Style("count", align=RIGHT, lined=True, decimals=0)
SHARE = Style("share", align=RIGHT, lined=True, decimals=1)
TOTAL_WORDS = Style("total_words", bold=True, fill=TOTAL_FILL, wrap=True, lined=True)
TOTAL_MARK = Style("total_mark", colour=GREY, fill=TOTAL_FILL, align=RIGHT, lined=True)
TOTAL_COUNT = Style("total_count", bold=True, fill=TOTAL_FILL, align=RIGHT, lined=True, decimals=0)
TOTAL_SHARE = Style("total_share", bold=True, fill=TOTAL_FILL, align=RIGHT, lined=True, decimals=1)

STYLES: Tuple[Style, ...] = (
    *(TITLE, PLACE, NOTE, WARNING, HEADING, WORDS, LINK, MARK, COUNT, SHARE),
    *(TOTAL_WORDS, TOTAL_MARK, TOTAL_COUNT, TOTAL_SHARE),
)
OF_TOTALS = {WORDS: TOTAL_WORDS, LINK: TOTAL_WORDS, MARK: TOTAL_MARK, COUNT: TOTAL_COUNT, SHARE: TOTAL_SHARE}
"""How a cell looks in a row that sums up others."""

NUMBER_LOCALES = {"id": "421", "en": "409"}
"""The number of a language in the formats of cells (MS-LCID)."""
