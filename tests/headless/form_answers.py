"""Records of the parity test as answers to the survey form."""

from __future__ import annotations

from pathlib import Path
from typing import Any, List, Sequence, Set, Tuple

from ir_plugin.core.industry.hard_rules import field_rules, row_rules
from ir_plugin.core.industry.schema import Field
from ir_plugin.core.industry.schema.declaration import REAL, TEXT
from ir_plugin.core.industry.survey_form import PAGES, PHOTOS, POSITION, Part
from tests.core.industry.parity_cases import KNOWN, Case, good_row
from tests.headless.form_engine import Step, Verdict, verdicts

VILLAGE = KNOWN["ref_wilayah.kode_dagri"][0]


def place(part: Part, name: str, number: int = 1) -> str:
    """The path of a question: of the given row where the part is a repeat."""
    (page,) = [each for each in PAGES if part in each.parts]
    inside = f"/{part.table}[{number}]" if part.repeat else f"/{part.table}" if part.gate.id else ""
    return f"/data/{page.id}{inside}/{name}"


def parts_of(table: str, field: str) -> List[Part]:
    """The part of the form in which a field is asked; none where it is not."""
    return [part for page in PAGES for part in page.parts if part.table == table and field in part.fields]


def answer(field: Field, value: Any) -> Any:
    """A value of the register as an answer: the codes of a set, a text, or None."""
    if value is None or value == "":
        return None
    if field.several:
        return value[1:-1].split(",")
    return str(float(value)) if field.kind == REAL and isinstance(value, int) else str(value)


def record() -> List[Step]:
    """The answers of one whole record; pictures and the position are left out."""
    steps: List[Step] = []
    for page in PAGES:
        for part in page.parts:
            if part.gate.id:
                steps.append(["set", f"/data/{page.id}/ada_{part.table[3:]}", "1"])
            row = good_row(part.declared)
            for name in part.fields:
                if name == "kode_desa":
                    steps += [
                        ["set", place(part, "kabupaten"), VILLAGE[:5]],
                        ["set", place(part, "kecamatan"), VILLAGE[:8]],
                    ]
                if name != POSITION and (part.table, name) not in PHOTOS:
                    steps.append(["set", place(part, name), answer(part.declared.field(name), row[name])])
    return steps


def can_be_answered(case: Case) -> bool:
    """Whether the form has the question, and the answer can be written down in it: no answer is not an empty text."""
    parts = parts_of(case.table, case.field)
    if not parts or (case.table, case.field) in PHOTOS or case.rule in ("whole", "bare"):
        return False
    field = parts[0].declared.field(case.field)
    if case.value == "" and not (field.required and field.kind == TEXT):
        return False
    if field.several and case.value is not None:
        inside = case.value[1:-1].split(",")
        return case.value == "{" + ",".join(inside) + "}" and all(inside)
    return parts[0].repeat or not case.before


def judge(xform: Path, tried: Sequence[Case]) -> List[Verdict]:
    """The verdict of the engine on the value of each case, within an otherwise whole record."""
    steps, wanted, added = record(), [], set()
    for case in tried:
        (part,) = parts_of(case.table, case.field)
        field = part.declared.field(case.field)
        number = 2 if case.before else 1
        if case.before and case.table not in added:
            added.add(case.table)
            steps.append(["add", place(part, "")[: -len("[1]/")]])
        question = place(part, case.field, number)
        wanted.append(sum(step[0] == "set" for step in steps))
        steps.append(["set", question, answer(field, case.value)])
        right = None if case.before else answer(field, good_row(part.declared)[case.field])
        steps.append(["set", question, right])
    judged = verdicts(xform, steps)
    return [judged[each] for each in wanted]


def rules_asked() -> Set[Tuple[str, str, str]]:
    """Table, field and name of every hard rule that the form must keep; what a text may be is no rule."""
    found = set()
    for page in PAGES:
        for part in page.parts:
            rules = [rule for name in part.fields if name != POSITION for rule in field_rules(part.table)[name]]
            rules += [rule for rule in row_rules(part.table) if part.repeat and rule.field in part.fields]
            for rule in rules:
                photo = (part.table, rule.field) in PHOTOS
                if not photo and (rule.name, part.declared.field(rule.field).kind) != ("kind", TEXT):
                    found.add((part.table, rule.field, rule.name))
    return found
