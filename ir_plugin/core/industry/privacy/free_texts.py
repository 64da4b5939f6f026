"""Free texts, into which people write what a consent to the text does not cover."""

from __future__ import annotations

import re

from ..schema.patterns import BUSINESS_CODE, UUID

_DIGITS = re.compile(r"(?:\d[\s.\-()]?){8,}\d")
"""Nine digits or more, also with signs between them: phones, NIK, numbers of licences and accounts."""

_ADDRESS = re.compile(r"\S@\S+\.\w")
_MONEY = re.compile(r"\brp\.?\s*\d", re.IGNORECASE)
_IDS = re.compile(f"{BUSINESS_CODE.regex}|{UUID.regex}", re.IGNORECASE)


def is_private(text: str) -> bool:
    """Whether a text holds a number like that of a phone or NIK, an e-mail address, an amount, or an id of the
    register."""
    return any(each.search(text) for each in (_DIGITS, _ADDRESS, _MONEY, _IDS))
