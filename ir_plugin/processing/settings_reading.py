"""What a person has set, as the core wants it: choices as codes, distances in metres, None for what is unset."""

from __future__ import annotations

import os
from functools import singledispatch
from typing import Any, Mapping, NamedTuple, Optional

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProperty

from ..core import parameters as kinds
from ..core.declaration import Algorithm
from ..core.texts import Text
from ..qgis_support.version_differences import is_null
from .destinations import unwritable_destination

FILES = (kinds.WorkbookInput, kinds.RegisterInput, kinds.FileInput)
ABSENT_FILE = Text(
    "Berkas {path} untuk {label} ({id}) tidak ditemukan; periksa nama dan foldernya.",
    "The file {path} for {label} ({id}) was not found; check its name and folder.",
)


class Given(NamedTuple):
    """What Processing hands to an algorithm for one run."""

    algorithm: QgsProcessingAlgorithm
    parameters: Mapping[str, Any]
    context: QgsProcessingContext


def settings_of(declaration: Algorithm, given: Given) -> dict[str, Any]:
    """Every declared parameter by id; layers stay as Processing gave them."""
    return {each.id: _setting(each, given) for each in declaration.parameters}


def refusal(declaration: Algorithm, given: Given) -> Optional[Text]:
    """The first thing that can be refused without reading any layer, as a sentence, or None."""
    settings = settings_of(declaration, given)
    problem = declaration.problem(settings)
    if problem:
        return problem
    for parameter in declaration.parameters:
        path = settings[parameter.id]
        if isinstance(parameter, FILES) and path and not os.path.isfile(path):
            return ABSENT_FILE.format(label=parameter.label, id=parameter.id, path=path)
    return unwritable_destination(declaration, given.parameters, given.context)


def as_processing_checks(declaration: Algorithm, given: Given) -> dict[str, Any]:
    """The parameters in the form that Processing itself accepts: choices as places in the list; fields with a default
    by name, for QGIS 3.22 refuses those left out."""
    result = dict(given.parameters)
    for parameter in declaration.parameters:
        if isinstance(parameter, kinds.FieldChoice) and parameter.default:
            result.setdefault(parameter.id, parameter.default)
        elif isinstance(parameter, (kinds.Choice, kinds.Choices)) and parameter.id in result:
            codes = [option.code for option in parameter.options]
            chosen = _setting(parameter, given)
            if isinstance(parameter, kinds.Choices):
                result[parameter.id] = [codes.index(code) for code in chosen if code in codes]
            else:
                result[parameter.id] = codes.index(chosen) if chosen in codes else None
    return result


def _setting(parameter: kinds.Parameter, given: Given) -> Any:
    value = given.parameters.get(parameter.id)
    if is_null(value) or (isinstance(value, str) and not value):
        return getattr(parameter, "default", None)
    return _read(parameter, value, given)


@singledispatch
def _read(parameter: kinds.Parameter, value: Any, given: Given) -> Any:
    return value


@_read.register(kinds.NumberSetting)
def _number(parameter: kinds.NumberSetting, value: Any, given: Given) -> Any:
    """A number, or the value itself where it is none, for the parameter to refuse."""
    if isinstance(value, QgsProperty):
        value = given.algorithm.parameterAsDouble(given.parameters, parameter.id, given.context)
    try:
        number = float(value)
    except (TypeError, ValueError):
        return value
    return int(number) if parameter.integer and number.is_integer() else number


@_read.register(kinds.Choice)
def _choice(parameter: kinds.Choice, value: Any, given: Given) -> Any:
    """A code, given as such or as a place in the list; the value itself where it is neither."""
    codes = [option.code for option in parameter.options]
    if isinstance(value, QgsProperty):
        value = given.algorithm.parameterAsEnum(given.parameters, parameter.id, given.context)
    if value in codes:
        return value
    places = {str(place): code for place, code in enumerate(codes)}
    return places.get(str(value), value)


@_read.register(kinds.Choices)
def _choices(parameter: kinds.Choices, value: Any, given: Given) -> list[Any]:
    """Codes, given as such or as places in the list: in a list, or in a text with commas or semicolons."""
    if isinstance(value, QgsProperty):
        value = given.algorithm.parameterAsEnums(given.parameters, parameter.id, given.context)
    words = value.replace(";", ",").split(",") if isinstance(value, str) else value
    words = words if isinstance(words, (list, tuple)) else [words]
    places = {str(place): option.code for place, option in enumerate(parameter.options)}
    return [places.get(str(word).strip(), str(word).strip()) for word in words]


@_read.register(kinds.FieldsChoice)
def _fields(parameter: kinds.FieldsChoice, value: Any, given: Given) -> list[str]:
    """Names in a list, or in a text with semicolons, which is how Processing keeps them."""
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    return [name for name in (value.split(";") if isinstance(value, str) else value) if name]


@_read.register(kinds.Flag)
def _flag(parameter: kinds.Flag, value: Any, given: Given) -> bool:
    return given.algorithm.parameterAsBool(given.parameters, parameter.id, given.context)


@_read.register(kinds.FieldChoice)
@_read.register(kinds.TextSetting)
@_read.register(kinds.NumberList)
def _text(parameter: kinds.Parameter, value: Any, given: Given) -> str:
    return given.algorithm.parameterAsString(given.parameters, parameter.id, given.context)


@_read.register(kinds.WorkbookInput)
@_read.register(kinds.RegisterInput)
@_read.register(kinds.FileInput)
def _file(parameter: kinds.Parameter, value: Any, given: Given) -> str:
    return given.algorithm.parameterAsFile(given.parameters, parameter.id, given.context)


@_read.register(kinds.FolderInput)
def _folder(parameter: kinds.FolderInput, value: Any, given: Given) -> str:
    return given.algorithm.parameterAsString(given.parameters, parameter.id, given.context)


@_read.register(kinds.FolderOutput)
@_read.register(kinds.FileOutput)
def _new_file(parameter: kinds.Parameter, value: Any, given: Given) -> str:
    return given.algorithm.parameterAsFileOutput(given.parameters, parameter.id, given.context)
