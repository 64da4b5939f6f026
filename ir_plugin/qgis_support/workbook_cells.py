"""The cells of one sheet of SpreadsheetML as Python values."""

from __future__ import annotations

import datetime
import re
from typing import Any, Dict, Iterator, List, Sequence, Tuple

from qgis.PyQt.QtCore import QXmlStreamReader

BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
BUILT_IN_TIMES = {18, 19, 20, 21, 45, 46, 47}
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_DAYS_TO_1904 = 1462
_LAST_DAY = 2_958_465

Attributes = Dict[str, str]


class CellReader:
    """Reads the sheets of one workbook, which share their texts and formats."""

    def __init__(self, texts: Sequence[str], formats: Sequence[str], counts_from_1904: bool) -> None:
        self._texts = texts
        self._formats = formats
        self._shift = _DAYS_TO_1904 if counts_from_1904 else 0

    def rows(self, data: bytes) -> List[List[Any]]:
        """The values of a sheet, row by row, None where a cell is empty. ValueError where the XML is damaged."""
        rows: List[List[Any]] = []
        at = 0
        for reader, each in elements(data, "row", "c"):
            if reader.name() == "row":
                at = int(each.get("r", at + 1))
                rows += [[] for _ in range(at - len(rows))]
                continue
            row = rows[at - 1]
            column = _column(each["r"]) if "r" in each else len(row)
            row += [None] * (column - len(row))
            row.append(self._value(each.get("t", "n"), int(each.get("s", 0)), content(reader, "c")))
        return rows

    def _value(self, kind: str, style: int, text: str) -> Any:
        if kind == "s":
            return self._texts[int(text)]
        if kind == "b":
            return text == "1"
        if kind == "d":
            return datetime.datetime.fromisoformat(text.rstrip("Z"))
        if kind != "n" or not text:
            return text or None
        number = int(text) if re.fullmatch(r"-?\d+", text) else float(text)
        what = self._formats[style] if style < len(self._formats) else ""
        return self._moment(number, what) if what and 0 <= number + self._shift <= _LAST_DAY else number

    def _moment(self, serial: float, what: str) -> Any:
        """A day, or a time of day, out of the days since 30 December 1899.

        Spreadsheets count a 29 February 1900 that never was: the two months before it come out a day early.
        """
        seconds = round((serial + self._shift) * 86_400)
        moment = datetime.datetime(1899, 12, 30) + datetime.timedelta(seconds=seconds)
        return moment if what == "date" else moment.time()


def number_formats(styles: bytes) -> List[str]:
    """What each cell style shows a number as: "date", "time", or "" for a number."""
    custom = {int(each["numFmtId"]): _meaning(each["formatCode"]) for _, each in elements(styles, "numFmt")}
    meanings, inside = [], False
    for reader, each in elements(styles, "cellXfs", "cellStyles", "xf"):
        inside = reader.name() == "cellXfs" or (inside and reader.name() == "xf")
        if inside and reader.name() == "xf":
            number = int(each.get("numFmtId", 0))
            built_in = "date" if number in BUILT_IN_DATES else "time" if number in BUILT_IN_TIMES else ""
            meanings.append(custom.get(number, built_in))
    return meanings


def _meaning(code: str) -> str:
    bare = _LITERALS.sub("", code.split(";")[0]).casefold()
    if re.search("[yd]|mmm", bare):
        return "date"
    return "time" if re.search("[hs]", bare) else ""


def elements(data: bytes, *names: str) -> Iterator[Tuple[QXmlStreamReader, Attributes]]:
    """The reader at each start of an element of these names, with its attributes without their prefixes.

    ValueError where the XML is damaged.
    """
    if not data:
        return
    reader = QXmlStreamReader(data)
    while not reader.atEnd():
        reader.readNext()
        if reader.isStartElement() and reader.name() in names:
            listed = reader.attributes()
            yield reader, {listed.at(place).name(): listed.at(place).value() for place in range(listed.size())}
    if reader.hasError():
        raise ValueError(reader.errorString())


def content(reader: QXmlStreamReader, end: str) -> str:
    """The text of the element ``end`` in which the reader stands: of its values and texts, not formulas or readings."""
    words: List[str] = []
    inside = ""
    while not reader.atEnd():
        reader.readNext()
        if reader.isStartElement() and reader.name() == "rPh":
            reader.skipCurrentElement()
        elif reader.isStartElement():
            inside = reader.name()
        elif reader.isEndElement() and reader.name() == end:
            break
        elif reader.isEndElement():
            inside = ""
        elif reader.isCharacters() and inside in ("v", "t"):
            words.append(reader.text())
    return "".join(words)


def _column(reference: str) -> int:
    """The place of a cell in its row: 0 for A1, 27 for AB7."""
    place = 0
    for letter in reference.rstrip("0123456789").upper():
        place = place * 26 + ord(letter) - 64
    return place - 1
