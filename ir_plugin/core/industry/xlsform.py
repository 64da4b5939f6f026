"""The survey form for KoboToolbox and ODK as the three sheets of an XLSForm, derived from the schema.

Names of questions are names of fields, so that what comes back can be imported; a repeat bears the name of its table.
Soft rules are notes that appear while they are broken.
"""

from __future__ import annotations

from typing import Dict, Iterator, List, NamedTuple, Sequence, Tuple

from ..layer import Sheet
from ..texts import LANGUAGES, Text
from .conditions import as_xpath
from .regions import DISTRICT, REGENCY, VILLAGE, level_of, parent_of
from .schema import Field
from .schema.declaration import BOOLEAN, DATE, INTEGER, REAL
from .soft_rules import SOFT_RULES, SoftRule
from .survey_form import PAGES, PHOTOS, POSITION, RELEVANT, Page, Part, asked, gate_name, warning_name
from .value_lists import VALUE_LISTS
from .xlsform_rules import constraint, required_message

LANGUAGE_NAMES = ("Indonesia (id)", "English (en)")
TEXTS = ("label", "hint", "required_message", "constraint_message")
PLAIN = ("required", "relevant", "constraint", "default", "appearance", "choice_filter", "parameters")
SURVEY = ("type", "name", *(f"{each}::{language}" for each in TEXTS for language in LANGUAGE_NAMES), *PLAIN)
CHOICES = ("list_name", "name", *(f"label::{language}" for language in LANGUAGE_NAMES), "induk")
SETTINGS = ("form_title", "form_id", "version", "default_language", "instance_name")

FORM_ID, TITLE = "industri_rumahan", "Pendataan industri rumahan"
YES_NO = "ya_tidak"
PICTURE = "max-pixels=1600"
DEFAULTS = {"periode": "format-date(today(), '%Y')", "tanggal": "today()"}
"""What an answer is before somebody gives another, beside the defaults of the schema."""
POSITION_LABEL = Text("Titik lokasi usaha", "Location of the business")
LEVELS = (
    (REGENCY, "kabupaten", Text("Kabupaten/kota", "Regency or city")),
    (DISTRICT, "kecamatan", Text("Kecamatan", "District")),
)

Row = Dict[str, str]
Place = Tuple[str, Text]
"""A code and its name."""


class Lists(NamedTuple):
    """What the choices are made of beside the value lists: regions of the three lower levels, and products."""

    regions: Sequence[Place]
    products: Sequence[Place]


def xlsform(lists: Lists, version: str, form_id: str = FORM_ID) -> Tuple[Sheet, Sheet, Sheet]:
    """The sheets survey, choices and settings. version: grows with each publication."""
    settings = (TITLE, form_id, version, LANGUAGE_NAMES[0], "concat(${nama_usaha}, ' - ', ${kode_desa})")
    survey = [row for page in PAGES for row in _page(page, lists)]
    return (
        _sheet("survey", SURVEY, [{"type": each, "name": each} for each in ("start", "end")] + survey),
        _sheet("choices", CHOICES, list(_choices(lists))),
        Sheet("settings", [SETTINGS, settings]),
    )


def question_count() -> int:
    """How many fields are asked."""
    return sum(1 for _ in asked())


def _sheet(name: str, columns: Sequence[str], rows: Sequence[Row]) -> Sheet:
    return Sheet(name, [columns, *([row.get(column, "") for column in columns] for row in rows)])


def _in_both(column: str, words: Text) -> Row:
    return {f"{column}::{name}": words.in_language(code) for name, code in zip(LANGUAGE_NAMES, LANGUAGES)}


def _page(page: Page, lists: Lists) -> Iterator[Row]:
    yield {"type": "begin_group", "name": page.id, **_in_both("label", page.label)}
    for part in page.parts:
        gate = gate_name(part)
        if gate:
            yield {"type": f"select_one {YES_NO}", "name": gate, **_in_both("label", part.gate), "default": "0"}
        kind = "repeat" if part.repeat else "group" if part.gate.id else ""
        opening = {"type": f"begin_{kind}", "name": part.table, **_in_both("label", part.declared.label)}
        if part.gate.id:
            opening["relevant"] = f"${{{gate}}} = '1'"
        yield from [opening] if kind else []
        yield from _questions(part, lists)
        yield from [{"type": f"end_{kind}"}] if kind else []
    yield {"type": "end_group"}


