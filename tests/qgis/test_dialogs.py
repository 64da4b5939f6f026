"""The dialog of every algorithm, opened as the toolbox opens it: what Run hands over is what was declared."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Iterator, Mapping

import pytest
from qgis.core import QgsProcessingContext, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt import sip

import ir_plugin
from ir_plugin.core import parameters as kinds
from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm
from ir_plugin.processing.settings_reading import Given, settings_of
from ir_plugin.qgis_support.language import set_language

FIELD, CONNECTION = "jumlah", "kantor"
LAYERS = (kinds.LayerInput, kinds.LayersInput)
Settings = Mapping[str, Any]


@pytest.fixture(scope="module")
def folder(qgis_iface: Any, qgis_processing: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The plugin in a window; a project with a layer of points and one of polygons; a connection to a database; a
    folder with files to choose."""
    qgis_iface.browserModel = QgsBrowserGuiModel  # dialogs ask the window for one
    plugin = ir_plugin.classFactory(qgis_iface)
    plugin.initGui()
    place = tmp_path_factory.mktemp("dialogs")
    for name in ("register.gpkg", "survei.xlsx", "salinan.sql"):
        (place / name).touch()
    chosen = [each for algorithm in ALGORITHMS for each in algorithm.parameters if isinstance(each, kinds.FieldChoice)]
    columns = "".join(f"&field={name}:integer" for name in sorted({each.default or FIELD for each in chosen}))
    for kind in ("Polygon", "Point"):
        QgsProject.instance().addMapLayer(QgsVectorLayer(f"{kind}?crs=EPSG:4326{columns}", kind, "memory"))
    databases = QgsProviderRegistry.instance().providerMetadata("postgres")
    databases.saveConnection(databases.createConnection("dbname='register'", {}), CONNECTION)
    yield place
    databases.deleteConnection(CONNECTION)
    QgsProject.instance().clear()
    plugin.unload()
    set_language("")


@pytest.fixture
def handed_over(folder: Path, language: str) -> Iterator[Callable[..., Settings]]:
    """``handed_over(declaration, without, **answers)``: what Run of its dialog gives, read as the core reads it, where
    a person answers all that is necessary but ``without``."""
    set_language(language)
    dialogs = []

    def opened(declaration: Algorithm, without: str = "", **answers: Any) -> Settings:
        from processing import createAlgorithmDialog  # only a QGIS with Processing has it

        dialog = createAlgorithmDialog(f"ir:{declaration.id}")
        dialogs.append(dialog)
        given = {**necessary(declaration, folder), **answers}
        dialog.setParameters({name: answer for name, answer in given.items() if name != without})
        parameters = dialog.mainWidget().createProcessingParameters()  # raises for what the dialog would mark yellow
        algorithm, context = dialog.algorithm(), QgsProcessingContext()
        context.setProject(QgsProject.instance())
        assert algorithm.checkParameterValues(parameters, context) == (True, "")
        return settings_of(declaration, Given(algorithm, parameters, context))

    yield opened
    for each in dialogs:  # now, for a dialog that is forgotten goes on listening to the project
        each.close()
        sip.delete(each)


FILES = {("sql",): "salinan.sql", ("gpkg",): "register.gpkg"}
"""A file for each kind that an algorithm cannot do without."""


def necessary(declaration: Algorithm, folder: Path) -> dict[str, Any]:
    """What a person has to answer, because nothing is declared that stands for it. Layers come from the project."""
    answers = {
        kinds.RegisterInput: str(folder / "register.gpkg"),
        kinds.WorkbookInput: str(folder / "survei.xlsx"),
        kinds.LayersInput: list(QgsProject.instance().mapLayers()),
        kinds.TextSetting: "2025",
        kinds.RegionSetting: "19.01",
        kinds.ConnectionInput: CONNECTION,
        kinds.FolderInput: str(folder),
        kinds.FieldChoice: FIELD,
        kinds.FieldsChoice: [FIELD],
    }
    asked = [each for each in declaration.parameters if not each.optional and default_of(each) is None]
    files = {each.id: str(folder / FILES[each.extensions]) for each in asked if isinstance(each, kinds.FileInput)}
    return {**files, **{each.id: answers[type(each)] for each in asked if type(each) in answers}}


def default_of(parameter: kinds.Parameter) -> Any:
    return getattr(parameter, "default", None)


def is_declared(parameter: kinds.Parameter) -> bool:
    """Whether its value is in the declaration or in ``necessary``, and not for the window to find."""
    return not isinstance(parameter, (*LAYERS, kinds.FileOutput, kinds.FolderOutput))


def in_one_form(value: Any) -> Any:
    """Nothing chosen is the same as None; lists and tuples are alike."""
    return (list(value) if isinstance(value, (list, tuple)) else value) or None


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("declaration", ALGORITHMS, ids=lambda each: each.id)
def test_an_untouched_dialog_hands_over_the_defaults(
    folder: Path, handed_over: Callable[..., Settings], declaration: Algorithm
) -> None:
    expected = {each.id: default_of(each) for each in declaration.parameters if is_declared(each)}
    expected.update({name: each for name, each in necessary(declaration, folder).items() if name in expected})
    given = handed_over(declaration)
    assert {name: in_one_form(given[name]) for name in expected} == {
        name: in_one_form(value) for name, value in expected.items()
    }


@pytest.mark.parametrize("language", ["id"])
@pytest.mark.parametrize("bound", ["minimum", "maximum"])
@pytest.mark.parametrize("declaration", ALGORITHMS, ids=lambda each: each.id)
def test_numbers_reach_their_bounds(handed_over: Callable[..., Settings], declaration: Algorithm, bound: str) -> None:
    numbers = [each for each in declaration.parameters if isinstance(each, kinds.NumberSetting)]
    bounds = {each.id: getattr(each, bound) for each in numbers if getattr(each, bound) is not None}
    given = handed_over(declaration, **bounds)
    assert {name: given[name] for name in bounds} == bounds


@pytest.mark.parametrize("language", ["id"])
@pytest.mark.parametrize("declaration", ALGORITHMS, ids=lambda each: each.id)
def test_no_field_is_chosen_for_the_person(handed_over: Callable[..., Settings], declaration: Algorithm) -> None:
    from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase

    for parameter in declaration.parameters:
        if isinstance(parameter, kinds.FieldChoice) and not parameter.optional and not parameter.default:
            with pytest.raises(AlgorithmDialogBase.InvalidParameterValue) as caught:
                handed_over(declaration, without=parameter.id)
            assert caught.value.parameter.name() == parameter.id
