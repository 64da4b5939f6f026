"""A register as createregister leaves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.register.create_register import OPERATION as CREATE


@pytest.fixture
def register(tmp_path: Path) -> str:
    """The path of a new register without boundaries or businesses."""
    path = str(tmp_path / "register.gpkg")
    CREATE.compute({"REGISTER": path}, Context())
    return path
