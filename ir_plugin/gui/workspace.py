"""What all pages share: the register that is open, the filter, the tasks, and the window around them."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..cartography.register_styles import dress
from ..core.register.business_filter import BusinessFilter
from ..core.register.geopackage import reading
from ..core.register.registers import require_register
from ..core.texts import Text
from ..qgis_support.language import language
from ..register.layers import show_only
from ..register.marks import layer_of, layers_in, registers_in
from ..register.project import fill_project
from .background import Background
from .operations import Operations
from .recent import remember_register
from .stepwise import Stepwise

TITLE = "Klaster IR"
OPENING = Text("Membuka register ...", "Opening the register ...")


class Workspace(QObject):
    """One for each window; pages and actions receive it instead of the window itself.

    Signals say what has changed, and whoever shows it looks again: the register (another, or none), its rows, the
    filter, the language.
    """

    register_changed = pyqtSignal()
    data_changed = pyqtSignal()
    filter_changed = pyqtSignal()
    language_changed = pyqtSignal()
    opening = pyqtSignal(float)
    """The share of a register that has been opened; 1 at the end."""

    def __init__(self, window: QgisInterface) -> None:
        super().__init__()
        self._window = window
        self._register: Optional[Path] = None
        self._filter = BusinessFilter()
        self._steps: Optional[Stepwise] = None
        self.background = Background(self.refuse)
        self.operations = Operations(self)
        self._project = QgsProject.instance()
        self._project.readProject.connect(self._look_at_project)
        self._project.cleared.connect(self._look_at_project)
        self._project.layersRemoved.connect(self._look_at_project)

    @property
    def register(self) -> Optional[Path]:
        """The register that is open; None where there is none."""
        return self._register

    @property
    def filter(self) -> BusinessFilter:
        """Which businesses are looked at."""
        return self._filter

    @property
    def canvas(self) -> QgsMapCanvas:
        """The map."""
        return self._window.mapCanvas()

    @property
    def project(self) -> QgsProject:
        """The project of the window."""
        return self._project

    @property
    def window(self) -> QgisInterface:
        """The window, for what only it can do."""
        return self._window

    def layer(self, table: str, role: str = "") -> Optional[QgsVectorLayer]:
        """The layer of the open register that shows a table; None where the project has none."""
        return layer_of(self._project, str(self._register), table, role) if self._register else None

    def is_being_edited(self) -> bool:
        """Whether a layer of the open register has edits that are not saved."""
        layers = layers_in(self._project, str(self._register)) if self._register else []
        return any(layer.isEditable() and layer.isModified() for layer in layers)

    def open_register(self, path: Path) -> None:
        """Adds the layers of a register to the project, a few at a time, and makes it the open one."""
        if str(path) in registers_in(self._project):
            self._take(path)
            return
        self.background.run("open", OPENING.in_language(language()), lambda _: _checked(path), self._add_layers)

    def set_filter(self, chosen: BusinessFilter) -> None:
        """Looks at other businesses: the map, its tables and every page follow."""
        if chosen == self._filter:
            return
        self._filter = chosen
        for table in ("usaha_ringkas", "ir_usaha"):
            layer = self.layer(table)
            if layer is not None:
                show_only(layer, chosen.condition_for(table))
        self.filter_changed.emit()

    def refresh(self) -> None:
        """Says that rows of the register have changed; its layers are read and drawn anew."""
        if self._register:
            for layer in layers_in(self._project, str(self._register)):
                if not layer.isEditable():
                    layer.dataProvider().reloadData()
                    layer.triggerRepaint()
        self.data_changed.emit()

    def refuse(self, sentence: Text) -> None:
        """Tells the person what is wrong and what to do."""
        self._window.messageBar().pushWarning(TITLE, sentence.in_language(language()))

    def say(self, sentence: Text) -> None:
        """Tells the person what has been done."""
        self._window.messageBar().pushSuccess(TITLE, sentence.in_language(language()))

    def stop(self) -> None:
        """Lets go of the project and of every task."""
        if self._steps is not None:
            self._steps.stop()
        self.operations.stop()
        self.background.stop()
        self._project.readProject.disconnect(self._look_at_project)
        self._project.cleared.disconnect(self._look_at_project)
        self._project.layersRemoved.disconnect(self._look_at_project)

    def _add_layers(self, path: Path) -> None:
        steps = fill_project(self._project, path, language(), dress)
        self._steps = Stepwise(steps, self.refuse, self)
        self._steps.progressed.connect(self.opening)
        self._steps.finished.connect(lambda: self._take(path))

    def _take(self, path: Optional[Path]) -> None:
        self._register, self._filter = path, BusinessFilter()
        if path is not None:
            remember_register(path)
        self.register_changed.emit()

    def _look_at_project(self, *_: object) -> None:
        """The project may have been exchanged, or the layers of the register taken out of it."""
        shown = registers_in(self._project)
        if self._register is not None and str(self._register) in shown:
            return
        if self._register is not None or shown:
            self._take(Path(shown[0]) if shown else None)


def _checked(path: Path) -> Path:
    """The same path. UserError where it is no register that this version can work with."""
    with reading(str(path)) as connection:
        require_register(connection, str(path))
    return path
