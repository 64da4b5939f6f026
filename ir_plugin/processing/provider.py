"""The toolbox of the plugin: every declared algorithm that this face can compute."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..core.catalogue import ALGORITHMS
from ..qgis_support.paths import resource
from .declared_algorithm import DeclaredAlgorithm, is_computable


class IrProvider(QgsProcessingProvider):
    """Provider ``ir``; the words of its algorithms follow the language when they are (re)loaded."""

    def id(self) -> str:
        return "ir"

    def name(self) -> str:
        return "Klaster IR"

    def icon(self) -> QIcon:
        return QIcon(resource("klaster_ir.svg"))

    def svgIconPath(self) -> str:
        return resource("klaster_ir.svg")

    def loadAlgorithms(self) -> None:
        for declaration in ALGORITHMS:
            if is_computable(declaration):
                self.addAlgorithm(DeclaredAlgorithm(declaration))
