"""Free texts, into which people write what a consent to the text does not cover."""

from __future__ import annotations

import re

from ..schema.patterns import BUSINESS_CODE, UUID

_DIGITS = r"(?:\d[\s.\-()]{0,2}){8,}\d"
"""Nine digits or more, also with signs between them: phones, NIK, numbers of licences and accounts."""

_ADDRESS, _MONEY = r"\S@\S+\.\w", r"\brp\.?\s*\d"
_PRIVATE = re.compile("|".join((_DIGITS, _ADDRESS, _MONEY, BUSINESS_CODE.regex, UUID.regex)), re.IGNORECASE)


def is_private(text: str) -> bool:
    """Whether a text holds a number like that of a phone or NIK, an e-mail address, an amount, or an id of the
    register."""
    return bool(_PRIVATE.search(text))
