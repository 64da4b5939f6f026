"""Starting a task so that it is sure to run."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QTimer

WAITED_MS = 250


def start_task(task: QgsTask) -> None:
    """Gives a task to QGIS and sees to it that it begins.

    QGIS (3.22 and 3.40) looks at its queue only when some task changes, and passes over a task for which there is no
    free thread at that moment, such as while the map is drawn; without another task it would wait for ever.
    """
    _look_later(QgsApplication.taskManager().addTask(task))


def _look_later(number: int) -> None:
    # Only the number: a slot that refers to its own timer is a cycle, which Python may clear before the timer speaks.
    QTimer.singleShot(WAITED_MS, lambda: _remind(number))


def _remind(number: int) -> None:
    """A task that waits is put on hold and taken off again, a change at which QGIS looks at its queue."""
    task = QgsApplication.taskManager().task(number)
    if task is not None and task.status() == QgsTask.TaskStatus.Queued:
        task.hold()
        task.unhold()
        _look_later(number)
