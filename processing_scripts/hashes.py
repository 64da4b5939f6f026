"""One hash for many files."""

from __future__ import annotations

import hashlib
from typing import Mapping


def hash_of_all(digests: Mapping[str, str]) -> str:
    """SHA-256 of what files hold and how they are called. digests: of each file, by name."""
    listed = "".join(f"{name}\0{digest}\n" for name, digest in sorted(digests.items()))
    return hashlib.sha256(listed.encode()).hexdigest()
