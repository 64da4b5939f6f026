"""What tests of the pages do to a register, and how they wait."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ir_plugin.core.register.geopackage import reading, transaction
from ir_plugin.gui.page import Page

from .conftest import wait_until


def asked(register: Path, query: str) -> Any:
    with reading(str(register)) as connection:
        return connection.execute(query).fetchone()[0]


def put(register: Path, statement: str, *values: Any) -> None:
    with transaction(str(register)) as connection:
        connection.execute(statement, values)


def wait_for_end(page: Page) -> None:
    wait_until(lambda: not page.workspace.operations.running)
    wait_until(lambda: page.workspace.background.is_idle)


def run(page: Page, algorithm_id: str, **values: Any) -> None:
    operations = page.workspace.operations
    assert operations.start(algorithm_id, {"REGISTER": str(page.workspace.register), **values})
    wait_for_end(page)
