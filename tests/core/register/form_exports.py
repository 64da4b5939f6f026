"""What KoboToolbox and ODK Central write of submissions of our form: sheets of a workbook, and tables of text."""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.industry.form_questions import answers_of
from ir_plugin.core.industry.products import PRODUCTS
from ir_plugin.core.industry.regions import reference_regions
from ir_plugin.core.industry.schema import Field
from ir_plugin.core.industry.survey_form import PHOTOS, POSITION, Page, Part, gate_name
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.import_survey import OPERATION
from ir_plugin.core.texts import Text
from tests.core.register.form_submissions import PERIOD, YEAR, Row, Submission, parts


class Style(NamedTuple):
    """How a server was told to write. language: "" for names and codes, else "id" or "en" for labels.
    groups: before headings. sets: "both", "text" or "split" for questions of several answers."""

    language: str = ""
    groups: bool = True
    sets: str = "both"


def kobo(made: Sequence[Submission], style: Style) -> List[Sheet]:
    """The sheets of the XLSX file of KoboToolbox."""
    heads = ["start", "end"]
    main: List[Dict[str, str]] = []
    groups: Dict[str, List[Dict[str, str]]] = {part.table: [] for _, part in parts() if part.repeat}
    for index, each in enumerate(made, start=1):
        row = {"start": f"{YEAR}-03-04T09:00:00.000+07:00", "end": f"{YEAR}-03-04T09:30:00.000+07:00"}
        for page, part in parts():
            if part.gate.id:
                name = _heading(style, [(page.id, page.label)], gate_name(part), part.gate)
                row[name] = _word(
                    style, {"1": Text("Ya", "Yes"), "0": Text("Tidak", "No")}, str(int(bool(each.rows[part])))
                )
            if part.repeat:
                for answers in each.rows[part]:
                    cells = dict(_cells(style, page, part, answers, each))
                    number = len(groups[part.table]) + 1
                    cells.update(
                        {"_index": str(number), "_parent_table_name": "Pendataan", "_parent_index": str(index)}
                    )
                    cells.update({"_submission__id": str(70 + index), "_submission__uuid": each.key})
                    groups[part.table].append(
                        {**cells, "_submission__submission_time": "x", "_submission___version__": "v"}
                    )
            else:
                for answers in each.rows[part] or [{}]:
                    for heading, cell in _cells(style, page, part, answers, each):
                        while heading in row:
                            heading += "\0"  # the second column of one name, as a form has it without its groups
                        row[heading] = cell
        row.update({"_id": str(70 + index), "_uuid": each.key, "_submission_time": "x", "_index": str(index)})
        main.append(row)
    table_label = {part.table: part.declared.label for _, part in parts()}
    sheets = [_sheet("Pendataan", main, heads)]
    for table, rows in groups.items():
        name = table_label[table].in_language(style.language) if style.language else table
        sheets.append(_sheet(name[:31], rows, []))
    return sheets


def odk(made: Sequence[Submission], splits: bool = False, briefcase: bool = False) -> Dict[str, List[List[str]]]:
    """The tables of ODK Central by the names of their files; of Briefcase with its column SET-OF."""
    style = Style(sets="both" if splits else "text")
    main: List[Dict[str, str]] = []
    groups: Dict[str, List[Dict[str, str]]] = {part.table: [] for _, part in parts() if part.repeat}
    for each in made:
        key, row = f"uuid:{each.key}", {"SubmissionDate": "2025-03-04T02:21:00.000Z"}
        for page, part in parts():
            if part.gate.id:
                row[f"{page.id}-{gate_name(part)}"] = str(int(bool(each.rows[part])))
            for number, answers in enumerate(each.rows[part] or ([] if part.repeat else [{}]), start=1):
                cells = {
                    heading.replace("/", "-", 2 if part.gate.id else 1): cell
                    for heading, cell in _cells(style, page, part, answers, each)
                    if not heading.endswith("_URL") and POSITION not in heading
                }
                if POSITION in part.fields:
                    point = zip(("Latitude", "Longitude", "Altitude", "Accuracy"), (*each.point, "12.5", "4.9"))
                    cells.update({f"{page.id}-{POSITION}-{end}": cell for end, cell in point})
                if part.repeat:
                    plain = {
                        heading.rpartition(f"{part.table}/")[2].rpartition(f"{part.table}-")[2]: cell
                        for heading, cell in cells.items()
                    }
                    plain.update({"PARENT_KEY": key, "KEY": f"{key}/{page.id}/{part.table}[{number}]"})
                    groups[part.table].append(
                        {**plain, **({"SET-OF-" + part.table: f"{key}/{part.table}"} if briefcase else {})}
                    )
                else:
                    row.update(cells)
        main.append({**row, "meta-instanceID": key, "KEY": key, "SubmitterName": "petugas", "FormVersion": "1"})
    tables = {"industri_rumahan": main, **{f"industri_rumahan-{table}": rows for table, rows in groups.items()}}
    return {
        f"{name}.csv": [list(row) for row in _sheet(name, rows, ["PARENT_KEY", "KEY"]).rows]
        for name, rows in tables.items()
    }


