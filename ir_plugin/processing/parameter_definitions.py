"""From the declared parameters and outputs to those of Processing, kind by kind."""

from __future__ import annotations

from functools import singledispatch
from typing import Optional, Union

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterProviderConnection,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterString,
)

from ..core import parameters as kinds
from ..core.declaration import Algorithm, NewLayer, Number, Output, Page, Raster, Rows, String, TextFile

SOURCE_TYPES = {
    "point": QgsProcessing.SourceType.TypeVectorPoint,
    "polygon": QgsProcessing.SourceType.TypeVectorPolygon,
    "line": QgsProcessing.SourceType.TypeVectorLine,
    "any": QgsProcessing.SourceType.TypeVectorAnyGeometry,
    "place": QgsProcessing.SourceType.TypeVector,
    "none": QgsProcessing.SourceType.TypeVector,
}

UNSET = ""
"""A field that has to be chosen: without any default the dialog would choose the first, mostly the row number."""


def parameter_definitions(algorithm: Algorithm, language: str) -> list[QgsProcessingParameterDefinition]:
    """What the dialog asks: the declared parameters, then where each result goes."""
    inputs = [_finished(_definition(each, language), each, language) for each in algorithm.parameters]
    targets = [_target(algorithm, each, language) for each in algorithm.outputs]
    return [*inputs, *(each for each in targets if each is not None)]


def output_definitions(algorithm: Algorithm, language: str) -> list[QgsProcessingOutputDefinition]:
    """The numbers and texts that a run gives; layers and files bring their own."""
    files = {each.id for each in algorithm.parameters if isinstance(each, (kinds.FileOutput, kinds.FolderOutput))}
    made = [_output(each, language) for each in algorithm.outputs if each.id not in files]
    return [each for each in made if each is not None]


def _output(output: Output, language: str) -> Optional[QgsProcessingOutputDefinition]:
    label = output.label.in_language(language)
    if isinstance(output, Number):
        return QgsProcessingOutputNumber(output.id, label)
    return QgsProcessingOutputString(output.id, label) if isinstance(output, String) else None


def _target(algorithm: Algorithm, output: Output, language: str) -> Optional[QgsProcessingParameterDefinition]:
    label = output.label.in_language(language)
    if isinstance(output, Page):
        return QgsProcessingParameterFileDestination(output.id, label, _file_filter(("html",)), None, True)
    if isinstance(output, TextFile):
        return QgsProcessingParameterFileDestination(output.id, label, _file_filter((output.extension,)), None, True)
    if isinstance(output, Raster):
        return QgsProcessingParameterRasterDestination(output.id, label)
    return _sink(algorithm, output, language) if isinstance(output, (Rows, NewLayer)) else None


def _sink(algorithm: Algorithm, output: Output, language: str) -> QgsProcessingParameterFeatureSink:
    optional = isinstance(output, NewLayer) and output.optional
    geometry = algorithm.parameter(output.of).geometry if isinstance(output, Rows) else output.geometry
    sink = QgsProcessingParameterFeatureSink(
        output.id, output.label.in_language(language), SOURCE_TYPES[geometry], None, optional
    )
    sink.setCreateByDefault(not optional)
    return sink


def _finished(
    definition: QgsProcessingParameterDefinition, parameter: kinds.Parameter, language: str
) -> QgsProcessingParameterDefinition:
    """What all kinds share: name, help, flags."""
    definition.setHelp(parameter.help.in_language(language))
    flags = definition.flags()
    if parameter.optional:
        flags |= QgsProcessingParameterDefinition.Flag.FlagOptional
    if parameter.advanced:
        flags |= QgsProcessingParameterDefinition.Flag.FlagAdvanced
    definition.setFlags(flags)
    return definition


@singledispatch
def _definition(parameter: kinds.Parameter, language: str) -> QgsProcessingParameterDefinition:
    raise TypeError(f"no Processing parameter for {type(parameter).__name__}")


@_definition.register(kinds.LayerInput)
def _layer(parameter: kinds.LayerInput, language: str) -> QgsProcessingParameterDefinition:
    label = parameter.label.in_language(language)
    return QgsProcessingParameterFeatureSource(parameter.id, label, [SOURCE_TYPES[parameter.geometry]])


@_definition.register(kinds.LayersInput)
def _layers(parameter: kinds.LayersInput, language: str) -> QgsProcessingParameterDefinition:
    every = QgsProcessing.SourceType.TypeMapLayer
    return QgsProcessingParameterMultipleLayers(parameter.id, parameter.label.in_language(language), every)


