"""Values that refer to others: ``"{survey.register}|layername=ir_desa"`` is the register of the step ``survey``."""

from __future__ import annotations

import re
from typing import Any, Callable, Iterator, NamedTuple

REFERENCE = re.compile(r"\{([A-Za-z_]\w*)\.(\w+)\}")


class Reference(NamedTuple):
    """What is meant: an output or setting of a step by its id, or one of the shared values."""

    step: str
    name: str


class Later:
    """A value that only the run of a step gives, such as a number that it computes."""


LATER = Later()


def references_in(value: Any) -> Iterator[Reference]:
    """The references in a value, or in the values of a list."""
    if isinstance(value, str):
        yield from (Reference(*found) for found in REFERENCE.findall(value))
    elif isinstance(value, list):
        for each in value:
            yield from references_in(each)


def filled(value: Any, look_up: Callable[[Reference], Any]) -> Any:
    """The value with what its references mean: a lone reference keeps its type. LATER where one is not known yet."""
    if isinstance(value, list):
        parts = [filled(each, look_up) for each in value]
        return LATER if LATER in parts else parts
    if not isinstance(value, str):
        return value
    alone = REFERENCE.fullmatch(value)
    if alone:
        return look_up(Reference(*alone.groups()))
    meant = {reference: look_up(reference) for reference in references_in(value)}
    if LATER in meant.values():
        return LATER
    return REFERENCE.sub(lambda found: str(meant[Reference(*found.groups())]), value)
