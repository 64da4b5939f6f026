"""Submissions of our own form, made of its declarations, and what KoboToolbox and ODK Central write of them."""

from __future__ import annotations

import random
import string
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

from ir_plugin.core.industry.form_questions import answers_of
from ir_plugin.core.industry.products import PRODUCTS
from ir_plugin.core.industry.regions import VILLAGE, reference_regions
from ir_plugin.core.industry.schema import Field
from ir_plugin.core.industry.schema.declaration import DATE, INTEGER, REAL, YearsAgo
from ir_plugin.core.industry.survey_form import PAGES, PHOTOS, POSITION, Page, Part, gate_name
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.geopackage import reading
from ir_plugin.core.texts import Text

YEAR = 2025
PERIOD = str(YEAR)
VILLAGES = [code for code, each in reference_regions().items() if each.level == VILLAGE]

Row = Dict[str, Any]


class Submission(NamedTuple):
    """key: what the server calls it. rows: for each part the answers of its rows, by field."""

    key: str
    rows: Dict[Part, List[Row]]
    village: str
    point: Tuple[str, str]


def submissions(seed: int, count: int = 4) -> List[Submission]:
    """Submissions that answer about three of four questions, with none to three rows in each repeat."""
    chance = random.Random(seed)
    return [_submission(chance, f"{seed:04d}{number:04d}") for number in range(count)]


def parts() -> Iterator[Tuple[Page, Part]]:
    yield from ((page, part) for page in PAGES for part in page.parts)


def _submission(chance: random.Random, number: str) -> Submission:
    rows = {}
    for _, part in parts():
        least = 1 if part.table == "ir_produk" or not (part.repeat or part.gate.id) else 0
        wanted = chance.randint(least, 3 if part.repeat else 1)
        rows[part] = [_row(chance, part, f"{number}{place}") for place in range(wanted)]
    by_table = {part.table: found for part, found in rows.items()}
    for place, product in enumerate(by_table["ir_produk"]):
        product["utama"] = int(place == len(by_table["ir_produk"]) - 1)
    services = chance.sample(sorted(answers_of(_field("ir_kebutuhan", "layanan"))), 3)
    for need, service in zip(by_table["ir_kebutuhan"], services):
        need["layanan"] = service
    for row in (each for found in rows.values() for each in found if "periode" in each):
        row["periode"] = PERIOD
    _make_person(chance, [row for part, found in rows.items() if part.table == "ir_pemilik" for row in found], number)
    village = chance.choice(VILLAGES)
    point = (f"{chance.uniform(-3.2, -1.6):.7f}", f"{chance.uniform(105.2, 108.3):.7f}")
    return Submission(f"0d1c3f6e-0000-4000-8000-{int(number):012d}", rows, village, point)


def _field(table: str, name: str) -> Field:
    return next(part.declared.field(name) for _, part in parts() if part.table == table)


def _make_person(chance: random.Random, rows: Sequence[Row], number: str) -> None:
    """A NIK is a number that can be, and says the sex."""
    for row in rows:
        if row.get("nik"):
            sex = row["jenis_kelamin"]
            day = chance.randint(1, 28) + (40 if sex == "P" else 0)
            row["nik"] = None if sex == "X" else f"190101{day:02d}0280{int(number) % 9998 + 1:04d}"
        if row.get("no_hp"):
            row["no_hp"] = f"+6281{int(number):09d}"


def _row(chance: random.Random, part: Part, number: str) -> Row:
    row: Row = {}
    for name in part.fields:
        if name not in (POSITION, "kode_desa"):
            field = part.declared.field(name)
            given = field.required or chance.random() < 0.75
            row[name] = _value(chance, part, field, number) if given else None
    return row


def _value(chance: random.Random, part: Part, field: Field, number: str) -> Any:
    codes = list(answers_of(field))
    if field.several:
        chosen = chance.sample(codes, chance.randint(1, len(codes)))
        return "{" + ",".join(code for code in codes if code in chosen) + "}"
    if codes:
        code = chance.choice(codes)
        return int(code) if field.kind == "boolean" else code
    if (part.table, field.name) in PHOTOS:
        return f"{field.name}_{number}.jpg"
    if field.references:
        return chance.choice([each.code for each in PRODUCTS])
    if field.kind == DATE:
        return f"{chance.randint(2019, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
    if field.kind in (INTEGER, REAL):
        low, high = (
            YEAR - each.years if isinstance(each, YearsAgo) else each for each in (field.minimum, field.maximum)
        )
        value = chance.randint(int(low or 0), int(high if high is not None else 90_000_000))
        return value if field.kind == INTEGER else value / 4
    if field.pattern:
        return "".join(chance.choice(string.digits) for _ in range(5)) if field.name == "kbli_kode" else number
    letters = "".join(chance.choice(string.ascii_lowercase) for _ in range(8))
    return f"{letters.capitalize()} {letters[::-1]}, {number}"[: field.length]


def expected(made: Sequence[Submission]) -> Dict[str, List[Row]]:
    """By table the answers that the register must hold, of every row; what was not answered is not among them."""
    found: Dict[str, List[Row]] = {}
    for submission in made:
        merged: Dict[str, Row] = {}
        for part, rows in submission.rows.items():
            for row in rows:
                told = {name: value for name, value in row.items() if value is not None}
                if part.repeat or part.gate.id:
                    found.setdefault(part.table, []).append(told)
                else:
                    merged.setdefault(part.table, {}).update(told)
        merged["ir_usaha"]["kode_desa"] = submission.village
        for table, row in merged.items():
            found.setdefault(table, []).append(row)
    return found


def lost(register: str, made: Sequence[Submission]) -> List[str]:
    """What the register does not hold of the submissions, or holds beyond them."""
    problems = []
    with reading(register) as connection:
        for table, rows in expected(made).items():
            cursor = connection.execute(f"SELECT * FROM {table}")
            names = [each[0] for each in cursor.description]
            held = [dict(zip(names, row)) for row in cursor]
            for row in rows:
                same = [each for each in held if all(each[name] == value for name, value in row.items())]
                if same:
                    held.remove(same[0])
                else:
                    problems.append(f"{table} lacks {row}")
            problems += [f"{table} has {row}" for row in held]
    return problems


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
                }
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
