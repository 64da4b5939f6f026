"""A register with its project open, for the tests of forms."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Dict, Iterator

import pytest
from form_driver import settle
from qgis.core import QgsProject, QgsVectorLayer

from ir_plugin.cartography.register_styles import dress
from ir_plugin.core.declaration import Context
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geopackage import insert, transaction
from ir_plugin.gui import editor_widgets
from ir_plugin.qgis_support.language import set_language
from ir_plugin.qgis_support.version_differences import forget_edits
from ir_plugin.register.links import whole_tables
from ir_plugin.register.project import write_project
from ir_plugin.register.sources import FileRegister
from tests.core.industry.parity_cases import parents


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Indonesian, unless a test asks for another language."""
    chosen = getattr(request, "param", "id")
    set_language(chosen)
    yield chosen
    set_language("")


@pytest.fixture(scope="session")
def built_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one owner, one business and what else the rows refer to; for copying."""
    path = tmp_path_factory.mktemp("built") / "register.gpkg"
    OPERATION.compute({"REGISTER": str(path)}, Context())
    with transaction(str(path)) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
    return path


@pytest.fixture
def filled_register(built_register: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copy(built_register, tmp_path / built_register.name))


@pytest.fixture
def project(qgis_app: object, built_register: Path, filled_register: Path, language: str) -> Path:
    """The project beside the register; written once for each language, for its paths are relative."""
    built = built_register.with_name(f"{language}.qgz")
    if not built.exists():
        write_project(FileRegister(built_register), built, language, dress).clear()
    return Path(shutil.copy(built, filled_register.with_name("klaster.qgz")))


@pytest.fixture
def layers(project: Path, filled_register: Path) -> Iterator[Dict[str, QgsVectorLayer]]:
    """The tables in the register's project, opened from its file with the plugin's widgets in place."""
    editor_widgets.start()
    assert QgsProject.instance().read(str(project))
    forget_edits(QgsProject.instance())
    yield whole_tables(QgsProject.instance(), str(filled_register))
    editor_widgets.stop()
    settle()
    QgsProject.instance().clear()
