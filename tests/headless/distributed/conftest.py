"""Workers for the tests of this folder."""

from __future__ import annotations

from typing import Iterator

import pytest

from processing_scripts.distributed.cluster import Engine, open_engine


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Two workers, each a process of its own."""
    with open_engine(workers=2) as opened:
        yield opened
