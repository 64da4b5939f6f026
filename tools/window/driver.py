"""Working a QGIS window from inside as a person does: look for a widget by its name, click, type, wait for what comes.

``start`` runs a script in the window's own loop, notes whatever goes wrong meanwhile, and closes QGIS.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple, Type

from qgis.core import Qgis, QgsApplication, QgsPointXY, QgsProject
from qgis.gui import QgsMapCanvas, QgsMessageBar, QgsMessageBarItem, QgsMessageViewer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDockWidget,
    QLabel,
    QMessageBox,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)
from qgis.utils import iface, plugins

LONGEST_WAIT = 90.0
POLL_MS, SHORT_MS = 10, 300
STOOD_STILL = 70
LEFT = Qt.MouseButton.LeftButton
WIDTH, HEIGHT = 1366, 768


class Protocol:
    """What a script has seen (``seen``) and what has gone wrong (``troubles``), written at the end."""

    def __init__(self) -> None:
        self.seen: dict[str, Any] = {}
        self.troubles: List[str] = []

    def note(self, name: str, fact: Any) -> None:
        """Writes down something to be asserted by whoever reads the protocol."""
        self.seen[name] = fact

    def fail(self, words: str, path: Path) -> None:
        """Notes why a script has ended, with what is on the screen, of which a picture goes beside the protocol."""
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        titles = ", ".join(f"{type(each).__name__} {each.windowTitle()!r}" for each in shown)
        self.troubles.append(f"{words}\nOn the screen: {titles}\nIn the message bar: {messages()}")
        QApplication.primaryScreen().grabWindow(0).save(str(path.with_suffix(".png")))

    def write(self, path: Path) -> None:
        """Leaves it to whoever waits outside."""
        path.write_text(json.dumps({"seen": self.seen, "troubles": self.troubles}))


class Watch(QObject):
    """Notes exceptions, tracebacks in the log, and boxes that tell of errors, which it closes again."""

    def __init__(self, protocol: Protocol) -> None:
        super().__init__()
        self._troubles = protocol.troubles
        sys.excepthook = self._exception
        QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel].connect(self._logged)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(100)

    def _exception(self, *raised: Any) -> None:
        self._troubles.append("".join(traceback.format_exception(*raised)))

    def _logged(self, words: str, tag: str, level: Qgis.MessageLevel) -> None:
        if level == Qgis.MessageLevel.Critical or "Traceback" in words:
            self._troubles.append(f"{tag}: {words}")

    def _look(self) -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, (QMessageBox, QgsMessageViewer)) and each.isVisible():
                words = each.text() if isinstance(each, QMessageBox) else each.windowTitle()
                self._troubles.append(f"{type(each).__name__}: {words}")
                each.reject()
        for bar in iface.mainWindow().findChildren(QgsMessageBar):
            for item in bar.items():
                if item.level() == Qgis.MessageLevel.Critical and not item.property("noted"):
                    item.setProperty("noted", True)
                    self._troubles.append(f"message bar: {item.title()} {item.text()}")


def start(main: Callable[[Protocol], None], path: str, longest: float) -> None:
    """Runs ``main`` in the window, once it stands, and closes QGIS as its menu does.

    A script that takes longer than so many seconds, as before a box that nobody closes, is ended with STOOD_STILL.
    """
    protocol = Protocol()
    watch = Watch(protocol)
    watch.setParent(QApplication.instance())

    def go() -> None:
        iface.mainWindow().setGeometry(0, 0, WIDTH, HEIGHT)  # there is no window manager to do so
        try:
            main(protocol)
        except Exception:  # noqa: BLE001
            protocol.fail(traceback.format_exc(), Path(path))
        protocol.write(Path(path))
        QgsProject.instance().setDirty(False)  # else it would ask whether to save
        iface.actionExit().trigger()

    def give_up() -> None:
        protocol.fail("The script stood still.", Path(path))
        protocol.write(Path(path))
        os._exit(STOOD_STILL)

    QTimer.singleShot(0, go)
    QTimer.singleShot(round(1000 * longest), give_up)


def wait_until(fulfilled: Callable[[], Any], what: str = "") -> Any:
    """Lets the window work until something is so, and returns it; AssertionError where it takes too long."""
    end, loop = time.monotonic() + LONGEST_WAIT, QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if time.monotonic() > end or fulfilled() else None)
    timer.start(POLL_MS)
    if not fulfilled():
        loop.exec()
    found = fulfilled()
    assert found, f"waited too long for {what or fulfilled}"
    return found


def idle() -> None:
    """Waits until the map is drawn and nothing of the plugin or of QGIS is under way."""
    tasks, canvas, workspace = QgsApplication.taskManager(), iface.mapCanvas(), plugins["ir_plugin"].desktop.workspace
    canvas.refresh()
    QTest.qWait(SHORT_MS)  # QGIS puts off what it has to draw and to fetch
    wait_until(lambda: not tasks.countActiveTasks() and not canvas.isDrawing() and workspace.background.is_idle)
    QTest.qWait(SHORT_MS)


def dock() -> QDockWidget:
    """The plugin's panel."""
    found = iface.mainWindow().findChild(QDockWidget, "KlasterIrDock")
    assert found is not None, "there is no panel"
    return found


