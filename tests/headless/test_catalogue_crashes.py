"""A publication that is killed on its way: the folder holds one whole catalogue."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ir_plugin.core.publishing.folder import MANIFEST, digest, files_in, missing_file, read_manifest
from tests.headless.register_states import ROOT, command, moments, state

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(missing_file() is not None, reason="make setup could not fetch the page's libraries"),
]
TIMES = 12


@pytest.fixture
def register(tmp_path: Path) -> str:
    shutil.copytree(ROOT / "sample_data" / "foto", tmp_path / "foto")
    return str(shutil.copy(ROOT / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))


def test_killed_at_any_moment_it_leaves_a_whole_catalogue(register: str, tmp_path: Path) -> None:
    web = tmp_path / "web"
    whole = command("publishcatalogue", register, str(web), "--title", "Pertama")
    assert whole.code == 0, whole.words
    for number, moment in enumerate(moments(TIMES, 3.0)):
        command("publishcatalogue", register, str(web), "--title", f"Judul {number}", kill_after=moment)
        state(register)  # AssertionError where the register is damaged
        manifest = read_manifest(web)
        assert manifest is not None
        files = files_in(web)
        assert {name: digest(path) for name, path in files.items() if name != MANIFEST} == manifest["files"]
    assert command("checkcatalogue", register, str(web)).code == 0
