"""metadata.txt has what QGIS and its plugin site ask for."""

from __future__ import annotations

import configparser
import re
from pathlib import Path
from typing import Mapping

import pytest

REQUIRED = [
    "name",
    "description",
    "about",
    "version",
    "qgisMinimumVersion",
    "qgisMaximumVersion",
    "author",
    "email",
    "homepage",
    "repository",
    "tracker",
    "changelog",
    "tags",
    "category",
    "icon",
    "hasProcessingProvider",
    "experimental",
]
TRANSLATED = ("description", "about", "tags")


@pytest.fixture(scope="module")
def metadata(root: Path) -> Mapping[str, str]:
    """The fields, read as the plugin site reads them: a bare per cent sign fails when its field is read."""
    parser = configparser.ConfigParser()
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string((root / "metadata.txt").read_text(encoding="utf-8"))
    return dict(parser["general"].items())


def test_every_field_is_filled(metadata: Mapping[str, str]) -> None:
    assert [name for name in REQUIRED if not metadata.get(name, "").strip()] == []
    assert [name for name, value in metadata.items() if not value.strip()] == []


def test_both_languages(metadata: Mapping[str, str]) -> None:
    assert [name for name in TRANSLATED if metadata[f"{name}[id]"] == metadata[name]] == []


def test_versions(metadata: Mapping[str, str], root: Path) -> None:
    assert re.fullmatch(r"\d{1,3}\.\d{1,3}\.\d{1,3}", metadata["version"])
    assert (metadata["qgisMinimumVersion"], metadata["qgisMaximumVersion"]) == ("3.22", "4.99")
    assert metadata["changelog"].startswith(metadata["version"])
    assert f"\n## {metadata['version']}" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def test_it_is_found_by_qgis_process(metadata: Mapping[str, str]) -> None:
    assert metadata["hasProcessingProvider"] == "yes"


def test_addresses(metadata: Mapping[str, str]) -> None:
    assert all(metadata[name].startswith("https://") for name in ("homepage", "repository", "tracker"))
    assert re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]+", metadata["email"])


def test_name_and_icon(metadata: Mapping[str, str], root: Path) -> None:
    assert "plugin" not in metadata["name"].lower()
    assert (root / "ir_plugin" / metadata["icon"]).read_bytes().startswith(b"\x89PNG")
