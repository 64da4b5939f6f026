"""The two ways a computation may end early. Everything else is a bug and keeps its traceback."""

from __future__ import annotations

from typing import Any, Tuple

from .texts import Text


class UserError(Exception):
    """What a person can fix: one sentence that says what is wrong, where, and what to do."""

    def __init__(self, sentence: Text, **details: Any) -> None:
        self.sentence = sentence.format(**details)
        super().__init__(self.sentence.en)

    def __reduce__(self) -> Tuple[Any, ...]:
        """Whole in another process."""
        return _as_said, (self.sentence,)


class Cancelled(Exception):
    """The person asked to stop; raised by the progress callable of a face."""


def _as_said(sentence: Text) -> UserError:
    """The error of a sentence that is filled already."""
    error = UserError(Text("", ""))
    error.sentence, error.args = sentence, (sentence.en,)
    return error
