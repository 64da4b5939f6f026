"""The sample in a folder of the person's own: copied, counted by village, ready for a first map."""

from __future__ import annotations

import shutil
from itertools import chain, count
from pathlib import Path

from qgis.PyQt.QtCore import QStandardPaths

from ..core.errors import UserError
from ..core.progress import Progress, part
from ..core.texts import Text
from ..qgis_support.paths import sample_folder
from .algorithms import run_algorithm

OWN_FOLDER, NAME = "Klaster IR", "contoh"
REGISTER, PHOTOS = "register_contoh.gpkg", "foto"
BY_VILLAGE = "ir_per_desa"
COPIED = 0.2
"""The share of the work that copying is."""
UNWRITABLE = Text(
    "Contoh tidak dapat disalin ke {path} ({reason}); beri ruang atau izin di sana, lalu coba lagi.",
    "The sample could not be copied to {path} ({reason}); make room or get permission there, then try again.",
)


def documents_folder() -> Path:
    """Where samples go, there or not."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(where) / OWN_FOLDER


def make_sample(parent: Path, progress: Progress) -> Path:
    """The register of a new copy of the sample in a folder of its own under ``parent``; earlier ones stay.

    Villages have their boundaries and the result of ``aggregate``. UserError where it cannot be written; then, and when
    it is cancelled, nothing is left of it.
    """
    try:
        folder = _new_folder(parent)
        try:
            return _fill(folder, progress)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
    except OSError as error:
        raise UserError(UNWRITABLE, path=str(parent), reason=error.strerror or str(error)) from error


def _fill(folder: Path, progress: Progress) -> Path:
    source = sample_folder()
    register = Path(shutil.copy(source / REGISTER, folder))
    progress(COPIED / 2)
    shutil.copytree(source / PHOTOS, folder / PHOTOS)
    progress(COPIED)
    destination = f"ogr:dbname='{register}' table=\"{BY_VILLAGE}\" (geom)"
    counting = {"REGISTER": str(register), "LEVEL": "desa", "OUTPUT": destination}
    run_algorithm("aggregate", counting, part(progress, COPIED, 1.0))
    return register


def _new_folder(parent: Path) -> Path:
    """contoh, contoh_2, ...: the first that is not there yet."""
    names = chain([NAME], (f"{NAME}_{number}" for number in count(2)))
    folder = next(parent / name for name in names if not (parent / name).exists())
    folder.mkdir(parents=True)
    return folder
