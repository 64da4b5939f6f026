"""An empty file is an empty database to SQLite; to a person it is no register."""

from __future__ import annotations

from pathlib import Path

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.register.geopackage import copy_file, reading
from ir_plugin.core.register.region_choices import regions_within


def test_an_empty_file_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "register.gpkg"
    path.touch()
    with pytest.raises(UserError, match="is empty and no register"):
        regions_within(str(path), "")
    with pytest.raises(UserError, match="is empty and no register"):
        copy_file(str(path), str(tmp_path / "copy.gpkg"))
    with pytest.raises(UserError, match="is empty and no register"), reading(str(path)):
        pass
    assert [each.name for each in tmp_path.iterdir()] == ["register.gpkg"]
