"""Who writes into the register: one at a time, whichever page it comes from."""

from __future__ import annotations

from typing import Callable, Dict, Optional

from qgis.PyQt.QtCore import QObject, QTimer

from ..core.texts import Text

BUSY = Text("Tunggu sampai {title} selesai, atau batalkan dahulu.", "Wait until {title} is done, or cancel it first.")
Tell = Callable[[Text], None]


class Turns(QObject):
    """One has the turn until it leaves; another is refused in a sentence, or waits where its work is half done."""

    def __init__(self, refuse: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._refuse = refuse
        self._holder: Optional[object] = None
        self._title = Text("", "")
        self._waiting: Dict[object, Callable[[], None]] = {}

    def is_taken(self) -> bool:
        """Whether anybody has the turn; then the person is told what to wait for."""
        if self._holder is not None:
            self._refuse(BUSY.format(title=self._title))
        return self._holder is not None

    def take(self, owner: object, title: Text) -> bool:
        """Takes the turn. False where it is taken; the person has been told."""
        if self.is_taken():
            return False
        self._holder, self._title = owner, title
        return True

    def wait(self, owner: object, title: Text, then: Callable[[], None]) -> None:
        """Takes the turn as soon as it is free, and calls ``then``."""

        def go() -> None:
            self._holder, self._title = owner, title
            then()

        self._waiting[owner] = go
        self._call_next()

    def leave(self, owner: object) -> None:
        """Gives the turn back, and no longer waits for it."""
        self._waiting.pop(owner, None)
        if self._holder is owner:
            self._holder = None
            QTimer.singleShot(0, self._call_next)

    def _call_next(self) -> None:
        if self._holder is None and self._waiting:
            owner = next(iter(self._waiting))
            self._waiting.pop(owner)()
