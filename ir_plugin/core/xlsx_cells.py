"""The cells of a SpreadsheetML workbook (ECMA-376, part 1), out of the XML events of whichever parser a face has.

Names are taken without their prefixes: some programs write ``x:c`` for a cell.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from .workbook import cell_text

BUILT_IN_DATES = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
BUILT_IN_TIMES = {18, 19, 20, 21, 45, 46, 47}
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""A cell beyond these is one of a damaged or a malicious file."""

_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_WHOLE = re.compile(r"-?\d+")
_DAYS_TO_1904 = 1462
_LAST_DAY = 2_958_465
_VALUES = ("v", "t")


class Elements:
    """The elements of some names in their order, with their attributes."""

    def __init__(self, *names: str) -> None:
        self.found: List[Tuple[str, Mapping[str, str]]] = []
        self._names = names

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if bare(name) in self._names:
            self.found.append((bare(name), {bare(each): value for each, value in attributes.items()}))

    def text(self, words: str) -> None:
        """Not wanted."""

    def end(self, name: str) -> None:
        """Not wanted."""


class _BareNames(Dict[str, str]):
    """Names without their prefixes, by what they are with them."""

    def __missing__(self, name: str) -> str:
        return self.setdefault(name, bare(name))


class Words:
    """The texts in the elements of values inside of ``whole``: not those of formulas, and not how a text is read.

    around: the element in which the whole ones stand, of which the beginning counts too. As there are millions of
    elements, the commonest are looked for first and no name is taken apart twice.
    """

    def __init__(self, whole: str, around: str = "") -> None:
        self._whole, self._around = whole, around
        self._bare = _BareNames()
        self._words: List[str] = []
        self._is_value = False
        self._readings = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = self._bare[name]
        if name in _VALUES:
            self._is_value = not self._readings
        elif name == self._whole:
            self._words = []
            self.begin(attributes)
        elif name == self._around:
            self.begin_around(attributes)
        elif name == "rPh":
            self._readings += 1

    def text(self, words: str) -> None:
        """Some text, perhaps not all of its element."""
        if self._is_value:
            self._words.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        name = self._bare[name]
        if name in _VALUES:
            self._is_value = False
        elif name == self._whole:
            self.take("".join(self._words))
        elif name == "rPh":
            self._readings -= 1

    def begin(self, attributes: Mapping[str, str]) -> None:
        """A whole element begins."""

    def begin_around(self, attributes: Mapping[str, str]) -> None:
        """An element around them begins."""

    def take(self, words: str) -> None:
        """Its text."""
        raise NotImplementedError


class SharedTexts(Words):
    """The texts to which the cells of a workbook refer by number."""

    def __init__(self) -> None:
        super().__init__("si")
        self.texts: List[str] = []

    def take(self, words: str) -> None:
        """The next text."""
        self.texts.append(cell_text(words))


class SheetCells(Words):
    """The rows of one sheet as texts. formats: what each cell style shows a number as (see ``number_formats``).

    ValueError where a value is not what its type says or a cell lies beyond every sheet.
    """

    def __init__(self, texts: Sequence[str], formats: Sequence[str], counts_from_1904: bool) -> None:
        super().__init__("c", "row")
        self.rows: List[List[str]] = []
        self._texts, self._formats = texts, formats
        self._shift = _DAYS_TO_1904 if counts_from_1904 else 0
        self._places: Dict[str, int] = {}
        self._cell: Mapping[str, str] = {}
        self._column = 0

    def begin_around(self, attributes: Mapping[str, str]) -> None:
        """A row begins, where it says or below the last one."""
        number = int(attributes.get("r", len(self.rows) + 1))
        if number > MOST_ROWS:
            raise ValueError(f"row {number}")
        self.rows += [[] for _ in range(number - len(self.rows))]
        self._column = 0

    def begin(self, attributes: Mapping[str, str]) -> None:
        """A cell begins, where its reference says or beside the last one."""
        self._cell = attributes
        if "r" in attributes:
            self._column = self._place(attributes["r"].rstrip("0123456789"))

    def take(self, words: str) -> None:
        """The text of the cell; empty cells are kept only before others."""
        text = self._text_of(words)
        if text:
            row = self.rows[-1]
            row += [""] * (self._column - len(row))
            row.append(text)
        self._column += 1

    def _place(self, letters: str) -> int:
        """The place of a column in its row: 0 for A, 27 for AB."""
        if letters not in self._places:
            place = 0
            for letter in letters.upper():
                place = place * 26 + ord(letter) - 64
            if not 1 <= place <= MOST_COLUMNS:
                raise ValueError(f"column {letters}")
            self._places[letters] = place - 1
        return self._places[letters]

    def _text_of(self, words: str) -> str:
        kind = self._cell.get("t", "n")
        if kind == "s":
            return self._texts[int(words)] if words else ""
        return cell_text(self._value(kind, words)) if words else ""

    def _value(self, kind: str, words: str) -> Any:
        if kind == "b":
            return words == "1"
        if kind == "d":
            return datetime.datetime.fromisoformat(words.rstrip("Z"))
        if kind != "n":
            return words
        number = int(words) if _WHOLE.fullmatch(words) else float(words)
        style = int(self._cell.get("s", 0))
        what = self._formats[style] if style < len(self._formats) else ""
        return self._moment(number, what) if what and 0 <= number + self._shift <= _LAST_DAY else number

    def _moment(self, serial: float, what: str) -> Any:
        """A day, or a time of day, out of the days since 30 December 1899.

        Spreadsheets count a 29 February 1900 that never was: the two months before it come out a day early.
        """
        seconds = round((serial + self._shift) * 86_400)
        moment = datetime.datetime(1899, 12, 30) + datetime.timedelta(seconds=seconds)
        return moment if what == "date" else moment.time()


def number_formats(elements: Elements) -> List[str]:
    """What each cell style shows a number as: "date", "time", or "" for a number.

    elements: the numFmt, cellXfs, cellStyles and xf of the styles.
    """
    custom = {int(each["numFmtId"]): _meaning(each["formatCode"]) for name, each in elements.found if name == "numFmt"}
    meanings, inside = [], False
    for name, each in elements.found:
        inside = name == "cellXfs" or (inside and name == "xf")
        if inside and name == "xf":
            number = int(each.get("numFmtId", 0))
            built_in = "date" if number in BUILT_IN_DATES else "time" if number in BUILT_IN_TIMES else ""
            meanings.append(custom.get(number, built_in))
    return meanings


def bare(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2] if ":" in name else name


def _meaning(code: str) -> str:
    shown = _LITERALS.sub("", code.split(";")[0]).casefold()
    if re.search("[yd]|mmm", shown):
        return "date"
    return "time" if re.search("[hs]", shown) else ""
