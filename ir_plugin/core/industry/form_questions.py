"""What the headings of answers to our own form mean, as form servers write them: names or labels of questions, alone or
behind those of their groups, and one column for each answer where several may be given. Derived from the form."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

from ..texts import Text, same
from .regions import name_key
from .schema import Field
from .schema.declaration import BOOLEAN
from .soft_rules import SOFT_RULES
from .survey_columns import column_named
from .survey_form import PAGES, POSITION, Page, Part, gate_name, warning_name
from .value_lists import VALUE_LISTS
from .xlsform import LEVELS, POSITION_LABEL

WHOLE_POINT = "lintang"
"""The column in which a whole point may stand."""

YES_NO: Mapping[str, Text] = {"1": Text("Ya", "Yes"), "0": Text("Tidak", "No")}


class Question(NamedTuple):
    """What one column of an export holds.

    column: as the import names it; "" for a column that says nothing, such as a note of the form.
    option: the code that the column says by 1 was chosen. gate: the column of the question that comes before.
    """

    column: str
    option: str = ""
    gate: str = ""


Questions = Mapping[str, Tuple[Question, ...]]
"""By the key of a heading what it may mean, in the order of the form."""


def column_of(part: Part, name: str) -> str:
    """How the import names the answer to a question about the business itself: as that of other surveys, where they
    ask the same, else "table.field"."""
    known = None if part.repeat or part.gate.id else column_named(name)
    return known or f"{part.table}.{name}"


@lru_cache(maxsize=1)
def main_questions() -> Questions:
    """The questions that are asked once."""
    found: Dict[str, List[Question]] = {}
    for page in PAGES:
        for part in page.parts:
            gate = gate_name(part)
            if gate:
                _add(found, [(page.id, page.label)], (gate, part.gate), Question(gate))
            if not part.repeat:
                for heading, question in _of_part(page, part, gate):
                    found.setdefault(heading, []).append(question)
    for page in PAGES:
        for _, name, label in LEVELS:
            _add(found, [(page.id, page.label)], (name, label), Question(name))
    return {key: tuple(dict.fromkeys(each)) for key, each in found.items()}


@lru_cache(maxsize=16)
def repeat_questions(table: str) -> Questions:
    """The questions about each of the rows of a table; their columns are its fields."""
    found: Dict[str, List[Question]] = {}
    for page, part in repeats():
        if part.table == table:
            for heading, question in _of_part(page, part, ""):
                plain = question._replace(column=question.column.rpartition(".")[2])
                found.setdefault(heading, []).append(plain)
    return {key: tuple(dict.fromkeys(each)) for key, each in found.items()}


def repeats() -> List[Tuple[Page, Part]]:
    """The parts that are asked about any number of rows, with their pages."""
    return [(page, part) for page in PAGES for part in page.parts if part.repeat]


@lru_cache(maxsize=1)
def form_columns() -> FrozenSet[str]:
    """Every column that a question asked once has."""
    return frozenset(each.column for questions in main_questions().values() for each in questions if each.column)


def fields_by_column() -> Iterator[Tuple[Part, Field, str]]:
    """The questions about fields that only our form asks, with their columns."""
    for page in PAGES:
        for part in page.parts:
            for name in () if part.repeat else part.fields:
                column = column_of(part, name)
                if name != POSITION and "." in column:
                    yield part, part.declared.field(name), column


def answers_of(field: Field) -> Mapping[str, Text]:
    """The codes among which a question lets choose, and their words; none where the answer is free."""
    if field.kind == BOOLEAN:
        return YES_NO
    return {each.code: each.label for each in VALUE_LISTS[field.values].values} if field.values else {}


def _of_part(page: Page, part: Part, gate: str) -> Iterator[Tuple[str, Question]]:
    groups = [(page.id, page.label)]
    if gate or part.repeat:
        groups.append((part.table, part.declared.label))
    found: Dict[str, List[Question]] = {}
    for name in part.fields:
        if name == POSITION:
            _add(found, groups, (name, POSITION_LABEL), Question(WHOLE_POINT))
            continue
        field, column = part.declared.field(name), column_of(part, name)
        _add(found, groups, (name, field.label), Question(column, gate=gate))
        for code, words in answers_of(field).items() if field.several else ():
            answer = (f"{name}/{code}", Text(f"{field.label.id}/{words.id}", f"{field.label.en}/{words.en}"))
            _add(found, groups, answer, Question(column, code, gate))
            _add(found, groups, (f"{name}/{code}", same(f"{name}/{words.id}")), Question(column, code, gate))
    for rule in SOFT_RULES:
        if rule.table == part.table and rule.field in part.fields:
            _add(found, groups, (warning_name(rule.id), rule.sentence), Question(""))
    for heading, questions in found.items():
        yield from ((heading, question) for question in questions)


def _add(
    found: Dict[str, List[Question]], groups: Sequence[Tuple[str, Text]], told: Tuple[str, Text], question: Question
) -> None:
    """The question under each way in which its heading may be written."""
    name, label = told
    for own, above in (
        (name, [group for group, _ in groups]),
        (label.id, [words.id for _, words in groups]),
        (label.en, [words.en for _, words in groups]),
    ):
        for outer in range(len(above) + 1):
            found.setdefault(name_key("".join((*above[outer:], own))), []).append(question)
