"""The consents that a register holds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Dict, List

from ..industry.privacy.consent import FLAGS, Consent

_QUERY = " ".join(
    ("SELECT pemilik_id, tanggal, tujuan, berlaku_sampai, ditarik_pada,", ", ".join(FLAGS), "FROM ir_persetujuan")
)


def consents_by_owner(connection: sqlite3.Connection) -> Dict[str, List[Consent]]:
    """Every consent of each owner who has given any."""
    found: Dict[str, List[Consent]] = defaultdict(list)
    for owner, date, purpose, until, withdrawn, *allowed in connection.execute(_QUERY):
        allows = frozenset(flag for flag, yes in zip(FLAGS, allowed) if yes)
        found[owner].append(Consent(date, purpose, allows, until, withdrawn))
    return dict(found)
