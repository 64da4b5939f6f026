"""Settings that people keep in JSON files."""

from __future__ import annotations

import json
from typing import Any, Mapping

from ..errors import UserError
from ..texts import Text


def read_object(path: str, sentence: Text) -> Mapping[str, Any]:
    """The names and values of a JSON file, also of one that an editor has begun with a byte order mark.

    UserError with ``sentence`` where it cannot be read or holds something else.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            content = json.load(file)
    except (OSError, ValueError) as error:
        raise UserError(sentence, path=path) from error
    if not isinstance(content, dict):
        raise UserError(sentence, path=path)
    return content
