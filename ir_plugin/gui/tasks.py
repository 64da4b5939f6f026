"""Starting a task so that it is sure to run."""

from __future__ import annotations

from typing import Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QTimer

INTERVAL_MS = 250
_reminder: Optional[QTimer] = None


def start_task(task: QgsTask) -> None:
    """Gives a task to QGIS and sees to it that it begins.

    QGIS (3.22 and 3.40) looks at its queue only when some task changes, and passes over a task for which there is no
    free thread at that moment, such as while the map is drawn; without another task it would wait for ever.
    """
    global _reminder
    QgsApplication.taskManager().addTask(task)
    if _reminder is None:
        _reminder = QTimer()
        _reminder.setInterval(INTERVAL_MS)
        _reminder.timeout.connect(_remind)
    _reminder.start()


def stop() -> None:
    """Lets go of the timer, when the plugin is unloaded."""
    global _reminder
    if _reminder is not None:
        _reminder.stop()
        _reminder = None


def _remind() -> None:
    """A task that waits is put on hold and taken off again, a change at which QGIS looks at its queue."""
    tasks = QgsApplication.taskManager().tasks()
    waiting = next((each for each in tasks if each.status() == QgsTask.TaskStatus.Queued), None)
    if waiting is not None:
        waiting.hold()
        waiting.unhold()
    elif not tasks and _reminder is not None:
        _reminder.stop()
