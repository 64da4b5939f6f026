"""The classes of a register to read: by sex of the owner, and how they changed between two periods."""

from __future__ import annotations

from collections import Counter
from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..documents import Block, Cell, Document, Paragraph, Table
from ..industry.class_profile import ClassProfile
from ..industry.class_rules import DRAFT
from ..industry.value_lists import VALUE_LISTS
from ..texts import Text, same

CLASSES = VALUE_LISTS["kelas_ir"]
DRAFT_BANNER = Text(
    "DRAF: batas kelas profil {version} belum diverifikasi terhadap lampiran Permen PPPA 2/2016.",
    "DRAFT: the class limits of the profile {version} have not been verified against the annex of Permen PPPA 2/2016.",
)


class Classed(NamedTuple):
    """The class of a business in a period: as a person decided, else by the rules."""

    business: str
    period: str
    sex: str
    kelas: str


Transition = Tuple[str, str, int]
"""The class before, the class after, and how many businesses went that way."""


def transitions(classed: Sequence[Classed]) -> Tuple[Sequence[str], List[Transition]]:
    """The last two periods and the businesses of both by class before and after; empty where there is one period."""
    periods = sorted({each.period for each in classed})[-2:]
    if len(periods) < 2:
        return (), []
    by_period: Dict[str, Dict[str, str]] = {period: {} for period in periods}
    for each in classed:
        if each.period in by_period:
            by_period[each.period][each.business] = each.kelas
    before, after = (by_period[period] for period in periods)
    ways = Counter((before[business], after[business]) for business in before if business in after)
    return periods, [(old, new, ways[old, new]) for old, new in sorted(ways)]


def class_page(title: Text, profile: ClassProfile, classed: Sequence[Classed]) -> Document:
    """The page: a banner where the profile is a draft, classes by sex, and the way from class to class."""
    blocks: List[Block] = []
    if profile.status == DRAFT:
        blocks.append(Paragraph(DRAFT_BANNER.format(version=profile.version), warning=True))
    last = max((each.period for each in classed), default="")
    blocks.append(_by_sex([each for each in classed if each.period == last], last))
    periods, ways = transitions(classed)
    if ways:
        blocks.append(_matrix(periods, {(old, new): count for old, new, count in ways}))
    return Document(title, tuple(blocks))


def _by_sex(classed: Sequence[Classed], period: str) -> Table:
    counts = Counter((each.kelas, each.sex) for each in classed)
    headings = (Text("Kelas", "Class"), same("L"), same("P"), same("L+P"), same("% P"), Text("Tak diisi", "Not told"))
    rows: List[Sequence[Cell]] = []
    for code in CLASSES.codes:
        men, women, untold = (counts[code, sex] for sex in ("L", "P", "X"))
        if men + women + untold:
            rows.append((CLASSES.label(code), men, women, men + women, _share(women, men + women), untold))
    caption = Text("Kelas menurut jenis kelamin pemilik, {period}", "Classes by the owner's sex, {period}")
    return Table(caption.format(period=period), headings, rows)


def _share(part: int, whole: int) -> Optional[float]:
    return 100 * part / whole if whole else None


def _matrix(periods: Sequence[str], counts: Mapping[Tuple[str, str], int]) -> Table:
    used = [code for code in CLASSES.codes if any(code in way for way in counts)]
    rows: List[Sequence[Cell]] = [(CLASSES.label(old), *(counts.get((old, new), 0) for new in used)) for old in used]
    caption = Text("Perpindahan kelas dari {before} ke {after}", "Changes of class from {before} to {after}")
    headings = (Text("Dari / ke", "From / to"), *(CLASSES.label(code) for code in used))
    return Table(caption.format(before=periods[0], after=periods[1]), headings, rows)
