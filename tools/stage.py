"""Where metadata.txt, styles/ and sample_data/ join ir_plugin/ as QGIS wants them: as links, or listed for the zip."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAME = "ir_plugin"
STAGED = ROOT / "build" / "plugins"
BESIDE_THE_CODE = ("metadata.txt", "LICENSE", "styles", "sample_data")
LEFT_OUT = {"__pycache__", "generator", "sources"}
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
    hidden = any(part.startswith(".") for part in inside.parts)
    code_beside = inside.suffix == ".py" and inside.parts[0] in BESIDE_THE_CODE
    return not (hidden or code_beside or LEFT_OUT & set(inside.parts) or inside.suffix in LEFT_OUT_SUFFIXES)


if __name__ == "__main__":
    print(link())
