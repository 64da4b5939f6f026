"""What a person would mostly choose: the name of a new file, the layers that are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Union

from ..core.declaration import Algorithm, NewLayer
from ..core.parameters import FileOutput, FolderInput, FolderOutput, LayersInput, Parameter
from ..qgis_support.language import language
from .workspace import Workspace

FOR_PUBLICATION: Mapping[str, Mapping[str, Any]] = {"aggregate": {"LEVEL": "kecamatan", "SUPPRESS": True}}
"""What the page Publish suggests instead of defaults for analyses: of districts most counts may be told."""
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


def new_layers(declared: Algorithm, register: Optional[Path]) -> Dict[str, Any]:
    """A new file beside the register for each layer that an algorithm makes, for it must not write into the register
    while layers of it are open."""
    if register is None:
        return {}
    made = [each for each in declared.outputs if isinstance(each, NewLayer)]
    return {each.id: str(_free(register, _called(declared, each), "gpkg")) for each in made}


def suggested_layers(declared: Algorithm, workspace: Workspace) -> Dict[str, Any]:
    """The layers that the map shows, uppermost first."""
    shown: List[str] = [layer.id() for layer in workspace.canvas.layers()]
    return {each.id: shown for each in declared.parameters if isinstance(each, LayersInput)}


def _called(declared: Algorithm, file: Union[Parameter, NewLayer]) -> str:
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