def _cells(style: Style, page: Page, part: Part, answers: Row, of: Submission) -> Iterator[Tuple[str, str]]:
    groups = [(page.id, page.label)] + ([(part.table, part.declared.label)] if part.repeat or part.gate.id else [])
    for name in part.fields:
        if name == POSITION:
            point = Text("Titik lokasi usaha", "Location of the business")
            heading = _heading(style, groups, name, point)
            yield heading, f"{of.point[0]} {of.point[1]} 12.5 4.9"
            for end, cell in zip(("latitude", "longitude", "altitude", "precision"), (*of.point, "12.5", "4.9")):
                yield f"_{heading}_{end}", cell
            continue
        field = part.declared.field(name)
        if name == "kode_desa":
            for level, label, code in _cascade(of.village):
                yield _heading(style, groups, level, label), _region(style, code)
            yield _heading(style, groups, name, field.label), _region(style, of.village)
            continue
        heading, value = _heading(style, groups, name, field.label), answers.get(name)
        words = answers_of(field)
        if not field.several:
            yield heading, _single(style, field, value)
            if (part.table, name) in PHOTOS:
                yield f"{heading}_URL", f"https://contoh.id/{value}" if value else ""
            continue
        chosen = value.strip("{}").split(",") if value else []
        if style.sets != "split":
            yield heading, " ".join(_word(style, words, code) for code in chosen)
        for code in words if style.sets != "text" else ():
            yield f"{heading}/{_word(style, words, code)}", str(int(code in chosen)) if value else ""


def _single(style: Style, field: Field, value: Any) -> str:
    if value is None:
        return ""
    if answers_of(field):
        return _word(style, answers_of(field), str(value))
    if field.references and style.language:
        return {each.code: each.name_id if style.language == "id" else each.name_en for each in PRODUCTS}[value]
    return str(value)


def _cascade(village: str) -> Iterator[Tuple[str, Text, str]]:
    yield "kabupaten", Text("Kabupaten/kota", "Regency or city"), village[:5]
    yield "kecamatan", Text("Kecamatan", "District"), village[:8]


def _region(style: Style, code: str) -> str:
    return reference_regions()[code].name if style.language else code


def _word(style: Style, words: Any, code: str) -> str:
    return words[code].in_language(style.language) if style.language else code


def _heading(style: Style, groups: Sequence[Tuple[str, Text]], name: str, label: Text) -> str:
    if not style.language:
        return "/".join((*(group for group, _ in groups if style.groups), name))
    own = [words.in_language(style.language) for _, words in groups if style.groups]
    return "/".join((*own, label.in_language(style.language)))


def _sheet(name: str, rows: Sequence[Dict[str, str]], last: Sequence[str]) -> Sheet:
    """Rows below the union of their headings; a sheet without rows keeps those that a server always writes."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row)) or list(last)
    cells = [[row.get(heading, "") for heading in headings] for row in rows]
    return Sheet(name, [[heading.rstrip("\0") for heading in headings], *cells], "ekspor.xlsx")


def imported(register: str, sheets: Sequence[Sheet], **settings: Any) -> Results:
    return OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": PERIOD, **settings}, Context())
