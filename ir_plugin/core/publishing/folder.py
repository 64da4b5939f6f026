"""The folder of a catalogue: its list of files, and how it takes the place of an older one."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, Callable, Dict, Mapping, Optional, Union

from ..errors import UserError
from ..texts import Text

MANIFEST, PROGRAM, FORMAT = "katalog.json", "Klaster IR", 1
FRONT_END = Path(__file__).parents[2] / "resources" / "web"
"""The page, its scripts and libraries, as the plugin carries them."""

NEEDED = ("index.html", "lib/maplibre-gl.js", "lib/maplibre-gl.css")
NO_FRONT_END = Text(
    "Berkas halaman {name} tidak ada di plugin; pasang ulang plugin (di checkout: jalankan make setup).",
    "The plugin lacks the page's file {name}; install the plugin again (in a checkout: run make setup).",
)
NOT_OURS = Text(
    "Folder {path} berisi {name}, yang bukan bagian katalog; pilih folder baru atau kosong, atau pindahkan berkas itu.",
    "The folder {path} holds {name}, which is no part of a catalogue; choose a new or empty folder, or move that away.",
)
NO_FOLDER = Text("{path} bukan folder; pilih folder.", "{path} is no folder; choose a folder.")
NO_CATALOGUE = Text(
    "Folder {path} tidak berisi katalog ({name}); pilih folder yang ditulis Terbitkan katalog web (publishcatalogue).",
    "The folder {path} holds no catalogue ({name}); choose one made by Publish the web catalogue (publishcatalogue).",
)


def missing_file(front_end: Path = FRONT_END) -> Optional[str]:
    """The first file without which there is no page; None where all are there."""
    return next((name for name in NEEDED if not (front_end / name).is_file()), None)


def front_end_files(front_end: Path) -> Dict[str, Path]:
    """The files of the page by their place in the catalogue. UserError where some are missing."""
    missing = missing_file(front_end)
    if missing:
        raise UserError(NO_FRONT_END, name=missing)
    return {name: path for name, path in files_in(front_end).items() if not name.endswith(".py")}


def files_in(folder: Path) -> Dict[str, Path]:
    """Every file in a folder and below, by its path with slashes, in order; hidden ones too."""
    found = {}
    for top, folders, names in os.walk(folder):
        linked = [name for name in folders if os.path.islink(os.path.join(top, name))]
        for name in (*names, *linked):
            path = Path(top, name)
            found[path.relative_to(folder).as_posix()] = path
    return dict(sorted(found.items()))


def refuse_other_content(target: Path) -> None:
    """UserError where a catalogue cannot be written to a path without the loss of something else."""
    if not target.exists():
        return
    if not target.is_dir():
        raise UserError(NO_FOLDER, path=target)
    manifest = read_manifest(target)
    listed = {MANIFEST, *manifest["files"]} if manifest else set()
    for name in files_in(target):
        if name not in listed:
            raise UserError(NOT_OURS, path=target, name=name)


def write_manifest(folder: Path, date: str) -> str:
    """Lists every file of a folder with its sum. Gives the SHA-256 of the list, by which the whole is known."""
    files = {name: digest(path) for name, path in files_in(folder).items()}
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()
    content = {"program": PROGRAM, "format": FORMAT, "version": version, "date": date, "files": files}
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_bytes(text.encode("utf-8"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_manifest(folder: Path) -> Optional[Mapping[str, Any]]:
    """What a catalogue lists; None where the folder holds no list of ours."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    is_ours = isinstance(content, dict) and content.get("program") == PROGRAM and content.get("format") == FORMAT
    return content if is_ours and isinstance(content.get("files"), dict) else None


def digest(path: Path) -> str:
    """The SHA-256 of a file. OSError where it cannot be read."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def put_in_place(made: Path, target: Path, beside: Path) -> Callable[[], None]:
    """Moves a finished folder to its place and gives what undoes that. OSError where it cannot; nothing has changed
    then.

    beside: a folder on the same disk, which takes the older catalogue until all is certain.
    """
    old = beside / "old"
    if target.exists():
        os.rename(target, old)
    try:
        os.rename(made, target)
    except OSError:
        _put_back(old, target)
        raise

    def undo() -> None:
        os.rename(target, beside / "undone")
        _put_back(old, target)

    return undo


def _put_back(old: Path, target: Path) -> None:
    if old.exists():
        os.rename(old, target)


def copy_files(files: Mapping[str, Path], folder: Path) -> None:
    """Copies files into a folder. OSError where that fails."""
    for name, path in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def write_files(contents: Mapping[str, Union[str, bytes]], folder: Path) -> None:
    """Writes texts (as UTF-8) and bytes into a folder. OSError where that fails."""
    for name, content in contents.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
