"""Every method through the toolbox, qgis_process and the command line: the same tables, grids, pages and files.

The command line runs on another Python and another numpy, whose last digits differ: numbers agree to one part in ten
million.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, Iterator, NamedTuple, Sequence

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import Qgis, QgsApplication

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, NewLayer, Page, Raster, Rows, TextFile
from ir_plugin.core.methods.groups import METHOD_GROUPS
from ir_plugin.core.parameters import LayerInput
from ir_plugin.processing.provider import IrProvider
from ir_plugin.qgis_support.language import set_language
from method_data import write_data
from stage import link

METHODS = {each.id: each for each in ALGORITHMS if each.group in METHOD_GROUPS}
HEADLESS = Path(".venv") / "bin" / "python"
LOCAL = {"FIELD": "nilai", "NEIGHBOURS": "knn", "K": 5, "PERMUTATIONS": 999}
BUSINESSES = {"PRODUCT": "produk", "REGION": "kode_desa", "REGIONS": "desa", "REGION_CODE": "kode"}
SETTINGS: dict[str, dict[str, Any]] = {
    "weights": {"INPUT": "desa", "WEIGHTS_ID": "kode", "NEIGHBOURS": "rook"},
    "globalautocorrelation": {"INPUT": "desa", **LOCAL, "DENOMINATOR": "populasi", "RATE": "standardised"},
    "hotspotgetisord": {"INPUT": "desa", **LOCAL, "NEIGHBOURS": "kernel"},
    "localmoran": {"INPUT": "desa", **LOCAL, "OTHER": "populasi"},
    "localgeary": {"INPUT": "desa", **LOCAL, "NEIGHBOURS": "inverse"},
    "localjoincount": {"INPUT": "desa", **LOCAL, "FIELD": "jenis", "VALUE": "pesisir"},
    "stabilitymap": {"INPUT": "desa", "FIELD": "nilai", "RULES": ["queen", "knn"], "KS": "4 6", "PERMUTATIONS": 999},
    "scanclusters": {
        "INPUT": "desa",
        "CASES": "nilai",
        "POPULATION": "populasi",
        "NAME_FIELD": "nama",
        "REPLICATES": 199,
    },
    "densityclusters": {"INPUT": "usaha", "ALGORITHM": "hdbscan", "CATEGORY": "produk", "HULL": "concave"},
    "densitysurface": {"INPUT": "usaha", "BANDWIDTH": 900, "CELL": 200, "ADAPTIVE": True},
    "sentra": {
        "INPUT": "usaha",
        "PRODUCT": "produk",
        "VILLAGE": "kode_desa",
        "SEX": "kelamin",
        "REGIONS": "desa",
        "REGION_CODE": "kode",
        "REGION_HOUSEHOLDS": "populasi",
        "DISTANCE": 900,
    },
    "attributeclusters": {"INPUT": "usaha", "NUMBERS": ["pekerja"], "CATEGORIES": ["kelamin"], "RESAMPLES": 10, "K": 3},
    "regionalise": {"INPUT": "desa", "ATTRIBUTES": ["nilai", "populasi"], "ALGORITHM": "maxp", "FLOOR": 9, "STARTS": 5},
    "locationquotient": {"INPUT": "usaha", **BUSINESSES},
    "leadingproduct": {"INPUT": "usaha", **BUSINESSES, "MINIMUM": 2},
    "concentration": {"INPUT": "usaha", "PRODUCT": "produk", "REGION": "kode_desa", "SIZE": "pekerja"},
    "colocation": {"INPUT": "usaha", "CATEGORY": "produk", "PERMUTATIONS": 199},
    "explainplace": {"INPUT": "panas", "PLACE": "desa 10"},
    "selftest": {},
}
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?")
"""Versions of numpy differ in the last digit, and so may a printed one; the words and the number of figures may not."""
EXTENSIONS = {Page: "html", Raster: "tif"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GeoPackage with villages and businesses."""
    path = tmp_path_factory.mktemp("data") / "data.gpkg"
    write_data(path)
    return path


class Door(NamedTuple):
    """What came out: tables by output, and the bytes or numbers of files by output."""

    tables: dict[str, Any]
    files: dict[str, Any]


def targets(method: Algorithm, folder: Path) -> dict[str, Path]:
    folder.mkdir()
    places = {}
    for output in method.outputs:
        if isinstance(output, (Rows, NewLayer)):
            places[output.id] = folder / f"{output.id}.gpkg"
        elif isinstance(output, TextFile):
            places[output.id] = folder / f"{output.id}.{output.extension}"
        elif type(output) in EXTENSIONS:
            places[output.id] = folder / f"{output.id}.{EXTENSIONS[type(output)]}"
    return places


def came_out(places: dict[str, Path]) -> Door:
    tables = {name: table(path) for name, path in places.items() if path.suffix == ".gpkg"}
    files: dict[str, Any] = {}
    for name, path in places.items():
        if path.suffix == ".tif":
            files[name] = grid(path)
        elif path.suffix != ".gpkg":
            files[name] = path.read_text(encoding="utf-8")
    return Door(tables, files)


