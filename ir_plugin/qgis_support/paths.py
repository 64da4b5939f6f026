"""Where the plugin's own files are: inside the installed plugin, or at the top of the repository beside it."""

from __future__ import annotations

import configparser
from pathlib import Path

PLUGIN_FOLDER = Path(__file__).parents[1]


def styles_folder() -> Path:
    """The folder of layer styles and layout templates."""
    return _shipped("styles")


def sample_folder() -> Path:
    """The folder of the sample register and its photos."""
    return _shipped("sample_data")


def resource(name: str) -> str:
    """The path of a file in resources/, such as an icon."""
    return str(PLUGIN_FOLDER / "resources" / name)


def plugin_version() -> str:
    """The version in metadata.txt."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(_shipped("metadata.txt"), encoding="utf-8")
    return metadata["general"]["version"]


def _shipped(name: str) -> Path:
    """A file or folder that packaging puts into the plugin and that stands at the top of the repository."""
    inside = PLUGIN_FOLDER / name
    return inside if inside.exists() else PLUGIN_FOLDER.parent / name
