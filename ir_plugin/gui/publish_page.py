"""The page "Publish": whatever leaves the register, one sentence and one button each."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Mapping

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ..core.cartography.export_map import GROUP as ON_PAPER
from ..core.declaration import Algorithm, NewLayer
from ..core.parameters import RegisterInput
from ..core.texts import Text
from .operation_strip import OperationStrip, open_address
from .operations import DECLARED
from .page import Page
from .parameter_dialog import ParameterDialog
from .shown_results import show_file
from .suggestions import (
    FOR_PUBLICATION,
    new_files,
    of_the_office,
    remember_the_office,
    suggested_files,
    suggested_layers,
    suggested_regions,
)
from .workbench import Workbench

GROUPS = (
    (Text("Peta", "Maps"), ("exportmap", "exportatlas", "aggregate", "registerproject")),
    (Text("Laporan", "Reports"), ("exportreport", "exporttables")),
    (Text("Katalog web", "Web catalogue"), ("publishcatalogue", "checkcatalogue")),
    (Text("Data untuk orang lain", "Data for others"), ("exportregister", "exportpackage")),
    (Text("Formulir dan kamus", "Forms and dictionary"), ("exportxlsform", "exportdictionary")),
)
"""By id; what the catalogue does not have is not shown."""
PUBLISHED = frozenset(name for _, names in GROUPS for name in names)

LINES = 12
"""Of what is told of a map, which is much at first: what is left out of it, and what it lacks. On high screens half of
the page tells it."""

OPENED = (".pdf", ".png", ".svg", ".html")
"""Files that are opened once they are written."""


class PublishPage(Page):
    title = Text("Publikasi", "Publish")

    def __init__(self, workspace: Workbench) -> None:
        super().__init__(workspace)
        self.buttons: Dict[str, QPushButton] = {}
        self._unwritten: Dict[str, Mapping[str, Any]] = {}
        self._entries = QWidget()
        self._list = QVBoxLayout(self._entries)
        self._list.setContentsMargins(4, 4, 4, 4)
        for title, names in GROUPS:
            offered = [DECLARED[name] for name in names if name in DECLARED]
            if offered:
                self._list.addWidget(QLabel(f"<b>{self.words(title)}</b>"))
            for declared in offered:
                self._add(declared)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(self._entries)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4, 8, 4, 4)
        self.strip = OperationStrip(workspace.operations, self.buttons.__contains__, lines=LINES)
        inside.addWidget(self.strip)
        inside.addWidget(scroll, 1)
        workspace.operations.changed.connect(self._show_busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = event.size().height() // self.fontMetrics().lineSpacing()
        self.strip.words.show_lines(max(LINES, lines // 2))

    def show_register(self) -> None:
        """What was asked about another register says nothing of this one."""
        self._unwritten.clear()
        super().show_register()

    def ask(self, algorithm_id: str) -> ParameterDialog:
        """Asks for what is needed, with what a person would mostly choose, then writes it. Whoever was refused finds
        what he had filled in, and empty what he had emptied, but the layers: these are what the map shows, for a
        refusal may ask for other ones."""
        declared, register = DECLARED[algorithm_id], self.workspace.register
        known = {each.id: str(register) for each in declared.parameters if isinstance(each, RegisterInput)}
        layers, unwritten = suggested_layers(declared, self.workspace), self._unwritten.get(algorithm_id, {})
        known.update(new_files(declared, register))
        usual = {**suggested_files(declared, register), **FOR_PUBLICATION.get(algorithm_id, {})}
        usual.update({**of_the_office(declared), **suggested_regions(declared, self.workspace)})
        suggested = {**(unwritten or usual), **layers}
        dialog = ParameterDialog(declared, known, suggested, self, unfolded=bool(unwritten))
        dialog.asked.connect(lambda values: self._write(algorithm_id, values))
        dialog.open()
        return dialog

    def _write(self, algorithm_id: str, values: Mapping[str, Any]) -> None:
        def written(results: Dict[str, Any]) -> None:
            self._unwritten.pop(algorithm_id, None)
            remember_the_office(DECLARED[algorithm_id], values)
            self._show(DECLARED[algorithm_id], results)

        self._unwritten[algorithm_id] = values
        self.workspace.operations.start(algorithm_id, values, written)

    def _add(self, declared: Algorithm) -> None:
        button = QPushButton(f"{self.words(declared.title)} ...")
        icon = "/mActionFilePrint.svg" if declared.group == ON_PAPER else "/mActionFileSave.svg"
        button.setIcon(QgsApplication.getThemeIcon(icon))
        button.setAccessibleDescription(self.words(declared.summary))
        button.clicked.connect(lambda _=False, chosen=declared.id: self.ask(chosen))
        self.buttons[declared.id] = button
        self._list.addWidget(button)
        self._list.addWidget(self.quiet(self.words(declared.summary)))

    def _show_busy(self) -> None:
        """All at once: one after the other the focus would go down the list, and the list with it."""
        self._entries.setEnabled(not self.workspace.operations.running)

    def _show(self, declared: Algorithm, results: Dict[str, Any]) -> None:
        """New layers on the map, a document in the program that the system has for it."""
        for each in declared.outputs:
            if isinstance(each, NewLayer):
                show_file(self.workspace, results[each.id], self.words(each.label))
        written = results.get("INDEX") or results.get("OUTPUT")
        if isinstance(written, str) and written.lower().endswith(OPENED) and Path(written).is_file():
            open_address(QUrl.fromLocalFile(written))
