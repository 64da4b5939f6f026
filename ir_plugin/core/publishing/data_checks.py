"""What a published catalogue tells that the register does not let out today."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from functools import partial
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Mapping

from ..industry.schema.patterns import PERIOD
from ..package_writing import package_parts
from ..register.exports.files import formula_safe
from ..texts import Text
from .business_scripts import LATER, part_file, part_listed, part_name, rows_of
from .comparing import OTHER_PART, Table, hidden_counts, other_businesses, other_parts
from .document import ARCHIVE, BOUNDARIES, BOUNDARIES_NAME, DATA, Contents, Heading, document, read_page
from .front_pages import heading_of
from .licences import licence_named
from .open_data import (
    ABOUT,
    BUSINESSES,
    COLUMNS,
    PLACE,
    READ_ME,
    TABLE,
    TERMS,
    VILLAGES,
    about,
    open_rows,
    texts_about,
    village_properties,
)
from .outlines import LEVELS
from .published import inside, parts_in
from .scripts import read_script

UNREADABLE = Text(
    "{name}: isinya tidak seperti yang ditulis plugin.", "{name}: its content is not as the plugin writes."
)
COUNTED = ("businesses", "women", "leading_product")
"""What may have changed since a publication without giving anybody away."""

FEATURE = {"type", "properties", "geometry"}


def data_findings(folder: Path, public: Contents) -> Iterator[Text]:
    """A sentence for each business, value, count or part that may not be told now. public: with all products of the
    register, for one that nobody makes any more tells nothing."""
    readers: Mapping[str, Callable[[bytes, Contents], Iterator[Text]]] = {
        DATA: _page,
        BOUNDARIES: _boundaries,
        **{part_file(part): partial(_part, part) for part in parts_in(folder)},
    }
    for name, find in readers.items():
        if (folder / name).is_file():  # whether a file is there is looked at elsewhere
            yield from _found(name, find, (folder / name).read_bytes(), public)
    if (folder / ARCHIVE).is_file():
        yield from _archive((folder / ARCHIVE).read_bytes(), public)


def _found(name: str, find: Callable[[bytes, Contents], Iterator[Text]], content: bytes, public: Contents) -> Any:
    try:
        return list(find(content, public))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return [UNREADABLE.format(name=name)]


def _page(content: bytes, public: Contents) -> Iterator[Text]:
    page = read_page(content.decode("utf-8"))
    heading = heading_of(page)
    told = dict(page)
    allowed = document(_as_published(page, public)._replace(directory=public.directory._replace(rows=[])), heading)
    if set(page) != set(allowed) or page["later"] != list(LATER):
        raise ValueError("other keys")
    yield from other_businesses(Table(DATA, rows_of(told.pop("businesses")), _rows(public)))
    yield from hidden_counts(DATA, told.pop("villages"), public.counts)
    yield from _parts(told.pop("parts"), public)
    yield from other_parts(DATA, told, allowed)
    yield from _licence(DATA, heading)


def _parts(told: Any, public: Contents) -> Iterator[Text]:
    """Which parts there are may have changed, but not what a part is."""
    villages = {each.code for each in public.regions} | {None}
    for each in told:
        part = str(each["name"]).split(":")[-1]
        if each != part_listed(part, each["villages"]) or not set(each["villages"]) <= villages:
            yield OTHER_PART.format(name=DATA, part="parts")


def _part(part: str, content: bytes, public: Contents) -> Iterator[Text]:
    lines = read_script(part_name(part), content.decode("utf-8"))
    if any(len(line) != len(LATER) for line in lines):
        raise ValueError("other fields")
    yield from other_businesses(Table(part_file(part), [dict(zip(LATER, line)) for line in lines], _rows(public)))


def _boundaries(content: bytes, public: Contents) -> Iterator[Text]:
    """Shapes may have changed, but nothing may stand beside them."""
    told = read_script(BOUNDARIES_NAME, content.decode("utf-8"))
    codes = {each.code for each in public.regions}
    if set(told) != set(LEVELS):
        raise ValueError("other levels")
    for collection in told.values():
        for feature in _features(collection):
            if set(feature["properties"]) != {"code"} or feature["properties"]["code"] not in codes:
                raise ValueError("more than shapes")
    yield from ()


def _archive(content: bytes, public: Contents) -> Iterator[Text]:
    readers: Mapping[str, Callable[[bytes, Contents], Iterator[Text]]] = {
        BUSINESSES: _geojson,
        TABLE: _csv,
        VILLAGES: _villages,
        ABOUT: _about,
    }
    try:
        parts = package_parts(content)
        if set(parts) != {*readers, READ_ME, TERMS}:
            raise ValueError("other files")
    except ValueError:
        yield UNREADABLE.format(name=ARCHIVE)
        return
    for name, find in readers.items():
        yield from _found(inside(name), find, parts[name], public)
    for name in (READ_ME, TERMS):
        yield from _found(inside(name), partial(_text, name, parts[ABOUT]), parts[name], public)


def _geojson(content: bytes, public: Contents) -> Iterator[Text]:
    rows = []
    for feature in _features(json.loads(content)):
        geometry = feature["geometry"]
        place = geometry["coordinates"] if geometry else (None, None)
        rows.append({**feature["properties"], **dict(zip(PLACE, place))})
    yield from other_businesses(Table(inside(BUSINESSES), rows, {row["id"]: row for row in open_rows(public)}))


def _csv(content: bytes, public: Contents) -> Iterator[Text]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    columns = (*COLUMNS, *PLACE)
    if lines[0] != list(columns) or any(len(line) != len(columns) for line in lines):
        raise ValueError("other columns")
    rows = [{column: cell or None for column, cell in zip(columns, line)} for line in lines[1:]]
    allowed = {row["id"]: {column: _cell(value) for column, value in row.items()} for row in open_rows(public)}
    yield from other_businesses(Table(inside(TABLE), rows, allowed))


def _villages(content: bytes, public: Contents) -> Iterator[Text]:
    allowed, counts = village_properties(public), {}
    for feature in _features(json.loads(content)):
        told: Dict[str, Any] = dict(feature["properties"])
        code = told.pop("code")
        counts[code] = {column: told.pop(column) for column in COUNTED}
        known = {**dict.fromkeys(told), **allowed.get(code, {})}
        yield from other_parts(f"{inside(VILLAGES)} {code}", told, known)
    yield from hidden_counts(inside(VILLAGES), counts, allowed)


def _about(content: bytes, public: Contents) -> Iterator[Text]:
    told = json.loads(content)
    heading = _heading(told)
    yield from other_parts(inside(ABOUT), told, about(_as_published(told, public), heading))
    yield from _licence(inside(ABOUT), heading)


def _text(name: str, told_about: bytes, content: bytes, public: Contents) -> Iterator[Text]:
    """A line of a text must be one that could be written today."""
    told = json.loads(told_about)
    allowed = texts_about(_as_published(told, public), _heading(told))[name]
    for line in sorted(set(content.decode("utf-8").split("\n")) - set(allowed.split("\n"))):
        yield OTHER_PART.format(name=inside(name), part=f"“{line}”")


def _features(collection: Mapping[str, Any]) -> Any:
    if set(collection) != {"type", "features"} or any(set(each) != FEATURE for each in collection["features"]):
        raise ValueError("other members")
    return collection["features"]


def _as_published(told: Mapping[str, Any], public: Contents) -> Contents:
    """What may be told, under the day and the period of what is told. ValueError where these are none."""
    datetime.date.fromisoformat(told["date"])
    if told["period"] is not None and not re.fullmatch(PERIOD.regex, told["period"]):
        raise ValueError("no period")
    return public._replace(date=told["date"], period=told["period"])


def _heading(told: Mapping[str, Any]) -> Heading:
    return heading_of({**told, "default_language": "id"})


def _licence(name: str, heading: Heading) -> Iterator[Text]:
    if licence_named(heading.licence) is None:
        yield OTHER_PART.format(name=name, part="licence")


def _rows(public: Contents) -> Mapping[str, Mapping[str, Any]]:
    return {row["id"]: row for row in public.directory.rows}


def _cell(value: Any) -> Any:
    return None if value is None else str(formula_safe(value))
