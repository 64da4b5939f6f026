"""Where metadata.txt, styles/ and sample_data/ join ir_plugin/ as QGIS wants them: as links, or listed for the zip."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "ir_plugin"
STAGED = ROOT / "build" / "plugins"
BESIDE_THE_CODE = ("metadata.txt", "LICENSE", "styles", "sample_data")
GENERATOR = {"generator", "sources"}  # how the sample was made is of use in a checkout only
LEFT_OUT_SUFFIXES = {".pyc", ".ts", ".gpkg-wal", ".gpkg-shm"}


def link(folder: Path = STAGED) -> Path:
    """Makes ``folder/ir_plugin`` of links into this checkout, so that an edit is seen at once; returns it."""
    target = folder / NAME
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for source in _entries():
        if source.exists() and source.name != "__pycache__":
            (target / source.name).symlink_to(source)
    return target


def shipped() -> dict[str, Path]:
    """What the plugin carries: path in the zip -> file, sorted."""
    files: dict[str, Path] = {}
    for entry in _entries():
        for path in [entry] if entry.is_file() else entry.rglob("*"):
            inside = path.relative_to(entry.parent)
            if path.is_file() and _ships(inside):
                files[f"{NAME}/{inside.as_posix()}"] = path
    return dict(sorted(files.items()))


def _entries() -> list[Path]:
    return [*sorted((ROOT / NAME).iterdir()), *(ROOT / name for name in BESIDE_THE_CODE)]


def _ships(inside: Path) -> bool:
    if inside.parts[0] in BESIDE_THE_CODE and (inside.suffix == ".py" or GENERATOR & set(inside.parts)):
        return False
    hidden = any(part.startswith(".") or part == "__pycache__" for part in inside.parts)
    return not hidden and inside.suffix not in LEFT_OUT_SUFFIXES


if __name__ == "__main__":
    print(link())
