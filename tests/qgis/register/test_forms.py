"""The widget gallery: every form is opened in QGIS, filled in, saved with its button, and read back by SQLite."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, Iterator

import pytest
from form_driver import OpenForm, settle
from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer

from ir_plugin.cartography.register_styles import dress
from ir_plugin.core.declaration import Context
from ir_plugin.core.industry.form_layout import FORMS
from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.schema.declaration import TRACKING
from ir_plugin.core.register.create_register import OPERATION
from ir_plugin.core.register.geopackage import insert, transaction
from ir_plugin.gui import editor_widgets
from ir_plugin.qgis_support.language import set_language
from ir_plugin.register.links import whole_tables
from ir_plugin.register.project import write_project
from tests.core.industry.parity_cases import good_row, parents

TRACKED = {field.name for field in TRACKING}
SOMEWHERE = QgsGeometry.fromPointXY(QgsPointXY(106.1, -2.1))
Layers = Dict[str, QgsVectorLayer]


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register with one owner, one business and what else the rows refer to."""
    path = tmp_path / "register.gpkg"
    OPERATION.compute({"REGISTER": str(path)}, Context())
    with transaction(str(path)) as connection:
        for table, row in parents():
            insert(connection, table, list(row), [list(row.values())])
    return path


@pytest.fixture
def layers(qgis_app: object, register: Path, language: str) -> Iterator[Layers]:
    """The tables in the register's project, opened from its file with the plugin's widgets in place."""
    project = register.with_name("klaster.qgz")
    write_project(register, project, language, dress).clear()
    editor_widgets.start()
    assert QgsProject.instance().read(str(project))
    yield whole_tables(QgsProject.instance(), str(register))
    editor_widgets.stop()
    settle()
    QgsProject.instance().clear()


def stored(register: Path, table: str, key: Any) -> Dict[str, Any]:
    """A row as it stands in the file."""
    with closing(sqlite3.connect(register)) as connection:
        connection.row_factory = sqlite3.Row
        query = f'SELECT * FROM "{table}" WHERE "{TABLES[table].key}" = ?'
        return dict(connection.execute(query, (key,)).fetchone())


@pytest.mark.parametrize("table", FORMS)
def test_every_widget_saves_what_is_put_into_it(layers: Layers, register: Path, table: str) -> None:
    declared = TABLES[table]
    made = TRACKED | {declared.key} | {field.name for field in declared.fields if field.computed}
    answers = {name: value for name, value in good_row(declared, 1).items() if name not in made}
    form = OpenForm(layers[table], at=SOMEWHERE)
    try:
        for name, value in answers.items():
            form.fill(name, value)
        key = form.value(declared.key)
        assert re.fullmatch(declared.field(declared.key).pattern.regex, key)
        form.press_ok()
    finally:
        form.close()
    found = stored(register, table, key)
    assert {name: found[name] for name in answers} == answers
    assert found["versi_baris"] == 1 and found["dibuat"] and found["diubah"]
    assert found["dibuat_oleh"] is not None and found["dibuat_oleh"] == found["diubah_oleh"]
