"""Submissions of our own form, made of its declarations, and what a register must hold of them."""

from __future__ import annotations

import random
import string
from typing import Any, Dict, Iterator, List, NamedTuple, Sequence, Tuple

from ir_plugin.core.industry.form_questions import answers_of
from ir_plugin.core.industry.products import PRODUCTS
from ir_plugin.core.industry.regions import VILLAGE, reference_regions
from ir_plugin.core.industry.schema import Field
from ir_plugin.core.industry.schema.declaration import DATE, INTEGER, REAL, YearsAgo
from ir_plugin.core.industry.survey_form import PAGES, PHOTOS, POSITION, Page, Part
from ir_plugin.core.register.geopackage import reading

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
