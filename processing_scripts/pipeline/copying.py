"""``copy``: a file or a folder of the office's into the results of a pipeline, which then may be changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any, Mapping

from ir_plugin.core.declaration import Algorithm, Context, Results, String
from ir_plugin.core.errors import UserError
from ir_plugin.core.parameters import FileInput, FileOutput
from ir_plugin.core.register.drafts import draft_folder
from ir_plugin.core.register.file_errors import EXISTS, UNWRITABLE, folder_in_words
from ir_plugin.core.register.groups import REGISTER as GROUP
from ir_plugin.core.texts import Text


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Copies a file or a whole folder, which appears when it is complete. UserError where something is there."""
    source, target = Path(values["INPUT"]), Path(values["OUTPUT"])
    if target.exists():
        raise UserError(EXISTS, path=os.fspath(target))
    with folder_in_words(UNWRITABLE, os.fspath(target)), draft_folder(os.fspath(target)) as beside:
        draft = Path(beside) / target.name
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, draft)
        os.replace(draft, target)
    return Results(strings={"OUTPUT": os.fspath(target)})


COPY = Algorithm(
    id="copy",
    title=Text("Salin berkas atau folder", "Copy a file or folder"),
    group=GROUP,
    summary=Text("Menyalin sebuah berkas atau folder.", "Copies a file or a folder."),
    help=Text(
        "Hanya di dalam berkas pipeline: yang disalin boleh diubah oleh langkah berikutnya, dan aslinya tetap.",
        "In pipeline files only: later steps may change the copy, and the original stays as it is.",
    ),
    parameters=(
        FileInput("INPUT", Text("Asal", "From")),
        FileOutput("OUTPUT", Text("Tujuan", "To"), extensions=()),
    ),
    outputs=(String("OUTPUT", Text("Salinan", "Copy")),),
    compute=compute,
)
