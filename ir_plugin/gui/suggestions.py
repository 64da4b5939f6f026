"""What a person would mostly choose: the name of a new file, the layers that are shown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Union

from qgis.core import QgsSettings

from ..core.declaration import Algorithm, NewLayer, Output, TextFile
from ..core.industry.regions import VILLAGE, level_of, parent_of
from ..core.parameters import FileInput, FileOutput, FolderInput, FolderOutput, LayersInput, Parameter, RegionSetting
from ..core.register.shared_settings import LEVELS
from ..qgis_support.language import language
from .workspace import Workspace

FOR_PUBLICATION: Mapping[str, Mapping[str, Any]] = {"aggregate": {"LEVEL": "kecamatan", "SUPPRESS": True}}
"""What the page Publish suggests instead of defaults for analyses: of districts most counts may be told."""
OF_THE_OFFICE = ("AGENCY", "LOGO")
"""What stays the same from one map or report to the next."""
SETTING = "klaster_ir/office_{name}"
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


def new_files(declared: Algorithm, register: Optional[Path]) -> Dict[str, Any]:
    """A new file beside the register for each layer that an algorithm makes, for it must not write into the register
    while layers of it are open; and for each text of one that writes nothing but texts."""
    if register is None:
        return {}
    endings: Dict[Output, str] = {each: "gpkg" for each in declared.outputs if isinstance(each, NewLayer)}
    if not endings and not any(isinstance(each, (FileOutput, FolderOutput)) for each in declared.parameters):
        endings = {each: each.extension for each in declared.outputs if isinstance(each, TextFile)}
    return {each.id: str(_free(register, _called(declared, each), ending)) for each, ending in endings.items()}


def suggested_layers(declared: Algorithm, workspace: Workspace) -> Dict[str, Any]:
    """The layers that the map shows, uppermost first."""
    shown: List[str] = [layer.id() for layer in workspace.canvas.layers()]
    return {each.id: shown for each in declared.parameters if isinstance(each, LayersInput)}


def suggested_regions(declared: Algorithm, workspace: Workspace) -> Dict[str, Any]:
    """The region that is looked at, where an algorithm asks for one of its level; where it makes a sheet for each of
    the regions of a level, the one of these that it lies in."""
    region = workspace.filter.region
    made_for = next((str(each.default) for each in declared.parameters if each.id == "LEVEL"), "")
    while region and level_of(region) > LEVELS.get(made_for, VILLAGE):
        region = parent_of(region)
    asked = [each for each in declared.parameters if isinstance(each, RegionSetting)]
    return {each.id: region for each in asked if region and int(level_of(region)) <= each.level}


def of_the_office(declared: Algorithm) -> Dict[str, Any]:
    """What was written last of the office; a logo that is gone is not missed."""
    known = {each: str(QgsSettings().value(SETTING.format(name=each.id.lower()), "")) for each in _of_office(declared)}
    is_gone = {each: isinstance(each, FileInput) and not Path(value).is_file() for each, value in known.items()}
    return {each.id: value for each, value in known.items() if value and not is_gone[each]}


def remember_the_office(declared: Algorithm, values: Mapping[str, Any]) -> None:
    """Keeps what was written of the office for the next map or report."""
    for each in _of_office(declared):
        QgsSettings().setValue(SETTING.format(name=each.id.lower()), values.get(each.id) or "")


def _of_office(declared: Algorithm) -> List[Parameter]:
    return [each for each in declared.parameters if each.id in OF_THE_OFFICE]


def _called(declared: Algorithm, file: Union[Parameter, Output]) -> str:
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
