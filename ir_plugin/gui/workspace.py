"""What all pages share: the register that is open, the filter, the tasks, and the window around them."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, List, Optional, Tuple

from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import QgisInterface, QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..cartography.register_styles import dress
from ..core.errors import UserError
from ..core.industry.schema import SCHEMA_VERSION
from ..core.register.bounds import Bounds, bounds_of_register
from ..core.register.business_filter import BusinessFilter
from ..core.register.geopackage import reading
from ..core.register.region_choices import RegionChoice, regions_within
from ..core.register.registers import schema_version
from ..core.texts import Text
from ..qgis_support.crs_of_threads import make_crs_anew
from ..qgis_support.language import language
from ..qgis_support.version_differences import forget_edits
from ..register.marks import layer_of, layers_in, registers_in
from ..register.moving import point_layers_at
from ..register.project import fill_project
from ..register.sources import FileRegister
from .background import Background
from .editor_widgets import put_in_place
from .filtered_layers import FILTERED, Filtered, filter_in, has_edits, show
from .map_view import bring_into_view
from .recent import remember_register
from .stepwise import Stepwise
from .turns import Turns

TITLE = "Klaster IR"
SAVE_FIRST = Text(
    "Simpan atau batalkan suntingan lebih dahulu, lalu saring lagi.",
    "Save or undo your edits first, then filter again.",
)


class Workspace(QObject):
    """One for each window; pages and actions receive it instead of the window itself.

    Signals say what has changed, and whoever shows it looks again: the register (another, or none), its rows, the
    filter, the language.
    """

    register_changed = pyqtSignal()
    data_changed = pyqtSignal()
    filter_changed = pyqtSignal()
    language_changed = pyqtSignal()
    register_missing = pyqtSignal(str)
    """The project shows a register that is not there."""
    register_older = pyqtSignal(str)
    """Somebody wants to open a register that has to be upgraded first."""
    opening = pyqtSignal(float)
    """The share of a register that has been opened, or upgraded before; 1 at the end."""

    def __init__(self, window: QgisInterface) -> None:
        super().__init__()
        self._window = window
        self._register: Optional[Path] = None
        self._filter = BusinessFilter()
        self._missing = ""
        self._is_empty = False
        self._steps: Optional[Stepwise] = None
        self.background = Background(self.refuse)
        self.turns = Turns(self.refuse, self)
        self._project = QgsProject.instance()
        self._project.readProject.connect(self._look_at_project)
        self._project.cleared.connect(self._stop_steps)
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

    def regions_within(self, parent: str) -> List[RegionChoice]:
        """The regions of the register right below one, "" for the provinces. Where it cannot be read, the person is
        told, and there are none."""
        try:
            return regions_within(str(self._register), parent) if self._register else []
        except UserError as error:
            self.refuse(error.sentence)
            return []

    def is_being_edited(self) -> bool:
        """Whether a layer of the open register has edits that are not saved."""
        layers = layers_in(self._project, str(self._register)) if self._register else []
        return any(layer.isEditable() and layer.isModified() for layer in layers)

    def open_register(self, path: Path) -> None:
        """Adds the layers of a register to the project, a few at a time, and makes it the open one."""
        self.background.run(
            "open",
            lambda _: _looked_into(path),
            lambda found: self._open(path, *found),
        )

    def reopen(self) -> None:
        """Opens the register anew, whose tables have become others."""
        path = self._register
        if path is not None:
            self._take_out(path)
            self.open_register(path)

    def set_filter(self, chosen: BusinessFilter) -> None:
        """Looks at other businesses: the map, its tables and every page follow.

        Edits that are not saved would be lost; then the filter stays, and the person is told why.
        """
        if chosen == self._filter:
            return
        if has_edits(self._project):
            self.refuse(SAVE_FIRST)
        else:
            self._filter = chosen
            show(self._filtered(), chosen)
        self.filter_changed.emit()

    def refresh(self) -> None:
        """Says that rows of the register have changed; its layers are read and drawn anew.

        The first rows of a register that was empty come into view.
        """
        if self._is_lost():
            return
        if self._register:
            for layer in layers_in(self._project, str(self._register)):
                if not layer.isEditable():
                    layer.dataProvider().reloadData()
                    layer.updateExtents()
                    layer.triggerRepaint()
            self._look_where()
        self.data_changed.emit()

    def _look_where(self) -> None:
        """Beside the window, for a view has no bounds that could be read without all of its rows."""
        path = str(self._register)
        self.background.run("where", lambda _: bounds_of_register(path), self._show_first)

    def _show_first(self, bounds: Optional[Bounds]) -> None:
        was_empty, self._is_empty = self._is_empty, bounds is None
        if was_empty and bounds is not None:
            bring_into_view(self.canvas, bounds)

    def refuse(self, sentence: Text) -> None:
        """Tells the person what is wrong and what to do."""
        self._window.messageBar().pushWarning(TITLE, sentence.in_language(language()))

    def say(self, sentence: Text) -> None:
        """Tells the person what has been done."""
        self._window.messageBar().pushSuccess(TITLE, sentence.in_language(language()))

    def stop(self) -> None:
        """Lets go of the project and of every task."""
        self._stop_steps()
        self.background.stop()
        self._project.readProject.disconnect(self._look_at_project)
        self._project.cleared.disconnect(self._stop_steps)
        self._project.cleared.disconnect(self._look_at_project)
        self._project.layersRemoved.disconnect(self._look_at_project)

    def _stop_steps(self) -> None:
        """The project for which layers were being added is gone."""
        if self._steps is not None:
            self._steps.stop()
            self.opening.emit(1.0)

    def _open(self, path: Path, version: int, register: FileRegister) -> None:
        if version < SCHEMA_VERSION:
            self.register_older.emit(str(path))
        elif str(path) not in registers_in(self._project):
            self._take_stepwise(path, fill_project(self._project, register, language(), dress))
        elif str(path) == self._missing:  # and has been put back, of which its layers do not know
            self._take_stepwise(path, point_layers_at(self._project, str(path), path, language()))
        else:
            self._take(path)

    def _take_stepwise(self, path: Path, steps: Iterator[float]) -> None:
        make_crs_anew()  # the layers stay longer than a thread that may have made the register
        self._steps = Stepwise(steps, self.refuse, self)
        self._steps.progressed.connect(self.opening)
        self._steps.ended.connect(lambda done: self._take(path) if done else self._take_out(path))

    def _is_lost(self) -> bool:
        """Whether the open register is no longer in its place. Then it is closed, and offered as one that is missing:
        QGIS would make an empty file in its place where a layer is filtered or read anew."""
        if self._register is None or self._register.is_file():
            return False
        self._missing = str(self._register)
        self._take(None)
        self.register_missing.emit(self._missing)
        return True

    def _filtered(self) -> Filtered:
        """The layers that follow the filter; none of a register that is lost."""
        if self._is_lost():
            return {}
        layers = ((table, self.layer(table)) for table in FILTERED)
        return {table: layer for table, layer in layers if layer is not None}

    def _take_out(self, path: Path) -> None:
        """A register that could not be opened leaves no part of itself."""
        self._project.removeMapLayers([layer.id() for layer in layers_in(self._project, str(path))])
        self.opening.emit(1.0)

    def _take(self, path: Optional[Path]) -> None:
        self._register = path
        self._missing = self._missing if path is None else ""
        layers = self._filtered()
        self._filter = filter_in(layers)
        show(layers, self._filter)  # also where a project was saved with another one, which no list could show
        if path is not None:
            # forms come after the layers that layersAdded has told of, or with a register that was found again
            put_in_place(layers_in(self._project, str(path)))
            forget_edits(self._project)
            remember_register(path)
            self._is_empty = False
            self._look_where()
        self.register_changed.emit()

    def _look_at_project(self, *_: object) -> None:
        """The project may have been exchanged, or the layers of the register taken out of it."""
        shown = registers_in(self._project)
        if not shown:
            self._missing = ""
        if self._register is not None and str(self._register) not in shown:
            self._take(None)
        if self._register is None and shown and shown[0] != self._missing:
            self._missing = "" if Path(shown[0]).is_file() else shown[0]
            if self._missing:
                self.register_missing.emit(self._missing)
            else:
                self.open_register(Path(shown[0]))


def _looked_into(path: Path) -> Tuple[int, FileRegister]:
    """The version of a register, and the register with its tables, which takes QGIS a while to list."""
    version, register = version_of(path), FileRegister(path)
    if version == SCHEMA_VERSION:
        register.tables()
    return version, register


def version_of(path: Path) -> int:
    """The version of a register's tables. UserError where it is none, or of a newer Klaster IR."""
    with reading(str(path)) as connection:
        return schema_version(connection, str(path))
