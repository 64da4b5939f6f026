"""A register with its project open, for the tests of forms."""

from __future__ import annotations

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
from ir_plugin.register.links import whole_tables
from ir_plugin.register.project import write_project
from tests.core.industry.parity_cases import parents


@pytest.fixture
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Indonesian, unless a test asks for another language."""
    chosen = getattr(request, "param", "id")
    set_language(chosen)
    yield chosen
    set_language("")


@pytest.fixture
def filled_register(tmp_path: Path) -> Path:
    """A register with one owner, one business and what else the rows refer to."""
    path = tmp_path / "register.gpkg"
    OPERATION.compute({"REGISTER": str(path)}, Context())
    with transaction(str(path)) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
    return path


@pytest.fixture
def layers(qgis_app: object, filled_register: Path, language: str) -> Iterator[Dict[str, QgsVectorLayer]]:
    """The tables in the register's project, opened from its file with the plugin's widgets in place."""
    project = filled_register.with_name("klaster.qgz")
    write_project(filled_register, project, language, dress).clear()
    editor_widgets.start()
    assert QgsProject.instance().read(str(project))
    yield whole_tables(QgsProject.instance(), str(filled_register))
    editor_widgets.stop()
    settle()
    QgsProject.instance().clear()
