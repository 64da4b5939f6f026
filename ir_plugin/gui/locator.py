"""The locator of QGIS (Ctrl+K): type a business, an owner or a village and go there."""

from __future__ import annotations

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult
from qgis.PyQt.QtGui import QIcon

from ..core.errors import UserError
from ..core.register.search import KINDS, Found, search
from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.paths import resource
from .places import go_to
from .workspace import TITLE, Workspace

PREFIX = "ir"
NAME = Text("Usaha, pemilik dan desa (Klaster IR)", "Businesses, owners and villages (Klaster IR)")


class RegisterLocator(QgsLocatorFilter):
    """Searches the register that is open. QGIS clones it and searches in a thread of its own."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace

    def clone(self) -> RegisterLocator:
        return RegisterLocator(self._workspace)

    def name(self) -> str:
        return "klaster_ir"

    def displayName(self) -> str:
        return NAME.in_language(language())

    def prefix(self) -> str:
        return PREFIX

    def priority(self) -> QgsLocatorFilter.Priority:
        return QgsLocatorFilter.Priority.Medium

    def fetchResults(self, string: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        register = self._workspace.register
        if register is None or not register.is_file():
            return
        try:
            hits = search(str(register), string)
        except UserError:
            return  # in use or damaged: the pages say so, and this thread may not
        for rank, found in enumerate(hits):
            if feedback.isCanceled():
                return
            self.resultFetched.emit(self._result(found, rank))

    def triggerResult(self, result: QgsLocatorResult) -> None:
        table, key = result.userData
        go_to(self._workspace, table, key)

    def _result(self, found: Found, rank: int) -> QgsLocatorResult:
        result = QgsLocatorResult(self, found.name, (found.table, found.key))
        result.description = found.where
        result.group = f"{TITLE}: {KINDS[found.kind].in_language(language())}"
        result.icon = QIcon(resource("klaster_ir.svg"))
        result.score = 1.0 - rank / 1000
        return result
