"""``exportreport`` in QGIS: the report with its maps, as PDF or HTML."""

from __future__ import annotations

from typing import Any, List, Mapping, Tuple

from qgis.core import QgsProcessingContext

from ..core.cartography.export_report import export
from ..core.declaration import Context, Note, Results
from ..core.document_html import document_html
from ..core.documents import Picture
from ..core.errors import UserError
from ..core.progress import part
from ..core.register.report.content import Content
from ..core.register.report.document import Front, report
from ..core.register.report.words import NO_MAPS, NO_REGION_TOLD
from ..core.texts import Text
from .report_maps import report_maps
from .report_pages import report_pdf


def export_report(values: Mapping[str, Any], context: Context, qgis_context: QgsProcessingContext) -> Results:
    """Writes OUTPUT. Must run in the main thread, as layouts do."""
    register = str(values["REGISTER"])

    def make(made: Content, front: Front, language: str, kind: str, lent: Context) -> bytes:
        maps, why_not = ([], NO_REGION_TOLD) if made.is_empty else _maps(register, made, front, language, lent)
        told = report(made, front, maps, why_not)
        lent.progress(0.5)
        if kind == "html":
            return document_html(told.document, language).encode("utf-8")
        return report_pdf(told, language, part(lent.progress, 0.5, 1.0))

    return export(values, context, make)


def _maps(register: str, made: Content, front: Front, language: str, lent: Context) -> Tuple[List[Picture], Text]:
    """The maps, and why there are none: without boundaries a report has none, which is said."""
    try:
        return report_maps(register, made, front, language, part(lent.progress, 0.0, 0.5)), NO_REGION_TOLD
    except UserError as error:
        why_not = NO_MAPS.format(reason=error.sentence)
        lent.say(Note(why_not, warning=True))
        return [], why_not
