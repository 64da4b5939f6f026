"""Ids that are the same on every run."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.UUID("3f0c6f9e-52c4-5d0b-8c39-0a4d5a6d2016")


def uuid_of(*parts: object) -> str:
    """The id of a thing that these parts name."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(map(str, parts))))
