"""What the headings of one sheet mean, taken together."""

from __future__ import annotations

from typing import Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .form_headings import (
    form_column_named,
    is_point_part,
    is_servers_own,
    is_whole_point,
    option_named,
    source_of,
)
from .survey_columns import column_named, is_missed

NOT_IMPORTED = ""
"""What a mapping says of a heading that is to be left out."""


class HeadingRow(NamedTuple):
    """The place of each column, the places and answers of columns of 0 and 1, the headings that nothing is known of.

    meanings: the column of every heading that counts, NOT_IMPORTED for those of which nothing is known: a mapping.
    """

    places: Mapping[str, int]
    options: Mapping[str, Sequence[Tuple[int, str]]]
    unknown: Tuple[str, ...]
    meanings: Mapping[str, str]


def heading_of(text: str) -> str:
    """A heading as a mapping keeps it: on one line."""
    return " ".join(text.split())


def heading_row(headings: Sequence[str], mapping: Mapping[str, str]) -> HeadingRow:
    """What each heading means: what the mapping says, else what is known of it; the first of two that mean the same."""
    texts = [heading_of(heading) for heading in headings]
    source = source_of(texts)
    split = any(is_point_part(text) for text in texts) and source
    places: Dict[str, int] = {}
    options: Dict[str, List[Tuple[int, str]]] = {}
    meanings: Dict[str, str] = {}
    unknown = []
    for place, text in enumerate(texts):
        column = mapping[text] if text in mapping else _meaning(text, source, bool(split))
        option = None if column or text in mapping else option_named(text, source)
        if column:
            meanings[text] = column
            places.setdefault(column, place)
        elif option:
            options.setdefault(option[0], []).append((place, option[1]))
        elif text in mapping or _is_unknown(text, source):
            meanings[text] = NOT_IMPORTED
            unknown += [] if text in mapping else [text]
    chosen = {column: answers for column, answers in options.items() if column not in places}
    return HeadingRow(places, chosen, tuple(unknown), meanings)


def _meaning(text: str, source: str, split: bool) -> Optional[str]:
    if not source:
        return column_named(text)
    return None if split and is_whole_point(text) else form_column_named(text, source)


def _is_unknown(text: str, source: str) -> bool:
    return is_missed(text) and not (source and (is_servers_own(text) or is_whole_point(text)))
