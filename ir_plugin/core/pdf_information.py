"""What a PDF says of itself (title, author, subject, language) and its bookmarks, which Qt cannot write: added behind
the file as an incremental update (ISO 32000-1, 7.5.6), so that nothing of what was drawn is touched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

POINTS_PER_MM = 72 / 25.4
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_SECTION = re.compile(rb"(\d+) (\d+)[ \r]*\n")
_DATE = re.compile(rb"/CreationDate\s*\(([^()]*)\)")
_ENTRY = 20
"""Bytes of an entry of a table of cross references."""


class Bookmark(NamedTuple):
    """A line of the outline. page: from 0. level: 0 for the outermost, one more than the line above at most.

    up_mm: how high above the lower edge of the page its place is; None for the whole page.
    """

    words: str
    page: int
    level: int = 0
    up_mm: Optional[float] = None


class Information(NamedTuple):
    """title, author, subject: "" for none. language: "id" or "en". creator: the programs that made the file."""

    title: str
    author: str
    subject: str
    language: str
    creator: str
    producer: str


def with_information(pdf: bytes, told: Information, bookmarks: Sequence[Bookmark] = ()) -> bytes:
    """The file with what it says of itself, and its bookmarks.

    The file as it is where its cross references are no plain table, as those of newer kinds of PDF: Qt and GDAL write
    plain ones. ValueError for a bookmark of a page that there is not.
    """
    file = _read(pdf)
    if file is None:
        return pdf
    entries = {"Title": told.title, "Author": told.author, "Subject": told.subject, "Creator": told.creator}
    about = [f"/{name} {_text(words)}" for name, words in {**entries, "Producer": told.producer}.items() if words]
    date = _DATE.search(file.body(file.information)) if file.information else None
    about += [f"/CreationDate ({date.group(1).decode('latin-1')})"] if date else []
    more = f"/Lang ({told.language}) /ViewerPreferences << /DisplayDocTitle true >>"
    update: Dict[int, str] = {file.information or file.new_number(): f"<< {' '.join(about)} >>"}
    (information,) = update
    if bookmarks:
        outlines = file.new_number()
        update.update(_outline(file, outlines, bookmarks))
        more += f" /Outlines {outlines} 0 R /PageMode /UseOutlines"
    update[file.root] = f"<< {file.catalogue()} {more} >>"
    return file.updated(update, information)


@dataclass
class _File:
    """pdf: the bytes. root, information: numbers of objects, 0 for none. start: of the last table. size: of it."""

    pdf: bytes
    offsets: Mapping[int, int]
    root: int
    information: int
    start: int
    size: int
    pages: List[int] = field(default_factory=list)

    def new_number(self) -> int:
        self.size += 1
        return self.size - 1

    def body(self, number: int) -> bytes:
        """The inside of an object that is no stream."""
        start = self.offsets[number]
        return self.pdf[self.pdf.index(b"obj", start) + 3 : self.pdf.index(b"endobj", start)].strip()

    def catalogue(self) -> str:
        """The entries of the catalogue, but for those that are written anew."""
        inside = self.body(self.root)[2:-2].decode("latin-1")
        return re.sub(r"/(Lang|PageMode|Outlines)\s*(\([^()]*\)|/\w+|\d+ 0 R)", "", inside).strip()

    def updated(self, objects: Mapping[int, str], information: int) -> bytes:
        """The file with objects behind it, and a table that leads to them."""
        parts, at, places = [self.pdf, b"\n"], len(self.pdf) + 1, {}
        for number in sorted(objects):
            part = f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
            places[number] = at
            parts.append(part)
            at += len(part)
        table = "".join(f"{number} 1\n{place:010d} 00000 n \n" for number, place in places.items())
        trailer = f"<< /Size {self.size} /Root {self.root} 0 R /Info {information} 0 R /Prev {self.start} >>"
        parts.append(f"xref\n{table}trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n".encode("latin-1"))
        return b"".join(parts)


def _read(pdf: bytes) -> Optional[_File]:
    last = _START.search(pdf, max(len(pdf) - 64, 0))
    if last is None:
        return None
    start, offsets = int(last.group(1)), {}
    trailers: List[bytes] = []
    at: Optional[int] = start
    while at is not None:
        section = _section(pdf, at)
        if section is None:
            return None
        found, trailer = section
        offsets.update({number: place for number, place in found.items() if number not in offsets})
        trailers.append(trailer)
        at = _number(trailer, b"Prev")
    root, size = _number(trailers[0], b"Root"), _number(trailers[0], b"Size")
    if root is None or size is None:
        return None
    file = _File(pdf, offsets, root, _number(trailers[0], b"Info") or 0, start, size)
    file.pages = _pages(file, _number(file.body(root), b"Pages") or 0)
    return file


def _section(pdf: bytes, at: int) -> Optional[Tuple[Dict[int, int], bytes]]:
    """The objects of one table with their places, and its trailer; None where there is no table."""
    if pdf[at : at + 4] != b"xref":
        return None
    offsets: Dict[int, int] = {}
    trailer = _TRAILER.search(pdf, at)
    here = _SECTION.search(pdf, at)
    while trailer and here and here.start() < trailer.start():
        first, count = (int(each) for each in here.groups())
        for place in range(count):
            entry = pdf[here.end() + place * _ENTRY : here.end() + (place + 1) * _ENTRY]
            if entry[17:18] == b"n":
                offsets[first + place] = int(entry[:10])
        here = _SECTION.match(pdf, here.end() + count * _ENTRY)
    return (offsets, trailer.group(1)) if trailer else None


def _number(inside: bytes, name: bytes) -> Optional[int]:
    """The number, or number of an object, under a name."""
    found = re.search(rb"/" + name + rb"\s+(\d+)", inside)
    return int(found.group(1)) if found else None


def _pages(file: _File, node: int) -> List[int]:
    """The objects of the pages in their order."""
    body = file.body(node)
    kids = re.search(rb"/Kids\s*\[(.*?)\]", body, re.DOTALL)
    if kids is None:
        return [node]
    return [page for kid in re.findall(rb"(\d+) 0 R", kids.group(1)) for page in _pages(file, int(kid))]


def _outline(file: _File, root: int, bookmarks: Sequence[Bookmark]) -> Dict[int, str]:
    """The objects of an outline, whose own is ``root``."""
    numbers = [file.new_number() for _ in bookmarks]
    parents: List[int] = []
    children: Dict[int, List[int]] = {root: []}
    path: List[int] = []
    for number, each in zip(numbers, bookmarks):
        if each.page >= len(file.pages):
            raise ValueError(f"there is no page {each.page} for the bookmark {each.words}")
        path = [*path[: each.level], number]
        parents.append(path[-2] if len(path) > 1 else root)
        children[number] = []
        children[parents[-1]].append(number)
    made = {root: f"<< /Type /Outlines {_ends(children[root])} /Count {len(children[root])} >>"}
    for number, parent, each in zip(numbers, parents, bookmarks):
        row = children[parent]
        at = row.index(number)
        beside = f"/Prev {row[at - 1]} 0 R " if at else ""
        beside += f"/Next {row[at + 1]} 0 R " if at + 1 < len(row) else ""
        inside = f"{_ends(children[number])} /Count -{len(children[number])} " if children[number] else ""
        place = f"[{file.pages[each.page]} 0 R {_view(each)}]"
        made[number] = f"<< /Title {_text(each.words)} /Parent {parent} 0 R {beside}{inside}/Dest {place} >>"
    return made


def _ends(row: Sequence[int]) -> str:
    return f"/First {row[0]} 0 R /Last {row[-1]} 0 R"


def _view(bookmark: Bookmark) -> str:
    return "/Fit" if bookmark.up_mm is None else f"/XYZ null {bookmark.up_mm * POINTS_PER_MM:.1f} null"


def _text(words: str) -> str:
    """Any text as a PDF has it: UTF-16 with its mark, as hexadecimal digits."""
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"
