"""What a published catalogue tells that the register does not let out today."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Sequence

from ..industry.schema.patterns import BUSINESS_CODE, UUID
from ..register.exports.files import formula_safe
from ..texts import Text, same
from .business_scripts import LATER, part_file, part_in, rows_of
from .document import DATA, Contents, Heading, document, part_name, read_page
from .file_checks import MADE
from .folder import MANIFEST, files_in
from .open_data import BUSINESSES, COLUMNS, PLACE, TABLE, VILLAGES, open_rows, village_properties
from .scripts import read_script

UNREADABLE = Text(
    "{name}: isinya tidak seperti yang ditulis plugin.", "{name}: its content is not as the plugin writes."
)
NO_CONSENT = Text(
    "{name}: usaha {own} tidak boleh tampil; izinnya tidak ada, berakhir, atau ditarik.",
    "{name}: the business {own} may not be shown; its consent is missing, has ended or was withdrawn.",
)
OTHER_VALUE = Text(
    "{name}: {column} usaha {own} bukan yang boleh tampil sekarang.",
    "{name}: {column} of the business {own} is not what may be shown now.",
)
HIDDEN_COUNT = Text(
    "{name}: {column} desa {own} sekarang dirahasiakan.", "{name}: {column} of the village {own} is kept back now."
)
NIK = Text("{name}: memuat {count} angka seperti NIK.", "{name}: holds {count} {count:number|numbers} like a NIK.")
INTERNAL_ID = Text("{name}: memuat {count} ID register.", "{name}: holds {count} {count:id|ids} of the register.")
OWN_PHONE = Text(
    "{name}: memuat {count} nomor telepon yang tidak boleh tampil.",
    "{name}: holds {count} {count:phone|phones} that may not be shown.",
)

_SUM = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
_IDS = re.compile(f"{BUSINESS_CODE.regex}|{UUID.regex}", re.IGNORECASE)
_PHONE = re.compile(r"(?<!\d)(?:\+?62|0)(\d{7,13})(?!\d)")


_NO_HEADING = Heading(same(""), same(""), same(""), "id")


class _Table(NamedTuple):
    """Rows of a published file by column, the same of what may be told now, and the column by which rows are known."""

    name: str
    rows: Sequence[Mapping[str, Any]]
    allowed: Mapping[str, Mapping[str, Any]]
    key: str


def data_findings(folder: Path, public: Contents) -> Iterator[Text]:
    """A sentence for each business, value or count that may not be told now."""
    readers: Mapping[str, Callable[[str, Contents], Iterator[Text]]] = {
        DATA: _page,
        BUSINESSES: _geojson,
        TABLE: _csv,
        VILLAGES: _villages,
        **{part_file(part): partial(_part, part) for part in _parts(folder)},
    }
    for name, find in readers.items():
        if not (folder / name).is_file():
            continue  # whether a file is there is looked at elsewhere
        try:
            found = list(find((folder / name).read_bytes().decode("utf-8"), public))
        except (ValueError, KeyError, TypeError, AttributeError):
            found = [UNREADABLE.format(name=name)]
        yield from found


def byte_findings(folder: Path, connection: sqlite3.Connection, public: Contents) -> Iterator[Text]:
    """A sentence for each file of data in which something private stands anywhere."""
    shown = {row["phone"] for row in public.directory.rows if row["phone"]}
    phones = {phone for (phone,) in connection.execute("SELECT no_hp FROM ir_pemilik WHERE no_hp IS NOT NULL")}
    private = {_national(phone) for phone in phones} - {_national(phone) for phone in shown}
    for name in (*MADE, *map(part_file, _parts(folder)), MANIFEST):
        if not (folder / name).is_file():
            continue
        text = _SUM.sub("", (folder / name).read_bytes().decode("utf-8", "replace"))
        counts = {
            NIK: len(_NIK.findall(text)),
            INTERNAL_ID: len(_IDS.findall(text)),
            OWN_PHONE: sum(each in private for each in _PHONE.findall(text)),
        }
        yield from (sentence.format(name=name, count=count) for sentence, count in counts.items() if count)


def _national(phone: str) -> str:
    """A phone without the signs of its country."""
    found = _PHONE.fullmatch(phone)
    return found.group(1) if found else phone


def _parts(folder: Path) -> List[str]:
    """The parts of the businesses that a folder holds, whether they may be there or not."""
    return [part for part in map(part_in, files_in(folder)) if part]


def _page(text: str, public: Contents) -> Iterator[Text]:
    page = read_page(text)
    if set(page) != set(document(_nobody(public), _NO_HEADING)) or page["later"] != list(LATER):
        raise ValueError("other keys")
    yield from _businesses(_Table(DATA, rows_of(page["businesses"]), _rows(public), "id"))
    yield from _counts(DATA, page["villages"], public.counts)


def _part(part: str, text: str, public: Contents) -> Iterator[Text]:
    lines = read_script(part_name(part), text)
    if any(len(line) != len(LATER) for line in lines):
        raise ValueError("other fields")
    yield from _businesses(_Table(part_file(part), [dict(zip(LATER, line)) for line in lines], _rows(public), "id"))


def _nobody(public: Contents) -> Contents:
    return public._replace(directory=public.directory._replace(rows=[]))


def _rows(public: Contents) -> Mapping[str, Mapping[str, Any]]:
    return {row["id"]: row for row in public.directory.rows}


def _geojson(text: str, public: Contents) -> Iterator[Text]:
    rows = []
    for feature in json.loads(text)["features"]:
        if set(feature) != {"type", "properties", "geometry"}:
            raise ValueError("other members")
        geometry = feature["geometry"]
        place = geometry["coordinates"] if geometry else (None, None)
        rows.append({**feature["properties"], **dict(zip(PLACE, place))})
    yield from _businesses(_Table(BUSINESSES, rows, _open_rows(public), "id"))


def _csv(text: str, public: Contents) -> Iterator[Text]:
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline="")))
    columns = (*COLUMNS, *PLACE)
    if lines[0] != list(columns) or any(len(line) != len(columns) for line in lines):
        raise ValueError("other columns")
    rows = [{column: cell or None for column, cell in zip(columns, line)} for line in lines[1:]]
    allowed = {own: {column: _cell(value) for column, value in row.items()} for own, row in _open_rows(public).items()}
    yield from _businesses(_Table(TABLE, rows, allowed, "id"))


def _villages(text: str, public: Contents) -> Iterator[Text]:
    properties = village_properties(public)
    published: Dict[str, Any] = {}
    for feature in json.loads(text)["features"]:
        told = feature["properties"]
        published[told["code"]] = {column: told[column] for column in public.counts.get(told["code"], {})}
        if set(feature) != {"type", "properties", "geometry"}:
            raise ValueError("other members")
    yield from _counts(VILLAGES, published, properties)


def _open_rows(public: Contents) -> Mapping[str, Mapping[str, Any]]:
    return {row["id"]: row for row in open_rows(public)}


def _cell(value: Any) -> Any:
    return None if value is None else str(formula_safe(value))


def _businesses(table: _Table) -> Iterator[Text]:
    for row in table.rows:
        own = row[table.key]
        allowed = table.allowed.get(own)
        if allowed is None:
            yield NO_CONSENT.format(name=table.name, own=own)
            continue
        for column in _beyond(row, allowed):
            yield OTHER_VALUE.format(name=table.name, column=column, own=own)


def _beyond(row: Mapping[str, Any], allowed: Mapping[str, Any]) -> List[str]:
    """The columns that tell something else than they may; nothing may always be told."""
    return [column for column, value in row.items() if value not in (None, []) and value != allowed.get(column)]


def _counts(name: str, published: Mapping[str, Any], allowed: Mapping[str, Any]) -> Iterator[Text]:
    """Counts that are kept back now; one that has only changed gives nobody away."""
    for village, counts in published.items():
        for column, value in counts.items():
            if value is not None and allowed.get(village, {}).get(column) is None:
                yield HIDDEN_COUNT.format(name=name, column=column, own=village)
