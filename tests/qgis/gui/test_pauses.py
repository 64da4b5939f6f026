"""The window never waits: no turn of the event loop is long, whatever is done to a large register.

In processor seconds of the main thread, for a machine that does other things, too. QGIS draws no map here. With
KLASTER_IR_COPIES=79 it measures 200,000 businesses (``make bench-desktop``).
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Callable, Iterator, Tuple

from ir_plugin.core.questions.facts import read_facts
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.gui.analyse_page import AnalysePage
from ir_plugin.gui.data_page import DataPage
from ir_plugin.gui.desktop import Desktop
from ir_plugin.gui.layers_page import LayersPage
from ir_plugin.gui.workbench import Workbench
from sample_data.enlarged import enlarge

from .conftest import SAMPLE, count, in_sight, wait_until
from .pauses import Turn, turns_watched
from .test_analysis_runs import order

COPIES, LIMIT = int(os.environ.get("KLASTER_IR_COPIES", "8")), 0.1
"""22,500 businesses; the longest turn in seconds."""
REST, LONGEST = 0.5, 40.0 * COPIES
"""Seconds."""

Act = Tuple[str, Callable[[], object]]


def acts(desktop: Desktop, register: Path) -> Iterator[Act]:
    """What a person does on a day, one after the other."""
    facts, workspace = read_facts(str(register)), desktop.workspace
    in_sight(desktop, LayersPage, is_open=False)
    yield "open the register", lambda: workspace.open_register(register)
    yield "one regency", lambda: workspace.set_filter(BusinessFilter(region="19.01"))
    yield "a text", lambda: workspace.set_filter(BusinessFilter(text="ke"))
    yield "everything again", lambda: workspace.set_filter(BusinessFilter())
    yield "rows have changed", workspace.refresh
    yield "the page Data", lambda: in_sight(desktop, DataPage)
    yield "check the register", lambda: workspace.operations.start("checkregister", {"REGISTER": str(register)})
    yield "the page Analyse", lambda: in_sight(desktop, AnalysePage)
    yield "a hot spot map", lambda: workspace.runs.run(order(register, facts, "hotspotgetisord"))


def is_at_rest(workspace: Workbench, register: Path) -> bool:
    busy = workspace.operations.running or workspace.runs.is_running
    return workspace.register == register and workspace.background.is_idle and not busy


def longest(workspace: Workbench, register: Path, act: Callable[[], object]) -> Turn:
    with turns_watched() as turns:
        act()
        wait_until(lambda: is_at_rest(workspace, register), LONGEST)
        end = time.monotonic() + REST  # for what comes after the answers
        wait_until(lambda: time.monotonic() > end and is_at_rest(workspace, register), LONGEST)
    return max(turns)


def test_no_turn_of_the_window_is_long(desktop: Desktop, tmp_path: Path) -> None:
    register = Path(shutil.copy(SAMPLE, tmp_path / "besar.gpkg"))
    enlarge(str(register), COPIES)
    assert count(register, "SELECT count(*) FROM ir_usaha") == 2500 * (COPIES + 1)
    turns = {name: longest(desktop.workspace, register, act) for name, act in acts(desktop, register)}
    told = [f"| {name} | {1000 * turn.seconds:.0f} ms | {_at(turn)} |" for name, turn in turns.items()]
    print("", f"| {2500 * (COPIES + 1)} businesses | longest turn | at |", "|---|---|---|", *told, sep="\n")
    assert all(turn.seconds < LIMIT for turn in turns.values()), "\n".join(told)
    assert desktop.workspace.layer("titik_panas") is not None


def _at(turn: Turn) -> str:
    return turn.at if turn.seconds > LIMIT / 2 else ""
