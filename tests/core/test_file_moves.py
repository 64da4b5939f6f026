"""Files that belong together appear together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ir_plugin.core.file_moves import move_all


def test_a_file_that_cannot_be_put_in_its_place_takes_back_the_others(tmp_path: Path) -> None:
    old, new, folder = (tmp_path / name for name in ("old.pdf", "new.pdf", "folder.pdf"))
    old.write_text("before")
    folder.mkdir()
    drafts = [tmp_path / str(number) for number in range(3)]
    for draft in drafts:
        draft.write_text("draft")
    with pytest.raises(IsADirectoryError):
        move_all(dict(zip(drafts, (old, new, folder))), tmp_path / "kept")
    assert old.read_text() == "before"
    assert not new.exists() and folder.is_dir()


def test_all_files_are_put_in_their_places(tmp_path: Path) -> None:
    (tmp_path / "old.pdf").write_text("before")
    (tmp_path / "draft").write_text("after")
    move_all({tmp_path / "draft": tmp_path / "old.pdf"}, tmp_path / "kept")
    assert (tmp_path / "old.pdf").read_text() == "after"
    assert not (tmp_path / "draft").exists()