def _questions(part: Part, lists: Lists) -> Iterator[Row]:
    for name in part.fields:
        if name == POSITION:
            yield {"type": "geopoint", "name": name, **_in_both("label", POSITION_LABEL)}
            continue
        if name == "kode_desa":
            yield from _cascade(lists)
        yield _question(part, part.declared.field(name))
    for rule in SOFT_RULES:
        if rule.table == part.table and rule.field in part.fields:
            yield _warning(rule)


def _question(part: Part, field: Field) -> Row:
    kind = _kind(part, field)
    condition, sentence = constraint(part, field, is_typed=kind in ("text", "integer", "decimal", "date"))
    row = {"type": kind, "name": field.name, **_in_both("label", field.label), **_in_both("hint", _hint(field))}
    message = required_message(part, field)
    if message:
        row.update({"required": "yes", **_in_both("required_message", message)})
    if condition:
        row.update({"constraint": condition, **_in_both("constraint_message", sentence)})
    if (part.table, field.name) in RELEVANT:
        row["relevant"] = as_xpath(RELEVANT[part.table, field.name], _reference)
    row["default"] = _default(part, field)
    row["parameters"] = PICTURE if kind == "image" else ""
    row["appearance"] = _appearance(kind, field)
    if field.name == "kode_desa":
        row["choice_filter"] = "induk = ${kecamatan}"
    return row


def _kind(part: Part, field: Field) -> str:
    if (part.table, field.name) in PHOTOS:
        return "image"
    if field.values:
        return f"{'select_multiple' if field.several else 'select_one'} {field.values}"
    lists = {"ref_wilayah.kode_dagri": "desa", "ref_produk.produk_kode": "produk"}
    if field.references in lists:
        return f"select_one {lists[field.references]}"
    kinds = {BOOLEAN: f"select_one {YES_NO}", INTEGER: "integer", REAL: "decimal", DATE: "date"}
    return kinds.get(field.kind, "text")


def _hint(field: Field) -> Text:
    if field.unit.id and field.meaning.id:
        return Text("{meaning} Dalam {unit}.", "{meaning} In {unit}.").format(meaning=field.meaning, unit=field.unit)
    return Text("Dalam {unit}.", "In {unit}.").format(unit=field.unit) if field.unit.id else field.meaning


def _default(part: Part, field: Field) -> str:
    if part.table == "ir_pengamatan" and field.name in DEFAULTS:
        return DEFAULTS[field.name]
    if isinstance(field.default, bool):
        return str(int(field.default))
    return field.default if isinstance(field.default, str) else ""


def _appearance(kind: str, field: Field) -> str:
    if field.references:
        return "autocomplete"
    if field.pattern and field.pattern.regex.startswith(r"\d{") and kind == "text" and "-" not in field.pattern.regex:
        return "numbers"
    return "thousands-sep" if field.unit.en == "rupiah" else ""


def _cascade(lists: Lists) -> Iterator[Row]:
    """The questions above the village, each of which narrows the next."""
    above = ""
    for level, name, label in LEVELS:
        row = {"type": f"select_one {name}", "name": name, **_in_both("label", label)}
        codes = [code for code, _ in lists.regions if level_of(code) == level]
        row["default"] = codes[0] if len(codes) == 1 else ""
        row["choice_filter"] = f"induk = ${{{above}}}" if above else ""
        above = name
        yield row


def _warning(rule: SoftRule) -> Row:
    row = {"type": "note", "name": warning_name(rule.id), **_in_both("label", rule.sentence)}
    return {**row, "relevant": as_xpath(rule.broken, _reference)}


def _reference(name: str) -> str:
    """A question; what is not asked is empty."""
    return f"${{{name}}}" if any(field.name == name for _, _, field in asked()) else "''"


def _choices(lists: Lists) -> Iterator[Row]:
    yield from _listed(YES_NO, [("1", Text("Ya", "Yes")), ("0", Text("Tidak", "No"))])
    used = dict.fromkeys(field.values for _, _, field in asked() if field.values)
    for values in used:
        yield from _listed(values, [(value.code, value.label) for value in VALUE_LISTS[values].values])
    yield from _listed("produk", lists.products)
    names = {REGENCY: "kabupaten", DISTRICT: "kecamatan", VILLAGE: "desa"}
    for level, name in names.items():
        for code, label in lists.regions:
            if level_of(code) == level:
                yield from ({**row, "induk": parent_of(code)} for row in _listed(name, [(code, label)]))


def _listed(list_name: str, places: Sequence[Place]) -> List[Row]:
    return [{"list_name": list_name, "name": code, **_in_both("label", label)} for code, label in places]
