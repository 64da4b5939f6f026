"""The README names every algorithm, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ir_plugin.core.catalogue import ALGORITHMS


@pytest.mark.parametrize("name", ["README.md", "README.id.md"])
def test_every_algorithm_stands_in_the_table_in_the_order_of_work(root: Path, name: str) -> None:
    named = re.findall(r"^\|[^|]*\| `([a-z]+)` \|", (root / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert named == [algorithm.id for algorithm in ALGORITHMS]
