"""Through whichever door an algorithm is called, the numbers are the same: toolbox, qgis_process, command line."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import struct
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Iterator

import numpy as np
import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ir_plugin.core.declaration import Context
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.hotspot_getis_ord import METHOD
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language
from stage import link

SIDE = 10
SETTINGS = {"FIELD": "kasus", "DENOMINATOR": "rumah", "NEIGHBOURS": "rook", "PERMUTATIONS": 9999, "SEED": 42}
NUMBERS = ("gi_nilai", "gi_tetangga", "gi_z", "gi_p", "gi_p_analitik", "gi_p_koreksi")
HEADLESS = Path(".venv") / "bin" / "python"


def cases() -> list[Any]:
    """Counts with a warm corner, one of them missing."""
    warm = [number % SIDE < 4 and number < 4 * SIDE for number in range(SIDE * SIDE)]
    values: list[Any] = [(13 * number) % 7 + 20 * warm[number] for number in range(SIDE * SIDE)]
    values[57] = None
    return values


def houses() -> list[int]:
    return [40 + (number * 11) % 23 for number in range(SIDE * SIDE)]


def corners(number: int, origin: tuple[float, float], size: float) -> list[tuple[float, float]]:
    x, y = origin[0] + number % SIDE * size, origin[1] + number // SIDE * size
    return [(x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y)]


def wkb(ring: list[tuple[float, float]]) -> bytes:
    """A MultiPolygon of one ring."""
    points = b"".join(struct.pack("<2d", *point) for point in ring)
    return struct.pack("<BII", 1, 6, 1) + struct.pack("<BIII", 1, 3, 1, len(ring)) + points


PLACES = {"EPSG:32748": ((600000.0, 9700000.0), 1000.0), "EPSG:4326": ((106.0, -2.0), 0.01)}


@pytest.fixture(scope="module", params=sorted(PLACES))
def lattice(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A GeoPackage of 100 squares, in metres and in degrees, and its CRS."""
    crs = request.param
    layer = QgsVectorLayer(f"MultiPolygon?crs={crs}&field=kasus:integer&field=rumah:integer", "desa", "memory")
    features = []
    for number, attributes in enumerate(zip(cases(), houses())):
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(attributes))
        shape = QgsGeometry()
        shape.fromWkb(wkb(corners(number, *PLACES[crs])))
        feature.setGeometry(shape)
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    path = tmp_path_factory.mktemp("lattice") / "desa.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    context = QgsProject.instance().transformContext()
    assert not QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)[0]
    return path, crs


def from_the_core(crs: str) -> dict[str, Any]:
    """The columns as the core computes them from numbers, without any face."""
    place = PLACES[crs]
    shapes = [wkb(corners(number, *place)) for number in range(SIDE * SIDE)]
    layer = Layer(shapes, {"kasus": cases(), "rumah": houses()}, crs == "EPSG:4326", crs=crs)
    defaults = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    results = METHOD.compute({**defaults, **SETTINGS, "INPUT": layer}, Context())
    return {**results.layers["OUTPUT"].values, "N_HOT": results.numbers["N_HOT"]}


def from_a_file(path: Path) -> dict[str, Any]:
    """The columns of a result, in row order."""
    names = (*NUMBERS, "gi_kelas")
    with closing(sqlite3.connect(path)) as connection:
        (table,) = connection.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'").fetchone()
        rows = connection.execute(f'SELECT {", ".join(names)} FROM "{table}" ORDER BY fid').fetchall()
    return dict(zip(names, zip(*rows)))


def assert_same(found: dict[str, Any], expected: dict[str, Any]) -> None:
    for name in NUMBERS:
        np.testing.assert_array_equal(np.array(found[name], float), np.array(expected[name], float), err_msg=name)
    assert list(found["gi_kelas"]) == list(expected["gi_kelas"])


def test_the_toolbox_gives_the_numbers_of_the_core(
    qgis_processing: Any, lattice: tuple[Path, str], tmp_path: Path
) -> None:
    import processing

    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    target = tmp_path / "panas.gpkg"
    found = processing.run("ir:hotspotgetisord", {"INPUT": str(lattice[0]), **SETTINGS, "OUTPUT": str(target)})
    QgsApplication.processingRegistry().removeProvider(provider)
    expected = from_the_core(lattice[1])
    assert found["N_HOT"] == expected["N_HOT"] > 0
    assert_same(from_a_file(target), expected)


