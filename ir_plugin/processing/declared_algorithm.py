"""The one Processing algorithm: whatever a declaration says, as QGIS wants to hear it."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtGui import QIcon

from ..core.declaration import Algorithm
from ..core.errors import Cancelled, UserError
from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.paths import resource
from .help_files import help_url
from .help_text import help_text
from .parameter_definitions import output_definitions, parameter_definitions
from .qgis_computes import QGIS_COMPUTES
from .running import run
from .settings_reading import Given, as_processing_checks, refusal

CANCELLED = Text("Dibatalkan; tidak ada hasil yang ditulis.", "Cancelled; no result has been written.")


def is_computable(declaration: Algorithm) -> bool:
    """Whether the core or QGIS brings the computation."""
    return declaration.compute is not None or declaration.id in QGIS_COMPUTES


class DeclaredAlgorithm(QgsProcessingAlgorithm):
    """An algorithm of the core in Processing. It has no state besides its declaration and its language."""

    def __init__(self, declaration: Algorithm) -> None:
        super().__init__()
        self.declaration = declaration
        self._language = language()

    def createInstance(self) -> DeclaredAlgorithm:
        return type(self)(self.declaration)

    def name(self) -> str:
        return self.declaration.id

    def displayName(self) -> str:
        return self._words(self.declaration.title)

    def group(self) -> str:
        return self._words(self.declaration.group.title)

    def groupId(self) -> str:
        return self.declaration.group.id

    def tags(self) -> list[str]:
        return list(self.declaration.tags)

    def shortDescription(self) -> str:
        return self._words(self.declaration.summary)

    def shortHelpString(self) -> str:
        return help_text(self.declaration, self._language)

    def helpUrl(self) -> str:
        return help_url(self.declaration, self._language)

    def icon(self) -> QIcon:
        return QIcon(resource("klaster_ir.svg"))

    def svgIconPath(self) -> str:
        return resource("klaster_ir.svg")

    def flags(self) -> QgsProcessingAlgorithm.Flags:
        needs_qgis = self.declaration.id in QGIS_COMPUTES
        return super().flags() | QgsProcessingAlgorithm.Flag.FlagNoThreading if needs_qgis else super().flags()

    def initAlgorithm(self, configuration: Optional[Mapping[str, Any]] = None) -> None:
        for parameter in parameter_definitions(self.declaration, self._language):
            self.addParameter(parameter)
        for output in output_definitions(self.declaration, self._language):
            self.addOutput(output)

    def checkParameterValues(self, parameters: Mapping[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        given = Given(self, parameters, context)
        problem = refusal(self.declaration, given)
        if problem:
            return False, self._words(problem)
        return super().checkParameterValues(as_processing_checks(self.declaration, given), context)

    def processAlgorithm(
        self, parameters: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        try:
            return run(self.declaration, Given(self, parameters, context), feedback, self._language)
        except UserError as error:
            sentence = error.sentence
        except Cancelled:
            sentence = CANCELLED
        # QGIS never lets go of this exception nor of this frame. Outside the handlers and without its arguments they
        # hold nothing: else the run's files stayed open, and a feedback kept from a finished thread crashes QGIS.
        del parameters, context, feedback
        raise QgsProcessingException(self._words(sentence))

    def _words(self, text: Text) -> str:
        return text.in_language(self._language)
