"""The widget of each field in a form of QGIS, out of its declaration.

Each is one that QGIS and QField have. Where the plugin can do better, the settings name its own widget (``OWN``); the
plugin puts that in place in the window only, so that files never ask for a program that others do not have.
"""

from __future__ import annotations

from typing import Any, Dict, NamedTuple

from qgis.core import QgsEditorWidgetSetup

from ..core.industry.schema import Field, Table, YearsAgo
from ..core.industry.schema.declaration import BOOLEAN, DATE, DATETIME, INTEGER, REAL
from ..core.industry.value_lists import VALUE_LISTS
from ..core.texts import Text
from .links import Targets, reference_id

OWN = "KlasterIr"
REGION, SET, COMPUTED = "KlasterIrRegion", "KlasterIrSet", "KlasterIrComputed"
YES_NO, DAY, MOMENT = "KlasterIrYesNo", "KlasterIrDay", "KlasterIrMoment"
FILE, PHOTO = "KlasterIrFile", "KlasterIrPhoto"
LINE, PAGE = "KlasterIrLine", "KlasterIrPage"
NUMBER, DECIMAL, AMOUNT = "KlasterIrNumber", "KlasterIrDecimal", "KlasterIrAmount"

QGIS_NULL = "{2839923C-8B7D-419E-B84B-CA2FE9B80EC7}"
"""What stands for NULL among the values of a value map."""
NOT_GIVEN = Text("(belum diisi)", "(not filled in)")
YES, NO = Text("Ya", "Yes"), Text("Tidak", "No")

DAY_FORMAT = "dd/MM/yyyy"
LONG_TEXT, LARGEST_YEAR = 300, 2200
FILES = {"berkas", "bukti"}
PICTURES = "(*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG)"
PICTURE_HEIGHT = 260
RELATIVE_TO_ROOT, IMAGE, NO_VIEWER = 2, 1, 0


class Surroundings(NamedTuple):
    """What a widget must know beside its field. folder: an expression; see ``RegisterSource``."""

    targets: Targets
    province: str
    folder: str
    language: str

    @property
    def in_project(self) -> bool:
        """Whether the layers know each other by id; a style in the register's file has only their names."""
        return all(target.id for target in self.targets.values())


def widget_setup(table: Table, field: Field, around: Surroundings) -> QgsEditorWidgetSetup:
    """The widget of a field and its settings."""
    kind, settings = _widget(table, field, around)
    if field.computed:
        settings = {**settings, OWN: COMPUTED}
    return QgsEditorWidgetSetup(kind, settings)


def value_map(field: Field, language: str, missing: bool) -> Dict[str, Any]:
    """The codes of a field by their words, in the form that keeps their order. missing: whether it may be left open."""
    entries = [{value.label.in_language(language): value.code} for value in VALUE_LISTS[field.values].values]
    first = [{NOT_GIVEN.in_language(language): QGIS_NULL}] if missing else []
    return {"map": first + entries}


def _widget(table: Table, field: Field, around: Surroundings) -> tuple[str, Dict[str, Any]]:
    if field.several:
        return "ValueRelation", _set(field, around)
    if field.values:
        return "ValueMap", value_map(field, around.language, not field.required)
    if field.references:
        return _reference(table, field, around)
    if field.kind == BOOLEAN:
        tick: Dict[str, Any] = {"CheckedState": "", "UncheckedState": "", "TextDisplayMethod": 0}
        return "CheckBox", tick if field.required else {**tick, "AllowNullState": True, OWN: YES_NO}
    if field.kind in (DATE, DATETIME):
        return "DateTime", _moment(field)
    if field.name in FILES:
        return "ExternalResource", _file(table, around.folder)
    if field.kind == INTEGER and isinstance(field.minimum, (int, float)) and field.maximum is not None:
        return "Range", _whole_number(field)
    long = field.length > LONG_TEXT
    return "TextEdit", {"IsMultiline": long, "UseHtml": False, OWN: _written(field, long)}


