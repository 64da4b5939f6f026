"""Reasons that people give for a decision, as long as the register takes them."""

from __future__ import annotations

from typing import Any

from ..errors import UserError
from ..industry.schema import Field
from ..texts import Text

TOO_LONG = Text(
    "Alasan itu {count} huruf; paling banyak {limit}. Persingkat, lalu coba lagi.",
    "The reason has {count} characters; at most {limit} are kept. Shorten it and try again.",
)


def reason_of(given: Any, field: Field, missing: Text) -> str:
    """The reason without blanks around it. UserError with ``missing`` where there is none, or where it is longer than
    the field: what is cut off would be lost without a word."""
    reason = str(given or "").strip()
    if not reason:
        raise UserError(missing)
    if len(reason) > field.length:
        raise UserError(TOO_LONG, count=len(reason), limit=field.length)
    return reason
