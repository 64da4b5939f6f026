"""The words of the page and the scripts that ask for them know the same keys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Set

import pytest

from ir_plugin.core.publishing.words import WORDS

ASKED = re.compile(r'\b(?:word|counted)\(\s*"(\w+)"')
MADE_UP = re.compile(r"`([a-z]+_)\$\{")


@pytest.fixture(scope="module")
def scripts(root: Path) -> str:
    files = sorted((root / "ir_plugin" / "resources" / "web" / "app").glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_every_word_that_is_asked_for_is_there(scripts: str) -> None:
    asked = set(ASKED.findall(scripts))
    assert asked
    assert asked <= set(WORDS)


def test_every_word_is_asked_for(scripts: str) -> None:
    """As a key in quotes, as its form for one, or with a beginning that a script puts together."""
    begun = tuple(MADE_UP.findall(scripts))
    quoted: Set[str] = set(re.findall(r'"(\w+)"', scripts)) | set(re.findall(r"\b(\w+):", scripts))
    unknown = [key for key in WORDS if re.sub("_one$", "", key) not in quoted and not key.startswith(begun)]
    assert begun
    assert unknown == []
