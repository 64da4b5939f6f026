"""An office that publishes the catalogue of a small register."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.core.publishing.catalogues import Desk
from tests.core.register.conftest import bounded_register, point_in, scene

__all__ = ["bounded_register", "point_in", "scene"]


@pytest.fixture
def desk(scene: Any, tmp_path: Path) -> Desk:
    return Desk(scene, tmp_path)
