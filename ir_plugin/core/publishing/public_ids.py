"""Ids by which the public knows a business: the same in every publication, telling nothing of the register's own."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import sqlite3
from typing import Optional

from ..register.geopackage import insert

KEPT_AS = "rahasia_katalog"
"""What the register_info of a register that has been published holds. It never leaves the register."""

LENGTH = 12
"""Characters of five bits each: of 200,000 businesses two share an id once in fifty million registers."""


def read_secret(connection: sqlite3.Connection) -> Optional[str]:
    """The register's secret; None where it has never been published."""
    found = connection.execute("SELECT nilai FROM register_info WHERE kunci = ?", (KEPT_AS,)).fetchone()
    return str(found[0]) if found else None


def new_secret() -> str:
    """A secret that nobody can guess."""
    return secrets.token_hex(32)


def keep_secret(connection: sqlite3.Connection, secret: str) -> str:
    """Keeps a secret in a register that has none yet; gives the register's."""
    kept = read_secret(connection)
    if kept is None:
        insert(connection, "register_info", ("kunci", "nilai"), [(KEPT_AS, secret)])
    return kept or secret


def public_id(secret: str, business: str) -> str:
    """The id of a business by its ``usaha_id``: small letters and digits."""
    digest = hmac.new(secret.encode(), business.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode()[:LENGTH].lower()
