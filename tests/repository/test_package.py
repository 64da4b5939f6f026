"""The zip meets the rules of the plugin site, and the same checkout gives the same bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from package import package
from stage import link

LARGEST = 25_000_000
BARRED_SUFFIXES = {".pyc", ".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd"}
BARRED_PARTS = {"__pycache__", ".git", "__MACOSX", "tests", ".."}


@pytest.fixture(scope="module")
def zip_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "ir_plugin.zip"
    package(path)
    return path


@pytest.fixture(scope="module")
def names(zip_path: Path) -> list[str]:
    with zipfile.ZipFile(zip_path) as archive:
        return archive.namelist()


def test_size(zip_path: Path) -> None:
    assert zip_path.stat().st_size < LARGEST


def test_one_folder_with_everything_in_it(names: list[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"ir_plugin"}
    inside = {name.partition("/")[2] for name in names}
    assert {"__init__.py", "plugin.py", "metadata.txt", "LICENSE", "core/catalogue.py"} <= inside
    assert {name.split("/")[0] for name in inside if "/" in name} >= {"core", "resources", "styles", "sample_data"}


def test_all_code_is_in_it(names: list[str], root: Path) -> None:
    code = {path.relative_to(root).as_posix() for path in (root / "ir_plugin").rglob("*.py")}
    assert code == {name for name in names if name.endswith(".py")}


def test_nothing_barred(names: list[str]) -> None:
    assert not [name for name in names if Path(name).suffix in BARRED_SUFFIXES or BARRED_PARTS & set(Path(name).parts)]
    assert not [name for name in names if "\\" in name or any(part.startswith(".") for part in Path(name).parts)]


def test_no_file_is_executable(zip_path: Path) -> None:
    with zipfile.ZipFile(zip_path) as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}


def test_the_same_bytes_again(zip_path: Path, tmp_path: Path) -> None:
    package(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == zip_path.read_bytes()


def test_the_linked_plugin_has_the_same_tops(names: list[str], tmp_path: Path) -> None:
    linked = {path.name for path in link(tmp_path).iterdir()}
    assert {name.split("/")[1] for name in names} <= linked


def test_linking_again_leaves_the_checkout_alone(tmp_path: Path, root: Path) -> None:
    before = sorted((root / "ir_plugin").iterdir())
    link(tmp_path)
    link(tmp_path)
    assert sorted((root / "ir_plugin").iterdir()) == before
