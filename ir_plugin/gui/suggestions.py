"""What a person would mostly choose: the name of a new file, the layers that are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, List, Optional

from ..core.declaration import Algorithm
from ..core.parameters import FileOutput, FolderInput, FolderOutput, LayersInput, Parameter
from ..qgis_support.language import language
from .workspace import Workspace

SAYS_FILE = ("berkas", "folder", "file", "of", "the")
"""Words of a label that its ending says as well."""


def suggested_files(declared: Algorithm, register: Optional[Path]) -> Dict[str, Any]:
    """A free name beside the register for each file that an algorithm writes; that of a folder is always the same, for
    a newer catalogue takes the place of the older one. A folder that it reads is the one that lies there."""
    if register is None:
        return {}
    files = [each for each in declared.parameters if isinstance(each, FileOutput)]
    folders = [each for each in declared.parameters if isinstance(each, (FolderInput, FolderOutput))]
    places = {each: register.with_name(f"{register.stem}_{_called(declared, each)}") for each in folders}
    return {
        **{each.id: str(_free(register, _called(declared, each), each.extensions[0])) for each in files},
        **{each.id: str(at) for each, at in places.items() if isinstance(each, FolderOutput) or at.is_dir()},
    }


def suggested_layers(declared: Algorithm, workspace: Workspace) -> Dict[str, Any]:
    """The layers that the map shows, uppermost first."""
    shown: List[str] = [layer.id() for layer in workspace.canvas.layers()]
    return {each.id: shown for each in declared.parameters if isinstance(each, LayersInput)}


def _called(declared: Algorithm, file: Parameter) -> str:
    """What the file holds, in the plugin's language, as a part of its name: "peta" of a "Berkas peta"."""
    label = next((each.label for each in declared.outputs if each.id == file.id), file.label)
    words = re.findall(r"\w+", label.in_language(language()).lower())
    return "_".join(each for each in words if each not in SAYS_FILE)


def _free(register: Path, name: str, ending: str) -> Path:
    path, number = register.with_name(f"{register.stem}_{name}.{ending}"), 1
    while path.exists():
        number += 1
        path = register.with_name(f"{register.stem}_{name}_{number}.{ending}")
    return path
