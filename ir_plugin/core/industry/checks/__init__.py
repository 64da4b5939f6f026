"""The rules by which a register is checked (Q01, Q02, ...), declared once: level, sentence, what to do."""

from __future__ import annotations

from .business_rules import BUSINESS_RULES
from .declaration import ERROR, INFO, WARNING, Rule
from .people_rules import PEOPLE_RULES
from .place_rules import PLACE_RULES

__all__ = ["ERROR", "INFO", "RULES", "WARNING", "Rule"]

RULES = {rule.code: rule for rule in sorted((*PLACE_RULES, *PEOPLE_RULES, *BUSINESS_RULES), key=lambda rule: rule.code)}
"""Every rule by code, in order. Rules of one number look at the same thing: Q09a, Q09b, ..."""