def test_a_model_gives_the_numbers_of_the_core(lattice: tuple[Path, str], tmp_path: Path) -> None:
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    target = tmp_path / "panas.gpkg"
    step = QgsProcessingModelChildAlgorithm("ir:hotspotgetisord")
    step.setChildId("analisis")
    source = QgsProcessingModelChildParameterSource
    step.addParameterSources("INPUT", [source.fromModelParameter("desa")])
    for name, value in SETTINGS.items():
        step.addParameterSources(name, [source.fromStaticValue(value)])
    result = QgsProcessingModelOutput("panas")
    result.setChildId("analisis")
    result.setChildOutputName("OUTPUT")
    step.setModelOutputs({"panas": result})
    model = QgsProcessingModelAlgorithm("model", "test")
    model.addModelParameter(QgsProcessingParameterFeatureSource("desa", "desa"), QgsProcessingModelParameter("desa"))
    model.addChildAlgorithm(step)
    parameters = {"desa": str(lattice[0]), "analisis:panas": str(target)}
    _results, done = model.run(parameters, QgsProcessingContext(), QgsProcessingFeedback())
    QgsApplication.processingRegistry().removeProvider(provider)
    assert done
    assert_same(from_a_file(target), from_the_core(lattice[1]))


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The real program, in a new profile, with the plugin of this checkout."""
    if shutil.which("qgis_process") is None:
        pytest.skip("this QGIS comes without qgis_process")
    profile = tmp_path_factory.mktemp("profile")
    link(profile / "plugins")
    settings = profile / "profiles" / "default" / "QGIS"
    settings.mkdir(parents=True)
    (settings / "QGIS3.ini").write_text("[PythonPlugins]\nir_plugin=true\n[klaster_ir]\nlanguage=id\n")
    environment = {**os.environ, "QGIS_CUSTOM_CONFIG_PATH": str(profile), "QGIS_PLUGINPATH": str(profile / "plugins")}

    def call(*arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["qgis_process", *arguments],
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return call


def test_qgis_process_takes_codes(qgis_process: Any, lattice: tuple[Path, str], tmp_path: Path) -> None:
    target = tmp_path / "panas.gpkg"
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    done = qgis_process("run", "ir:hotspotgetisord", "--json", f"--INPUT={lattice[0]}", *settings, f"--OUTPUT={target}")
    assert done.returncode == 0, done.stderr
    expected = from_the_core(lattice[1])
    answer = json.loads(done.stdout)
    assert answer["results"]["N_HOT"] == expected["N_HOT"]
    assert json.loads(answer["results"]["RECORD"])["parameters"]["NEIGHBOURS"] == "rook"
    assert "titik panas" in str(answer["log"])
    assert_same(from_a_file(target), expected)


def test_qgis_process_overwrites_no_register(qgis_process: Any, root: Path, tmp_path: Path) -> None:
    register = Path(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))
    before = register.read_bytes()
    done = qgis_process("run", "ir:aggregate", f"--REGISTER={register}", "--LEVEL=0", f"--OUTPUT={register}")
    assert done.returncode != 0
    assert f"{register} adalah register dan akan hilang bila ditimpa; pilih berkas lain" in done.stdout + done.stderr
    assert register.read_bytes() == before


@pytest.mark.skipif(Qgis.QGIS_VERSION_INT < 32400, reason="qgis_process reads JSON from QGIS 3.24 on")
def test_qgis_process_takes_json(qgis_process: Any, lattice: tuple[Path, str], tmp_path: Path) -> None:
    target = tmp_path / "panas.gpkg"
    inputs = {"INPUT": str(lattice[0]), **SETTINGS, "NEIGHBOURS": 1, "OUTPUT": str(target)}
    done = qgis_process("run", "ir:hotspotgetisord", "-", given=json.dumps({"inputs": inputs}))
    assert done.returncode == 0, done.stderr
    assert_same(from_a_file(target), from_the_core(lattice[1]))


def test_qgis_process_refuses_in_words(qgis_process: Any, lattice: tuple[Path, str], tmp_path: Path) -> None:
    target = tmp_path / "panas.gpkg"
    arguments = (f"--INPUT={lattice[0]}", "--FIELD=kasus", "--NEIGHBOURS=bishop", f"--OUTPUT={target}")
    done = qgis_process("run", "ir:hotspotgetisord", *arguments)
    assert done.returncode != 0
    assert "Tetangga (NEIGHBOURS) harus salah satu dari: queen, rook, knn, band, inverse" in done.stdout + done.stderr
    assert not target.exists()


def test_the_command_line_gives_the_numbers_of_the_core(root: Path, lattice: tuple[Path, str], tmp_path: Path) -> None:
    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    target = tmp_path / "panas.gpkg"
    settings = [word for name, value in SETTINGS.items() for word in (f"--{name.lower()}", str(value))]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    done = subprocess.run(
        [str(root / HEADLESS), "-m", "processing_scripts", "hotspotgetisord", str(lattice[0]), str(target), *settings],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert_same(from_a_file(target), from_the_core(lattice[1]))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("")
