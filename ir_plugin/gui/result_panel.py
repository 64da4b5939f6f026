"""What a run has found, in words, and how to report it."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..core.methods.explained_results import EXPLAINED
from ..core.run_record import RunRecord
from ..core.texts import Text
from ..qgis_support.language import language
from .analysis_runs import Outcome
from .plain_words import heading, plain, quiet

FOUND = Text("Yang ditemukan", "What was found")
READ = Text("Cara membaca", "How to read it")
REPORT = Text("&Salin untuk laporan", "&Copy for a report")
REPORT_HELP = Text(
    "Menyalin paragraf cara kerja beserta rujukannya, untuk ditempel di laporan.",
    "Copies the paragraph on the method with its references, to paste into a report.",
)
PAGE = Text("&Tabel dan grafik", "&Tables and charts")
EXPLAIN = Text("&Jelaskan sebuah desa", "&Explain a village")
EXPLAIN_HELP = Text(
    "Klik sebuah desa pada peta hasil untuk mengetahui mengapa ia masuk kelasnya; Esc mengakhiri.",
    "Click a village on the map of the result to see why it has its class; Esc ends.",
)


class ResultPanel(QWidget):
    """Hidden until there is a result. ``explain``: the person wants to click on places, or no longer."""

    explain = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._record: Optional[RunRecord] = None
        self._page = ""
        self.title, self.found, self.notes = heading(""), plain(selectable=True), quiet()
        self.reading = quiet()
        self.report, self.page, self.place = (QPushButton(_words(each)) for each in (REPORT, PAGE, EXPLAIN))
        self.report.setToolTip(_words(REPORT_HELP))
        self.place.setToolTip(_words(EXPLAIN_HELP))
        self.place.setCheckable(True)
        self.report.clicked.connect(self._copy)
        self.page.clicked.connect(self._open_page)
        self.place.toggled.connect(self.explain)
        self._lay_out()
        self.hide()

    def show_outcome(self, outcome: Outcome) -> None:
        """Shows the classes or figures, the notes of the run and how to read the result."""
        algorithm = outcome.order.answer.algorithm
        self._record, self._page = outcome.record, outcome.page
        self.title.setText(f"{_words(FOUND)}: {_words(algorithm.title)}")
        self.found.setText("\n".join(map(_words, outcome.found)))
        self.notes.setText("\n".join(outcome.notes))
        self.reading.setText(f"{_words(READ)}: {_words(algorithm.guide.reading)}" if algorithm.guide else "")
        self.report.setEnabled(outcome.record is not None)
        self.page.setVisible(bool(outcome.page))
        self.place.setVisible(algorithm.id in EXPLAINED and outcome.order.answer.needs_villages)
        for label in (self.notes, self.reading):
            label.setVisible(bool(label.text()))
        self.show()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(4)
        for each in (self.title, self.found, self.reading, self.notes):
            inside.addWidget(each)
        buttons = QHBoxLayout()
        for button in (self.report, self.page):
            buttons.addWidget(button)
        inside.addLayout(buttons)
        inside.addWidget(self.place)

    def _copy(self) -> None:
        if self._record is not None:
            QApplication.clipboard().setText("\n".join((_words(self._record.paragraph), *self._record.references)))

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._page))


def _words(text: Text) -> str:
    return text.in_language(language())
