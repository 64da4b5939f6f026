"""The class of an observation while somebody fills in its form, by the rules that the register holds."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional, Set, Tuple

from qgis.core import QgsExpression, QgsFeature, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.gui import QgsAttributeForm
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.industry.class_profile import ClassProfile, profile_from_row
from ..core.industry.classification import classify, evidence
from ..core.industry.schema import TABLES
from ..core.register.class_answers import answers_of
from ..qgis_support.version_differences import is_null
from ..register.links import whole_tables
from ..register.sources import place_of

COMPUTED = {field.name for field in TABLES["ir_pengamatan"].fields if field.computed}
Values = Dict[str, Any]


class LiveClass(QObject):
    """Follows one form of an observation and tells its computed fields, by name, whenever an answer has changed."""

    computed = pyqtSignal(dict, bool)
    """The values, and whether a person has changed an answer; else the form has only come to show another row."""

    def __init__(self, form: QgsAttributeForm) -> None:
        super().__init__(form)
        self._form, self._by_person = form, False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._compute)
        self._tables = whole_tables(QgsProject.instance(), place_of(form.layer())[0])
        self.profile = profile_in(self._tables.get("aturan_kelas"))
        form.widgetValueChanged.connect(self._changed)
        form.layer().willBeDeleted.connect(self._stop)

    @classmethod
    def of(cls, form: QgsAttributeForm) -> LiveClass:
        """The one that follows the form."""
        return form.findChild(cls) or cls(form)

    def refresh(self) -> None:
        """Computes once the form is complete, however many fields ask for it."""
        self._soon.start(0)

    def _stop(self) -> None:
        """A project may be closed over an open form, whose fields then are no more."""
        self._soon.stop()
        self._form.widgetValueChanged.disconnect(self._changed)

    def _changed(self, name: str, _: Any, is_change: bool) -> None:
        """is_change: whether an answer has changed, and not only the row that the form shows."""
        if name not in COMPUTED:
            self._by_person = self._by_person or is_change
            self.refresh()

    def _compute(self) -> None:
        by_person, self._by_person = self._by_person, False
        if self.profile is not None:
            self.computed.emit(self.values(self.profile), by_person)

    def values(self, profile: ClassProfile) -> Values:
        """The computed fields for what the form holds now."""
        row = row_of(self._form.currentFormFeature())
        business = next(iter(self._rows("ir_usaha", row.get("usaha_id"))), {})
        answers = answers_of(row, business, self._licences(row))
        verdict = classify(profile, answers)
        return {
            "kelas_hitung": verdict.kelas,
            "kelengkapan": verdict.completeness,
            "versi_aturan": profile.version,
            "alasan_kelas": json.dumps(evidence(profile, verdict), ensure_ascii=False),
        }

    def _licences(self, row: Values) -> Set[Tuple[str, str]]:
        """The licences of the business, each with the year from which it counts; see ``class_answers``."""
        business, found = row.get("usaha_id"), set()
        for each in self._rows("ir_legalitas", business):
            found.add((each["jenis"], str(each["tanggal"].year()) if each["tanggal"] else ""))
        for each in self._rows("ir_produk", business):
            found |= {("PIRT", "")} if each["pirt_no"] else set()
            found |= {("HALAL", "")} if each["halal_no"] else set()
        return found

    def _rows(self, table: str, business: Any) -> List[Values]:
        """The rows of a business; none where somebody has taken the table out of the project."""
        layer = self._tables.get(table)
        if layer is None or sip.isdeleted(layer) or not business:
            return []
        own = f'"usaha_id" = {QgsExpression.quotedString(str(business))}'
        return [row_of(each) for each in layer.getFeatures(QgsFeatureRequest().setFilterExpression(own))]


def profile_in(rules: Optional[QgsVectorLayer]) -> Optional[ClassProfile]:
    """The newest verified profile of a register, else its newest; None where the project does not show them."""
    rows = [row_of(each) for each in rules.getFeatures()] if rules else []
    verified = [row for row in rows if row["status"] == "TERVERIFIKASI"] or rows
    if not verified:
        return None
    newest = max(verified, key=lambda row: row["fid"])
    return profile_from_row(newest["versi"], newest["nama"], newest["status"], newest["aturan"])


def row_of(feature: QgsFeature) -> Values:
    """The attributes by name; None for what is missing."""
    names = feature.fields().names()
    return {name: None if is_null(value) else value for name, value in zip(names, feature.attributes())}
