"""``make dev-link`` puts the plugin of this checkout into a profile, and never over an installed copy."""

from __future__ import annotations

from pathlib import Path

import pytest

from dev_link import link_into


def test_the_profile_sees_the_checkout(tmp_path: Path, root: Path) -> None:
    plugin = link_into(tmp_path / "profile", tmp_path / "staged")
    assert (plugin / "plugin.py").samefile(root / "ir_plugin" / "plugin.py")
    assert (plugin / "metadata.txt").samefile(root / "metadata.txt")
    assert link_into(tmp_path / "profile", tmp_path / "staged") == plugin


def test_an_installed_copy_is_kept(tmp_path: Path) -> None:
    installed = tmp_path / "python" / "plugins" / "ir_plugin"
    installed.mkdir(parents=True)
    with pytest.raises(SystemExit, match="installed copy"):
        link_into(tmp_path, tmp_path / "staged")
    assert not installed.is_symlink()
