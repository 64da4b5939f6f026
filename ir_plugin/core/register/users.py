"""Who is at work, for the records of what was done."""

from __future__ import annotations

import getpass
from typing import Optional

LONGEST = 120


def current_user() -> Optional[str]:
    """The name by which the system knows the person; None where it knows none."""
    try:
        return getpass.getuser()[:LONGEST]
    except (ImportError, KeyError, OSError):  # whichever it is depends on system and version of Python
        return None