@_definition.register(kinds.ConnectionInput)
def _connection(parameter: kinds.ConnectionInput, language: str) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterProviderConnection(parameter.id, parameter.label.in_language(language), "postgres")


@_definition.register(kinds.FieldChoice)
def _field(parameter: kinds.FieldChoice, language: str) -> QgsProcessingParameterDefinition:
    types = QgsProcessingParameterField.DataType
    kind = types.Numeric if parameter.numeric else types.Any
    label = parameter.label.in_language(language)
    unset = None if parameter.optional else UNSET
    return QgsProcessingParameterField(parameter.id, label, parameter.default or unset, parameter.of, kind)


@_definition.register(kinds.FieldsChoice)
def _fields(parameter: kinds.FieldsChoice, language: str) -> QgsProcessingParameterDefinition:
    types = QgsProcessingParameterField.DataType
    kind = types.Numeric if parameter.numeric else types.Any
    label = parameter.label.in_language(language)
    return QgsProcessingParameterField(parameter.id, label, None, parameter.of, kind, True)


@_definition.register(kinds.NumberSetting)
def _number(parameter: kinds.NumberSetting, language: str) -> QgsProcessingParameterDefinition:
    """Distances too: a plain number of metres is the same number through every door."""
    label, unit = parameter.label.in_language(language), parameter.unit.in_language(language)
    types = QgsProcessingParameterNumber.Type
    number = QgsProcessingParameterNumber(
        parameter.id,
        f"{label} ({unit})" if unit else label,
        types.Integer if parameter.integer else types.Double,
        parameter.default,
        parameter.optional,
    )
    if parameter.minimum is not None:
        number.setMinimum(parameter.minimum)
    if parameter.maximum is not None:
        number.setMaximum(parameter.maximum)
    return number


@_definition.register(kinds.Choice)
def _choice(parameter: kinds.Choice, language: str) -> QgsProcessingParameterDefinition:
    """Labels for the eye; ``settings_reading`` takes codes as well as places in the list."""
    labels = [option.label.in_language(language) for option in parameter.options]
    codes = [option.code for option in parameter.options]
    default = codes.index(parameter.default) if parameter.default in codes else None
    label = parameter.label.in_language(language)
    return QgsProcessingParameterEnum(parameter.id, label, labels, defaultValue=default)


@_definition.register(kinds.Choices)
def _choices(parameter: kinds.Choices, language: str) -> QgsProcessingParameterDefinition:
    labels = [option.label.in_language(language) for option in parameter.options]
    codes = [option.code for option in parameter.options]
    default = [codes.index(code) for code in parameter.default]
    label = parameter.label.in_language(language)
    return QgsProcessingParameterEnum(parameter.id, label, labels, True, default)


@_definition.register(kinds.Flag)
def _flag(parameter: kinds.Flag, language: str) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterBoolean(parameter.id, parameter.label.in_language(language), parameter.default)


@_definition.register(kinds.TextSetting)
@_definition.register(kinds.NumberList)
def _text(parameter: Union[kinds.TextSetting, kinds.NumberList], language: str) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterString(parameter.id, parameter.label.in_language(language), parameter.default)


@_definition.register(kinds.WorkbookInput)
@_definition.register(kinds.RegisterInput)
@_definition.register(kinds.FileInput)
def _file(parameter: kinds.FileParameter, language: str) -> QgsProcessingParameterDefinition:
    label = parameter.label.in_language(language)
    taken = parameter.extensions
    together = ", ".join(ending.upper() for ending in taken), " ".join(f"*.{ending}" for ending in taken)
    return QgsProcessingParameterFile(parameter.id, label, fileFilter="{} ({})".format(*together) if taken else "")


@_definition.register(kinds.FileOutput)
def _new_file(parameter: kinds.FileOutput, language: str) -> QgsProcessingParameterDefinition:
    label = parameter.label.in_language(language)
    return QgsProcessingParameterFileDestination(parameter.id, label, _file_filter(parameter.extensions))


@_definition.register(kinds.FolderInput)
def _folder(parameter: kinds.FolderInput, language: str) -> QgsProcessingParameterDefinition:
    folder = QgsProcessingParameterFile.Behavior.Folder
    return QgsProcessingParameterFile(parameter.id, parameter.label.in_language(language), folder)


@_definition.register(kinds.FolderOutput)
def _new_folder(parameter: kinds.FolderOutput, language: str) -> QgsProcessingParameterDefinition:
    return QgsProcessingParameterFolderDestination(parameter.id, parameter.label.in_language(language))


def _file_filter(extensions: tuple[str, ...]) -> str:
    return ";;".join(f"{extension.upper()} (*.{extension})" for extension in extensions)
