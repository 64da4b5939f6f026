"""Whatever both sides edit: no edit is lost, a conflict stands exactly where both changed a field differently, twice is
once, and seven offices may come in any order."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_plugin.core.declaration import Context
from ir_plugin.core.register import create_register
from ir_plugin.core.register.geopackage import transaction
from tests.core.register.made_packages import add, ask, conflicts, content, export, make_register, merge

REGENCIES = ("19.01", "19.02", "19.03", "19.04", "19.05", "19.06", "19.71")
LICENCE, PERSON = "50000000-0000-4000-8000-0000000000{:02d}", "60000000-0000-4000-8000-0000000000{:02d}"
FIELDS = {
    "ir_pemilik": ("pemilik_id", ("nama_lengkap", "no_hp")),
    "ir_usaha": ("usaha_id", ("nama_usaha", "tahun_mulai")),
    "ir_pengamatan": ("pengamatan_id", ("teknologi", "kapasitas")),
    "ir_legalitas": ("legalitas_id", ("nomor",)),
}
VALUES = {
    "tahun_mulai": st.integers(2001, 2003),
    "teknologi": st.none() | st.sampled_from(("MAN", "SMI", "MEK")),
    "kapasitas": st.none() | st.sampled_from((0.0, 1.5, 2.5)),
    "no_hp": st.none() | st.sampled_from(("+6281234567", "+6287654321")),
    "nama_lengkap": st.sampled_from(("Siti", "Siti 1", "'; --", "Ñ")),
    "nama_usaha": st.sampled_from(("Getas 1", "A", "=1+1", "<b>")),
}
TEXT = st.none() | st.sampled_from(("a", "b", '{"a": 1}'))
FOLDER = tempfile.TemporaryDirectory(prefix="merge-")
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class Edit(NamedTuple):
    """A field of the row of a number set to a value; a licence added, or removed."""

    kind: str
    table: str
    number: int
    field: str
    value: Any


def changes() -> st.SearchStrategy[Edit]:
    places = [(table, field) for table, (_, fields) in FIELDS.items() for field in fields]
    return st.one_of(
        *(
            st.builds(Edit, st.just("set"), st.just(table), st.integers(0, 1), st.just(field), VALUES.get(field, TEXT))
            for table, field in places
        )
    )


def licences() -> st.SearchStrategy[Edit]:
    kinds = st.sampled_from(("add", "remove"))
    return st.builds(Edit, kinds, st.just(""), st.integers(0, 2), st.just(""), TEXT)


EDITS = st.lists(st.booleans().flatmap(lambda of_rows: licences() if of_rows else changes()), min_size=4, max_size=12)


@cache
def template() -> tuple[str, str]:
    """A register with three licences, and its package."""
    register = make_register(Path(FOLDER.name))
    with transaction(register) as connection:
        for number in range(3):
            add(connection, "ir_legalitas", **licence(number))
    return register, export(register)


def licence(number: int) -> dict[str, Any]:
    business = f"10000000-0000-4000-8000-00000000000{number % 3}"
    return {"legalitas_id": LICENCE.format(number), "usaha_id": business, "jenis": "NIB"}


def edit(path: str, edits: list[Edit], side: int) -> None:
    """Licences that are added have an id of their side."""
    with transaction(path) as connection:
        for kind, table, number, field, value in edits:
            if kind == "set":
                key, _ = FIELDS[table]
                query = (
                    f"UPDATE {table} SET {field} = ? WHERE {key} = (SELECT min({key}) FROM {table} WHERE {key} LIKE ?)"
                )
                connection.execute(query, (value, f"%{number}"))
            elif kind == "remove":
                connection.execute("DELETE FROM ir_legalitas WHERE legalitas_id = ?", (LICENCE.format(number),))
            else:
                new = {**licence(number), "legalitas_id": LICENCE.format(10 * side + number), "nomor": value}
                connection.execute("DELETE FROM ir_legalitas WHERE legalitas_id = ?", (new["legalitas_id"],))
                add(connection, "ir_legalitas", **new)


def whole(base: Any, package: Any) -> Any:
    """A package with the rows that never went out."""
    sent = content(template()[1])
    out = {table: {row: rows[row] for row in rows if row not in sent[table]} for table, rows in base.items()}
    return {table: {**rows, **package[table]} for table, rows in out.items()}


def expected(base: Any, here: Any, there: Any) -> tuple[Any, set[tuple[str, ...]]]:
    """The merge by the rule alone: the rows, and (table, row, column) of what both changed differently."""
    merged: dict[str, Any] = {}
    against = set()
    for table in here:
        rows = merged.setdefault(table, {})
        for row in {*base[table], *here[table], *there[table]}:
            old, own, new = (state[table].get(row) for state in (base, here, there))
            if own is None or new is None:
                if old not in (own, new) and own is not new:
                    against.add((table, row, "*"))
                keeps = own if old == new or (table, row, "*") in against else new
                rows.update({row: keeps} if keeps is not None else {})
                continue
            old = old or {}
            rows[row] = {name: new[name] if own[name] == old.get(name) else own[name] for name in own}
            clash = {name for name in own if len({repr(state.get(name)) for state in (old, own, new)}) == 3}
            against |= {(table, row, name) for name in clash}
    return merged, against


@QUICK
@given(here=EDITS, there=EDITS)
def test_every_edit_is_merged_or_listed(here: list[Edit], there: list[Edit]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        register, package = (shutil.copy(each, folder) for each in template())
        base = content(register)
        edit(register, here, 1)
        edit(package, there, 2)
        sides = content(register), whole(base, content(package))
        merged, against = expected(base, *sides)
        before = content(package)
        merge(register, package)
        assert content(register) == merged
        listed = {row[:3] for row in ask(register, "SELECT tabel, baris_id, kolom FROM gabung_konflik")}
        assert listed == against
        assert content(package) == before
        log, told = ask(register, "SELECT count(*) FROM log_perubahan"), conflicts(register)
        assert merge(register, package).numbers["N_CONFLICTS"] == 0
        assert content(register) == merged and conflicts(register) == told
        assert ask(register, "SELECT count(*) FROM log_perubahan") == log


@cache
def seven() -> tuple[str, tuple[str, ...]]:
    """A register with a business in each regency, and the seven packages."""
    folder = Path(FOLDER.name) / "seven"
    folder.mkdir()
    register = str(folder / "register.gpkg")
    create_register.OPERATION.compute({"REGISTER": register}, Context())
    with transaction(register) as connection:
        for number, regency in enumerate(REGENCIES):
            query = "SELECT min(kode_dagri) FROM ref_wilayah WHERE tingkat = '4' AND kode_dagri LIKE ?"
            (village,) = connection.execute(query, (regency + "%",)).fetchone()
            add(connection, "ir_pemilik", pemilik_id=PERSON.format(number), nama_lengkap="Siti")
            business = {"usaha_id": PERSON.format(number), "kode_usaha": f"IR-19{number:02d}-0001", "nama_usaha": "A"}
            add(connection, "ir_usaha", **business, pemilik_id=PERSON.format(number), kode_desa=village)
    return register, tuple(export(register, regency) for regency in REGENCIES)


@settings(QUICK, max_examples=10)
@given(
    names=st.lists(st.sampled_from("ABC"), min_size=7, max_size=7),
    own=st.lists(st.sampled_from("ABC"), min_size=7, max_size=7),
    order=st.permutations(range(7)),
)
def test_seven_offices_in_any_order(names: list[str], own: list[str], order: list[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        register, packages = seven()
        packages = tuple(shutil.copy(each, folder) for each in packages)
        for number, package in enumerate(packages):
            with transaction(package) as connection:
                connection.execute("UPDATE ir_usaha SET nama_usaha = ?", (names[number],))
        ends = []
        for number, way in enumerate((range(7), order)):
            copy = shutil.copy(register, f"{folder}/{number}.gpkg")
            with transaction(copy) as connection:
                values = [(name, PERSON.format(place)) for place, name in enumerate(own)]
                connection.executemany("UPDATE ir_usaha SET nama_usaha = ? WHERE usaha_id = ?", values)
            for place in way:
                merge(copy, packages[place])
            ends.append((content(copy), conflicts(copy)))
        assert ends[0] == ends[1]
