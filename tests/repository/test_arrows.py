"""The arrows between the rooms point down only, and each room imports only what it may stand on."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Iterator, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]

# Room -> the rooms directly below it; whatever is below those is allowed too. "core" is the frame: files at its root.
BELOW = {
    "plugin": {"gui", "processing"},
    "gui": {"processing"},
    "processing": {"register", "cartography", "publishing"},
    "register": {"qgis_support"},
    "cartography": {"qgis_support"},
    "publishing": {"qgis_support"},
    "qgis_support": {"core.questions"},
    "core.questions": {"core.catalogue"},
    "core.catalogue": {"core.cartography", "core.publishing"},
    "core.publishing": {"core.methods", "core.register"},
    "core.cartography": {"core.methods", "core.register"},
    "core.methods": {"core.statistics"},
    "core.statistics": {"core.space"},
    "core.space": {"core"},
    "core.register": {"core.industry"},
    "core.industry": {"core"},
    "core": set(),
    "processing_scripts": {"core.catalogue"},
}
# The packages of others that a room may import beside the standard library: what every QGIS build carries.
IN_QGIS = {"numpy", "osgeo", "processing", "qgis"}
HEADLESS = {"click", "dask", "distributed", "fiona", "geopandas", "numpy", "openpyxl", "pandas", "PIL"}
HEADLESS |= {"pyarrow", "pyogrio", "pyproj", "rich", "scipy", "shapely"}
HEADLESS |= {"geoalchemy2", "psycopg", "sqlalchemy"}  # PostGIS
WINDOWED = {"plugin", "gui"}


class Import(NamedTuple):
    """One imported module, with its line."""

    module: str
    line: int


def allowed(room: str) -> set[str]:
    """The room itself and every room below it."""
    rooms = {room}
    for below in BELOW[room]:
        rooms |= allowed(below)
    return rooms


def room_of(module: str) -> str:
    """The room of a module of ours by its dotted name: ``ir_plugin.core.space.weights`` -> ``core.space``."""
    parts = module.split(".")
    if parts[0] == "processing_scripts":
        return "processing_scripts"
    if len(parts) == 1:
        return "plugin"
    if parts[1] != "core":
        return parts[1]
    below_core = ".".join(parts[1:3])
    return below_core if below_core in BELOW else "core"


def imports(tree: ast.Module, module: str, is_package: bool) -> Iterator[Import]:
    """Every module that the source may import, at its top or inside a function, by absolute dotted name."""
    package = module.split(".") if is_package else module.split(".")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (Import(f"{base}.{alias.name}", node.lineno) for alias in node.names)


def foreign_problem(room: str, imported: str) -> str:
    """Why a room may not import a module of others; empty where it may."""
    package = imported.split(".")[0]
    if package in sys.stdlib_module_names:
        return ""
    core = room.startswith("core")
    permitted = {"numpy"} if core else HEADLESS if room == "processing_scripts" else IN_QGIS
    if package not in permitted:
        return f"{room} imports {package}"
    if room not in WINDOWED and imported.startswith(("qgis.PyQt.QtWidgets", "qgis.gui", "qgis.utils")):
        return f"{room} imports {imported}, which is for {' and '.join(sorted(WINDOWED))}"
    return ""


def problems(source: str, module: str, is_package: bool = False) -> list[str]:
    """What the module does against the rules."""
    room, tree, found = room_of(module), ast.parse(source), []
    for imported, line in imports(tree, module, is_package):
        if imported.split(".")[0] in ("ir_plugin", "processing_scripts"):
            other = room_of(imported)
            problem = "" if other in allowed(room) else f"{room} imports {other}"
        else:
            problem = foreign_problem(room, imported)
        found += [f"{module}:{line}: {problem}"] if problem else []
    if room not in WINDOWED:
        found += [f"{module}:{node.lineno}: {room} receives iface" for node in ast.walk(tree) if _is_iface(node)]
    return found


def _is_iface(node: ast.AST) -> bool:
    return (isinstance(node, ast.arg) and node.arg == "iface") or (isinstance(node, ast.Name) and node.id == "iface")


def modules() -> Iterator[tuple[Path, str]]:
    """Every Python file of the two packages with its dotted name."""
    for package in ("ir_plugin", "processing_scripts"):
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).with_suffix("").parts
            yield path, ".".join(name[:-1] if name[-1] == "__init__" else name)


def test_the_arrows_point_down() -> None:
    found = []
    for path, module in modules():
        found += problems(path.read_text(encoding="utf-8"), module, path.name == "__init__.py")
    assert not found, "\n".join(found)


def test_no_module_needs_itself() -> None:
    """Circles within a room, also those that are there for types only."""
    named = {module: path for path, module in modules()}
    needed: dict[str, set[str]] = {}
    for module, path in named.items():
        found = imports(ast.parse(path.read_text(encoding="utf-8")), module, path.name == "__init__.py")
        ways = ((name, name.rpartition(".")[0]) for name, _ in found)
        needed[module] = {next((each for each in way if each in named), module) for way in ways} - {module}
    TopologicalSorter(needed).prepare()  # CycleError names the circle


def test_every_room_is_known() -> None:
    assert {room_of(module) for _, module in modules() if module != "ir_plugin"} <= set(BELOW)


@pytest.mark.parametrize(
    "module, source",
    [
        ("ir_plugin.core.space.weights", "import scipy"),
        ("ir_plugin.core.space.weights", "def f():\n    from shapely import area"),
        ("ir_plugin.core.space.weights", "from ..statistics import getis_ord"),
        ("ir_plugin.core.space.weights", "from ..industry import schema"),
        ("ir_plugin.core.register.importing", "from ..space.weights import Weights"),
        ("ir_plugin.core.texts", "from .industry import products"),
        ("ir_plugin.core.texts", "from .catalogue import ALGORITHMS"),
        ("ir_plugin.core.methods.hot_spots", "from ...processing import provider"),
        ("ir_plugin.core.methods.hot_spots", "from qgis.core import QgsGeometry"),
        ("ir_plugin.cartography.legend", "from ..register import layers"),
        ("ir_plugin.processing.provider", "from qgis.PyQt.QtWidgets import QWidget"),
        ("ir_plugin.processing.provider", "from qgis.PyQt import QtWidgets"),
        ("ir_plugin.processing.provider", "import pandas"),
        ("ir_plugin.processing.provider", "from qgis.utils import iface"),
        ("ir_plugin.processing.provider", "def go(iface): ..."),
        ("ir_plugin.qgis_support.paths", "from ..processing import provider"),
        ("processing_scripts.running", "from ir_plugin.qgis_support import paths"),
        ("processing_scripts.running", "import qgis.core"),
    ],
)
def test_a_forbidden_import_is_seen(module: str, source: str) -> None:
    assert problems(source, module)


@pytest.mark.parametrize(
    "module, source",
    [
        ("ir_plugin.core.methods.hot_spots", "from ..space.weights import Weights\nfrom ..texts import Text"),
        ("ir_plugin.core.catalogue", "from .register import aggregate\nfrom .cartography import export_map"),
        ("ir_plugin.core.register.importing", "import sqlite3\nimport numpy as np\nfrom ..industry import schema"),
        ("ir_plugin.processing.provider", "from ..cartography import legend\nfrom ..core.catalogue import ALGORITHMS"),
        ("ir_plugin.plugin", "from qgis.PyQt.QtWidgets import QAction\ndef f(iface): ..."),
        ("processing_scripts.running", "import geopandas\nfrom ir_plugin.core.catalogue import ALGORITHMS"),
    ],
)
def test_a_permitted_import_passes(module: str, source: str) -> None:
    assert problems(source, module) == []