def _written(field: Field, long: bool) -> str:
    """Our widget for what is written in words or digits."""
    if field.kind == REAL:
        return DECIMAL
    if field.kind == INTEGER:
        return AMOUNT if field.unit.en == "rupiah" else NUMBER
    return PAGE if long else LINE


def _reference(table: Table, field: Field, around: Surroundings) -> tuple[str, Dict[str, Any]]:
    other, column = field.references.split(".")
    target = around.targets.get(other)
    if target is None or field.computed:
        return "TextEdit", {"IsMultiline": False, "UseHtml": False}
    listed = {"Key": column, "AllowMulti": False, "AllowNull": not field.required, "OrderByValue": True}
    listed = {**target.in_value_relation(), **listed, "UseCompleter": True, "NofColumns": 1}
    if other == "ref_wilayah":
        inside = f"\"tingkat\" = '4' AND left(\"kode_dagri\", 2) = '{around.province}'"
        return "ValueRelation", {**listed, "Value": "nama", "FilterExpression": inside, OWN: REGION}
    if other == "ref_produk":
        name = "nama_id" if around.language == "id" else "name_en"
        return "ValueRelation", {**listed, "Value": name, "UseCompleter": False}
    if not around.in_project:  # where there are no relations either
        return "TextEdit", {"IsMultiline": False, "UseHtml": False}
    return "RelationReference", {
        "Relation": reference_id(table.name, field.name),
        "ReferencedLayerId": target.id,
        "ReferencedLayerName": target.name,
        "ReferencedLayerDataSource": target.source,
        "ReferencedLayerProviderKey": target.provider,
        "AllowNULL": not field.required,
        "AllowAddFeatures": field.name == "pemilik_id",
        "ShowForm": False,  # a form inside the form takes a third of the time in which it opens
        "ShowOpenFormButton": True,
        "MapIdentification": False,
        "OrderByValue": False,
        "FetchLimitActive": True,
        "FetchLimitNumber": 100,
    }


def _set(field: Field, around: Surroundings) -> Dict[str, Any]:
    target = around.targets["ref_nilai"]
    return {
        **target.in_value_relation(),
        "Key": "kode",
        "Value": f"label_{around.language}",
        "FilterExpression": f"\"daftar\" = '{field.values}'",
        "AllowMulti": True,
        "AllowNull": True,
        "NofColumns": 3,
        "OrderByValue": False,
        "OrderByField": True,
        "OrderByFieldName": "urutan",
        OWN: SET,
        "List": field.values,
    }


def _moment(field: Field) -> Dict[str, Any]:
    time = field.kind == DATETIME
    return {
        "display_format": f"{DAY_FORMAT} HH:mm" if time else DAY_FORMAT,
        "field_format": "yyyy-MM-dd HH:mm:ss" if time else "yyyy-MM-dd",
        "field_format_overwrite": False,
        "field_iso_format": False,
        "calendar_popup": True,
        "allow_null": True,
        OWN: MOMENT if time else DAY,
    }


def _file(table: Table, folder: str) -> Dict[str, Any]:
    """A file by its path from a folder; a photo is shown."""
    picture = table.name == "ir_foto"
    return {
        "FileWidget": True,
        "FileWidgetButton": True,
        "FileWidgetFilter": PICTURES if picture else "",
        "StorageMode": 0,
        "RelativeStorage": RELATIVE_TO_ROOT,
        "DocumentViewer": IMAGE if picture else NO_VIEWER,
        "DocumentViewerHeight": PICTURE_HEIGHT if picture else 0,
        "DocumentViewerWidth": 0,
        "PropertyCollection": {
            "name": None,
            "type": "collection",
            "properties": {"propertyRootPath": {"active": True, "expression": folder, "type": 3}},
        },
        OWN: PHOTO if picture else FILE,
    }


def _whole_number(field: Field) -> Dict[str, Any]:
    most = LARGEST_YEAR if isinstance(field.maximum, YearsAgo) else field.maximum
    return {
        "Min": field.minimum,
        "Max": most,
        "Step": 1,
        "Precision": 0,
        "AllowNull": not field.required,
        "Style": "SpinBox",
        OWN: NUMBER,
    }
