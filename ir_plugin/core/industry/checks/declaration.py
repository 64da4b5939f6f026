"""The words in which a rule of the checks is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple

from ...texts import Text

ERROR, WARNING, INFO = "GALAT", "PERINGATAN", "INFO"
"""How grave a finding is: codes of the value list ``tingkat_temuan``. An error is wrong in any case, a warning may be
right and should be looked at, an info is worth knowing."""


@dataclass(frozen=True)
class Rule:
    """What a register should not hold. ``code`` is API: findings that people accepted name it.

    sentence: what is the matter; it names no value, so that it may stand where personal data may not. repair: what to
    do. proposes: the field that a proposed value is for, where it is not the one that the finding is about.
    safe: whether the proposed value may be written without looking at the business.
    softened: (beginning of a village code, level) where the rule is less grave.
    """

    code: str
    level: str
    sentence: Text
    repair: Text
    proposes: str = ""
    safe: bool = False
    softened: Tuple[Tuple[str, str], ...] = ()

    def level_in(self, village: Optional[str]) -> str:
        """The level of a finding in a village; None where the village is not known."""
        return next((level for start, level in self.softened if (village or "").startswith(start)), self.level)
