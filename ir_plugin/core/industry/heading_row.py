"""What the headings of one sheet mean, taken together."""

from __future__ import annotations

from typing import AbstractSet, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .form_headings import (
    GOOGLE,
    form_column_named,
    is_point_part,
    is_servers_own,
    is_whole_point,
    option_named,
    source_of,
)
from .form_questions import WHOLE_POINT, Question, Questions, form_columns, main_questions
from .regions import name_key
from .survey_columns import HEADINGS, column_in_parts, column_named, is_missed

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


def is_column(name: str) -> bool:
    """Whether the import has a column of this name: of a survey sheet, or of a question that our form asks once."""
    return name in HEADINGS or name in form_columns()


def heading_row(headings: Sequence[str], mapping: Mapping[str, str]) -> HeadingRow:
    """What each heading means: what the mapping says, else our form, else what is known of surveys; the first of two
    that mean the same."""
    texts = [heading_of(heading) for heading in headings]
    source = source_of(texts)
    split = bool(source) and any(is_point_part(text) for text in texts)
    questions = main_questions() if source and source != GOOGLE else {}
    keys = {name_key(text) for text in texts} if questions else set()
    gates = {each.column for key in keys for each in questions.get(key, ())}
    places: Dict[str, int] = {}
    options: Dict[str, List[Tuple[int, str]]] = {}
    meanings: Dict[str, str] = {}
    unknown = []
    for place, text in enumerate(texts):
        asked = None if text in mapping else question_named(text, questions, places, gates)
        whole = split and asked is not None and asked.column == WHOLE_POINT and not is_point_part(text)
        column = mapping[text] if text in mapping else asked.column if asked else _meaning(text, source, split)
        option = None if column or text in mapping else option_named(text, source)
        if asked and asked.option:
            options.setdefault(asked.column, []).append((place, asked.option))
        elif column and not whole:
            meanings[text] = column
            places.setdefault(column, place)
        elif option and not asked:
            options.setdefault(option[0], []).append((place, option[1]))
        elif text in mapping or (not asked and _is_unknown(text, source)):
            meanings[text] = NOT_IMPORTED
            unknown += [] if text in mapping else [text]
    chosen = {column: answers for column, answers in options.items() if column not in places}
    return HeadingRow(places, chosen, tuple(unknown), meanings)


def question_named(
    heading: str, questions: Questions, taken: Mapping[str, int], gates: AbstractSet[str]
) -> Optional[Question]:
    """The question of our form that a heading means, or None. Of several that are called alike it is the first that
    is not taken; those behind a question that the sheet does not have are none of ours."""
    found = [each for each in questions.get(name_key(heading), ()) if not each.gate or each.gate in gates]
    return next((each for each in found if each.column not in taken), found[0] if found else None)


def _meaning(text: str, source: str, split: bool) -> Optional[str]:
    if not source:
        return column_named(text) or column_in_parts(text)
    return None if split and is_whole_point(text) else form_column_named(text, source)


def _is_unknown(text: str, source: str) -> bool:
    return is_missed(text) and not (source and (is_servers_own(text) or is_whole_point(text)))