def table(path: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of columns and rows of the layer, geometry and key aside."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT table_name FROM gpkg_contents WHERE table_name != 'analisis_jalan'"
        (name,) = connection.execute(query).fetchone()
        found = connection.execute(f'SELECT * FROM "{name}" ORDER BY 1')
        names = [column[0] for column in found.description]
        kept = [at for at, column in enumerate(names) if column not in ("fid", "geom")]
        return [names[at] for at in kept], [tuple(row[at] for at in kept) for row in found]


def grid(path: Path) -> np.ndarray:
    """Its place and its cells in one row of numbers."""
    dataset = gdal.Open(str(path))
    return np.concatenate([dataset.GetGeoTransform(), np.frombuffer(dataset.ReadRaster(), np.float32)])


def values_of(method: Algorithm, data: Path) -> dict[str, Any]:
    values = dict(SETTINGS[method.id])
    for each in method.parameters:
        if isinstance(each, LayerInput) and each.id in values:
            file = data.with_name("panas.gpkg") if values[each.id] == "panas" else data
            values[each.id] = f"{file}|layername={values[each.id]}"
    return values


def through_the_command_line(root: Path, method: Algorithm, values: dict[str, Any], places: dict[str, Path]) -> None:
    inputs = [each.id for each in method.parameters if isinstance(each, LayerInput)]
    optional = {each.id for each in method.parameters if each.optional}
    words = [str(values[name]) for name in inputs if name not in optional]
    options = {name: value for name, value in values.items() if name not in inputs or name in optional}
    for output in method.outputs:
        if output.id in places:
            is_option = isinstance(output, (Page, TextFile)) or getattr(output, "optional", False)
            if is_option:
                options[output.id] = places[output.id]
            else:
                words.append(str(places[output.id]))
    for name, value in options.items():
        flag = "--" + name.lower().replace("_", "-")
        several = value if isinstance(value, list) else [value]
        words += [flag] if value is True else [word for each in several for word in (flag, str(each))]
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "LD_LIBRARY_PATH")}
    command = [str(root / HEADLESS), "-m", "processing_scripts", "--language", "en", method.id, *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def hot_spots(root: Path, data: Path) -> None:
    """A result with its record, for what explains results."""
    method = METHODS["hotspotgetisord"]
    place_of_it = {"OUTPUT": data.with_name("panas.gpkg")}
    through_the_command_line(root, method, {**values_of(method, data), "NEIGHBOURS": "queen"}, place_of_it)


@pytest.fixture(scope="module")
def qgis_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The real program, in a new profile, with the plugin of this checkout; None where it reads no JSON."""
    if shutil.which("qgis_process") is None or Qgis.QGIS_VERSION_INT < 32400:
        yield None
        return
    profile = tmp_path_factory.mktemp("profile")
    link(profile / "plugins")
    settings = profile / "profiles" / "default" / "QGIS"
    settings.mkdir(parents=True)
    (settings / "QGIS3.ini").write_text("[PythonPlugins]\nir_plugin=true\n[klaster_ir]\nlanguage=en\n")
    environment = {
        **os.environ,
        "QGIS_CUSTOM_CONFIG_PATH": str(profile),
        "QGIS_PLUGINPATH": str(profile / "plugins"),
        "QT_QPA_PLATFORM": "offscreen",
    }

    def call(method: Algorithm, inputs: dict[str, Any]) -> None:
        done = subprocess.run(
            ["qgis_process", "run", f"ir:{method.id}", "-"],
            env=environment,
            input=json.dumps({"inputs": inputs}),
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr + done.stdout

    yield call


def assert_same(one: Door, other: Door) -> None:
    for name, (columns, rows) in one.tables.items():
        assert other.tables[name][0] == columns
        assert_rows(rows, other.tables[name][1])
    for name, file in one.files.items():
        if isinstance(file, str):
            assert NUMBER.sub("#", file) == NUMBER.sub("#", other.files[name])
        else:
            assert np.allclose(file, other.files[name], rtol=1e-6)


def assert_rows(rows: Sequence[tuple[Any, ...]], others: Sequence[tuple[Any, ...]]) -> None:
    assert len(rows) == len(others)
    for row, other in zip(rows, others):
        for value, same in zip(row, other):
            assert value == same or value == pytest.approx(same, rel=1e-7, abs=1e-9, nan_ok=True), (row, other)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_the_same_through_every_door(
    qgis_processing: Any, root: Path, data: Path, hot_spots: None, qgis_process: Any, tmp_path: Path, name: str
) -> None:
    import processing

    if not (root / HEADLESS).exists():
        pytest.skip("the headless environment is not set up")
    method = METHODS[name]
    values = values_of(method, data)
    line = targets(method, tmp_path / "line")
    through_the_command_line(root, method, values, line)
    box = targets(method, tmp_path / "box")
    provider = IrProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        processing.run(f"ir:{name}", {**values, **{output: str(path) for output, path in box.items()}})
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)
    assert_same(came_out(box), came_out(line))
    if qgis_process is not None:
        shell = targets(method, tmp_path / "shell")
        qgis_process(method, {**values, **{output: str(path) for output, path in shell.items()}})
        assert_same(came_out(shell), came_out(line))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("")
