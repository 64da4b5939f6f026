"""What is under version control names no machine, no registry and nothing outside the repository."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

# Written so that this file does not contain what it looks for.
MACHINE_PATH = r"(?<![\w.$}/-])/(?:wor[k]|hom[e]/[a-z]\w*|roo[t]|Use[r]s|tm[p]|var/tm[p])\b"
REGISTRY = (
    r"\b(?:pyp[i]\.org|pythonhoste[d]\.org|(?:deb|security|archive)\.(?:debia[n]|ubunt[u])\.(?:org|com)|npmj[s]\.)"
)
OUTSIDE = r"\.\./share[d]/(?!data/batas_babel\.gpkg|data/desa_babel\.csv)"
FORBIDDEN = re.compile("|".join((MACHINE_PATH, REGISTRY, OUTSIDE)).encode())
GENERATED = {"build", ".venv", ".venv-qgis", "__pycache__", ".qgis-settings"}


def tracked(root: Path) -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if name and (root / name).is_file()]


def test_no_file_names_a_machine_or_a_registry(root: Path) -> None:
    found = []
    for name in tracked(root):
        for match in FORBIDDEN.finditer((root / name).read_bytes()):
            found.append(f"{name}: {match.group().decode()}")
    assert not found, "\n".join(found)


def test_nothing_generated_is_tracked(root: Path) -> None:
    assert not [name for name in tracked(root) if GENERATED & set(Path(name).parts) or name.endswith(".pyc")]


@pytest.mark.parametrize(
    "parts",
    [('"/wor', 'k/main"'), (" /hom", "e/ani/x"), ("(/var/tm", "p/a)"), ("https://pyp", "i.org"), ("../share", "d/x")],
)
def test_such_a_name_is_seen(parts: tuple[str, str]) -> None:
    assert FORBIDDEN.search("".join(parts).encode())


def test_a_path_of_the_project_passes() -> None:
    assert not FORBIDDEN.search(b"docs/work/a.md $HOME/tmp/x https://example.org/home/a network")
