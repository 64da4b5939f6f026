"""The cells of an OpenDocument spreadsheet (ODF 1.3, part 3), out of the XML events of whichever parser a face has.

Names are taken with the prefixes that every program writes: ``office:value-type`` has a namesake in ``calcext``.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Dict, List, Mapping, Tuple

from .layer import Sheet
from .workbook import sheet_of

CONTENT = "content.xml"
MOST_CELLS = 20_000_000
"""More than any real sheet holds: repetitions beyond that are a damaged or a malicious file."""

_NOT_SHOWN = ("office:annotation", "table:tracked-changes", "table:dde-links", "draw:object", "text:ruby-text")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")


class OdsCells:
    """Takes the start, the texts and the end of each element in turn; afterwards ``sheets`` gives what they hold.

    ValueError where a value is not what its type says, or a sheet repeats cells without end.
    """

    def __init__(self) -> None:
        self._tables: List[Tuple[str, List[List[Any]]]] = []
        self._row: List[Any] = []
        self._empty_rows = self._empty_cells = self._count = 0
        self._repeated_rows = 1
        self._cell: Dict[str, str] = {}
        self._words: List[str] = []
        self._hidden = self._paragraphs = 0
        self._in_paragraph = 0

    def sheets(self, path: str) -> List[Sheet]:
        """The sheets in their order."""
        return [sheet_of(name, rows, path) for name, rows in self._tables]

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if self._hidden or name in _NOT_SHOWN:
            self._hidden += 1
        elif name == "table:table":
            self._tables.append((attributes.get("table:name", ""), []))
            self._empty_rows = 0
        elif name == "table:table-row":
            self._row, self._empty_cells = [], 0
            self._repeated_rows = int(attributes.get("table:number-rows-repeated", 1))
        elif name in _CELLS:
            self._cell, self._words, self._paragraphs = dict(attributes), [], 0
        elif name == "text:p":
            self._words += ["\n"] if self._paragraphs else []
            self._paragraphs += 1
            self._in_paragraph += 1
        elif name == "text:s":
            self._words.append(" " * min(int(attributes.get("text:c", 1)), 1000))
        elif name in _BREAKS:
            self._words.append(_BREAKS[name])

    def text(self, words: str) -> None:
        """Some text, perhaps not all of its element."""
        if self._in_paragraph and not self._hidden:
            self._words.append(words)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._hidden:
            self._hidden -= 1
        elif name == "text:p":
            self._in_paragraph -= 1
        elif name in _CELLS:
            self._end_cell(int(self._cell.get("table:number-columns-repeated", 1)))
        elif name == "table:table-row":
            self._end_row()

    def _end_cell(self, repeated: int) -> None:
        """Empty cells are kept only before others: a row ends with as many as a sheet is wide."""
        value = _value(self._cell, "".join(self._words))
        if value is None:
            self._empty_cells += repeated
            return
        self._hold(self._empty_cells + repeated)
        self._row += [None] * self._empty_cells + [value] * repeated
        self._empty_cells = 0

    def _end_row(self) -> None:
        if not self._row:
            self._empty_rows += self._repeated_rows
            return
        self._hold(self._empty_rows + (len(self._row) + 1) * self._repeated_rows)
        self._tables[-1][1].extend([[] for _ in range(self._empty_rows)] + [self._row] * self._repeated_rows)
        self._empty_rows = 0

    def _hold(self, more: int) -> None:
        self._count += more
        if self._count > MOST_CELLS:
            raise ValueError(f"more than {MOST_CELLS} cells")


def _value(cell: Mapping[str, str], words: str) -> Any:
    """The value of a cell as a spreadsheet program knows it, None where it is empty."""
    kind = cell.get("office:value-type", "")
    if kind in ("float", "currency", "percentage"):
        number = cell["office:value"]
        return int(number) if re.fullmatch(r"-?\d+", number) else float(number)
    if kind == "boolean":
        return cell["office:boolean-value"] == "true"
    if kind == "date":
        return datetime.datetime.fromisoformat(cell["office:date-value"].rstrip("Z").split("T")[0])
    if kind == "time":
        return _time(cell["office:time-value"])
    return cell.get("office:string-value", words) or None


def _time(duration: str) -> Any:
    """A time of day; a longer duration stays as it is written."""
    found = _DURATION.fullmatch(duration)
    if not found or int(found.group(1)) > 23:
        return duration
    hour, minute, second = map(int, found.groups())
    return datetime.time(hour, minute, second)
