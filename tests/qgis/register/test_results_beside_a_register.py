"""No result takes the place of a register, whatever its destination is called; beside the tables there is room."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Iterator

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
)

from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language

WHOLE_FILE = [
    "{path}",
    "{stem}",  # QGIS writes stem.gpkg
    "ogr:dbname='{path}'",
    "ogr:{path}",
    QgsProcessingOutputLayerDefinition("{path}", None),
    QgsProcessingOutputLayerDefinition("{path}", QgsProject.instance()),
    QgsProperty.fromExpression("'{path}'"),
]


@pytest.fixture(scope="module", autouse=True)
def _provider(qgis_processing: None) -> Iterator[None]:
    provider = IrProvider()
    set_language("en")
    QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider(provider)
    set_language("")


@pytest.fixture
def register(root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))


def filled(destination: Any, path: Path) -> Any:
    """The destination for this register."""
    names = {"path": path, "stem": path.with_suffix("")}
    if isinstance(destination, QgsProcessingOutputLayerDefinition):
        return QgsProcessingOutputLayerDefinition(
            destination.sink.staticValue().format(**names), destination.destinationProject
        )
    if isinstance(destination, QgsProperty):
        return QgsProperty.fromExpression(destination.expressionString().format(**names))
    return destination.format(**names)


def refused(algorithm_id: str, parameters: dict[str, Any]) -> str:
    """The sentence that a check gives, and a run without one too."""
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"ir:{algorithm_id}")
    context = QgsProcessingContext()
    accepted, sentence = algorithm.checkParameterValues(parameters, context)
    assert not accepted
    with pytest.raises(QgsProcessingException) as caught:
        algorithm.run(parameters, context, QgsProcessingFeedback(False), {}, False)
    assert str(caught.value) == sentence
    return sentence


def tables(path: Path) -> dict[str, int]:
    """How many rows each table has."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
        return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


@pytest.mark.parametrize("destination", WHOLE_FILE, ids=str)
def test_a_register_is_not_overwritten(register: Path, destination: Any) -> None:
    before = register.read_bytes()
    given = {"REGISTER": str(register), "LEVEL": "desa", "OUTPUT": filled(destination, register)}
    assert refused("aggregate", given) == (
        f"{register} is a register and would be lost if it were overwritten; choose another file, or add the result to "
        f"it: ogr:dbname='{register}' table=\"aggregate\" (geom)"
    )
    assert register.read_bytes() == before


@pytest.mark.parametrize(
    "algorithm, settings, output",
    [
        ("globalautocorrelation", {"FIELD": "rumah_tangga"}, "PAGE"),
        ("densitysurface", {}, "OUTPUT"),
        ("weights", {}, "GAL"),
        ("createregister", {}, "REGISTER"),
    ],
)
def test_nor_by_a_page_a_grid_a_text_or_another_register(
    register: Path, algorithm: str, settings: dict[str, Any], output: str
) -> None:
    before = register.read_bytes()
    sentence = refused(algorithm, {"INPUT": f"{register}|layername=ref_wilayah", **settings, output: str(register)})
    assert sentence.startswith(f"{register} is a register and would be lost if it were overwritten; choose another")
    assert register.read_bytes() == before


@pytest.mark.parametrize("table", ["ir_usaha", "IR_USAHA", "usaha_ringkas", "register_info"])
def test_nor_is_one_of_its_tables(register: Path, table: str) -> None:
    before = register.read_bytes()
    destination = f"ogr:dbname='{register}' table=\"{table}\" (geom)"
    assert refused("aggregate", {"REGISTER": str(register), "LEVEL": "desa", "OUTPUT": destination}) == (
        f"The file {register} cannot be written: {table} is a table of the register; choose another name for the "
        "result. Nothing was changed."
    )
    assert register.read_bytes() == before


def test_a_layer_comes_beside_its_tables_as_the_sentence_says(register: Path) -> None:
    import processing

    before = tables(register)
    given = {"REGISTER": str(register), "LEVEL": "kecamatan"}
    sentence = refused("aggregate", {**given, "OUTPUT": str(register)})
    destination = sentence.partition("add the result to it: ")[2]
    for _ in range(2):  # the second time in the place of the first
        processing.run("ir:aggregate", {**given, "OUTPUT": destination})
    after = tables(register)
    assert after["aggregate"] == 47
    assert before == {name: count for name, count in after.items() if name in before}
    with closing(sqlite3.connect(register)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        styles = "SELECT count(*) FROM layer_styles WHERE f_table_name = 'aggregate'"
        assert connection.execute(styles).fetchone() == (1,)


def test_a_layer_name_behind_a_file_name_is_not_taken_for_a_file(register: Path) -> None:
    given = {"REGISTER": str(register), "LEVEL": "desa", "OUTPUT": f"{register}|layername=hasil"}
    assert refused("aggregate", given) == (
        f"A layer inside a file is written: ogr:dbname='{register}' table=\"hasil\" (geom)"
    )
    assert [path.name for path in register.parent.iterdir()] == ["register.gpkg"]


def test_a_format_that_is_none_is_refused_as_on_the_command_line(register: Path) -> None:
    target = register.with_name("hasil.xyz")
    given = {"REGISTER": str(register), "LEVEL": "desa", "OUTPUT": str(target)}
    assert refused("aggregate", given) == (
        f"The result cannot be written to {target}: the format .xyz is not known. Choose another folder or format."
    )
