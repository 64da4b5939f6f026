"""A row of a survey with what was done to its cells, whether of the main sheet or of a repeat group."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, List, Optional, Tuple

from ...industry.cleaning.rules import Cleaned
from ...texts import Text


@dataclass
class LoggedRow:
    """A row, its repairs (column, raw, new, rule), and why it is rejected (code, sentence), if it is.

    row: has sheet, number and raw cells. changes: like repairs, what the import changed or left in the register.
    """

    row: Any
    repairs: List[Tuple[str, str, str, str]] = field(default_factory=list, init=False)
    changes: List[Tuple[str, str, str, str]] = field(default_factory=list, init=False)
    rejection: Optional[Tuple[str, Text]] = field(default=None, init=False)

    def log(self, column: str, raw: str, new: Any, rule: str) -> None:
        """Keeps what was done to a value beside what it was."""
        self.repairs.append((column, raw, "" if new is None else str(new), rule))

    def tell(self, column: str, known: Any, value: Any, is_edited: bool) -> None:
        """Keeps that a value of the register was changed, or that an edit of it stays."""
        if column == "geom":
            known = value = ""
        if is_edited:
            self.changes.append((column, str(value), str(known), "suntingan_dipertahankan"))
        else:
            self.changes.append((column, str(known), str(value), "diperbarui"))

    def clean(self, column: str, cleaned: Cleaned, raw: str) -> Any:
        """The value of a cleaned cell; its repairs, and what could not be read, go to the log."""
        for rule in cleaned.repairs:
            self.log(column, raw, cleaned.value, rule)
        if cleaned.problem:
            self.log(column, raw, None, cleaned.problem)
        return cleaned.value