def named(words: str, kind: Type[QWidget] = QWidget, inside: Optional[QWidget] = None) -> Any:
    """The visible widget with this accessible name or, of a button, with these words; waits until it is there."""
    return wait_until(lambda: _find(words, kind, inside), f"{kind.__name__} {words!r}")


def _find(words: str, kind: Type[QWidget], inside: Optional[QWidget]) -> Optional[QWidget]:
    for root in [inside] if inside is not None else QApplication.topLevelWidgets():
        for each in root.findChildren(kind):
            if each.isVisible() and words in (each.accessibleName(), *_words_of(each)):
                return each
    return None


def _words_of(widget: QWidget) -> Tuple[str, ...]:
    """The words of a button, also without what follows a colon."""
    words = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    return words, words.partition(":")[0]


def click(widget: QWidget, at: Optional[QPoint] = None) -> None:
    """Clicks on a widget that is to be seen and can be used."""
    wait_until(lambda: widget.isVisible() and widget.isEnabled(), f"{widget} to be usable")
    _scroll_to(widget)
    QTest.mouseClick(widget, LEFT, Qt.KeyboardModifier.NoModifier, at or widget.rect().center())


def press(words: str, inside: Optional[QWidget] = None) -> None:
    """Clicks on the button with these words."""
    click(named(words, QAbstractButton, inside))


def open_tab(words: str, inside: QWidget) -> None:
    """Clicks on the tab whose words begin so."""
    bars = [each for each in inside.findChildren(QTabBar) if each.isVisible()]
    named_tabs = [(bar, at, bar.tabText(at).replace("&", "")) for bar in bars for at in range(bar.count())]
    tabs = [(bar, at) for bar, at, text in named_tabs if text.startswith(words)]
    assert tabs, f"there is no tab {words!r}"
    bar, at = tabs[0]
    click(bar, bar.tabRect(at).center())
    assert bar.currentIndex() == at


def type_into(line: QWidget, words: str) -> None:
    """Types a text instead of what is there."""
    click(line)
    line.selectAll()
    QTest.keyClicks(line, words)


def choose(box: QComboBox, words: str) -> None:
    """Chooses the item that has these words, with the keyboard."""
    wait_until(lambda: any(words in box.itemText(at) for at in range(box.count())), f"{words!r} in a list")
    box.setFocus()
    for _ in range(box.count()):
        if words in box.currentText():
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert words in box.currentText(), box.currentText()


def click_on_map(canvas: QgsMapCanvas, place: QgsPointXY) -> None:
    """Clicks where a point of the map's system is seen."""
    pixel = canvas.mapSettings().mapToPixel().transform(place)
    at = QPoint(round(pixel.x()), round(pixel.y()))
    assert canvas.viewport().rect().contains(at), f"{place.toString()} is not on the map that is shown"
    click(canvas.viewport(), at)


def meanwhile(work: Callable[[], None]) -> None:
    """Does something as soon as the window is idle: for dialogs that do not return before they are closed."""
    QTimer.singleShot(0, work)


def dialog(kind: Type[QDialog]) -> Any:
    """The open dialog of a kind; waits for it."""

    def find() -> List[QWidget]:
        return [each for each in QApplication.topLevelWidgets() if each.inherits(kind.__name__) and each.isVisible()]

    found = wait_until(find, kind.__name__)[0]
    return found if isinstance(found, kind) else sip.cast(found, kind)  # Python is not told of every kind


def messages() -> List[str]:
    """What the message bar of the window says now."""
    items: List[QgsMessageBarItem] = iface.messageBar().items()
    return [each.text() for each in items]


def words_in(widget: QWidget) -> List[str]:
    """What stands to be read in a widget, whether it is one line or a page."""
    labels = [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]
    return labels + [each.toPlainText() for each in widget.findChildren(QTextEdit) if each.isVisible()]


def _scroll_to(widget: QWidget) -> None:
    """As somebody scrolls who does not see the button."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
